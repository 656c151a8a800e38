#include <algorithm>
#include <boost/describe.hpp>

#include "../text/decimal.h"
#include "../text/digits.h"
#include "../text/utf8.h"
#include "../vocabulary/describe.h"
#include "countersign/payment.h"
#include "units.h"
#include "words.h"

namespace countersign::payment {

BOOST_DESCRIBE_ENUM(AmountMode, typed, machine)
BOOST_DESCRIBE_STRUCT(AmountSubject, (), (currency, coin, network, locale, mode, allowNegative))
BOOST_DESCRIBE_STRUCT(AmountReading, (), (minorUnits, display))
BOOST_DESCRIBE_STRUCT(AmountWords, (), (en, zh))
BOOST_DESCRIBE_STRUCT(AmountDetails, (),
                      (currency, network, digits, locale, minorUnits, display, words, readings, groups))

namespace {

using text::CodePoint;
using text::DecimalFault;

bool is_around(char32_t c) noexcept {
    return text::is_white_space(c) || text::is_direction_mark(c);
}

bool is_minus(char32_t c) noexcept {
    return c == '-' || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}

// The text that is left, and where it begins in the whole.
struct Rest {
    std::string_view text;
    std::size_t offset = 0;

    void drop_front(std::size_t bytes) noexcept {
        text.remove_prefix(bytes);
        offset += bytes;
    }
    // Space, and marks that steer its direction, mean nothing at either end, nor beside a minus or a name.
    [[gnu::noinline]] void trim() noexcept {
        while (!text.empty() && is_around(text::decode_code_point(text, 0).value))
            drop_front(text::decode_code_point(text, 0).length);
        while (!text.empty() && is_around(text::decode_last_code_point(text).value))
            text.remove_suffix(text::decode_last_code_point(text).length);
    }
};

bool may_begin_name(char32_t c) noexcept {
    return c == '$' || (c > '9' && text::digit_value(c) < 0 && text::number_sign(c) == 0);
}

// A text without what may stand beside a number: at either end a minus, and a code or a symbol.
struct Ends {
    Rest rest;
    Span minus{};
    Name name{};
    Span place{};              // of the name
    bool begun = false;        // or of its beginning, which is still being typed
    bool abbreviated = false;  // letters and at once a sign that may belong to them or to the number: "kr.500"

    Ends(std::string_view text, const Unit& unit) noexcept : rest{text} {
        rest.trim();
        while (!rest.text.empty() && take_front(unit)) rest.trim();
        while (!abbreviated && !rest.text.empty() && take_back(unit)) rest.trim();
    }

private:
    bool take_front(const Unit& unit) noexcept {
        const CodePoint c = text::decode_code_point(rest.text, 0);
        if (minus.length == 0 && is_minus(c.value)) {
            minus = {static_cast<std::uint32_t>(rest.offset), c.length};
            rest.drop_front(c.length);
            return true;
        }
        if (name.length > 0 || !may_begin_name(c.value)) return false;
        // "$" may go on to be "$US", and "FC" to be "FCFA": what may become a name of the unit is still being typed.
        if (payment::begun_name(rest.text, unit) == rest.text.size()) return false;
        name = payment::name_at(rest.text, false, unit);
        place = {static_cast<std::uint32_t>(rest.offset), static_cast<std::uint32_t>(name.length)};
        rest.drop_front(name.length);
        if (name.length == 0) return false;
        const char32_t next = text::number_sign(text::decode_code_point(rest.text, 0).value);
        abbreviated = name.ends_in_letter && next != 0 && next != ' ';
        return !abbreviated;
    }
    bool take_back(const Unit& unit) noexcept {
        const CodePoint c = text::decode_last_code_point(rest.text);
        if (minus.length == 0 && is_minus(c.value)) {
            rest.text.remove_suffix(c.length);
            minus = {static_cast<std::uint32_t>(rest.offset + rest.text.size()), c.length};
            return true;
        }
        if (name.length > 0 || begun || text::digit_value(c.value) >= 0) return false;
        name = payment::name_at(rest.text, true, unit);
        std::size_t length = name.length;
        const std::size_t typed = name.of_unit ? 0 : payment::begun_name(rest.text, unit);
        begun = typed > 0 && typed >= length;
        if (begun) length = typed;
        rest.text.remove_suffix(length);
        place = {static_cast<std::uint32_t>(rest.offset + rest.text.size()), static_cast<std::uint32_t>(length)};
        if (begun) name = {};
        return length > 0;
    }
};

// How many bytes the last `count` characters take.
std::size_t last_places(std::string_view text, std::size_t count) noexcept {
    const std::size_t size = text.size();
    for (; count > 0; --count) text.remove_suffix(text::decode_last_code_point(text).length);
    return size - text.size();
}

Reason reason_of(DecimalFault fault) noexcept {
    switch (fault) {
    case DecimalFault::none:
    case DecimalFault::empty: return Reason::payment_empty;
    case DecimalFault::unfinished: return Reason::payment_incomplete;
    case DecimalFault::group_unfinished: return Reason::payment_group_unfinished;
    case DecimalFault::bad_character: return Reason::payment_bad_character;
    case DecimalFault::not_a_number: return Reason::payment_not_a_number;
    case DecimalFault::mixed_digits: return Reason::payment_mixed_digits;
    case DecimalFault::bad_grouping: return Reason::payment_bad_grouping;
    case DecimalFault::too_long: return Reason::payment_overflow;
    }
    return Reason::payment_not_a_number;
}

// An amount as machines and as people read it, put together from digits, the last `fraction` of which follow the point.
struct Written {
    Text minor;
    Text display;

