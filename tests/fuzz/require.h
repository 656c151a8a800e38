// What a fuzz target says before it stops, so that a law that was broken has a name in the report.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace countersign::tests {

/// Goes on only while nothing is broken. `broken` is the law's name, empty if it holds.
inline void require(const std::string& broken) {
    if (broken.empty()) return;
    static_cast<void>(std::fprintf(stderr, "%s\n", broken.c_str()));
    std::abort();
}

inline void require(bool holds, const char* broken) {
    if (!holds) require(std::string{broken});
}

}  // namespace countersign::tests
