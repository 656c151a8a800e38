// What holds for every text that deposit.address judges; tests/core/deposit_address_test.cpp asks it of vectors and of
// seeded texts, tests/fuzz/deposit_address_fuzz.cpp of whatever the fuzzer finds. Each law gives "" or what broke it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "countersign/deposit.h"
#include "text/utf8.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_write.h"
#include "vocabulary/words.h"

namespace countersign::tests {

inline bool is_acceptable(const Verdict& verdict) {
    return verdict.outcome() == Outcome::accept || verdict.outcome() == Outcome::caution;
}

// Spans lie inside the text and begin and end between characters; weight falls; the first finding decides; a canonical
// text is there exactly when the next screen must show one.
inline std::string law_of_form(const deposit::AddressCheck& check, std::string_view text) {
    const Verdict& verdict = check.verdict();
    const bool well_formed = text::first_invalid_utf8(text) == std::string_view::npos;
    const auto is_border = [&](std::size_t at) {
        return at == text.size() || (static_cast<std::uint8_t>(text[at]) & 0xC0U) != 0x80U;
    };
    Grade last = Grade::stop;
    for (const Finding& finding : verdict.findings()) {
        if (finding.grade() > last) return "a heavier finding after a lighter one";
        last = finding.grade();
        if (finding.parameters().size() != row_of(finding.reason()).parameter_count) return "parameters are missing";
        for (const Span& span : finding.spans()) {
            if (span.length == 0) return "an empty span";
            if (span.offset > text.size() || span.length > text.size() - span.offset) return "a span outside the text";
            if (well_formed && !(is_border(span.offset) && is_border(span.offset + span.length)))
                return "a span inside a character";
        }
    }
    const Grade highest = verdict.findings().empty() ? Grade::info : verdict.findings().front().grade();
    if (verdict.outcome() != outcome_of(highest)) return "the outcome is not that of the first finding";
    if (verdict.canonical().empty() == is_acceptable(verdict)) return "canonical and outcome disagree";
    std::string groups;
    for (const std::string_view group : check.details().groups) groups += group;
    if (groups != verdict.canonical()) return "the groups are not the canonical text";
    return {};
}

// What was accepted is accepted again, unchanged, in canonical form.
inline std::string law_of_canonical(deposit::AddressCheck& check, std::string_view text) {
    if (!is_acceptable(check.run(text, Moment{}))) return {};
    const Outcome outcome = check.verdict().outcome();
    const std::string canonical{check.verdict().canonical()};
    if (check.run(canonical, Moment{}).outcome() != outcome)
        return "the canonical text has another outcome: " + canonical;
    if (check.verdict().canonical() != canonical) return "the canonical text has another canonical text: " + canonical;
    if (check.verdict().find(Reason::deposit_space_around) != nullptr) return "the canonical text has space around it";
    return {};
}

// No text that was rejected becomes acceptable by typing more. The one exception that formats.h states, a text whose
// checksum fits or almost fits before it is whole, happens once in a million and is not among what is tried here.
inline std::string law_of_prefixes(deposit::AddressCheck& check, std::string_view text) {
    if (text::first_invalid_utf8(text) != std::string_view::npos || !is_acceptable(check.run(text, Moment{})))
        return {};
    for (std::size_t end = 0; end < text.size(); end += text::decode_code_point(text, end).length) {
        const Verdict& verdict = check.run(text.substr(0, end), Moment{});
        if (verdict.outcome() == Outcome::reject || verdict.outcome() == Outcome::unknown)
            return "rejected, and acceptable once more is typed: " + std::string{text.substr(0, end)};
    }
    return {};
}

inline std::string verdict_json(const deposit::AddressCheck& check) {
    Buffer out;
    write_verdict(out, "deposit.address", check.verdict(), check.described_details());
    return std::string{out.view()};
}

inline std::string words_of(const deposit::AddressCheck& check, std::string_view language, const Context& context) {
    Buffer out;
    explain(out, language, "deposit.address", check.verdict(), check.described_details(), context);
    return std::string{out.view()};
}

// A key or a phrase is recognised and never shown: the whole answer is the same, whichever key it is.
inline std::string law_of_secrets(deposit::AddressCheck& check, std::string_view text, const Context& context) {
    const Verdict& verdict = check.run(text, Moment{});
    const bool is_key = verdict.find(Reason::deposit_private_key) != nullptr;
    if (!is_key && verdict.find(Reason::deposit_txid_or_key) == nullptr) return {};
    const std::string json = verdict_json(check);
    const std::string english = words_of(check, "en", context);
    const std::string chinese = words_of(check, "zh-Hans", context);
    check.run(is_key ? std::string{"KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"} : std::string(64, 'A'),
              Moment{});
    if (json != verdict_json(check)) return "the verdict depends on the key: " + json;
    if (english != words_of(check, "en", context) || chinese != words_of(check, "zh-Hans", context))
        return "the words depend on the key: " + english;
    return {};
}

}  // namespace countersign::tests
