#include "layouts.h"

#include "../vocabulary/table.h"
#include "letters.h"

namespace countersign::password {
namespace {

constexpr std::size_t name_bytes = 12;
constexpr std::size_t header_bytes = 8;
constexpr std::size_t key_count = 48;
constexpr std::size_t most_layouts = 64;

// The rows of a keyboard, in the order of the table: letters and digits by what follows "Key" and "Digit".
constexpr std::string_view key_letters = ".1234567890..QWERTYUIOP..ASDFGHJKL..ZXCVBNM";
struct NamedKey {
    std::string_view code;
    std::uint8_t key;
};
constexpr NamedKey named_keys[] = {
    {"Backquote", 0}, {"Minus", 11}, {"Equal", 12},  {"BracketLeft", 23}, {"BracketRight", 24}, {"Semicolon", 34},
    {"Quote", 35},    {"Comma", 43}, {"Period", 44}, {"Slash", 45},       {"Backslash", 46},    {"IntlBackslash", 47},
};

}  // namespace

std::optional<std::uint8_t> find_key(std::string_view code) noexcept {
    const bool letter = code.size() == 4 && code.starts_with("Key");
    if (letter || (code.size() == 6 && code.starts_with("Digit"))) {
        const std::size_t place = key_letters.find(code.back());
        if (place == std::string_view::npos || code.back() == '.' || letter != (code.back() > '9')) return {};
        return static_cast<std::uint8_t>(place);
    }
    for (const NamedKey& named : named_keys)
        if (named.code == code) return named.key;
    return {};
}

Layouts::Layouts(std::span<const std::uint8_t> table) noexcept {
    if (table.size() < header_bytes) return;
    const std::size_t count = table_number(table, 0);
    if (count == 0 || count > most_layouts || table_number(table, 4) != key_count) return;
    const std::size_t names = count * name_bytes;
    const std::size_t units = 2 * key_count * count;
    if (table.size() != header_bytes + names + 2 * units) return;
    names_ = table.subspan(header_bytes, names);
    units_ = table.subspan(header_bytes + names);
    count_ = count;
}

LayoutSet Layouts::all() const noexcept {
    return count_ == most_layouts ? ~LayoutSet{0} : (LayoutSet{1} << count_) - 1;
}

std::string_view Layouts::name(std::size_t layout) const noexcept {
    if (layout >= count_) return {};
    const std::string_view field{reinterpret_cast<const char*>(names_.data()) + layout * name_bytes, name_bytes};
    return field.substr(0, field.find('\0'));
}

std::optional<std::size_t> Layouts::find(std::string_view name) const noexcept {
    for (std::size_t i = 0; i < count_; ++i)
        if (this->name(i) == name) return i;
    return {};
}

char32_t Layouts::typed(std::size_t layout, std::uint8_t key, unsigned level) const noexcept {
    if (layout >= count_ || key >= key_count || level > 1) return 0;
    const std::size_t high = units_.size() / 2;
    const auto unit = [&](std::size_t one) {
        const std::size_t at = (level * count_ + one) * key_count + key;
        return static_cast<char32_t>(units_[at] | units_[high + at] << 8);
    };
    return layout == 0 ? unit(0) : unit(0) ^ unit(layout);
}

LayoutSet Layouts::that_type(std::uint8_t key, char32_t typed, unsigned levels, bool any_case) const noexcept {
    LayoutSet set = 0;
    const char32_t other = any_case ? other_case(typed) : typed;
    for (unsigned level = 0; level < 2; ++level) {
        if ((levels >> level & 1) == 0) continue;
        for (std::size_t i = 0; i < count_; ++i) {
            const char32_t here = this->typed(i, key, level);
            if (here == typed || here == other) set |= LayoutSet{1} << i;
        }
    }
    return set;
}

}  // namespace countersign::password
