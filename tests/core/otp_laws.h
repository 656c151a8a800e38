// What otp.message and otp.session keep to, whatever the text; tests and the fuzz target hold them to it.
#pragma once

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

}  // namespace countersign::tests
