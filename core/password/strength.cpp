#include "strength.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

#include "../text/utf8.h"
#include "strength_workspace.h"

namespace countersign::password {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
// zxcvbn: parts of a longer password take at least as many guesses.
constexpr double least_of_one = 10;
constexpr double least_of_many = 50;
// What an attacker tries before going on to more parts.
constexpr double before_more_parts = 10000;

}  // namespace

int score_of(double guesses) noexcept {
    constexpr double delta = 5;
    int score = 0;
    for (const double limit : {1e3, 1e6, 1e8, 1e10}) score += guesses >= limit + delta ? 1 : 0;
    return score;
}

std::int64_t log10_thousandths(double guesses) noexcept {
    if (!(guesses > 1)) return 0;
    const double finite = std::min(guesses, largest);
    std::uint64_t bits = 0;  // std::bit_cast is not in every library yet
    std::memcpy(&bits, &finite, sizeof bits);
    const std::int64_t exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
    // The binary logarithm of the mantissa, a bit with each square; 31 bits behind the point.
    std::uint64_t mantissa = ((bits & ((std::uint64_t{1} << 52) - 1)) | (std::uint64_t{1} << 52)) >> 21;
    std::int64_t log2 = exponent;
    for (int i = 0; i < 24; ++i) {
        mantissa = (mantissa * mantissa) >> 31;
        log2 *= 2;
        if (mantissa >= std::uint64_t{1} << 32) {
            mantissa >>= 1;
            ++log2;
        }
    }
    // log10(2) = 0.30102999566…; at most 1024 * 2^24 * 301030 fits.
    return (log2 * 301030) / 1000 >> 24;
}

void Estimator::Deleter::operator()(Workspace* workspace) const noexcept {
    delete workspace;
}

bool Estimator::prepare(std::size_t tables) noexcept {
    if (workspace_ == nullptr) workspace_.reset(new (std::nothrow) Workspace);
    if (workspace_ == nullptr) return false;
    workspace_->readings.reset(new (std::nothrow) Workspace::Reading[Workspace::readings_of(tables, max_units)]);
    if (workspace_->readings == nullptr) return false;
    double factorial = 1;
    double addition = 1;
    for (std::size_t n = 1; n < Workspace::most_parts; ++n) {
        factorial *= static_cast<double>(n);
        workspace_->factorials[n] = factorial;
        workspace_->additions[n] = addition;
        addition *= before_more_parts;
    }
    double power = 1;
    for (double& one : workspace_->powers) {
        one = power;
        power *= 10;
    }
    return true;
}

// All that was written while a password was read lies before `used_units_` in each array, or is wiped whole.
void Estimator::wipe() noexcept {
    Workspace& w = *workspace_;
    sodium_memzero(w.text.data(), used_units_ * sizeof w.text[0]);
    for (std::size_t table = 0; table < tables_.size(); ++table) sodium_memzero(w.symbols[table].data(), used_units_);
    sodium_memzero(w.choices.data(), used_units_ * sizeof w.choices[0]);
    sodium_memzero(w.steps.data(), used_units_ * sizeof w.steps[0]);
    sodium_memzero(w.left.data(), used_units_ * sizeof w.left[0]);
    sodium_memzero(w.readings.get(), Workspace::readings_of(tables_.size(), used_units_) * sizeof w.readings[0]);
    text_ = nullptr;
    length_ = 0;
    used_units_ = 0;
}

Estimate Estimator::run(std::string_view text, int year) noexcept {
    Workspace& w = *workspace_;
    std::size_t units = 0;
    std::size_t used_bytes = 0;
    while (used_bytes < text.size() && units < max_units) {
        const text::CodePoint c = text::decode_code_point(text, used_bytes);
        used_bytes += c.length;
        if (c.value < 0x10000) {
            w.text[units++] = static_cast<char16_t>(c.value);
        } else {
            w.text[units++] = static_cast<char16_t>(0xD7C0 + (c.value >> 10));
            if (units < max_units) w.text[units++] = static_cast<char16_t>(0xDC00 + (c.value & 0x3FF));
        }
    }
    used_units_ = units;
    year_ = year;
    earlier_work_ = 0;
    work_ = 0;
    allowed_ = most_work;
    Estimate estimate;
    if (units == 0) return estimate;
    for (std::size_t table = 0; table < tables_.size(); ++table)
        for (std::size_t i = 0; i < units; ++i) w.symbols[table][i] = tables_[table].symbol(w.text[i]);
    // A beginning takes at most as many guesses as the whole.
    for (std::size_t length = units; length > 0; length /= 2, allowed_ /= 2) {
        earlier_work_ += work_;
        work_ = 0;
        own_kinds_ = 0;
        estimate = {};
        estimate.guesses = solve(0, length, 0, &estimate);
        estimate.whole = length == units && used_bytes == text.size();
        estimate.own_kinds = own_kinds_;
        if (!spent()) break;
    }
    return estimate;
}

