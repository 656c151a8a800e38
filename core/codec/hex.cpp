#include "codec/hex.h"

#include <cstddef>

#include "codec/byte_order.h"
#include "text/eight_bytes.h"

namespace countersign::codec {
namespace {

// `byte` eight times.
consteval std::uint64_t every(std::uint8_t byte) {
    return text::each_byte * byte;
}

// Eight characters as one word: 0x80 in each byte that is no hexadecimal digit, 0 elsewhere. The additions
// carry into bit 7 of a byte and never further, because bit 7 of each summand is cleared.
std::uint64_t foreign_bytes(std::uint64_t text) noexcept {
    const std::uint64_t low7 = text & every(0x7f);
    const std::uint64_t folded = low7 | every(0x20);
    const std::uint64_t at_least_0 = low7 + every(0x80 - '0');
    const std::uint64_t above_9 = low7 + every(0x80 - ('9' + 1));
    const std::uint64_t at_least_a = folded + every(0x80 - 'a');
    const std::uint64_t above_f = folded + every(0x80 - ('f' + 1));
    const std::uint64_t digit = at_least_0 & ~above_9;
    const std::uint64_t letter = at_least_a & ~above_f;
    return (~(digit | letter) | text) & every(0x80);
}

// Four bytes from eight characters known to be hexadecimal, the first in the lowest byte.
std::uint32_t pack(std::uint64_t text) noexcept {
    std::uint64_t x = (text & every(0x0f)) + 9 * ((text >> 6) & every(1));
    x = (x << 4 | x >> 8) & 0x00ff00ff00ff00ff;
    x = (x | x >> 8) & 0x0000ffff0000ffff;
    return static_cast<std::uint32_t>(x | x >> 16);
}

constexpr std::uint8_t digit_value(char c) noexcept {
    return static_cast<std::uint8_t>((c & 0x0f) + (c > '9' ? 9 : 0));
}

}  // namespace

HexCase hex_case(std::string_view text) noexcept {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::uint64_t foreign = 0;
    std::uint64_t lower = 0;
    std::uint64_t upper = 0;
    std::size_t at = 0;
    for (; text.size() - at >= 8; at += 8) {
        const std::uint64_t word = load_le64(bytes + at);
        const std::uint64_t letters = (word & every(0x40)) >> 1;
        foreign |= foreign_bytes(word);
        lower |= word & letters;
        upper |= ~word & letters;
    }
    for (; at < text.size(); ++at) {
        const char c = text[at];
        foreign |= is_hex(c) ? 0U : 1U;
        lower |= c >= 'a' ? 1U : 0U;
        upper |= c >= 'A' && c < 'a' ? 1U : 0U;
    }
    if (foreign != 0) return {false, false, false};
    return {true, lower != 0, upper != 0};
}

HexResult hex_decode(std::string_view text, std::span<std::uint8_t> out) noexcept {
    const std::size_t size = text.size();
    HexResult result{static_cast<std::uint32_t>(size), false, false, false};
    if (size % 2 != 0 || size / 2 != out.size()) return result;

    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::uint64_t upper = 0;
    std::uint64_t lower = 0;
    std::size_t at = 0;
    for (; size - at >= 8; at += 8) {
        const std::uint64_t word = load_le64(bytes + at);
        if (foreign_bytes(word) != 0) break;  // the loop below finds the place
        const std::uint64_t letters = (word & every(0x40)) >> 1;
        lower |= word & letters;
        upper |= ~word & letters;
        const std::uint32_t four = pack(word);
        for (std::size_t i = 0; i < 4; ++i) out[at / 2 + i] = static_cast<std::uint8_t>(four >> (8 * i));
    }
    for (; at < size; ++at) {
        const char c = text[at];
        if (!is_hex(c)) break;
        if (c >= 'a') lower = 1;
        else if (c >= 'A') upper = 1;
        std::uint8_t& byte = out[at / 2];
        byte = at % 2 == 0 ? static_cast<std::uint8_t>(digit_value(c) << 4)
                           : static_cast<std::uint8_t>(byte | digit_value(c));
    }
    result.at = static_cast<std::uint32_t>(at);
    result.ok = at == size;
    result.has_lower = lower != 0;
    result.has_upper = upper != 0;
    return result;
}

void hex_encode(std::span<const std::uint8_t> bytes, std::span<char> out) noexcept {
    static constexpr char digits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
}

}  // namespace countersign::codec
