// Base64url without padding (RFC 4648, section 5, and RFC 7515, section 2): envelopes and tokens.
// Strict: no '=', no white space, no '+' or '/', and unused last bits must be zero (RFC 4648, section 3.5),
// so that every byte string has exactly one spelling.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

/// Characters that `bytes` bytes take; bytes that `characters` characters can hold (1 left-over character
/// holds none).
[[nodiscard]] constexpr std::size_t base64url_encoded_size(std::size_t bytes) noexcept {
    return bytes / 3 * 4 + (bytes % 3 == 0 ? 0 : bytes % 3 + 1);
}
[[nodiscard]] constexpr std::size_t base64url_decoded_size(std::size_t characters) noexcept {
    return characters / 4 * 3 + (characters % 4 == 0 ? 0 : characters % 4 - 1);
}

/// `at`: byte offset of the first bad character; of the last one if its unused bits are not zero; the length
/// of the text if ok or if the length itself is wrong (one more than a multiple of 4). `size`: bytes written,
/// 0 unless ok.
struct Base64Result {
    bool ok;
    std::uint32_t at;
    std::uint32_t size;
};

/// Decodes `text` (any bytes) to out[0].. Precondition: out.size() >= base64url_decoded_size(text.size());
/// otherwise nothing is written and the result is {false, text.size(), 0}. On a fault `out` may be partly
/// written.
[[nodiscard]] Base64Result base64url_decode(std::string_view text, std::span<std::uint8_t> out) noexcept;

/// Writes `data` and returns the number of characters. Precondition: out.size() >=
/// base64url_encoded_size(data.size()); otherwise nothing is written and 0 comes back.
[[nodiscard]] std::uint32_t base64url_encode(std::span<const std::uint8_t> data, std::span<char> out) noexcept;

}  // namespace countersign::codec
