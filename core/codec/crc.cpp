#include "codec/crc.h"

#include <array>

namespace countersign::codec {
namespace {

// CRC-32's remainder of each half of a byte, the low half first. A table for whole bytes would be 1 KB of the module.
constexpr std::array<std::array<std::uint32_t, 16>, 2> halves = [] {
    std::array<std::array<std::uint32_t, 16>, 2> tables{};
    for (std::uint32_t value = 0; value < 16; ++value) {
        for (std::uint32_t half = 0; half < 2; ++half) {
            std::uint32_t remainder = value << (4 * half);
            for (int bit = 0; bit < 8; ++bit) remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? 0xedb88320U : 0U);
            tables[half][value] = remainder;
        }
    }
    return tables;
}();

}  // namespace

std::uint16_t crc16_xmodem(std::span<const std::uint8_t> data) noexcept {
    std::uint32_t crc = 0;
    for (const std::uint8_t byte : data) {
        // The polynomial has so few terms that a byte's remainder is a sum of shifts: `x` is what the byte takes off
        // at the top, once the four high bits of it have come round (x^16 = x^12 + x^5 + 1).
        std::uint32_t x = (crc >> 8 ^ byte) & 0xff;
        x ^= x >> 4;
        crc = (crc << 8 ^ x << 12 ^ x << 5 ^ x) & 0xffff;
    }
    return static_cast<std::uint16_t>(crc);
}

std::uint32_t crc32(std::span<const std::uint8_t> data) noexcept {
    std::uint32_t crc = 0xffffffff;
    for (const std::uint8_t byte : data) {
        const std::uint32_t x = crc ^ byte;
        crc = crc >> 8 ^ halves[0][x & 15] ^ halves[1][x >> 4 & 15];
    }
    return ~crc;
}

}  // namespace countersign::codec
