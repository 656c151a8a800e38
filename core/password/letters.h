// What this room needs to know of letters: their script, and their case where one step leads to the other. Blocks of the
// Unicode Character Database; what is in none of these scripts counts as in none.
#pragma once

#include <cstdint>
#include <optional>

#include "countersign/password.h"

namespace countersign::password {

// The script of a letter, or of a mark that is written with its letters; nothing for digits, signs and other scripts.
std::optional<Script> script_of(char32_t c) noexcept;

// The letter in the other case, itself if it has none. Latin, Greek, Cyrillic and Armenian as keyboards have them.
char32_t other_case(char32_t c) noexcept;
bool is_upper(char32_t c) noexcept;
inline bool is_cased(char32_t c) noexcept {
    return other_case(c) != c;
}

constexpr std::uint16_t bit_of(Script script) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(script));
}

// Full-width and half-width forms, and the ideographic space.
constexpr bool has_odd_width(char32_t c) noexcept {
    return (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0xFF61 && c <= 0xFF9F) || c == 0x3000;
}

}  // namespace countersign::password
