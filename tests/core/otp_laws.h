// What the questions of the room otp keep to, whatever the text; tests and the fuzz target hold them to it.
#pragma once

#include <algorithm>
#include <cctype>
#include <span>
#include <string>

#include "countersign/otp.h"
#include "otp/code.h"
#include "text/digits.h"
#include "text/utf8.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_write.h"

namespace countersign::tests {

// The characters that count, digits as ASCII.
inline std::string plain_code(std::string_view text) {
    std::string code;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = text::decode_code_point(text, at);
        at += c.length;
        const int digit = text::digit_value(c.value);
        if (digit >= 0) code += static_cast<char>('0' + digit);
        else if ((c.value >= 'a' && c.value <= 'z') || (c.value >= 'A' && c.value <= 'Z'))
            code += static_cast<char>(c.value);
    }
    return code;
}

// Empty if the laws hold: a code that is found has the length, lies in the message between characters, stands in no
// verdict, and its session accepts it; a digit right before it or behind makes it none; what is refused keeps nothing.
inline std::string law_of_codes(const std::string& message, std::size_t length, otp::Alphabet alphabet) {
    otp::MessageCheck check{
        {.length = static_cast<std::int64_t>(length), .alphabet = alphabet, .origin = "https://example.com"}};
    const Outcome outcome = check.run(message, {}).outcome();
    const auto& code = check.details().code;
    if (code.has_value() != (outcome == Outcome::accept)) return "a code is there if and only if the outcome is accept";
    if (!(check.kept() == code.value_or(Span{}))) return "what is kept is the code and nothing else";
    if (!check.verdict().canonical().empty()) return "a canonical text";
    if (!code) return {};
    if (std::size_t{code->offset} + code->length > message.size()) return "a place outside of the message";
    const std::string found = message.substr(code->offset, code->length);
    if (text::first_invalid_utf8(found) != std::string::npos) return "a place that cuts a character";
    const std::string plain = plain_code(found);
    if (plain.size() != length) return "a code of another length";
    Buffer out;
    write_verdict(out, "otp.message", check.verdict(), check.described_details());
    if (length >= 6 && out.view().find(plain) != std::string_view::npos) return "the code is in the verdict";
    otp::SessionCheck session{{.session = "s", .length = static_cast<std::int64_t>(length), .alphabet = alphabet}};
    if (session.run(found, {}).outcome() != Outcome::accept) return "its session does not accept the code";
    if (check.details().bound) return {};
    for (const std::size_t place : {std::size_t{code->offset}, std::size_t{code->offset} + code->length}) {
        std::string longer = message;
        longer.insert(place, 1, '7');
        check.run(longer, {});
        const auto& again = check.details().code;
        if (again && again->offset <= place && again->offset + again->length > place)
            if (plain_code(std::string_view{longer}.substr(again->offset, again->length)) == plain)
                return "a part of a longer number was taken";
    }
    return {};
}

// Base32 (RFC 4648 section 6) without padding.
inline std::string encode_key(std::span<const std::uint8_t> bytes) {
    std::string key;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (held += 8; held >= 5; held -= 5) key += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (held - 5) & 31];
    }
    if (held > 0) key += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits << (5 - held) & 31];
    return key;
}

// The code that is left in the slot; empty if there is none.
inline std::string made_code(otp::AppCheck& check, std::string text, Moment now,
                             std::string_view told = R"({"generate":{}})") {
    if (!check.tell(told, {}).ok()) return "(not told)";
    text.reserve(16);
    check.run(Typed{text, {}, text}, now);
    const auto& place = check.details().code;
    return place ? text.substr(place->offset, place->length) : std::string{};
}

// Empty if the laws hold: a code is made where the key can be used and only there, it fits its key at that moment, and
// neither is in a verdict; nothing that a key begins with is refused.
inline std::string law_of_keys(const std::string& text, Moment now) {
    otp::AppCheck check{{}};
    const std::string code = made_code(check, text, now);
    const Outcome outcome = check.verdict().outcome();
    const bool usable = outcome == Outcome::accept || outcome == Outcome::caution;
    if (code.empty() == usable) return "a code is there if and only if the key can be used";
    if (!check.verdict().canonical().empty()) return "a canonical text";
    if (!(check.kept() == Span{0, static_cast<std::uint32_t>(code.size())})) return "what is kept is not the code";
    for (const Finding& finding : check.verdict().findings())
        for (const Span& span : finding.spans())
            if (std::size_t{span.offset} + span.length > text.size()) return "a place outside of the text";
    Buffer out;
    write_verdict(out, "otp.app", check.verdict(), check.described_details());
    if (text::first_invalid_utf8(out.view()) != std::string_view::npos) return "a verdict that is no UTF-8";
    if (!usable) return {};
    if (std::size_t{static_cast<std::size_t>(check.details().digits.value_or(0))} != code.size())
        return "a code of another length";
    const std::int64_t step = check.details().step.value_or(-1);
    if (!check.tell(R"({"verify":{"window":0}})", {}).ok()) return "verify is not taken";
    if (check.run(Typed{text, code, {}}, now).outcome() != outcome) return "the code does not fit its key";
    if (check.details().step != step || check.details().drift != 0) return "the code fits at another step";
    std::string other = code;
    other[0] = other[0] == '9' ? '0' : static_cast<char>(other[0] + 1);
    if (check.run(Typed{text, other, {}}, now).outcome() != Outcome::reject) return "another code fits, too";
    if (text.find(':') != std::string::npos) return {};
    for (std::size_t end = 0; end < text.size(); ++end)
        if (text::first_invalid_utf8(text.substr(0, end)) == std::string::npos &&
            check.run(Typed{text.substr(0, end), {}, {}}, now).outcome() == Outcome::reject &&
            check.verdict().find(Reason::otp_no_match) == nullptr)
            return "the beginning of a key is refused";
    return {};
}

}  // namespace countersign::tests
