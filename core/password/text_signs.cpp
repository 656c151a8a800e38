#include "text_signs.h"

#include <algorithm>

#include "../text/ascii.h"
#include "../text/digits.h"
#include "../text/utf8.h"
#include "letters.h"
#include "typing.h"

namespace countersign::password {
namespace {

// Letters of other scripts that look like one of ASCII (Unicode confusables, those that are so in common typefaces).
constexpr char16_t look_alikes[] = {0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1, 0x3A4,
                                    0x3A5, 0x3A7, 0x3BD, 0x3BF, 0x405, 0x406, 0x408, 0x410, 0x412, 0x415, 0x41A, 0x41C,
                                    0x41D, 0x41E, 0x420, 0x421, 0x422, 0x425, 0x430, 0x435, 0x43E, 0x440, 0x441, 0x443,
                                    0x445, 0x455, 0x456, 0x458, 0x4BB, 0x501, 0x51B, 0x51D, 0x57D, 0x585};

// Pictures, and what is joined and varied with them.
bool is_picture(char32_t c) noexcept {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xFE0F || c == 0x3030 || c == 0xA9 ||
           c == 0xAE || c == 0x203C || c == 0x2049 || c == 0x2122 || c == 0x2139;
}

// Joiners shape letters in Persian and the scripts of India, and join pictures; variation selectors choose a picture.
bool belongs(char32_t c, char32_t before, char32_t after) noexcept {
    const auto script = script_of(before);
    const bool shaped = script == Script::arabic || script == Script::indic;
    if (c == 0x200C || c == 0x200D)
        if (shaped && (script_of(after) == script || c == 0x200D)) return true;
    if (c == 0x200D) return is_picture(before) && is_picture(after);
    if (c == 0xFE0E || c == 0xFE0F) return is_picture(before) || after == 0x20E3;
    return c >= 0xE0020 && c <= 0xE007F && (before == 0x1F3F4 || (before >= 0xE0020 && before <= 0xE007F));
}

bool is_control(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

}  // namespace

TextSigns read_signs(std::string_view text) noexcept {
    TextSigns signs;
    char32_t before = 0;
    std::uint8_t run = 0;
    bool letters_before = false;
    std::size_t capitals = 0;
    std::size_t smalls = 0;
    bool first_letter_is_capital = false;
    char32_t zero = 0;
    bool only_space = true;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode_code_point(text, at);
        const std::size_t end = at + c.length;
        const char32_t after = end < text.size() ? text::decode_code_point(text, end).value : 0;
        const auto script = script_of(c.value);
        ++signs.code_points;
        signs.utf16_units += c.value > 0xFFFF ? 2 : 1;
        if (script) signs.scripts |= bit_of(*script);
        signs.smart |= smart_bit(c.value);
        if (is_cased(c.value)) {
            const bool upper = is_upper(c.value);
            signs.cased = true;
            if (!letters_before) first_letter_is_capital = upper;
            (upper ? capitals : smalls) += 1;
            letters_before = true;
            if (at == 0) signs.first_cased = true;
        }
        run = c.value == before ? static_cast<std::uint8_t>(std::min(run + 1, 3)) : std::uint8_t{1};
        signs.run_of_three = signs.run_of_three || run == 3;
        if (signs.code_points == 2) signs.double_first = c.value == before;
        signs.double_last = run > 1;
        if (has_odd_width(c.value)) signs.odd_width.add(at, c.length);
        if (c.value >= '0' && c.value <= '9') signs.ascii_digits = true;
        else if (const char32_t of = text::digit_zero(c.value); of != 0 && !has_odd_width(c.value)) {
            signs.two_digit_scripts = signs.two_digit_scripts || (zero != 0 && zero != of);
            zero = of;
            signs.digits.add(at, c.length);
        }
        if (c.value >= 0x3131 && c.value <= 0x318E) signs.jamo.add(at, c.length);
        else if (script == Script::hangul) signs.syllables.add(at, c.length);
        if (c.value == 0) signs.zeros.add(at, c.length);
        if (text::is_invisible(c.value)) {
            if (!belongs(c.value, before, after)) signs.invisible.add(at, c.length);
        } else if (is_control(c.value)) {
            signs.control.add(at, c.length);
        }
        if (std::binary_search(std::begin(look_alikes), std::end(look_alikes), c.value) &&
            (before == 0 || text::is_ascii_letter(before)) && (after == 0 || text::is_ascii_letter(after)) &&
            (before != 0 || after != 0))
            signs.look_alikes.add(at, c.length);
        if (text::is_white_space(c.value)) {
            if (only_space) signs.space_before.length = static_cast<std::uint32_t>(end);
            if (signs.spaces_after++ == 0) signs.space_after.offset = static_cast<std::uint32_t>(at);
            signs.space_after.length = static_cast<std::uint32_t>(end - signs.space_after.offset);
        } else {
            only_space = false;
            signs.spaces_after = 0;
            signs.space_after = {};
        }
        before = c.value;
        at = end;
    }
    signs.last = before;
    signs.one_capital_first = first_letter_is_capital && capitals == 1 && smalls > 0;
    // One letter among Latin ones alone is a slip; more of them, or of a third script, are a choice.
    const auto foreign = static_cast<std::uint16_t>(signs.scripts & ~bit_of(Script::latin));
    if (signs.look_alikes.count != 1 || (foreign & (foreign - 1)) != 0 || places_of(text, foreign).count != 1)
        signs.look_alikes.count = 0;
    return signs;
}

Places places_of(std::string_view text, std::uint16_t scripts) noexcept {
    Places places;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode_code_point(text, at);
        if (const auto script = script_of(c.value); script && (scripts & bit_of(*script)) != 0)
            places.add(at, c.length);
        at += c.length;
    }
    return places;
}

bool is_email_address(std::string_view text) noexcept {
    const auto is_word = [](char c) {
        c = text::lower(c);
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    const std::size_t sign = text.find('@');
    if (sign == 0 || sign >= text.size()) return false;
    for (const char c : text.substr(0, sign))
        if (!is_word(c) && c != '.' && c != '_' && c != '%' && c != '+') return false;
    const std::string_view host = text.substr(sign + 1);
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
    for (std::size_t i = 0; i < host.size(); ++i) {
        const char c = text::lower(host[i]);
        if (i > dot && (c < 'a' || c > 'z')) return false;
        if (i < dot && !is_word(c) && (c != '.' || host[i + 1] == '.')) return false;
    }
    return true;
}

}  // namespace countersign::password
