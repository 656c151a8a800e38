// The 32 data characters that Bech32 (BIP-173) and CashAddr share, as both decoders read them: one table of what
// each byte is. Inside core/codec only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace countersign::codec {

/// In order of value (BIP-173, "Bech32").
inline constexpr std::string_view symbol_characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

// What a character is as data: its symbol in the low five bits, and marks above them.
inline constexpr std::uint8_t lower_mark = 0x20;
inline constexpr std::uint8_t upper_mark = 0x40;
inline constexpr std::uint8_t foreign_mark = 0x80;  // with this mark the other bits say nothing

inline constexpr std::array<std::uint8_t, 256> data_marks = [] {
    std::array<std::uint8_t, 256> marks{};
    for (std::uint8_t& mark : marks) mark = foreign_mark;
    for (std::uint8_t i = 0; i < 32; ++i) {
        const char lower = symbol_characters[i];
        const bool letter = lower >= 'a';
        marks[static_cast<std::uint8_t>(lower)] = static_cast<std::uint8_t>(i | (letter ? lower_mark : 0));
        if (letter) marks[static_cast<std::uint8_t>(lower - 0x20)] = static_cast<std::uint8_t>(i | upper_mark);
    }
    return marks;
}();

constexpr std::uint8_t data_mark(char c) noexcept {
    return data_marks[static_cast<std::uint8_t>(c)];
}

/// The value 0..31. Precondition: not marked foreign.
constexpr std::uint8_t symbol_of(char c) noexcept {
    return data_mark(c) & 31;
}

/// Whether marks or-ed together are those of a text that no decoder takes: a foreign byte, or both cases.
constexpr bool refused_marks(std::uint8_t seen) noexcept {
    return seen >= foreign_mark || (seen & (lower_mark | upper_mark)) == (lower_mark | upper_mark);
}

}  // namespace countersign::codec
