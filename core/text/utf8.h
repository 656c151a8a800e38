// UTF-8 as the Unicode Standard 15 defines it (section 3.9, Table 3-7), and two properties of code points
// that matter when text is pasted. It locates what is ill-formed and never repairs it: no U+FFFD is put in,
// nothing is trimmed or normalised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace countersign::text {

/// Byte offset of the first ill-formed sequence (D84-D86, Table 3-7), std::string_view::npos if there is
/// none. Overlong forms, surrogates (so WTF-8 too), values above U+10FFFF, and a sequence that the text ends
/// in are ill-formed.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text) noexcept;

/// One Unicode scalar value and the number of bytes it takes in UTF-8, 1 to 4.
struct CodePoint {
    char32_t value;
    std::uint8_t length;
};

/// The code point that begins at byte `at`. Precondition: `text` is well-formed and `at` is the first byte of
/// a code point in it. Without that the value means nothing, but no byte outside the text is read, and a
/// length of at least 1 that stays within the text comes back; {0, 0} at or past the end.
[[nodiscard]] CodePoint decode_code_point(std::string_view text, std::size_t at) noexcept;

/// The code point that ends the text, likewise.
[[nodiscard]] CodePoint decode_last_code_point(std::string_view text) noexcept;

/// Whether every byte is below 0x80. The empty text is ASCII.
[[nodiscard]] bool is_ascii(std::string_view text) noexcept;

/// Whether a person cannot see this code point: Unicode's Default_Ignorable_Code_Point
/// (DerivedCoreProperties, 15.0). Among them the soft hyphen, zero-width space and joiners, directional
/// marks, embeddings and isolates, the byte order mark, variation selectors, Hangul fillers and tags. White
/// space is not invisible in this sense.
[[nodiscard]] bool is_invisible(char32_t code_point) noexcept;

/// Unicode's White_Space (PropList, 15.0), 25 code points: tab, line ends, space, no-break space, ideographic
/// space ...
[[nodiscard]] bool is_white_space(char32_t code_point) noexcept;

/// How often a byte of ASCII stands in the text, and where first; the size of the text if nowhere.
[[nodiscard]] std::size_t count_of(std::string_view text, char c) noexcept;
[[nodiscard]] std::size_t place_of(std::string_view text, char c) noexcept;

/// UTF-16 code units that `text` takes, as JavaScript and Java count. Precondition: well-formed; otherwise
/// the number means nothing.
[[nodiscard]] std::uint32_t utf16_length(std::string_view text) noexcept;

}  // namespace countersign::text
