// Monero's base 58 (Monero's src/common/base58.cpp, from CryptoNote Standard 007): blocks of 8 bytes become 11 digits
// each, a last block of 1 to 7 bytes becomes 2, 3, 5, 6, 7, 9 or 10. The digits are Bitcoin's, but the text is another
// than base 58 of the whole, and its length follows from the number of bytes. Knows no tag and no checksum (the
// first 4 bytes of Keccak-256); says where a character is wrong, never which was meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

enum class Monero58Fault : std::uint32_t {
    none,
    character,  // a byte that is no digit of base 58; `at` says which
    length,     // 1, 4 or 8 characters more than whole blocks: no number of bytes gives such a text
    too_long,   // more bytes than `out` holds
    overflow,   // a block of good digits that spells more than its bytes can hold; `at` is its first character
};

/// `at`: byte offset in the text for character and overflow, 0 for other faults. `size`: bytes written, 0 on a fault.
struct Monero58Result {
    Monero58Fault fault;
    std::uint32_t at;
    std::uint32_t size;
};

/// Decodes `text` (any length, any bytes) to out[0].. Every byte string has exactly one spelling. The empty text is the
/// empty string. Faults are looked for in the order above, and `out` is untouched on the first three; on overflow
/// it may be partly written. An address has 95 characters (69 bytes) or, integrated, 106 (77 bytes).
[[nodiscard]] Monero58Result monero58_decode(std::string_view text, std::span<std::uint8_t> out) noexcept;

}  // namespace countersign::codec
