// What password.new keeps to, whatever is typed; tests and the fuzz target hold it to them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "countersign/context.h"
#include "countersign/password_new.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_write.h"

namespace countersign::tests {

inline std::string line_of(const password::NewCheck& check) {
    Buffer line;
    write_verdict(line, "password.new", check.verdict(), check.described_details());
    return std::string{line.view()};
}

// Empty, or what is wrong with the verdict: a place or words in it, a score that is not that of the guesses, a length that
// is not the text's.
inline std::string law_of_new_password(const password::NewCheck& check) {
    if (!check.verdict().canonical().empty()) return "a canonical text";
    for (const Finding& finding : check.verdict().findings()) {
        if (!finding.spans().empty() && finding.reason() != Reason::text_ill_formed) return "a place";
        for (const Parameter& parameter : finding.parameters())
            if (!parameter.text.empty()) return "a finding with words";
    }
    const password::NewDetails& details = check.details();
    if (details.guessesLog10.has_value() != details.score.has_value()) return "guesses without a score";
    if (!details.guessesLog10) return {};
    const double log10 = std::stod(std::string{*details.guessesLog10});
    const std::int64_t least[] = {0, 3, 6, 8, 10};
    if (*details.score < 0 || *details.score > 4) return "no score";
    if (log10 < static_cast<double>(least[*details.score])) return "a score that is too high";
    if (*details.score < 4 && log10 > static_cast<double>(least[*details.score + 1]) + 0.003)
        return "a score that is too low";
    // Brute force is always there: ten guesses a unit, and never more than two units a code point.
    if (log10 > 2 * static_cast<double>(details.codePoints) + 1.1) return "more guesses than brute force takes";
    return {};
}

}  // namespace countersign::tests
