#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/eight_bytes.h"

namespace countersign::text {
namespace {

constexpr std::uint8_t byte_at(std::string_view text, std::size_t at) noexcept {
    return static_cast<std::uint8_t>(text[at]);
}

// The first byte at or after `at` that is not ASCII, or the size of the text.
std::size_t skip_ascii(std::string_view text, std::size_t at) noexcept {
    while (text.size() - at >= 8 && (eight_bytes(text.data() + at) & each_mark) == 0) at += 8;
    while (at < text.size() && byte_at(text, at) < 0x80) ++at;
    return at;
}

// Table 3-7 for sequences of two bytes and more: what the lead byte asks of the second byte. Third and fourth
// bytes are always 80..BF.
struct Sequence {
    std::uint8_t length;  // 0: not a lead byte
    std::uint8_t second_min;
    std::uint8_t second_max;
};

constexpr Sequence sequence_of(std::uint8_t lead) noexcept {
    if (lead < 0xc2) return {0, 0, 0};  // continuation bytes, and C0, C1: overlong
    if (lead < 0xe0) return {2, 0x80, 0xbf};
    if (lead == 0xe0) return {3, 0xa0, 0xbf};  // below is overlong
    if (lead == 0xed) return {3, 0x80, 0x9f};  // above is a surrogate
    if (lead < 0xf0) return {3, 0x80, 0xbf};
    if (lead == 0xf0) return {4, 0x90, 0xbf};  // below is overlong
    if (lead < 0xf4) return {4, 0x80, 0xbf};
    if (lead == 0xf4) return {4, 0x80, 0x8f};  // above is past U+10FFFF
    return {0, 0, 0};
}

struct Range {
    char32_t first;
    char32_t last;
};

// DerivedCoreProperties-15.0.0.txt, Default_Ignorable_Code_Point: 4174 code points.
constexpr std::array<Range, 17> default_ignorable{{
    {0x00ad, 0x00ad},    // soft hyphen
    {0x034f, 0x034f},    // combining grapheme joiner
    {0x061c, 0x061c},    // Arabic letter mark
    {0x115f, 0x1160},    // Hangul fillers
    {0x17b4, 0x17b5},    // Khmer inherent vowels
    {0x180b, 0x180f},    // Mongolian variation selectors and vowel separator
    {0x200b, 0x200f},    // zero-width space, joiners, left-to-right and right-to-left marks
    {0x202a, 0x202e},    // directional embeddings and overrides
    {0x2060, 0x206f},    // word joiner, invisible operators, directional isolates
    {0x3164, 0x3164},    // Hangul filler
    {0xfe00, 0xfe0f},    // variation selectors
    {0xfeff, 0xfeff},    // byte order mark
    {0xffa0, 0xffa0},    // half-width Hangul filler
    {0xfff0, 0xfff8},    // unassigned
    {0x1bca0, 0x1bca3},  // shorthand format controls
    {0x1d173, 0x1d17a},  // musical beams and slurs
    {0xe0000, 0xe0fff},  // tags, variation selectors supplement
}};

// PropList-15.0.0.txt, White_Space: 25 code points.
constexpr std::array<Range, 10> white_space{{
    {0x0009, 0x000d},  // tab, line ends
    {0x0020, 0x0020},
    {0x0085, 0x0085},  // next line
    {0x00a0, 0x00a0},  // no-break space
    {0x1680, 0x1680},  // Ogham space mark
    {0x2000, 0x200a},  // spaces by width
    {0x2028, 0x2029},  // line and paragraph separators
    {0x202f, 0x202f},  // narrow no-break space
    {0x205f, 0x205f},  // mathematical space
    {0x3000, 0x3000},  // ideographic space
}};

template<std::size_t size>
bool contains(const std::array<Range, size>& ranges, char32_t code_point) noexcept {
    const auto range = std::find_if(ranges.begin(), ranges.end(), [=](const Range& r) { return code_point <= r.last; });
    return range != ranges.end() && code_point >= range->first;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) noexcept {
    for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
        const Sequence sequence = sequence_of(byte_at(text, at));
        if (sequence.length == 0 || text.size() - at < sequence.length) return at;
        const std::uint8_t second = byte_at(text, at + 1);
        if (second < sequence.second_min || second > sequence.second_max) return at;
        for (std::size_t i = 2; i < sequence.length; ++i) {
            if ((byte_at(text, at + i) & 0xc0) != 0x80) return at;
        }
        at += sequence.length;
    }
    return std::string_view::npos;
}

CodePoint decode_code_point(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size()) return {0, 0};
    const std::uint8_t lead = byte_at(text, at);
    const std::uint8_t length = sequence_of(lead).length;
    if (length == 0 || text.size() - at < length) return {lead, 1};
    char32_t value = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) value = value << 6 | (byte_at(text, at + i) & 0x3fU);
    return {value, length};
}

CodePoint decode_last_code_point(std::string_view text) noexcept {
    std::size_t at = text.size();
    while (at > 0 && (byte_at(text, --at) & 0xc0) == 0x80) {
    }
    return decode_code_point(text, at);
}

bool is_ascii(std::string_view text) noexcept {
    return skip_ascii(text, 0) == text.size();
}

bool is_invisible(char32_t code_point) noexcept {
    return contains(default_ignorable, code_point);
}

bool is_white_space(char32_t code_point) noexcept {
    return contains(white_space, code_point);
}

std::size_t count_of(std::string_view text, char c) noexcept {
    std::size_t count = 0;
    std::size_t at = 0;
    for (; text.size() - at >= 8; at += 8)
        count += static_cast<std::size_t>(
            std::popcount(equal_bytes(eight_bytes(text.data() + at), static_cast<std::uint8_t>(c))));
    for (; at < text.size(); ++at) count += static_cast<std::size_t>(text[at] == c);
    return count;
}

std::size_t place_of(std::string_view text, char c) noexcept {
    std::size_t at = 0;
    for (; text.size() - at >= 8; at += 8) {
        const std::uint64_t found = equal_bytes(eight_bytes(text.data() + at), static_cast<std::uint8_t>(c));
        if (found != 0) return at + first_mark(found);
    }
    while (at < text.size() && text[at] != c) ++at;
    return at;
}

std::uint32_t utf16_length(std::string_view text) noexcept {
    std::uint32_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<std::uint8_t>(c);
        units += (byte & 0xc0) != 0x80;  // every code point once,
        units += byte >= 0xf0;           // and again if it needs a surrogate pair
    }
    return units;
}

}  // namespace countersign::text
