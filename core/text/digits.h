// Decimal digits of every script: the code points of Unicode's general category Nd (DerivedNumericType, 15.0). People
// type and paste them; the core counts in 0 to 9. Other numbers (fractions, Roman, Han) are no digits here.
#pragma once

namespace countersign::text {

/// What a code point stands for, 0 to 9, or -1 if it is no decimal digit.
[[nodiscard]] int digit_value(char32_t code_point) noexcept;

/// The zero of the run of ten digits that this one belongs to, so that two digits of one script have the same; 0 if it
/// is no decimal digit.
[[nodiscard]] char32_t digit_zero(char32_t code_point) noexcept;

}  // namespace countersign::text
