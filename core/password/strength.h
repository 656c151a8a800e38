// How many guesses a password stands against, as zxcvbn-ts 4.2.0 (github.com/zxcvbn-ts/zxcvbn) counts them: words, read
// backwards and with letters replaced, keyboard walks, sequences, repeats, dates and years are found, and of all ways to put
// the password together the cheapest is taken. Positions are UTF-16 code units and only the first 256 count, as there.
// Differences, each in tests/password/parity.md: ranks are kept to an eighth of an octave, and the work is counted. Where
// it is spent, a beginning of the password is judged instead, which can only make it weaker. Nothing is allocated after
// `prepare`, and `wipe` covers all that a password was written to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "strength_table.h"

namespace countersign::password {

enum class Pattern : std::uint8_t {
    bruteforce,
    word,
    reversed_word,
    replaced_word,
    own_word,  // one of the words that were given
    spatial,
    sequence,
    repeat,
    date,
    year,
    separator,
    word_sequence,
};

// A word that is given for a person, in UTF-16 and small letters, and a number below 32 that names its kind.
struct OwnWord {
    std::u16string text;
    std::uint8_t kind = 0;
};

struct Estimate {
    double guesses = 1;
    bool whole = true;            // no more than 256 units, and all of them were looked at
    std::uint32_t patterns = 0;   // a bit for each Pattern of the cheapest way
    std::uint32_t own_kinds = 0;  // a bit for each kind of which a word is in it
    bool one_word = false;        // it is one word, and nothing else
    [[nodiscard]] bool has(Pattern pattern) const noexcept {
        return ((patterns >> static_cast<unsigned>(pattern)) & 1) != 0;
    }
};

// The small letter of a capital of the Latin, Greek or Cyrillic script, and anything else as it is.
char16_t small_letter(char16_t unit) noexcept;
// 0 to 4, with the limits of zxcvbn: 10^3, 10^6, 10^8 and 10^10 guesses.
int score_of(double guesses) noexcept;
// The common logarithm in thousandths, rounded down, without the C library, so that every host has the same one.
std::int64_t log10_thousandths(double guesses) noexcept;

class Estimator {
public:
    static constexpr std::size_t max_units = 256;
    static constexpr std::size_t max_own_words = 96;
    // For 256 units, and half for half of them. A text of a person takes some hundred; the costliest that was found of up to
    // 64 units takes 12'000, and of 256 about as much as this.
    static constexpr std::uint32_t most_work = 64'000;

    // Of how many tables words may be. The work is that for all of them.
    static constexpr std::size_t most_tables = 5;

    // For so many tables. False when there is no memory.
    bool prepare(std::size_t tables = 1) noexcept;
    // All must stay, and be no more than were prepared for. A word has the lowest rank that any table gives it; keyboards are
    // those of the first. The words of a person are tried at their number.
    void use(std::span<const StrengthTable> tables) noexcept { tables_ = tables; }
    void use(const StrengthTable& table) noexcept { use(std::span{&table, 1}); }
    void use(std::span<const OwnWord> own_words) noexcept { own_words_ = own_words; }

    // `text` is well-formed UTF-8. `year` is the one that dates are compared with.
    Estimate run(std::string_view text, int year) noexcept;
    void wipe() noexcept;
    // The work of the last run, in steps of about the same length: less than 2 * most_work.
    [[nodiscard]] std::uint32_t work() const noexcept { return earlier_work_ + work_; }

private:
    struct Workspace;
    struct Deleter {
        void operator()(Workspace* workspace) const noexcept;
    };

    // A stretch of the text, judged for itself. `repeats` is where its own repeats begin in the workspace.
    double solve(std::size_t begin, std::size_t length, std::size_t repeats, Estimate* estimate) noexcept;
    std::size_t find_repeats(std::size_t begin, std::size_t length, std::size_t repeats) noexcept;
    void find_words() noexcept;
    void find_words_of(std::size_t table) noexcept;
    void find_own_words() noexcept;
    void find_replaced_words() noexcept;
    void list_replacements() noexcept;
    void found_replaced(std::size_t first, std::size_t end, std::uint32_t rank, bool sequence) noexcept;
    void find_word_sequences() noexcept;
    void find_keyboard_walks() noexcept;
    void find_sequences() noexcept;
    void find_dates(int year) noexcept;
    void find_years(int year) noexcept;
    void find_separators() noexcept;
    void found(std::size_t first, std::size_t last, double guesses, Pattern pattern) noexcept;
    // The fewest that were found for a short stretch, else infinite.
    [[nodiscard]] double known(std::size_t first, std::size_t last) const noexcept;
    double put_together(Estimate* estimate) noexcept;
    [[nodiscard]] double capital_variations(std::size_t first, std::size_t last) const noexcept;
    [[nodiscard]] bool spend(std::uint32_t steps) noexcept {
        work_ += steps;
        return !spent();
    }
    [[nodiscard]] bool spent() const noexcept { return work_ > allowed_; }

    std::unique_ptr<Workspace, Deleter> workspace_;
    std::span<const StrengthTable> tables_;
    std::span<const OwnWord> own_words_;
    // The stretch that is being judged.
    const char16_t* text_ = nullptr;
    std::size_t length_ = 0;
    int year_ = 0;
    std::uint32_t allowed_ = 0;
    std::uint32_t work_ = 0;
    std::uint32_t earlier_work_ = 0;  // of texts that were given up
    std::uint32_t own_kinds_ = 0;
    std::size_t used_units_ = 0;
};

}  // namespace countersign::password
