// The number of lines done so far, on standard error, rewritten in place: only where a person looks at it (standard error
// is a terminal, standard output is not) and only when the run is long.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace countersign::cli {

class Progress {
public:
    Progress() noexcept;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    // Counts the line ends in what was just judged.
    void add(std::string_view lines) noexcept;
    // Takes the number off the screen again.
    void clear() noexcept;

private:
    using Clock = std::chrono::steady_clock;

    bool watched_;
    bool shown_ = false;
    std::uint64_t lines_ = 0;
    Clock::time_point next_;
};

}  // namespace countersign::cli
