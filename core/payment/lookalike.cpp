#include "lookalike.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "../text/utf8.h"

namespace countersign::payment {
namespace {

// What of a name is left when only its look counts.
struct Look {
    static constexpr std::size_t most = 128;
    std::array<char32_t, most> characters{};
    std::size_t size = 0;
};

// Letters of Cyrillic and Greek, as Unicode's confusables.txt has those of which words are made, and digits; below each the
// small Latin letter that it looks like. What looks like i or 1 is l.
constexpr std::u32string_view letters = U"аАвВсСԁеЕһНніІјЈкКмМоОрРгѕЅтТхХуУ"
                                        U"αΑΒΕΗιΙκΚΜΝοΟρΡτΤυνΧχΥΖ015i|";
constexpr std::string_view looks = "aabbccdeehhhlljjkkmmoopprssttxxyy"
                                   "aabehllkkmnooppttuvxxyzolsll";
static_assert(letters.size() == looks.size());
// U+00C0 to U+00FF without their marks.
constexpr std::string_view latin = "aaaaaaaceeeelllldnoooooxouuuuypsaaaaaaaceeeelllldnooooo-ouuuuypy";
static_assert(latin.size() == 0x100 - 0xC0);

char32_t look_of(char32_t c) noexcept {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (c >= 0xC0 && c <= 0xFF) return static_cast<char32_t>(latin[c - 0xC0]);
    const std::size_t at = letters.find(c);
    return at == std::u32string_view::npos ? c : static_cast<char32_t>(looks[at]);
}

// Spaces, punctuation, marks and what is not seen.
bool is_left_out(char32_t c) noexcept {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    return (c < 0xC0 && !letter) || (c >= 0x300 && c < 0x370) || (c >= 0x2000 && c < 0x2070) || c == 0x3000 ||
           c == 0xFEFF || (c >= 0xFE00 && c < 0xFE10);
}

Look look_of(std::string_view name) noexcept {
    Look look;
    for (std::size_t at = 0; at < name.size() && look.size < Look::most;) {
        const text::CodePoint one = text::decode_code_point(name, at);
        at += one.length;
        const char32_t c = look_of(one.value);
        if (is_left_out(c)) continue;
        char32_t* const last = look.characters.data() + look.size - 1;
        if (look.size > 0 && c == 'n' && *last == 'r') *last = 'm';
        else if (look.size > 0 && c == 'v' && *last == 'v') *last = 'w';
        else look.characters[look.size++] = c;
    }
    return look;
}

}  // namespace

bool look_alike(std::string_view a, std::string_view b) noexcept {
    const Look first = look_of(a);
    const Look second = look_of(b);
    const Look& shorter = first.size <= second.size ? first : second;
    const Look& longer = first.size <= second.size ? second : first;
    if (shorter.size == 0 || longer.size - shorter.size > 1) return false;
    std::size_t same = 0;
    while (same < shorter.size && shorter.characters[same] == longer.characters[same]) ++same;
    if (same == longer.size) return true;
    // One letter in place of another, or one too many; in short names that is another name.
    const auto rest = [](const Look& look, std::size_t from) {
        return std::u32string_view{look.characters.data() + from, look.size - from};
    };
    const std::size_t skipped = shorter.size == longer.size ? 1 : 0;
    return shorter.size >= 5 && rest(shorter, same + skipped) == rest(longer, same + 1);
}

}  // namespace countersign::payment
