// Eight bytes of a text in one word, for what every keystroke runs through. Answers are marks: the top bit of each byte that is
// meant. Every host is little-endian, so the lowest mark is the first byte's.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace countersign::text {

inline constexpr std::uint64_t each_byte = 0x0101010101010101;
inline constexpr std::uint64_t each_mark = 0x80 * each_byte;

inline std::uint64_t eight_bytes(const void* from) noexcept {
    std::uint64_t bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

constexpr std::uint64_t equal_bytes(std::uint64_t bytes, std::uint8_t value) noexcept {
    bytes ^= value * each_byte;
    return ~(((bytes & ~each_mark) + ~each_mark) | bytes) & each_mark;
}

/// Which of the eight the first mark is at. Precondition: there is one.
constexpr std::size_t first_mark(std::uint64_t marks) noexcept {
    return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

}  // namespace countersign::text
