#include "text/decimal.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/digits.h"
#include "text/utf8.h"

namespace countersign::text {
namespace {

struct Row {
    NumberLocale numbers;
    std::string_view tags;
};
constexpr Row rows[] = {
#define COUNTERSIGN_NUMBERS(decimal, group, size, zero, native_decimal, native_group, tags)                            \
    {{{decimal, group, size}, zero, {native_decimal, native_group, size}}, tags},
#include "text/number_signs.def"
#undef COUNTERSIGN_NUMBERS
};

// Tags are written with underscores, too.
bool same_tag(std::string_view a, std::string_view b) noexcept {
    const auto plain = [](char c) { return c == '_' ? '-' : lower(c); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return plain(x) == plain(y); });
}

// Arabic's own signs have one meaning each wherever they stand; a space and an apostrophe begin no fraction anywhere.
constexpr char32_t arabic_decimal = 0x66B;
constexpr bool may_group(char32_t sign) noexcept {
    return sign != arabic_decimal;
}
constexpr bool may_begin_fraction(char32_t sign) noexcept {
    return sign == '.' || sign == ',' || sign == arabic_decimal;
}

// Everything there is between the digits.
class Reader {
public:
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): what of `signs_` counts, `count_` says
    explicit Reader(std::string_view text, Decimal& out) noexcept : text_(text), out_(out) {}

    void read(const NumberLocale* locale) noexcept {
        const NumberSigns* const signs = locale == nullptr ? nullptr : &signs_of(*locale);
        look(signs);
        if (bad_.length != 0) return fail(DecimalFault::bad_character, bad_);
        if (foreign_.length != 0) return fail(DecimalFault::not_a_number, foreign_);
        if (mixed_.length != 0) return fail(DecimalFault::mixed_digits, mixed_);
        if (extra_.length != 0) return fail(DecimalFault::too_long, extra_);
        if (digits_ == 0 && count_ == 0) return fail(DecimalFault::empty, {});
        if (adjacent_.length != 0) return fail(DecimalFault::bad_grouping, adjacent_);
        if (signs == nullptr) return guess_nothing();
        arrange(count_ > 0 && signs_[count_ - 1].sign == signs->decimal, signs->size, signs->decimal);
    }

private:
    struct Place {
        std::uint32_t at = 0;
        std::uint32_t length = 0;
    };
    // Without values of its own: a number has few signs, and the room for all is not to be cleared for each.
    struct Sign {
        char32_t sign;
        std::uint32_t at;
        std::uint32_t length;
        std::uint8_t before;  // digits before it

        [[nodiscard]] Place place() const noexcept { return {at, length}; }
    };

    void fail(DecimalFault fault, Place place) noexcept {
        out_.fault = fault;
        out_.at = place.at;
        out_.length = place.length;
    }
    static void first(Place& kept, Place place) noexcept {
        if (kept.length == 0) kept = place;
    }

    // A script's own digits have its own signs: the first digit tells.
    [[nodiscard]] const NumberSigns& signs_of(const NumberLocale& locale) const noexcept {
        for (std::size_t at = 0; at < text_.size(); at += decode_code_point(text_, at).length)
            if (const char32_t zero = digit_zero(decode_code_point(text_, at).value); zero != 0)
                return zero == locale.native_zero ? locale.native : locale.latin;
        // Before the first digit: the sign that may come before it.
        const char32_t first = number_sign(decode_code_point(text_, 0).value);
        return first != locale.latin.decimal && first == locale.native.decimal ? locale.native : locale.latin;
    }

