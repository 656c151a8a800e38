// Straightforward encoders for the formats that the core only decodes: a bit, a symbol or a digit at a time, by the
// words of each specification. For the tests and the fuzz target to compare with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace countersign::tests {

/// The bits of `bytes` in groups of `width`, the last one padded with zero bits.
inline std::vector<std::uint8_t> regroup(std::span<const std::uint8_t> bytes, std::size_t width) {
    std::vector<std::uint8_t> groups((bytes.size() * 8 + width - 1) / width);
    for (std::size_t bit = 0; bit < groups.size() * width; ++bit) {
        const int value = bit < bytes.size() * 8 ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0;
        groups[bit / width] = static_cast<std::uint8_t>(groups[bit / width] << 1 | value);
    }
    return groups;
}

/// RFC 4648, section 6, without padding.
inline std::string encode_base32(std::span<const std::uint8_t> bytes) {
    std::string text;
    for (const std::uint8_t symbol : regroup(bytes, 5)) text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[symbol];
    return text;
}

/// The code of CashAddr's specification, "Checksum".
inline std::uint64_t cashaddr_polymod(std::span<const std::uint8_t> values) {
    std::uint64_t c = 1;
    for (const std::uint8_t d : values) {
        const auto c0 = static_cast<std::uint8_t>(c >> 35);
        c = ((c & 0x07ffffffff) << 5) ^ d;
        if ((c0 & 0x01) != 0) c ^= 0x98f2bc8e61;
        if ((c0 & 0x02) != 0) c ^= 0x79b76d99e2;
        if ((c0 & 0x04) != 0) c ^= 0xf33e5fb3c4;
        if ((c0 & 0x08) != 0) c ^= 0xae2eabe2a8;
        if ((c0 & 0x10) != 0) c ^= 0x1e4f43e470;
    }
    return c ^ 1;
}

/// What stands after the colon. Precondition: symbols under 32.
inline std::string encode_cashaddr(std::string_view prefix, std::span<const std::uint8_t> symbols) {
    std::vector<std::uint8_t> values;
    for (const char c : prefix) values.push_back(static_cast<std::uint8_t>(c) & 31);
    values.push_back(0);
    values.insert(values.end(), symbols.begin(), symbols.end());
    values.insert(values.end(), 8, 0);
    const std::uint64_t checksum = cashaddr_polymod(values);
    std::string text;
    for (const std::uint8_t symbol : symbols) text += "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[symbol];
    for (int shift = 35; shift >= 0; shift -= 5) text += "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[checksum >> shift & 31];
    return text;
}

/// Monero's base 58: each block by school division of its number.
inline std::string encode_monero58(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t digits_of_bytes[] = {0, 2, 3, 5, 6, 7, 9, 10, 11};
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        const auto block = bytes.subspan(at, bytes.size() - at < 8 ? bytes.size() - at : 8);
        std::uint64_t number = 0;
        for (const std::uint8_t byte : block) number = number << 8 | byte;
        std::string digits(digits_of_bytes[block.size()], '1');
        for (std::size_t i = digits.size(); i-- > 0; number /= 58) {
            digits[i] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[number % 58];
        }
        text += digits;
    }
    return text;
}

/// A cyclic redundancy check a bit at a time, not reflected, of the polynomial's low 16 bits.
inline std::uint16_t crc16_by_bits(std::span<const std::uint8_t> bytes, std::uint32_t polynomial) {
    std::uint32_t crc = 0;
    for (const std::uint8_t byte : bytes) {
        for (int bit = 7; bit >= 0; --bit) {
            const bool out = ((crc >> 15 ^ byte >> bit) & 1U) != 0;
            crc = (crc << 1 & 0xffff) ^ (out ? polynomial : 0);
        }
    }
    return static_cast<std::uint16_t>(crc);
}

/// The same, reflected, with 32 bits, from all ones and inverted.
inline std::uint32_t crc32_by_bits(std::span<const std::uint8_t> bytes, std::uint32_t reflected_polynomial) {
    std::uint32_t crc = 0xffffffff;
    for (const std::uint8_t byte : bytes) {
        for (int bit = 0; bit < 8; ++bit) {
            const bool out = ((crc ^ byte >> bit) & 1U) != 0;
            crc = crc >> 1 ^ (out ? reflected_polynomial : 0);
        }
    }
    return ~crc;
}

}  // namespace countersign::tests
