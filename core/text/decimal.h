// Numbers as people write them, with the digits of any script and the signs of any language that CLDR knows. Says what the
// digits are and where the decimal sign is, or what stands against it and where. Never rounds, never guesses: a single comma
// or point before three digits, of nobody knows which language, is marked ambiguous.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace countersign::text {

/// The signs in numbers. Spaces of every width are U+0020 here, both apostrophes U+0027. `group` is 0 where there is none.
/// The last group before the decimal sign has three digits, those before it `size`.
struct NumberSigns {
    char32_t decimal = 0;
    char32_t group = 0;
    std::uint8_t size = 3;
};

/// A language's numbers (CLDR, the `standard` decimal format and the signs for amounts of money). Some scripts' own digits
/// have signs of their own; their zero is then `native_zero`.
struct NumberLocale {
    NumberSigns latin{};
    char32_t native_zero = 0;
    NumberSigns native{};
};

/// The numbers of a BCP 47 tag, or of the longest part of it that CLDR has, and that part. Case means nothing. Null: none.
struct FoundLocale {
    const NumberLocale* numbers = nullptr;
    std::string_view tag{};
};
[[nodiscard]] FoundLocale find_number_locale(std::string_view tag) noexcept;
/// How programs write numbers: a point, and no groups.
inline constexpr NumberLocale machine_numbers{{U'.', 0, 3}, 0, {}};

enum class DecimalFault : std::uint8_t {
    none,
    empty,             // no digit and no sign
    unfinished,        // a decimal sign with nothing behind it
    group_unfinished,  // the last group lacks `missing` digits
    bad_character,     // what nobody can see, or a control character
    not_a_number,      // a character that does not belong into a number, or not into one of this language
    mixed_digits,      // digits of two scripts
    bad_grouping,
    too_long,  // more than 38 digits
};

/// What was read. Without a fault, `digits` has `whole` digits before the decimal sign and `fraction` behind it. `ambiguous`:
/// the sign after the first `whole` digits may group, and then there is no fraction.
struct Decimal {
    static constexpr std::size_t most_digits = 38;
    std::array<char, most_digits> digits;
    std::uint8_t whole = 0;
    std::uint8_t fraction = 0;
    bool ambiguous = false;
    DecimalFault fault = DecimalFault::none;
    std::uint8_t missing = 0;
    std::uint32_t at = 0;  // where the fault is, in bytes
    std::uint32_t length = 0;
};

/// Reads a number without minus and spaces around it. `locale` null: of no known language. Precondition: well-formed UTF-8.
[[nodiscard]] Decimal read_decimal(std::string_view text, const NumberLocale* locale) noexcept;

/// A space that may group digits: Unicode's general category Zs.
[[nodiscard]] bool is_space_separator(char32_t code_point) noexcept;
/// Marks that steer the direction of text and may stand around a number: U+200E, U+200F, U+061C, U+2066 to U+2069.
[[nodiscard]] bool is_direction_mark(char32_t code_point) noexcept;
/// A sign that groups digits or begins a fraction, in its one spelling (see NumberSigns), or 0 for any other character.
[[nodiscard]] char32_t number_sign(char32_t code_point) noexcept;

}  // namespace countersign::text