double Estimator::solve(std::size_t begin, std::size_t length, std::size_t repeats, Estimate* estimate) noexcept {
    Workspace& w = *workspace_;
    // One character alone is always found by brute force: eleven guesses, and one before.
    if (length == 1 && estimate == nullptr) return 12;
    const std::size_t repeats_end = find_repeats(begin, length, repeats);
    if (spent()) return 1;
    text_ = w.text.data() + begin;
    length_ = length;
    std::fill_n(w.guesses.begin(), length * Workspace::short_length, infinite);
    std::fill_n(w.longer_at.begin(), length, std::uint16_t{0});
    w.longer_count = 0;
    w.sequence_word_count = 0;
    for (std::size_t i = repeats; i < repeats_end; ++i)
        found(w.repeats[i].first, w.repeats[i].last, w.repeats[i].guesses, Pattern::repeat);
    find_words();
    find_own_words();
    list_replacements();
    if (w.last_choice > 0) find_replaced_words();
    find_word_sequences();
    find_keyboard_walks();
    find_sequences();
    find_dates(year_);
    find_years(year_);
    find_separators();
    return spent() ? 1 : put_together(estimate);
}

double Estimator::known(std::size_t first, std::size_t last) const noexcept {
    const std::size_t length = last - first + 1;
    if (length > Workspace::short_length) return infinite;
    return workspace_->guesses[last * Workspace::short_length + length - 1];
}

void Estimator::found(std::size_t first, std::size_t last, double guesses, Pattern pattern) noexcept {
    Workspace& w = *workspace_;
    const std::size_t length = last - first + 1;
    if (length < length_) guesses = std::max(guesses, length == 1 ? least_of_one : least_of_many);
    guesses = std::max(guesses, 1.0);
    if (length <= Workspace::short_length) {
        const std::size_t place = last * Workspace::short_length + length - 1;
        if (guesses < w.guesses[place]) {
            w.guesses[place] = guesses;
            w.patterns[place] = pattern;
        }
        return;
    }
    if (w.longer_count == Workspace::most_long) return;
    // Those with the same end are in the order of their begins.
    std::uint16_t* link = &w.longer_at[last];
    while (*link != 0 && w.longer[*link - 1U].first < first) link = &w.longer[*link - 1U].next;
    w.longer[w.longer_count] = {static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(last), *link, pattern,
                                guesses};
    *link = ++w.longer_count;
}

