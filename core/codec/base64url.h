// Base64url without padding (RFC 4648, section 5, and RFC 7515, section 2): envelopes and tokens; and, for addresses
// that come in both, the standard alphabet (section 4). Strict: no '=', no white space, only the characters of the
// alphabet that was asked for, and unused last bits must be zero (RFC 4648, section 3.5), so that every byte string has
// exactly one spelling in each.
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

/// Which two characters stand for 62 and 63: `url` has '-' and '_', `standard` has '+' and '/'. `either` takes those of
/// one of the two, but not of both in one text (TON's addresses).
enum class Base64Alphabet : std::uint8_t { url, standard, either };

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
/// written. With `either`, the first bad character of a mixed text is the first of the other alphabet.
[[nodiscard]] Base64Result base64url_decode(std::string_view text, std::span<std::uint8_t> out,
                                            Base64Alphabet alphabet = Base64Alphabet::url) noexcept;

/// Writes `data` and returns the number of characters. Precondition: out.size() >=
/// base64url_encoded_size(data.size()); otherwise nothing is written and 0 comes back.
[[nodiscard]] std::uint32_t base64url_encode(std::span<const std::uint8_t> data, std::span<char> out) noexcept;

}  // namespace countersign::codec
