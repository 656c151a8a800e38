// Test inputs that are the same on every run and every machine: a seeded generator, and bytes written as
// hexadecimal. The generator is SplitMix64 (Steele, Lea, Flood 2014); std::mt19937 with
// std::uniform_int_distribution would give other numbers with another standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace countersign::tests {

class Seeded {
public:
    explicit Seeded(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// A number below `bound`, which is small against 2^64. Precondition: bound > 0.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    std::uint8_t byte() { return static_cast<std::uint8_t>(next()); }

    std::vector<std::uint8_t> bytes(std::size_t size) {
        std::vector<std::uint8_t> result(size);
        for (std::uint8_t& entry : result) entry = byte();
        return result;
    }

private:
    std::uint64_t state_;
};

/// Lower-case hexadecimal, character by character; on purpose not the codec's own.
template<typename Bytes>
std::string to_hex(const Bytes& bytes) {
    std::string text;
    for (const auto byte : bytes) {
        text += "0123456789abcdef"[static_cast<std::uint8_t>(byte) >> 4];
        text += "0123456789abcdef"[static_cast<std::uint8_t>(byte) & 15];
    }
    return text;
}

/// The bytes that `hex` spells. Precondition: an even number of hexadecimal digits of either case.
inline std::vector<std::uint8_t> from_hex(std::string_view hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(value(hex[i]) << 4 | value(hex[i + 1])));
    }
    return bytes;
}

inline std::vector<std::uint8_t> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

}  // namespace countersign::tests