    // One pass: takes the digits and the signs down, and the first place of each fault. With a language only its own signs
    // count.
    void look(const NumberSigns* known) noexcept {
        bool after_sign = false;
        for (std::uint32_t at = 0; at < text_.size();) {
            const CodePoint c = decode_code_point(text_, at);
            const Place place{at, c.length};
            at += c.length;
            if (const char32_t zero = digit_zero(c.value); zero != 0) {
                after_sign = false;
                if (zero_ == 0) zero_ = zero;
                if (zero != zero_) first(mixed_, place);
                if (digits_ == Decimal::most_digits) first(extra_, place);
                else out_.digits[digits_++] = static_cast<char>('0' + (c.value - zero));
            } else if (const char32_t sign = number_sign(c.value); sign != 0) {
                if (known != nullptr && sign != known->decimal && sign != known->group) first(foreign_, place);
                // Two signs in a row are wrong in every language, so there are never more than digits and one.
                if (after_sign || count_ == signs_.size()) first(adjacent_, place);
                else signs_[count_++] = {sign, place.at, place.length, digits_};
                after_sign = true;
            } else if (is_invisible(c.value) || c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) ||
                       is_white_space(c.value)) {
                first(bad_, place);
            } else {
                first(foreign_, place);
            }
        }
    }

    // The signs of a number of no known language: what each is, the others tell, or nothing does.
    void guess_nothing() noexcept {
        if (count_ == 0) return arrange(false, 3, 0);
        const Sign& last = signs_[count_ - 1];
        const auto other = std::find_if(signs_.begin(), signs_.begin() + count_,
                                        [&](const Sign& one) { return one.sign != last.sign; });
        if (other != signs_.begin() + count_) {
            if (!may_begin_fraction(last.sign)) return fail(DecimalFault::bad_grouping, last.place());
            for (std::size_t i = 0; i + 1 < count_; ++i)
                if (signs_[i].sign != other->sign || !may_group(signs_[i].sign))
                    return fail(DecimalFault::bad_grouping, signs_[i].place());
            return arrange(true, 3, last.sign);
        }
        if (!may_begin_fraction(last.sign)) return arrange(false, 3, 0);
        if (count_ > 1 && !may_group(last.sign)) return fail(DecimalFault::bad_grouping, signs_[1].place());
        if (count_ > 1) return arrange(false, 3, 0);
        arrange(true, 3, last.sign);
        out_.ambiguous = out_.fault == DecimalFault::none && may_group(last.sign) && out_.fraction == 3 &&
                         last.before >= 1 && last.before <= 3 && out_.digits[0] != '0';
        if (!out_.ambiguous) return;
        out_.at = last.at;
        out_.length = last.length;
    }

    // Counts the groups. With `has_fraction` the last sign begins it; `decimal` anywhere else is wrong.
    void arrange(bool has_fraction, std::uint8_t size, char32_t decimal) noexcept {
        const std::size_t groups = has_fraction ? count_ - 1 : count_;
        for (std::size_t i = 0; i < groups; ++i)
            if (signs_[i].sign == decimal) return fail(DecimalFault::bad_grouping, signs_[i + 1].place());
        out_.whole = has_fraction ? signs_[groups].before : digits_;
        out_.fraction = static_cast<std::uint8_t>(digits_ - out_.whole);
        for (std::size_t i = 0; i < groups; ++i) {
            if (i == 0 && (signs_[0].before == 0 || signs_[0].before > size || out_.digits[0] == '0'))
                return fail(DecimalFault::bad_grouping, signs_[0].place());
            const bool last = i + 1 == groups;
            const std::uint8_t end = last ? out_.whole : signs_[i + 1].before;
            const std::uint8_t width = static_cast<std::uint8_t>(end - signs_[i].before);
            if (width == (last ? 3 : size)) continue;
            if (!last || width > 3 || has_fraction) return fail(DecimalFault::bad_grouping, signs_[i].place());
            out_.missing = static_cast<std::uint8_t>(3 - width);
            return fail(DecimalFault::group_unfinished, signs_[i].place());
        }
        if (has_fraction && out_.fraction == 0) fail(DecimalFault::unfinished, signs_[groups].place());
    }

    std::string_view text_;
    Decimal& out_;
    std::uint8_t digits_ = 0;
    std::uint8_t count_ = 0;  // of signs
    char32_t zero_ = 0;       // of the first digit's script
    Place bad_{}, foreign_{}, mixed_{}, extra_{}, adjacent_{};
    std::array<Sign, Decimal::most_digits + 1> signs_;
};

}  // namespace

FoundLocale find_number_locale(std::string_view tag) noexcept {
    while (!tag.empty()) {
        for (const Row& row : rows) {
            for (std::size_t at = 0; at < row.tags.size();) {
                const std::size_t end = std::min(row.tags.find(' ', at), row.tags.size());
                const std::string_view one = row.tags.substr(at, end - at);
                if (same_tag(one, tag)) return {&row.numbers, one};
                at = end + 1;
            }
        }
        const std::size_t dash = tag.find_last_of("-_");
        tag = tag.substr(0, dash == std::string_view::npos ? 0 : dash);
    }
    return {};
}

bool is_space_separator(char32_t c) noexcept {
    return c == ' ' || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && is_white_space(c));
}

bool is_direction_mark(char32_t c) noexcept {
    return c == 0x200E || c == 0x200F || c == 0x61C || (c >= 0x2066 && c <= 0x2069);
}

char32_t number_sign(char32_t c) noexcept {
    switch (c) {
    case 0xFF0C: return ',';
    case 0xFF0E: return '.';
    case 0x2019: return '\'';
    case '.':
    case ',':
    case '\'':
    case arabic_decimal:
    case 0x66C:   // Arabic thousands separator
    case 0x60C:   // Arabic comma
    case 0x2E41:  // reversed comma
        return c;
    default: return is_space_separator(c) ? U' ' : 0;
    }
}

Decimal read_decimal(std::string_view text, const NumberLocale* locale) noexcept {
    Decimal out;
    Reader{text, out}.read(locale);
    return out;
}

}  // namespace countersign::text
