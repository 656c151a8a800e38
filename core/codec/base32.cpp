#include "codec/base32.h"

#include <array>

namespace countersign::codec {
namespace {

constexpr std::uint8_t no_value = 0x80;

constexpr std::array<std::uint8_t, 256> values = [] {
    constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::array<std::uint8_t, 256> table{};
    for (std::uint8_t& value : table) value = no_value;
    for (std::uint8_t i = 0; i < 32; ++i) table[static_cast<std::uint8_t>(characters[i])] = i;
    return table;
}();

constexpr std::uint8_t value_of(char c) noexcept {
    return values[static_cast<std::uint8_t>(c)];
}

}  // namespace

Base32Result base32_decode(std::string_view text, std::span<std::uint8_t> out) noexcept {
    const auto end = static_cast<std::uint32_t>(text.size());
    if (out.size() < base32_decoded_size(text.size())) return {false, end, 0};

    std::uint64_t bits = 0;  // the newest bits lowest; those above `held` have been written already
    std::uint8_t seen = 0;   // all values or-ed: bit 7 is set only by no_value
    std::size_t written = 0;
    const auto take = [&](char c) {
        const std::uint8_t value = value_of(c);
        seen |= value;
        bits = bits << 5 | value;
    };
    std::size_t at = 0;
    for (; text.size() - at >= 8; at += 8) {  // eight characters are five whole bytes
        for (std::size_t k = 0; k < 8; ++k) take(text[at + k]);
        for (int shift = 32; shift >= 0; shift -= 8) out[written++] = static_cast<std::uint8_t>(bits >> shift);
    }
    std::uint32_t held = 0;
    for (; at < text.size(); ++at) {
        take(text[at]);
        held += 5;
        if (held >= 8) out[written++] = static_cast<std::uint8_t>(bits >> (held -= 8));
    }
    if (seen >= no_value) {
        for (at = 0; value_of(text[at]) != no_value;) ++at;
        return {false, static_cast<std::uint32_t>(at), 0};
    }
    if (held >= 5) return {false, end, 0};  // the last character would hold nothing
    if ((bits & ((1U << held) - 1)) != 0) return {false, end - 1, 0};
    return {true, end, static_cast<std::uint32_t>(written)};
}

}  // namespace countersign::codec
