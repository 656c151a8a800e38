// Amounts as whole numbers of minor units, and the only two things that are done to them beside adding: dividing with a
// declared rounding, and sharing out without a remainder. Amounts that are read have at most 38 digits, so no product of two
// of them, nor a sum of all a bill can hold, needs more than the 256 bits there are.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "countersign/payment.h"
#include "whole.h"
#include "words.h"

namespace countersign::payment {

/// A program's number as a whole number of its last decimal. `reason` is 0 where it could be read.
struct MachineNumber {
    Whole value = 0;
    std::size_t decimals = 0;
    Reason reason{};
};
[[nodiscard]] MachineNumber read_number(std::string_view text) noexcept;
/// The same in minor units of a unit; zeros beyond its decimals do no harm. At most 38 digits.
[[nodiscard]] MachineNumber read_amount(std::string_view text, const Unit& unit) noexcept;
/// The same, not below zero. Otherwise adds the finding that names the path.
[[nodiscard]] bool take_amount(std::string_view text, const Unit& unit, std::string_view path, Whole& amount,
                               Verdict& verdict) noexcept;
/// As the details of payment.amount have it.
void write_amount(Text& out, const Whole& amount, const Unit& unit) noexcept;

[[nodiscard]] Whole power_of_ten(std::size_t exponent) noexcept;

/// `part` by `whole`, which is above zero, to a whole number.
[[nodiscard]] Whole divide(const Whole& part, const Whole& whole, Rounding rounding) noexcept;

/// Shares `amount` out in proportion to the weights, none of which is below zero: the sum is exact, and what whole numbers
/// leave over goes by one each to the largest remainders, among equal ones to the first. Nothing where all weights are zero.
void allocate(const Whole& amount, std::span<const Whole> weights, std::span<Whole> shares) noexcept;

}  // namespace countersign::payment
