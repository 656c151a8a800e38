#include "codec/base64url.h"

#include <array>

namespace countersign::codec {
namespace {

constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// What a character is: its value in the low six bits, and a mark if only one alphabet has it. A byte that neither has
// bears both marks, so that a text is bad in the same way whether it mixes the alphabets or goes outside them.
constexpr std::uint8_t url_mark = 0x40;
constexpr std::uint8_t standard_mark = 0x80;
constexpr std::uint8_t both_marks = url_mark | standard_mark;

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::uint8_t& value : table) value = both_marks;
    for (std::uint8_t i = 0; i < 62; ++i) table[static_cast<std::uint8_t>(characters[i])] = i;
    table['-'] = 62 | url_mark;
    table['_'] = 63 | url_mark;
    table['+'] = 62 | standard_mark;
    table['/'] = 63 | standard_mark;
    return table;
}();

constexpr std::uint8_t value_of(char c) noexcept {
    return values[static_cast<std::uint8_t>(c)];
}

// The marks that count as seen before the text begins.
constexpr std::uint8_t marks_of(Base64Alphabet alphabet) noexcept {
    if (alphabet == Base64Alphabet::either) return 0;
    return alphabet == Base64Alphabet::url ? url_mark : standard_mark;
}

}  // namespace

Base64Result base64url_decode(std::string_view text, std::span<std::uint8_t> out, Base64Alphabet alphabet) noexcept {
    const std::size_t size = base64url_decoded_size(text.size());
    const auto end = static_cast<std::uint32_t>(text.size());
    if (out.size() < size) return {false, end, 0};

    std::uint32_t bits = 0;  // the newest bits lowest; those above `held` have been written already
    std::uint8_t seen = marks_of(alphabet);
    std::size_t written = 0;
    const auto take = [&](char c) {
        const std::uint8_t value = value_of(c);
        seen |= value;
        bits = bits << 6 | (value & 63U);
    };
    std::size_t at = 0;
    for (; text.size() - at >= 4; at += 4) {  // four characters are three whole bytes
        for (std::size_t k = 0; k < 4; ++k) take(text[at + k]);
        for (int shift = 16; shift >= 0; shift -= 8) out[written++] = static_cast<std::uint8_t>(bits >> shift);
    }
    std::uint32_t held = 0;
    for (; at < text.size(); ++at) {
        take(text[at]);
        held += 6;
        if (held >= 8) out[written++] = static_cast<std::uint8_t>(bits >> (held -= 8));
    }
    if ((seen & both_marks) == both_marks) {
        seen = marks_of(alphabet);
        for (at = 0;; ++at) {
            seen |= value_of(text[at]);
            if ((seen & both_marks) == both_marks) return {false, static_cast<std::uint32_t>(at), 0};
        }
    }
    if (held == 6) return {false, end, 0};  // one character more than whole bytes
    if ((bits & ((1U << held) - 1)) != 0) return {false, end - 1, 0};
    return {true, end, static_cast<std::uint32_t>(written)};
}

std::uint32_t base64url_encode(std::span<const std::uint8_t> data, std::span<char> out) noexcept {
    if (out.size() < base64url_encoded_size(data.size())) return 0;
    std::uint32_t bits = 0;
    std::uint32_t held = 0;
    std::size_t written = 0;
    for (const std::uint8_t byte : data) {
        bits = bits << 8 | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            out[written++] = characters[bits >> held & 63];
        }
    }
    if (held > 0) out[written++] = characters[bits << (6 - held) & 63];
    return static_cast<std::uint32_t>(written);
}

}  // namespace countersign::codec
