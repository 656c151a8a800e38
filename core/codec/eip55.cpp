#include "codec/eip55.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "codec/byte_order.h"
#include "codec/hex.h"
#include "codec/keccak.h"

namespace countersign::codec {
namespace {

constexpr std::size_t length = 40;
constexpr std::uint64_t letter_bits = 0x4040404040404040;

struct Folded {
    bool ok;
    Hash256 hash;
};

// The Keccak-256 of the lower-case text; not ok if the text is not 40 hexadecimal characters.
Folded hash_of_lower_case(std::string_view hex40) noexcept {
    if (hex40.size() != length || !hex_case(hex40).ok) return {false, {}};
    std::array<std::uint8_t, length> lower;
    // Setting bit 5 lowers a letter and leaves a digit (0x30..0x39) as it is.
    for (std::size_t i = 0; i < length; ++i) lower[i] = static_cast<std::uint8_t>(hex40[i] | 0x20);
    return {true, keccak256(lower)};
}

// Bit 5 of byte i is set if hash digit i is 8 or more: 4 hash bytes opened out to 8 characters.
std::uint64_t upper_case_due(const std::uint8_t* hash) noexcept {
    std::uint64_t x = std::uint64_t{hash[0]} | std::uint64_t{hash[1]} << 16 | std::uint64_t{hash[2]} << 32 |
                      std::uint64_t{hash[3]} << 48;
    x = (x & 0x0080008000800080) >> 2 | (x & 0x0008000800080008) << 10;
    return x;
}

}  // namespace

bool eip55_matches(std::string_view hex40) noexcept {
    const Folded folded = hash_of_lower_case(hex40);
    if (!folded.ok) return false;
    const auto* text = reinterpret_cast<const std::uint8_t*>(hex40.data());
    std::uint64_t wrong = 0;
    for (std::size_t i = 0; i < length; i += 8) {
        const std::uint64_t word = load_le64(text + i);
        const std::uint64_t letters = (word & letter_bits) >> 1;
        wrong |= (~word ^ upper_case_due(folded.hash.data() + i / 2)) & letters;
    }
    return wrong == 0;
}

void eip55_spell(std::string_view hex40, std::span<char, 40> out) noexcept {
    const Folded folded = hash_of_lower_case(hex40);
    if (!folded.ok) {
        std::fill(out.begin(), out.end(), '\0');
        return;
    }
    for (std::size_t i = 0; i < length; ++i) {
        const char lower = static_cast<char>(hex40[i] | 0x20);
        const int digit = folded.hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0x0f;
        out[i] = lower >= 'a' && digit >= 8 ? static_cast<char>(lower - 0x20) : lower;
    }
}

}  // namespace countersign::codec
