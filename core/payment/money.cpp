#include "money.h"

#include <algorithm>
#include <array>

#include "../text/decimal.h"

namespace countersign::payment {
namespace {

// As many decimal digits as a limb holds.
constexpr std::size_t at_once = 9;
constexpr std::array<std::uint32_t, at_once + 1> tens{1,       10,        100,        1'000,       10'000,
                                                      100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

void shift_left(Whole& number, std::size_t digits) noexcept {
    for (; digits > at_once; digits -= at_once) number.scale(tens[at_once]);
    number.scale(tens[digits]);
}

}  // namespace

MachineNumber read_number(std::string_view text) noexcept {
    MachineNumber number;
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const text::Decimal decimal = text::read_decimal(text, &text::machine_numbers);
    // A program's number has the digits of ASCII, and is whole when it comes.
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
    if (decimal.fault != text::DecimalFault::none || !plain) {
        number.reason =
            decimal.fault == text::DecimalFault::too_long ? Reason::payment_overflow : Reason::payment_not_a_number;
        return number;
    }
    const std::size_t size = std::size_t{decimal.whole} + decimal.fraction;
    for (std::size_t i = 0; i < size;) {
        const std::size_t count = std::min(size - i, at_once);
        std::uint32_t part = 0;
        for (const std::size_t end = i + count; i < end; ++i)
            part = part * 10 + static_cast<std::uint32_t>(decimal.digits[i] - '0');
        number.value.scale(tens[count], part);
    }
    if (negative) number.value = -number.value;
    number.decimals = decimal.fraction;
    return number;
}

MachineNumber read_amount(std::string_view text, const Unit& unit) noexcept {
    MachineNumber number = read_number(text);
    if (number.reason != Reason{}) return number;
    for (; number.decimals > unit.digits; --number.decimals)
        if (number.value.divide_small(10) != 0) number.reason = Reason::payment_too_precise;
    shift_left(number.value, unit.digits - number.decimals);
    if (!number.value.fits(64) && number.value.size() >= power_of_ten(text::Decimal::most_digits))
        number.reason = Reason::payment_overflow;
    number.decimals = unit.digits;
    return number;
}

bool take_amount(std::string_view text, const Unit& unit, std::string_view path, Whole& amount,
                 Verdict& verdict) noexcept {
    const MachineNumber number = read_amount(text, unit);
    amount = number.value;
    if (number.reason == Reason{} && amount >= 0) return true;
    if (verdict.find(Reason::payment_unreadable) == nullptr) verdict.add(Reason::payment_unreadable).with(path);
    return false;
}

void write_amount(Text& out, const Whole& amount, const Unit& unit) noexcept {
    std::array<char, 96> digits;
    std::size_t at = digits.size();
    Whole rest = amount.size();
    const auto put = [&](char c) { digits[--at] = c; };
    bool trim = unit.is_asset;
    std::uint32_t part = 0;
    for (std::size_t shown = 0; shown <= unit.digits || part != 0 || !rest.is_zero(); ++shown) {
        if (shown % at_once == 0) part = rest.divide_small(tens[at_once]);
        const std::uint32_t digit = part % 10;
        part /= 10;
        if (shown == unit.digits) {
            if (unit.digits > 0 && !trim) put('.');
            trim = false;
        }
        trim = trim && digit == 0;
        if (!trim) put(static_cast<char>('0' + digit));
    }
    if (amount < 0) put('-');
    out.add({digits.data() + at, digits.size() - at});
}

Whole power_of_ten(std::size_t exponent) noexcept {
    Whole power = 1;
    shift_left(power, exponent);
    return power;
}

Whole divide(const Whole& part, const Whole& whole, Rounding rounding) noexcept {
    if (whole == 1) return part;
    Whole quotient;
    Whole remainder;
    Whole::divide(part, whole, quotient, remainder);
    if (!remainder.is_zero()) {
        const Whole twice = remainder + remainder;
        const bool half = twice == whole;
        const bool more = twice > whole;
        bool away = false;
        switch (rounding) {
        case Rounding::HALF_UP: away = half || more; break;
        case Rounding::HALF_DOWN: away = more; break;
        case Rounding::HALF_EVEN: away = more || (half && quotient.is_odd()); break;
        case Rounding::UP: away = true; break;
        case Rounding::DOWN: break;
        }
        if (away) quotient += 1;
    }
    return part < 0 ? -quotient : quotient;
}

void allocate(const Whole& amount, std::span<const Whole> weights, std::span<Whole> shares) noexcept {
    Whole sum;
    for (const Whole& weight : weights) sum += weight;
    for (Whole& share : shares) share = 0;
    if (sum.is_zero()) return;
    // Remainders first take the place of the shares, so that no other memory is needed; then each gets what it has to.
    Whole left = amount.size();
    Whole quotient;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        Whole::divide(amount * weights[i], sum, quotient, shares[i]);
        left -= quotient;
    }
    // Fewer than there are weights are left over. The smallest remainder that still gets one is found by halving.
    Whole low;
    Whole high = left.is_zero() ? Whole{1} : sum;
    const auto above = [&](const Whole& limit) {
        Whole count;
        for (const Whole& one : shares)
            if (one > limit) count += 1;
        return count;
    };
    while (high - low > 1) {
        Whole middle = low + high;
        middle.divide_small(2);
        if (above(middle) >= left) low = middle;
        else high = middle;
    }
    // All above the limit get one, and of those at the limit the first.
    const bool any = !left.is_zero();
    if (any) left -= above(high);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool first = any && shares[i] == high && left > 0;
        const bool more = first || (any && shares[i] > high);
        if (first) left -= 1;
        Whole remainder;
        Whole::divide(amount * weights[i], sum, shares[i], remainder);
        if (more) shares[i] += 1;
        if (amount < 0) shares[i] = -shares[i];
    }
}

}  // namespace countersign::payment