// zxcvbn's search: products[k][n] is the product of the cheapest way to have n parts that end at k, where that is cheaper
// than any of fewer parts. The cost of a way is n! * product + 10000^(n-1). A way that brute force from a place on is to
// follow is looked at only if no way of as many parts to an earlier place does better with brute force up to there.
double Estimator::put_together(Estimate* estimate) noexcept {
    Workspace& w = *workspace_;
    const std::size_t row = length_ / 4 + 3;
    std::fill_n(w.ways.begin(), length_, Workspace::Set{});
    std::fill_n(w.before_brute.begin(), length_, Workspace::Set{});
    std::fill_n(w.records.begin(), row, infinite);
    std::size_t starts = 0;  // of brute force, in w.brute_starts
    for (std::size_t k = 0; k < length_; ++k) {
        std::fill_n(w.totals.begin(), row, infinite);
        std::fill_n(w.cheapest.begin(), row, infinite);
        std::uint32_t tried = 0;
        const auto try_part = [&](std::size_t first, double guesses, Pattern pattern, std::size_t n, double before) {
            const double product = guesses * before;
            const double scaled = w.factorials[n] * product;
            const double total = scaled + w.additions[n];
            if (!(total < w.cheapest[n])) return;
            w.totals[n] = total;
            w.ways[k].add(n);
            w.products[k * row + n] = product;
            w.parts[k * row + n] = {static_cast<std::uint16_t>(first), pattern};
            for (std::size_t more = n; more < row && w.cheapest[more] > total; ++more) w.cheapest[more] = total;
        };
        const auto after = [&](const Workspace::Set& ways, std::size_t first, double guesses, Pattern pattern) {
            const std::size_t before = (first - 1) * row;
            ways.each(row - 1, [&](std::size_t n) {
                ++tried;
                try_part(first, guesses, pattern, n + 1, w.products[before + n]);
            });
        };
        const auto add = [&](std::size_t first, double guesses, Pattern pattern) {
            if (first == 0) try_part(0, guesses, pattern, 1, 1);
            else after(w.ways[first - 1], first, guesses, pattern);
        };
        for (std::uint16_t link = w.longer_at[k]; link != 0; link = w.longer[link - 1U].next)
            add(w.longer[link - 1U].first, w.longer[link - 1U].guesses, w.longer[link - 1U].pattern);
        for (std::size_t length = std::min(k + 1, Workspace::short_length); length > 0; --length) {
            const std::size_t place = k * Workspace::short_length + length - 1;
            if (w.guesses[place] < infinite) add(k + 1 - length, w.guesses[place], w.patterns[place]);
        }
        // Brute force from each place on; never twice in a row.
        const auto brute = [&](std::size_t first) {
            return std::max(w.powers[k + 1 - first], first < k ? least_of_many + 1 : least_of_one + 1);
        };
        try_part(0, brute(0), Pattern::bruteforce, 1, 1);
        for (std::size_t i = 0; i < starts; ++i) {
            const std::size_t first = w.brute_starts[i];
            after(w.before_brute[first - 1], first, brute(first), Pattern::bruteforce);
        }
        w.ways[k].each(row - 1, [&](std::size_t n) {
            if (w.parts[k * row + n].pattern == Pattern::bruteforce) return;
            // One that is as good but for how it was rounded stays.
            const double record = w.products[k * row + n] / w.powers[k + 1];
            if (!(record < w.records[n] * (1 + 1e-9))) return;
            w.records[n] = std::min(w.records[n], record);
            if (w.before_brute[k].none()) w.brute_starts[starts++] = static_cast<std::uint16_t>(k + 1);
            w.before_brute[k].add(n);
        });
        if (!spend(1 + tried / 8)) return 1;
    }
    std::size_t best = 0;
    double total = infinite;
    for (std::size_t n = 1; n < row; ++n) {
        if (w.totals[n] < total) {
            total = w.totals[n];
            best = n;
        }
    }
    if (best == 0) return largest;
    if (estimate != nullptr) {
        std::size_t n = best;
        for (std::size_t k = length_; k > 0 && n > 0; --n) {
            const Workspace::Part part = w.parts[(k - 1) * row + n];
            estimate->patterns |= 1U << static_cast<unsigned>(part.pattern);
            k = part.first;
        }
        const Pattern only = w.parts[(length_ - 1) * row + best].pattern;
        estimate->one_word = best == 1 && (only == Pattern::word || only == Pattern::reversed_word ||
                                           only == Pattern::replaced_word || only == Pattern::own_word);
    }
    return total;
}

// zxcvbn: at the first place where anything stands twice in a row, the longest such thing and the shortest are looked at,
// each with all that follow it, and the one that covers more is taken.
std::size_t Estimator::find_repeats(std::size_t begin, std::size_t length, std::size_t repeats) noexcept {
    Workspace& w = *workspace_;
    const char16_t* const text = w.text.data() + begin;
    const auto ends_line = [](char16_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; };
    // How long the repetition of `size` characters from `at` on is, or 0.
    const auto repeated = [&](std::size_t at, std::size_t size) {
        std::size_t same = 0;
        while (at + size + same < length && text[at + same] == text[at + size + same] && !ends_line(text[at + same]))
            ++same;
        work_ += static_cast<std::uint32_t>(1 + same / 8);
        return same >= size ? size + same / size * size : 0;
    };
    std::size_t count = repeats;
    for (std::size_t at = 0; at + 1 < length && !spent();) {
        std::size_t shortest = 0;
        std::size_t shortest_covers = 0;
        std::size_t longest_covers = 0;
        for (std::size_t size = 1; at + 2 * size <= length; ++size) {
            if (text[at] != text[at + size]) continue;
            const std::size_t covers = repeated(at, size);
            if (covers == 0) continue;
            if (shortest == 0) {
                shortest = size;
                shortest_covers = covers;
            }
            longest_covers = covers;
        }
        work_ += static_cast<std::uint32_t>((length - at) / 32);
        if (shortest == 0) {
            ++at;
            continue;
        }
        std::size_t base = shortest;
        std::size_t covers = shortest_covers;
        if (longest_covers > shortest_covers) {
            covers = longest_covers;
            base = 1;
            const auto fills = [&](std::size_t size) {
                if (covers % size != 0) return false;
                for (std::size_t i = size; i < covers; ++i)
                    if (text[at + i] != text[at + i - size]) return false;
                return true;
            };
            while (!fills(base)) ++base;
        }
        const double guesses = solve(begin + at, base, count, nullptr);
        if (spent()) return count;
        const std::size_t whole_times = covers / base;
        const auto times = static_cast<double>(whole_times);
        if (count < w.repeats.size())
            w.repeats[count++] = {static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(at + covers - 1),
                                  guesses * times};
        at += covers;
    }
    return count;
}

}  // namespace countersign::password
