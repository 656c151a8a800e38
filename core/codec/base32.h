// Base32 without padding (RFC 4648, section 6): Stellar's strkeys and Algorand's addresses. Strict: upper-case A-Z and
// 2-7 only, no '=', no white space, no length that no byte string has, and unused last bits must be zero (RFC 4648,
// section 3.5), so that every byte string has exactly one spelling.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

/// Bytes that `characters` characters can hold; the bits left over are none.
[[nodiscard]] constexpr std::size_t base32_decoded_size(std::size_t characters) noexcept {
    return characters / 8 * 5 + characters % 8 * 5 / 8;
}

/// `at`: byte offset of the first bad character; of the last one if its unused bits are not zero; the length of the
/// text if ok or if the length itself is wrong (1, 3 or 6 more than a multiple of 8). `size`: bytes written, 0 unless
/// ok.
struct Base32Result {
    bool ok;
    std::uint32_t at;
    std::uint32_t size;
};

/// Decodes `text` (any bytes) to out[0].. Precondition: out.size() >= base32_decoded_size(text.size()); otherwise
/// nothing is written and the result is {false, text.size(), 0}. On a fault `out` may be partly written. A bad
/// character goes before a wrong length, and that before unused bits.
[[nodiscard]] Base32Result base32_decode(std::string_view text, std::span<std::uint8_t> out) noexcept;

}  // namespace countersign::codec
