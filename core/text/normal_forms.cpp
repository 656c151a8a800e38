#include "normal_forms.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>

#include "utf8.h"

namespace countersign::text {
namespace {

#include "normal_forms.inc"

// Hangul is arithmetic (The Unicode Standard, section 3.12).
constexpr char32_t syllables = 0xAC00;
constexpr char32_t leading = 0x1100;
constexpr char32_t vowels = 0x1161;
constexpr char32_t trailing = 0x11A7;  // one before the first
constexpr char32_t vowel_count = 21;
constexpr char32_t trailing_count = 28;
constexpr char32_t syllable_count = 19 * vowel_count * trailing_count;

// The range that holds a code point, or the number of ranges.
std::size_t find_range(std::span<const std::uint32_t> ranges, char32_t c) noexcept {
    const auto* const after =
        std::upper_bound(ranges.data(), ranges.data() + ranges.size(), static_cast<std::uint32_t>(c << 8 | 0xFF));
    if (after == ranges.data()) return ranges.size();
    const std::uint32_t range = after[-1];
    return c - (range >> 8) <= (range & 0xFF) ? static_cast<std::size_t>(after - 1 - ranges.data()) : ranges.size();
}

bool is_in(std::span<const std::uint32_t> ranges, char32_t c) noexcept {
    return find_range(ranges, c) < ranges.size();
}

// 0 for what stands by itself.
std::uint8_t class_of(char32_t c) noexcept {
    if (c < 0x300) return 0;
    const std::size_t range = find_range(class_ranges, c);
    return range < std::size(class_ranges) ? class_ranks[range] : 0;
}

// As normal_forms.inc writes what composes; 0 for what does not.
std::uint16_t shortened(char32_t c) noexcept {
    if (c < 0x4000) return static_cast<std::uint16_t>(c);
    return c >= 0x10000 && c <= 0x1BFFF ? static_cast<std::uint16_t>(c - 0x10000 + 0x4000) : std::uint16_t{0};
}

// composite_firsts has its highest bits turned over.
constexpr std::uint16_t turned = 0x8000;

char32_t lengthened(std::uint16_t c) noexcept {
    return c < 0x4000 ? c : c + (0x10000U - 0x4000U);
}

std::size_t find_composite(char32_t c) noexcept {
    const auto* const found = std::lower_bound(std::begin(composites), std::end(composites), shortened(c));
    return found != std::end(composites) && shortened(c) != 0 && *found == shortened(c)
               ? static_cast<std::size_t>(found - composites)
               : std::size(composites);
}

bool is_syllable(char32_t c) noexcept {
    return c >= syllables && c < syllables + syllable_count;
}

// What two compose to; 0 if they do not.
char32_t compose(char32_t first, char32_t second) noexcept {
    if (first >= leading && first < leading + 19 && second >= vowels && second < vowels + vowel_count)
        return syllables + ((first - leading) * vowel_count + (second - vowels)) * trailing_count;
    if (is_syllable(first) && (first - syllables) % trailing_count == 0 && second > trailing &&
        second < trailing + trailing_count)
        return first + (second - trailing);
    const std::uint16_t part = shortened(second);
    const auto* const known = std::lower_bound(std::begin(second_parts), std::end(second_parts), part);
    if (part == 0 || known == std::end(second_parts) || *known != part) return 0;
    if (shortened(first) == 0) return 0;
    const auto wanted = static_cast<std::uint16_t>(shortened(first) ^ turned);
    for (std::size_t i = 0; i < std::size(composites); ++i)
        if (composite_firsts[i] == wanted && composite_seconds[i] == known - second_parts)
            return lengthened(composites[i]);
    return 0;
}

// Whether this, or what it begins with, may melt into what stands before it. Composites that begin so came with Unicode 16
// (Gurung Khema, Kirat Rai), all of them beyond U+FFFF.
bool joins(char32_t c) noexcept {
    if ((c >= vowels && c < vowels + vowel_count) || (c > trailing && c < trailing + trailing_count)) return true;
    const std::uint16_t part = shortened(c);
    if (part != 0 && std::binary_search(std::begin(second_parts), std::end(second_parts), part)) return true;
    const std::size_t composite = c > 0xffff ? find_composite(c) : std::size(composites);
    return composite < std::size(composites) && joins(lengthened(composite_firsts[composite] ^ turned));
}

// A character and the marks on it, taken apart, ordered and put together again, as NFC does.
class Cluster {
public:
    // False when there are more than it can hold.
    bool add(char32_t c) noexcept {
        if (is_syllable(c)) {
            const char32_t index = c - syllables;
            if (index % trailing_count != 0)
                return add(c - index % trailing_count) && put(trailing + index % trailing_count);
            return put(leading + index / (vowel_count * trailing_count)) &&
                   put(vowels + index / trailing_count % vowel_count);
        }
        const std::size_t composite = find_composite(c);
        if (composite == std::size(composites)) return put(c);
        return add(lengthened(composite_firsts[composite] ^ turned)) &&
               put(lengthened(second_parts[composite_seconds[composite]]));
    }
    // How many there are once all that compose are one.
    std::size_t settle() noexcept {
        std::size_t size = 0;
        std::size_t base = most;  // of what the following may melt into
        std::uint8_t last = 0;
        for (std::size_t i = 0; i < size_; ++i) {
            const std::uint8_t rank = class_of(points_[i]);
            // Blocked by one in between that stands by itself, or has the same class or a higher one.
            const bool next_to = base < most && size == base + 1;
            if (base < most && (next_to || (last != 0 && last < rank)))
                if (const char32_t one = compose(points_[base], points_[i]); one != 0) {
                    points_[base] = one;
                    continue;
                }
            if (rank == 0) base = size;
            last = rank;
            points_[size++] = points_[i];
        }
        return size;
    }
    [[nodiscard]] char32_t operator[](std::size_t i) const noexcept { return points_[i]; }

private:
    static constexpr std::size_t most = 72;
    // Marks go behind those of a lower class, and of their own.
    bool put(char32_t c) noexcept {
        if (size_ == most) return false;
        const std::uint8_t rank = class_of(c);
        std::size_t place = size_++;
        while (rank != 0 && place > 0 && class_of(points_[place - 1]) > rank) {
            points_[place] = points_[place - 1];
            --place;
        }
        points_[place] = c;
        return true;
    }
    std::array<char32_t, most> points_;
    std::size_t size_ = 0;
};

bool is_composed(std::string_view cluster) noexcept {
    Cluster made;
    for (std::size_t at = 0; at < cluster.size();) {
        const CodePoint c = decode_code_point(cluster, at);
        at += c.length;
        if (!made.add(c.value)) return false;
    }
    const std::size_t size = made.settle();
    std::size_t at = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const CodePoint c = decode_code_point(cluster, at);
        if (c.length == 0 || c.value != made[i]) return false;
        at += c.length;
    }
    return at == cluster.size();
}

bool never_in(NormalForm form, char32_t c) noexcept {
    if (form == NormalForm::nfc) return is_in(not_nfc, c);
    return is_in(not_nfkc, c) ||
           (form == NormalForm::nfkd && (is_syllable(c) || find_composite(c) < std::size(composites)));
}

}  // namespace

Stretch first_not_in_form(std::string_view text, NormalForm form) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        bool changed = false;
        bool plain = true;
        std::uint8_t last = 0;
        do {
            const CodePoint c = decode_code_point(text, at);
            if (c.value >= 0xA0) {
                const std::uint8_t rank = class_of(c.value);
                changed = changed || never_in(form, c.value) || (rank != 0 && rank < last);
                last = rank;
                plain = plain && at == begin;
            }
            at += c.length;
            if (at >= text.size()) break;
            const char32_t next = decode_code_point(text, at).value;
            if (next < 0x300 || (class_of(next) == 0 && !joins(next))) break;
        } while (true);
        if (!changed && !plain && form != NormalForm::nfkd) changed = !is_composed(text.substr(begin, at - begin));
        if (changed) return {begin, at - begin};
    }
    return {};
}

}  // namespace countersign::text
