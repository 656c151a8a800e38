// Amounts in words, for people to compare with digits: in English, and in Chinese with the numerals of cheques and bills
// (壹贰叁…), by the rules of the People's Bank of China for filling in bills where the currency is the renminbi.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace countersign::payment {

/// A short text being put together. What does not fit is left out; nothing here writes that much.
struct Text {
    static constexpr std::size_t room = 1024;
    std::array<char, room> bytes;
    std::size_t size = 0;

    [[gnu::noinline]] void add(std::string_view more) noexcept;
    [[nodiscard]] std::string_view view() const noexcept { return {bytes.data(), size}; }
};

/// `display` is an amount as the details have it: "-1234.50", of at most 38 digits before the point.
void say_in_english(Text& out, std::string_view display, std::string_view code) noexcept;
void say_in_chinese(Text& out, std::string_view display, std::string_view code) noexcept;

}  // namespace countersign::payment
