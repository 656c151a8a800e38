// What the sources of the estimate share: what it is worked out in, which is allocated once and wiped as far as it was used.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "strength.h"

namespace countersign::password {

// The ways to choose up to `most` of `all`, without those that choose none.
double choices_up_to(double all, double most) noexcept;

struct Estimator::Workspace {
    static constexpr std::size_t units = max_units;
    // Most finds are short and have a place by their end and their length; the others are in a list.
    static constexpr std::size_t short_length = 24;
    static constexpr std::size_t most_long = 512;
    static constexpr std::size_t most_sequence_words = 512;
    // A way of n parts costs at least 10^(4(n-1)), and one part at most 10^(length + 1).
    static constexpr std::size_t most_parts = units / 4 + 3;
    // Words of one table that are being read at a place: none is longer.
    static constexpr std::size_t most_readings = 32;

    struct Long {
        std::uint16_t first, last, next;
        Pattern pattern;
        double guesses;
    };
    struct Repeat {
        std::uint16_t first, last;
        double guesses;
    };
    struct Range {
        std::uint16_t first, last;
    };
    struct Part {
        std::uint16_t first = 0;
        Pattern pattern{};
    };
    // Numbers of parts.
    struct Set {
        std::array<std::uint64_t, (most_parts + 63) / 64> bits{};
        void add(std::size_t n) noexcept { bits[n / 64] |= std::uint64_t{1} << n % 64; }
        [[nodiscard]] bool none() const noexcept {
            return std::all_of(bits.begin(), bits.end(), [](std::uint64_t some) { return some == 0; });
        }
        // Ascending, those below `end`.
        template<typename Visit>
        void each(std::size_t end, Visit visit) const noexcept {
            for (std::size_t i = 0; i < bits.size(); ++i)
                for (std::uint64_t rest = bits[i]; rest != 0; rest &= rest - 1) {
                    const std::size_t n = i * 64 + static_cast<std::size_t>(std::countr_zero(rest));
                    if (n >= end) return;
                    visit(n);
                }
        }
    };
    struct Reading {
        StrengthTable::Node node;
        std::uint16_t first;  // which step of the spelling it began at
        std::uint8_t table;
        bool replaced;
    };
    // How many there may be while so many units are read.
    static constexpr std::size_t readings_of(std::size_t tables, std::size_t read) noexcept {
        return tables * (read + 1) * most_readings;
    }
    static_assert(most_tables * (units + 1) * most_readings <= std::numeric_limits<std::uint16_t>::max());
    // A step of a spelling: which letter was read, and for what.
    struct Step {
        std::uint16_t at;
        std::uint8_t length;
        std::uint8_t replacement;  // 0: the character itself
        char letter;
    };
    struct Choice {
        std::uint8_t replacement;
        char letter;
    };
    struct Frame {
        std::uint16_t at;
        std::uint16_t readings;  // where those of this frame begin
        std::uint16_t readings_end;
        std::uint8_t option;
        std::uint8_t last_replacement;
        std::uint8_t same;  // how often it came
        bool all_replaced;
        bool could_replace;
        bool kept;               // the spelling that leaves the character as it is was tried
        bool full;               // one word from the begin on ends here
        bool known;              // what follows was read before, so no word needs to begin here again
        std::uint8_t spellings;  // that were counted before it was entered
    };
    // A state of the walk that was left, and how many spellings there are from it on: all that can follow is the same again.
    struct Left {
        std::uint8_t last_replacement;
        std::uint8_t same_and_all;
        std::uint8_t spellings;
        bool set;
    };

    std::array<char16_t, units> text;
    std::array<std::array<std::uint8_t, units>, most_tables> symbols;
    std::array<double, units * short_length> guesses;
    std::array<Pattern, units * short_length> patterns;
    std::array<Long, most_long> longer;
    std::array<std::uint16_t, units> longer_at;  // the first of the list for an end, plus one
    std::uint16_t longer_count;
    std::array<Repeat, units> repeats;
    std::array<Range, most_sequence_words> sequence_words;
    std::uint16_t sequence_word_count;
    std::array<std::array<Choice, 8>, units> choices;
    std::array<std::uint8_t, units> choice_count;
    std::size_t last_choice;  // no character from here on can be replaced
    std::array<Step, units> steps;
    std::array<Frame, units + 1> frames;
    std::array<std::array<Left, 8>, units> left;
    std::unique_ptr<Reading[]> readings;  // for the tables that there are, see readings_of
    std::array<double, units * most_parts> products;
    std::array<Part, units * most_parts> parts;
    std::array<Set, units> ways;          // how many parts ways to a place have
    std::array<Set, units> before_brute;  // those that brute force may follow
    std::array<std::uint16_t, units> brute_starts;
    std::array<double, most_parts> records;   // by parts, how little a way that does not end with brute force took
    std::array<double, most_parts> totals;    // of the place that is worked at
    std::array<double, most_parts> cheapest;  // of as many parts or fewer
    std::array<double, most_parts> factorials;
    std::array<double, most_parts> additions;
    std::array<double, units + 1> powers;  // of ten
};

}  // namespace countersign::password