    [[gnu::noinline]] Written(std::string_view number, std::size_t fraction, const Unit& unit, bool negative) noexcept {
        const std::string_view whole = number.substr(0, number.size() - fraction);
        std::string_view part = number.substr(whole.size());
        const std::size_t first = number.find_first_not_of('0');
        if (negative && first != std::string_view::npos) {
            minor.add("-");
            display.add("-");
        }
        const std::size_t start = minor.size;
        const std::size_t shown = display.size;
        add_number(display, whole, shown);
        if (display.size == shown) display.add("0");
        add_number(minor, whole, start);
        add_number(minor, part.substr(0, unit.digits), start);
        for (std::size_t i = fraction; i < unit.digits; ++i) add_number(minor, "0", start);
        if (minor.size == start) minor.add("0");
        part = part.substr(0, unit.digits);
        if (unit.is_asset) {
            while (part.ends_with('0')) part.remove_suffix(1);
        }
        const std::size_t places = unit.is_asset ? part.size() : unit.digits;
        if (places > 0) display.add(".");
        display.add(part);
        for (std::size_t i = part.size(); i < places; ++i) display.add("0");
    }

private:
    // Without zeros at the start.
    [[gnu::noinline]] static void add_number(Text& out, std::string_view digits, std::size_t start) noexcept {
        for (const char digit : digits)
            if (digit != '0' || out.size > start) out.add({&digit, 1});
    }
};

// Zeros at the end may be left out in machines' numbers, never in people's.
bool is_too_precise(std::string_view fraction, std::size_t digits, bool machine) noexcept {
    if (fraction.size() <= digits) return false;
    return !machine || fraction.find_first_not_of('0', digits) != std::string_view::npos;
}

}  // namespace

const TypeRow& AmountCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& AmountCheck::details_type() noexcept {
    return type_row<Details>;
}

Described AmountCheck::described_details() const noexcept {
    return described(details_);
}

AmountCheck::AmountCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    refuse(read_unit(subject_.currency, subject_.coin, subject_.network, unit_));
    if (subject_.locale) {
        const text::FoundLocale found = text::find_number_locale(*subject_.locale);
        locale_ = found.numbers;
        tag_ = found.tag;
    }
    if (subject_.mode == AmountMode::machine) {
        locale_ = &text::machine_numbers;
        tag_ = {};
    }
}

void AmountCheck::clear_details() noexcept {
    details_.currency = subject_.currency ? std::string_view{*subject_.currency}
                        : subject_.coin   ? std::string_view{*subject_.coin}
                                          : std::string_view{};
    if (subject_.network) details_.network = *subject_.network;
    if (!tag_.empty()) details_.locale = tag_;
    details_.digits = unit_.digits;
    details_.minorUnits.reset();
    details_.display.reset();
    details_.words.reset();
    details_.readings.clear();
    details_.groups.clear();
}

void AmountCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    if (needs_network(unit_, subject_.coin, verdict)) return;
    Ends ends{typed.text, unit_};
    if (ends.name.length > 0 && !ends.name.of_unit)
        verdict.add(Reason::payment_currency_mismatch)
            .at(ends.place.offset, ends.place.length)
            .with(ends.name.name)
            .with(unit_.code);
    const bool negative = ends.minus.length > 0;
    if (negative && !subject_.allowNegative.value_or(false))
        verdict.add(Reason::payment_negative).at(ends.minus.offset, ends.minus.length);
    if (ends.abbreviated) {
        verdict.add(Reason::payment_not_a_number).at(ends.rest.offset, 1);
        return;
    }

    if (ends.begun) verdict.add(Reason::payment_incomplete).at(ends.place.offset, ends.place.length);

    const text::Decimal decimal = text::read_decimal(ends.rest.text, locale_);
    if (decimal.fault == DecimalFault::empty) {
        if (ends.name.length > 0 || negative) verdict.add(Reason::payment_incomplete);
        else if (!ends.begun) verdict.add(Reason::payment_empty);
        return;
    }
    const std::size_t at = ends.rest.offset + decimal.at;
    if (decimal.fault != DecimalFault::none) {
        Finding& finding = verdict.add(reason_of(decimal.fault)).at(at, decimal.length);
        if (decimal.fault == DecimalFault::too_long) finding.with(std::int64_t{text::Decimal::most_digits});
        if (decimal.fault == DecimalFault::group_unfinished) finding.with(std::int64_t{decimal.missing});
        return;
    }
    const std::string_view number{decimal.digits.data(), std::size_t{decimal.whole} + decimal.fraction};
    if (decimal.ambiguous) {
        Text second;
        second.add(number.substr(0, decimal.whole));
        second.add(".");
        second.add(number.substr(decimal.whole));
        verdict.add(Reason::payment_ambiguous)
            .at(at, decimal.length)
            .with(verdict.keep(number))
            .with(verdict.keep(second.view()));
        offer(number, 0, negative, verdict);
        if (decimal.fraction <= unit_.digits) offer(number, decimal.fraction, negative, verdict);
        return;
    }
    if (is_too_precise(number.substr(decimal.whole), unit_.digits, subject_.mode == AmountMode::machine)) {
        const std::size_t extra = last_places(ends.rest.text, decimal.fraction - unit_.digits);
        verdict.add(Reason::payment_too_precise)
            .at(ends.rest.offset + ends.rest.text.size() - extra, extra)
            .with(unit_.code)
            .with(std::int64_t{unit_.digits});
        return;
    }
    if (verdict.findings().empty()) take(number, decimal.fraction, negative, verdict);
}

void AmountCheck::offer(std::string_view number, std::size_t fraction, bool negative, Verdict& verdict) noexcept {
    const Written written{number, fraction, unit_, negative};
    details_.readings.add({verdict.keep(written.minor.view()), verdict.keep(written.display.view())});
}

void AmountCheck::take(std::string_view number, std::size_t fraction, bool negative, Verdict& verdict) noexcept {
    const Written written{number, fraction, unit_, negative};
    const std::string_view display = verdict.keep(written.display.view());
    verdict.set_canonical(display);
    details_.display = display;
    details_.minorUnits = verdict.keep(written.minor.view());
    Text english;
    Text chinese;
    say_in_english(english, display, unit_.code);
    say_in_chinese(chinese, display, unit_.code);
    details_.words = {verdict.keep(english.view()), verdict.keep(chinese.view())};

    // From the point, threes to the left; the point begins the first group to the right of it.
    const std::size_t point = std::min(display.find('.'), display.size());
    const std::size_t sign = display.starts_with('-') ? 1 : 0;
    for (std::size_t start = 0, end = sign + (point - sign - 1) % 3 + 1; start < point; start = end, end += 3)
        details_.groups.add(display.substr(start, end - start));
    for (std::size_t start = point, end = point + 4; start < display.size(); start = end, end += 3)
        details_.groups.add(display.substr(start, end - start));
}

}  // namespace countersign::payment
