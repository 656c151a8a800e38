#include "words.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace countersign::payment {
namespace {

// Words of one list, one after another, and where each begins.
template<std::size_t Count>
struct Words {
    std::string_view list;
    std::array<std::uint8_t, Count + 1> begins{};

    constexpr explicit Words(std::string_view words) noexcept : list(words) {
        for (std::size_t n = 0, at = 0; n <= Count; ++n, at = std::min(list.find(' ', at), list.size()) + 1)
            begins[n] = static_cast<std::uint8_t>(at);
    }
    [[nodiscard]] std::string_view operator[](std::size_t n) const noexcept {
        return {list.data() + begins[n], static_cast<std::size_t>(begins[n + 1] - begins[n] - 1)};
    }
};

constexpr Words<20> small{
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"};
constexpr Words<10> tens{"- - twenty thirty forty fifty sixty seventy eighty ninety"};
constexpr Words<13> scales{
    "- thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion "
    "undecillion"};
constexpr Words<10> numerals{"零 壹 贰 叁 肆 伍 陆 柒 捌 玖"};

std::size_t value_of(char digit) noexcept {
    return static_cast<std::size_t>(digit - '0');
}

struct Split {
    bool negative;
    std::string_view whole;
    std::string_view fraction;  // empty if all of it is zeros
};
[[gnu::noinline]] Split split(std::string_view display) noexcept {
    const bool negative = display.starts_with('-');
    if (negative) display.remove_prefix(1);
    const std::size_t point = std::min(display.find('.'), display.size());
    std::string_view fraction = display.substr(std::min(point + 1, display.size()));
    if (fraction.find_first_not_of('0') == std::string_view::npos) fraction = {};
    return {negative, display.substr(0, point), fraction};
}

void hundreds(Text& out, std::size_t n) noexcept {
    if (n >= 100) {
        out.add(small[n / 100]);
        out.add(" hundred");
        n %= 100;
        if (n == 0) return;
        out.add(" ");
    }
    if (n < 20) return out.add(small[n]);
    out.add(tens[n / 10]);
    if (n % 10 == 0) return;
    out.add("-");
    out.add(small[n % 10]);
}

// Up to four digits.
void chinese_group(Text& out, std::string_view digits) noexcept {
    static constexpr std::string_view places[] = {"仟", "佰", "拾", ""};
    bool gap = false;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (digits[i] == '0') {
            gap = true;
            continue;
        }
        if (gap) out.add("零");
        gap = false;
        out.add(numerals[value_of(digits[i])]);
        out.add(places[4 - digits.size() + i]);
    }
}

// A number without zeros at its start: what is above 10^8 counts those (亿), what is above 10^4 these (万).
void chinese(Text& out, std::string_view digits) noexcept {
    const std::size_t low = digits.size() > 8 ? 8 : 4;
    if (digits.size() <= low) return chinese_group(out, digits);
    chinese(out, digits.substr(0, digits.size() - low));
    out.add(low == 8 ? "亿" : "万");
    const std::string_view rest = digits.substr(digits.size() - low);
    const std::size_t first = rest.find_first_not_of('0');
    if (first == std::string_view::npos) return;
    if (first > 0) out.add("零");
    chinese(out, rest.substr(first));
}

}  // namespace

void Text::add(std::string_view more) noexcept {
    for (const char c : more.substr(0, room - size)) bytes[size++] = c;
}

void say_in_english(Text& out, std::string_view display, std::string_view code) noexcept {
    const auto [negative, whole, fraction] = split(display);
    if (negative) out.add("minus ");
    if (whole == "0") out.add("zero");
    bool any = false;
    for (std::size_t at = 0, left = (whole.size() + 2) / 3; left > 0; --left) {
        const std::size_t end = whole.size() - 3 * (left - 1);
        std::size_t n = 0;
        for (; at < end; ++at) n = n * 10 + value_of(whole[at]);
        if (n == 0) continue;
        if (any) out.add(" ");
        any = true;
        hundreds(out, n);
        if (left == 1) continue;
        out.add(" ");
        out.add(scales[left - 1]);
    }
    if (!fraction.empty()) out.add(" point");
    for (const char digit : fraction) {
        out.add(" ");
        out.add(small[value_of(digit)]);
    }
    out.add(" ");
    out.add(code);
}

void say_in_chinese(Text& out, std::string_view display, std::string_view code) noexcept {
    const auto [negative, whole, fraction] = split(display);
    const bool renminbi = code == "CNY";
    const bool none = whole == "0";
    if (renminbi) out.add("人民币");
    if (negative) out.add("负");
    if (none && !(renminbi && !fraction.empty())) out.add("零");
    if (!none) chinese(out, whole);
    if (renminbi) {
        if (!none || fraction.empty()) out.add("元");
        if (fraction.empty()) return out.add("整");
        if (fraction[0] != '0') {
            out.add(numerals[value_of(fraction[0])]);
            out.add("角");
        } else if (!none) {
            out.add("零");
        }
        if (fraction[1] == '0') return out.add("整");
        out.add(numerals[value_of(fraction[1])]);
        return out.add("分");
    }
    if (!fraction.empty()) out.add("点");
    for (const char digit : fraction) out.add(numerals[value_of(digit)]);
    out.add(" ");
    out.add(code);
}

}  // namespace countersign::payment
