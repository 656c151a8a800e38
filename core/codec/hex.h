// Hexadecimal text (RFC 4648, section 8), both cases. Reads 8 characters at a time.
// Knows no prefix ("0x" is the caller's) and no meaning of upper and lower case; it only says which were
// seen.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

/// Whether `c` is 0-9, a-f or A-F. Any char may be asked.
[[nodiscard]] constexpr bool is_hex(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// `ok`: every character is hexadecimal and the length fits. `at`: byte offset of the first that is not; the
/// length of the text if ok, or if only the length is wrong. `has_lower`, `has_upper`: letters a-f, A-F seen
/// before `at`.
struct HexResult {
    std::uint32_t at;
    bool ok;
    bool has_lower;
    bool has_upper;
};

/// `ok`: every character is hexadecimal. `has_lower`, `has_upper`: letters a-f, A-F are among them; false unless ok.
struct HexCase {
    bool ok;
    bool has_lower;
    bool has_upper;
};

/// Looks at a text of any length without decoding it.
[[nodiscard]] HexCase hex_case(std::string_view text) noexcept;

/// Decodes two characters a byte, the high half first. Precondition: text.size() == 2 * out.size(); otherwise
/// nothing is read or written and the result is {text.size(), false, false, false}. After a bad character
/// `out` may be partly written.
[[nodiscard]] HexResult hex_decode(std::string_view text, std::span<std::uint8_t> out) noexcept;

/// Encodes in small letters. Precondition: out.size() == 2 * bytes.size().
void hex_encode(std::span<const std::uint8_t> bytes, std::span<char> out) noexcept;

}  // namespace countersign::codec
