// Keyboard layouts, out of the table `layouts` (core/tables/layouts.txt, compiled): which of them explain a key. Letters and
// signs alone; AltGr's levels, which are reached on purpose, are not in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace countersign::password {

// A set of layouts, a bit each, in the order of the table: the ones in wide use first.
using LayoutSet = std::uint64_t;

inline constexpr char32_t dead_key = 1;

// The place of a key in the table by its `code` (UI Events); nothing for keys that type nothing, and for those of a keypad.
std::optional<std::uint8_t> find_key(std::string_view code) noexcept;

class Layouts {
public:
    Layouts() = default;
    // Nothing is possible where the data are empty or not of layouts.
    explicit Layouts(std::span<const std::uint8_t> table) noexcept;

    [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
    [[nodiscard]] LayoutSet all() const noexcept;
    [[nodiscard]] std::string_view name(std::size_t layout) const noexcept;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const noexcept;
    // Those where the key types the character at one of the levels (bit 0: without Shift, bit 1: with it), in either case
    // if Caps Lock may be on.
    [[nodiscard]] LayoutSet that_type(std::uint8_t key, char32_t typed, unsigned levels, bool any_case) const noexcept;
    // What a layout's key types; 0 for nothing.
    [[nodiscard]] char32_t typed(std::size_t layout, std::uint8_t key, unsigned level) const noexcept;

private:
    std::span<const std::uint8_t> units_;  // low bytes of all, then high bytes
    std::span<const std::uint8_t> names_;
    std::size_t count_ = 0;
};

}  // namespace countersign::password
