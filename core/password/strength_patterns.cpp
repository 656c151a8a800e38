// What is no word: keyboard walks, sequences of characters, dates, years, and what stands between words.
#include <algorithm>
#include <array>

#include "strength.h"
#include "strength_workspace.h"

namespace countersign::password {
namespace {

constexpr int first_year = 1000;
constexpr int last_year = 2050;
constexpr int least_years = 21;  // that an attacker tries around the present one
constexpr std::string_view shifted = "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";

bool is_digit(char16_t c) noexcept {
    return c >= '0' && c <= '9';
}

// JavaScript's \s.
bool is_space(char16_t c) noexcept {
    return (c >= 9 && c <= 13) || c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

int distance(int a, int b) noexcept {
    return a < b ? b - a : a - b;
}

bool is_day_and_month(int a, int b) noexcept {
    return (a >= 1 && a <= 31 && b >= 1 && b <= 12) || (b >= 1 && b <= 31 && a >= 1 && a <= 12);
}

// The year of three numbers that are a day, a month and a year in any order that has the year first or last; 0 if they are
// no date.
int year_of(int a, int b, int c) noexcept {
    if (b > 31 || b <= 0) return 0;
    int over_12 = 0;
    int over_31 = 0;
    int none = 0;
    for (const int number : {a, b, c}) {
        if ((number > 99 && number < first_year) || number > last_year) return 0;
        over_31 += number > 31 ? 1 : 0;
        over_12 += number > 12 ? 1 : 0;
        none += number <= 0 ? 1 : 0;
    }
    if (over_31 >= 2 || over_12 == 3 || none >= 2) return 0;
    if (c >= first_year) return is_day_and_month(a, b) ? c : 0;
    if (a >= first_year) return is_day_and_month(b, c) ? a : 0;
    const auto full = [](int year) { return year > 99 ? year : year > 50 ? year + 1900 : year + 2000; };
    if (is_day_and_month(a, b)) return full(c);
    return is_day_and_month(b, c) ? full(a) : 0;
}

}  // namespace

void Estimator::find_keyboard_walks() noexcept {
    const StrengthTable& table = tables_.front();
    for (std::size_t board = 0; board < table.keyboards(); ++board) {
        const StrengthTable::Keyboard& keyboard = table.keyboard(board);
        const double keys = keyboard.keys;
        const double degree = static_cast<double>(keyboard.degrees) / keys;
        for (std::size_t begin = 0; begin + 1 < length_;) {
            std::size_t turns = 0;
            int direction = -1;
            double with_shift = keyboard.shift && text_[begin] < 128 &&
                                        shifted.find(static_cast<char>(text_[begin])) != std::string_view::npos
                                    ? 1
                                    : 0;
            std::size_t end = begin + 1;
            for (; end < length_; ++end) {
                if (!spend(1)) return;
                const StrengthTable::Step step = table.step(keyboard, text_[end - 1], text_[end]);
                if (step.direction < 0) break;
                with_shift += step.shifted ? 1 : 0;
                turns += step.direction != direction ? 1 : 0;
                direction = step.direction;
            }
            if (const std::size_t size = end - begin; size > 2) {
                // zxcvbn adds up, for walks of each length up to this one and each number of turns, the ways to choose where
                // they are. Over the lengths, that is the ways to choose one place more, without the first.
                double guesses = 0;
                double ways = 1;
                double power = keys;
                for (std::size_t j = 1; j <= std::min(turns, size - 1); ++j) {
                    ways = ways * static_cast<double>(size - j + 1) / static_cast<double>(j);
                    power *= degree;
                    guesses += (ways - 1) * power;
                }
                const double without = static_cast<double>(size) - with_shift;
                if (with_shift > 0)
                    guesses *=
                        without == 0 ? 2 : choices_up_to(static_cast<double>(size), std::min(with_shift, without));
                found(begin, end - 1, guesses, Pattern::spatial);
            }
            begin = end;
        }
    }
}

// The same distance from each character to the next.
void Estimator::find_sequences() noexcept {
    if (length_ < 2) return;
    constexpr int largest_step = 5;
    const auto take = [&](std::size_t first, std::size_t last, int step) {
        if (last < first + 2 && step != 1 && step != -1) return;
        if (step == 0 || step > largest_step || step < -largest_step) return;
        const char16_t c = text_[first];
        double base = 26;
        if (c == 'a' || c == 'A' || c == 'z' || c == 'Z' || c == '0' || c == '1' || c == '9') base = 4;
        else if (is_digit(c)) base = 10;
        found(first, last, base * (step < 0 ? 2 : 1) * static_cast<double>(last - first + 1), Pattern::sequence);
    };
    const auto step_to = [&](std::size_t k) { return static_cast<int>(text_[k]) - static_cast<int>(text_[k - 1]); };
    std::size_t first = 0;
    int step = step_to(1);
    for (std::size_t k = 1; k < length_; ++k) {
        if (step_to(k) == step) continue;
        take(first, k - 1, step);
        first = k - 1;
        step = step_to(k);
    }
    take(first, length_ - 1, step);
}

// Dates of four to eight digits, and of six to ten characters with the same separator twice. A date within another one
// does not count.
void Estimator::find_dates(int year) noexcept {
    struct Split {
        std::size_t size, first, second;
    };
    static constexpr Split splits[] = {{4, 1, 2}, {4, 2, 3}, {5, 1, 3}, {5, 2, 3}, {5, 2, 4}, {6, 1, 2}, {6, 2, 4},
                                       {6, 4, 5}, {7, 1, 3}, {7, 2, 3}, {7, 4, 5}, {7, 4, 6}, {8, 2, 4}, {8, 4, 6}};
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (std::size_t i = 0; i < size; ++i) value = value * 10 + (text_[at + i] - '0');
        return value;
    };
    const auto digits_from = [&](std::size_t at, std::size_t most) {
        std::size_t count = 0;
        while (count < most && at + count < length_ && is_digit(text_[at + count])) ++count;
        return count;
    };
    std::size_t covered = 0;  // the end of the date that reaches farthest
    for (std::size_t begin = 0; begin + 4 <= length_; ++begin) {
        const std::size_t digits = digits_from(begin, 8);
        if (digits == 0) continue;
        std::size_t best_end = 0;
        double guesses = 0;
        const auto offer = [&](std::size_t end, int date_year, bool separated) {
            if (end <= best_end) return;
            best_end = end;
            guesses = std::max(distance(date_year, year), least_years) * 365.0 * (separated ? 4 : 1);
        };
        if (!spend(static_cast<std::uint32_t>(2 + digits))) return;
        for (std::size_t size = digits; size >= 4; --size) {
            int best = 0;
            for (const Split& split : splits) {
                if (split.size != size) continue;
                const int found_year =
                    year_of(number(begin, split.first), number(begin + split.first, split.second - split.first),
                            number(begin + split.second, size - split.second));
                if (found_year != 0 && (best == 0 || distance(found_year, year) < distance(best, year)))
                    best = found_year;
            }
            if (best != 0) offer(begin + size, best, false);
        }
        const std::size_t a = digits_from(begin, 5);
        if (a <= 4 && begin + a < length_) {
            const char16_t separator = text_[begin + a];
            const std::size_t middle = begin + a + 1;
            const std::size_t b = digits_from(middle, 3);
            if ((is_space(separator) || separator == '/' || separator == '\\' || separator == '_' || separator == '.' ||
                 separator == '-') &&
                b >= 1 && b <= 2 && middle + b < length_ && text_[middle + b] == separator) {
                const std::size_t last = middle + b + 1;
                for (std::size_t c = digits_from(last, 4); c > 0; --c) {
                    const std::size_t size = last + c - begin;
                    if (size < 6 || size > 10) continue;
                    if (const int found_year = year_of(number(begin, a), number(middle, b), number(last, c));
                        found_year != 0)
                        offer(last + c, found_year, true);
                }
            }
        }
        if (best_end > covered) {
            covered = best_end;
            found(begin, best_end - 1, guesses, Pattern::date);
        }
    }
}

// 1900 to 2029.
void Estimator::find_years(int year) noexcept {
    for (std::size_t at = 0; at + 4 <= length_;) {
        const bool century = (text_[at] == '1' && text_[at + 1] == '9' && is_digit(text_[at + 2])) ||
                             (text_[at] == '2' && text_[at + 1] == '0' && text_[at + 2] >= '0' && text_[at + 2] <= '2');
        if (!century || !is_digit(text_[at + 3])) {
            ++at;
            continue;
        }
        int found_year = 0;
        for (std::size_t i = 0; i < 4; ++i) found_year = found_year * 10 + (text_[at + i] - '0');
        found(at, at + 3, std::max(distance(found_year, year), least_years), Pattern::year);
        at += 4;
    }
}

// The character that stands most often between others.
void Estimator::find_separators() noexcept {
    constexpr std::string_view separators = " ,;:|/_.-";
    std::array<std::size_t, separators.size()> counts{};
    std::array<std::size_t, separators.size()> places{};
    for (std::size_t i = 0; i < length_; ++i) {
        if (text_[i] >= 128) continue;
        const std::size_t which = separators.find(static_cast<char>(text_[i]));
        if (which == std::string_view::npos) continue;
        if (counts[which]++ == 0) places[which] = i;
    }
    std::size_t most = 0;
    for (std::size_t i = 1; i < counts.size(); ++i)
        if (counts[i] > counts[most] || (counts[i] == counts[most] && places[i] < places[most])) most = i;
    if (counts[most] < 2) return;
    const auto separator = static_cast<char16_t>(separators[most]);
    for (std::size_t i = 1; i < length_; ++i) {
        if (text_[i] != separator || text_[i - 1] == separator || text_[i - 1] == '\n') continue;
        if (i + 1 < length_ && text_[i + 1] == separator) continue;
        found(i, i, static_cast<double>(separators.size() + 1), Pattern::separator);
    }
}

}  // namespace countersign::password
