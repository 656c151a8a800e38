// Words in a password: as they are, backwards, and with letters replaced ("p4ssw0rd").
#include <algorithm>
#include <array>

#include "../text/ascii.h"
#include "strength.h"
#include "strength_workspace.h"

namespace countersign::password {
namespace {

// zxcvbn-ts 4.2.0, data/l33tTable.ts, turned over: what is written for which letters, in the order in which they are tried.
struct Replacement {
    std::string_view text;
    std::string_view letters;
};
constexpr Replacement replacements[] = {
    {"", ""},     {"4", "a"},  {"@", "a"},         {"8", "b"},         {"(", "c"},  {"{", "c"},  {"[", "c"},
    {"<", "ckv"}, {"6", "dg"}, {"|)", "d"},        {"3", "e"},         {"#", "fh"}, {"9", "gq"}, {"&", "g"},
    {"|-|", "h"}, {"1", "il"}, {"!", "il"},        {"|", "il"},        {"|<", "k"}, {"7", "lt"}, {"^^", "m"},
    {"nn", "m"},  {"2n", "m"}, {R"(/\\/\\)", "m"}, {"//", "n"},        {"0", "o"},  {"()", "o"}, {"|_|", "u"},
    {"$", "s"},   {"5", "s"},  {"+", "t"},         {">", "v"},         {"/", "v"},  {"^/", "w"}, {"uu", "w"},
    {"vv", "w"},  {"2u", "w"}, {"2v", "w"},        {R"(\\/\\/)", "w"}, {"%", "x"},  {"><", "x"}, {"2", "z"},
};
constexpr std::size_t longest_replacement = 6;
// After this many spellings no more are tried; zxcvbn's l33tMaxSubstitutions.
constexpr std::size_t most_spellings = 100;
// A fourth time in a row a character does not stand for a letter.
constexpr std::uint8_t most_same = 3;

// The rows for each first character, longest first.
struct Beginning {
    std::uint8_t first = 0;
    std::uint8_t count = 0;
};
struct Beginnings {
    std::array<std::uint8_t, std::size(replacements)> rows{};
    std::array<Beginning, 128> of{};
};
constexpr Beginnings beginnings = [] {
    Beginnings list;
    std::uint8_t filled = 0;
    for (std::size_t c = 1; c < list.of.size(); ++c) {
        list.of[c].first = filled;
        for (std::size_t size = longest_replacement; size > 0; --size)
            for (std::size_t row = 1; row < std::size(replacements); ++row)
                if (replacements[row].text.size() == size && static_cast<unsigned char>(replacements[row].text[0]) == c)
                    list.rows[filled++] = static_cast<std::uint8_t>(row);
        list.of[c].count = static_cast<std::uint8_t>(filled - list.of[c].first);
    }
    return list;
}();

bool starts_with(const char16_t* text, std::size_t length, std::string_view part) noexcept {
    if (part.size() > length) return false;
    for (std::size_t i = 0; i < part.size(); ++i)
        if (text[i] != static_cast<unsigned char>(part[i])) return false;
    return true;
}

char16_t small_ascii(char16_t unit) noexcept {
    return unit >= 'A' && unit <= 'Z' ? static_cast<char16_t>(unit + 32) : unit;
}

// How often `part` stands in the text, whose capitals count as small.
double count(const char16_t* text, std::size_t length, std::string_view part) noexcept {
    double found = 0;
    for (std::size_t at = 0; at + part.size() <= length;) {
        std::size_t i = 0;
        while (i < part.size() && small_ascii(text[at + i]) == static_cast<unsigned char>(part[i])) ++i;
        if (i == part.size()) {
            ++found;
            at += i;
        } else {
            ++at;
        }
    }
    return found;
}

// The classes of zxcvbn: its ranges take in what stands between the letters of Latin-1.
bool is_capital(char16_t c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 0xBF && c <= 0xDF);
}
bool is_small(char16_t c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF);
}
bool is_letter(char16_t c) noexcept {
    return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7);
}

}  // namespace

double choices_up_to(double all, double most) noexcept {
    double sum = 0;
    double ways = 1;
    for (int i = 1, last = static_cast<int>(most); i <= last; ++i) {
        ways *= all - i + 1;
        ways /= i;
        sum += ways;
    }
    return sum;
}

char16_t small_letter(char16_t c) noexcept {
    if (c < 0x80) return small_ascii(c);
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F))
        return static_cast<char16_t>(c + 0x20);
    if (c >= 0x400 && c <= 0x40F) return static_cast<char16_t>(c + 0x50);
    if (c == 0x178) return 0xFF;
    const bool even = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177);
    const bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if ((even && c % 2 == 0) || (odd && c % 2 == 1)) return static_cast<char16_t>(c + 1);
    return c;
}

// How many ways to write capitals an attacker must try. Only letters count, so that a capital behind a digit is a first one.
double Estimator::capital_variations(std::size_t first, std::size_t last) const noexcept {
    double capitals = 0;
    double small = 0;
    std::size_t letters = 0;
    bool changes = false;  // a small letter of another form is there for one of the capitals
    bool first_is_capital = false;
    bool last_is_capital = false;
    for (std::size_t i = first; i <= last; ++i) {
        const char16_t c = text_[i];
        if (!is_letter(c)) continue;
        const bool capital = is_capital(c);
        if (letters++ == 0) first_is_capital = capital;
        last_is_capital = capital;
        capitals += capital ? 1 : 0;
        small += is_small(c) ? 1 : 0;
        changes = changes || (capital && c != 0xBF && c != 0xD7 && c != 0xDF);
    }
    if (capitals == 0 || !changes) return 1;
    const bool alone = capitals == 1 && letters > 1;
    if ((alone && (first_is_capital || last_is_capital)) || small == 0) return 2;
    return choices_up_to(capitals + small, std::min(capitals, small));
}

void Estimator::find_words() noexcept {
    for (std::size_t table = 0; table < tables_.size(); ++table) find_words_of(table);
}

void Estimator::find_words_of(std::size_t table_index) noexcept {
    Workspace& w = *workspace_;
    const StrengthTable& table = tables_[table_index];
    const std::uint8_t* const symbols = w.symbols[table_index].data() + (text_ - w.text.data());
    const auto take = [&](std::size_t first, std::size_t last, StrengthTable::Word word, bool reversed) {
        found(first, last, word.rank * capital_variations(first, last) * (reversed ? 2 : 1),
              reversed ? Pattern::reversed_word : Pattern::word);
        if (word.sequence && w.sequence_word_count < w.sequence_words.size())
            w.sequence_words[w.sequence_word_count++] = {static_cast<std::uint16_t>(first),
                                                         static_cast<std::uint16_t>(last)};
    };
    for (std::size_t begin = 0; begin < length_; ++begin) {
        StrengthTable::Node node = StrengthTable::root;
        for (std::size_t at = begin; at < length_ && symbols[at] != 0 && spend(1); ++at) {
            node = table.child(node, symbols[at]);
            if (node == StrengthTable::none) break;
            if (!table.ends_word(node)) continue;
            if (const auto word = table.word(node); word.rank > 0) take(begin, at, word, false);
        }
        node = StrengthTable::root;
        for (std::size_t at = begin + 1; at > 0 && symbols[at - 1] != 0 && spend(1); --at) {
            node = table.child(node, symbols[at - 1]);
            if (node == StrengthTable::none) break;
            if (!table.ends_word(node)) continue;
            if (const auto word = table.word(node); word.rank > 0) take(at - 1, begin, word, true);
        }
    }
}

// Words that were given, at a rank that is their number; as they are, backwards, and with single characters for letters.
void Estimator::find_own_words() noexcept {
    const auto stands_for = [](char16_t c, char16_t letter) {
        for (const Replacement& replacement : replacements)
            if (replacement.text.size() == 1 && static_cast<unsigned char>(replacement.text[0]) == c && letter < 128 &&
                replacement.letters.find(static_cast<char>(letter)) != std::string_view::npos)
                return true;
        return false;
    };
    double rank = 0;
    for (const OwnWord& own : own_words_) {
        const std::u16string& word = own.text;
        ++rank;
        const std::size_t size = word.size();
        if (!spend(static_cast<std::uint32_t>(1 + length_ / 8))) return;
        for (std::size_t begin = 0; begin + size <= length_; ++begin) {
            for (const bool reversed : {false, true}) {
                double replaced = 1;
                std::size_t i = 0;
                for (; i < size; ++i) {
                    const char16_t c = text_[reversed ? begin + size - 1 - i : begin + i];
                    if (small_letter(c) == word[i]) continue;
                    if (!stands_for(c, word[i])) break;
                    replaced = 2;
                }
                work_ += static_cast<std::uint32_t>(i);
                if (i < size) continue;
                own_kinds_ |= 1U << own.kind;
                found(begin, begin + size - 1,
                      rank * replaced * (reversed ? 2 : 1) * capital_variations(begin, begin + size - 1),
                      Pattern::own_word);
            }
        }
    }
}

void Estimator::list_replacements() noexcept {
    Workspace& w = *workspace_;
    w.last_choice = 0;
    for (std::size_t at = 0; at < length_; ++at) {
        std::uint8_t count = 0;
        const Beginning rows = text_[at] < beginnings.of.size() ? beginnings.of[text_[at]] : Beginning{};
        for (std::size_t i = rows.first; i < std::size_t{rows.first} + rows.count; ++i) {
            const std::uint8_t row = beginnings.rows[i];
            if (!starts_with(text_ + at, length_ - at, replacements[row].text)) continue;
            for (const char letter : replacements[row].letters)
                if (count < w.choices[at].size()) w.choices[at][count++] = {row, letter};
        }
        w.choice_count[at] = count;
        if (count > 0) w.last_choice = at + 1;
    }
}

// A word that steps of the spelling make, of which at least one is a replacement.
void Estimator::found_replaced(std::size_t first, std::size_t end, std::uint32_t rank, bool sequence) noexcept {
    Workspace& w = *workspace_;
    const std::size_t begin = w.steps[first].at;
    const std::size_t last = w.steps[end].at + w.steps[end].length - std::size_t{1};
    if (begin == last) return;
    if (sequence && w.sequence_word_count < w.sequence_words.size())
        w.sequence_words[w.sequence_word_count++] = {static_cast<std::uint16_t>(begin),
                                                     static_cast<std::uint16_t>(last)};
    // A replacement doubles the guesses at least. Spellings have most words in common, so most were found before.
    if (known(begin, last) <= 2.0 * rank) return;
    double variations = 1;
    for (std::size_t i = first; i <= end; ++i) {
        const Workspace::Step& step = w.steps[i];
        if (step.replacement == 0) continue;
        const bool seen = std::any_of(
            w.steps.begin() + static_cast<std::ptrdiff_t>(first), w.steps.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const Workspace::Step& s) { return s.replacement == step.replacement && s.letter == step.letter; });
        if (seen) continue;
        const std::size_t size = last - begin + 1;
        const double replaced = count(text_ + begin, size, replacements[step.replacement].text);
        const double kept = count(text_ + begin, size, std::string_view{&step.letter, 1});
        variations *= replaced == 0 || kept == 0 ? 2 : choices_up_to(replaced + kept, std::min(replaced, kept));
    }
    found(begin, last, rank * capital_variations(begin, last) * variations, Pattern::replaced_word);
}

// zxcvbn's walk through the spellings: first those that replace all they can, then those that leave something. All words
// of all tables are read at once while it goes, so what spellings have in common is read once. What can follow hangs on the place, on the
// last replacement and how often it came: where such a state comes again, only words that began before are read on, and
// where there are none, the spellings that follow are counted without being read.
void Estimator::find_replaced_words() noexcept {
    Workspace& w = *workspace_;
    const std::size_t begin = static_cast<std::size_t>(text_ - w.text.data());
    const std::size_t tables = tables_.size();
    std::size_t spellings = 0;
    const auto left_at = [&](const Workspace::Frame& frame) {
        const auto same_and_all = static_cast<std::uint8_t>(frame.same * 2 + (frame.all_replaced ? 1 : 0));
        auto& row = w.left[frame.at];
        auto* const end = row.data() + row.size();
        auto* const it = std::find_if(row.data(), end, [&](const Workspace::Left& left) {
            return !left.set || (left.last_replacement == frame.last_replacement && left.same_and_all == same_and_all);
        });
        Workspace::Left& left = it == end ? row[(frame.last_replacement + frame.same) % row.size()] : *it;
        if (it == end || !left.set) left = {frame.last_replacement, same_and_all, 0, false};
        return &left;
    };
    for (const bool only_all : {true, false}) {
        std::size_t depth = 0;
        std::fill_n(w.left.begin(), w.last_choice, std::array<Workspace::Left, 8>{});
        w.frames[0] = {0, 0, 0, 0, 0, 0, true, false, false, false, false, static_cast<std::uint8_t>(spellings)};
        // Reads a character of the spelling on, and enters the next frame.
        const auto enter = [&](Workspace::Step step) {
            const Workspace::Frame& frame = w.frames[depth];
            w.steps[depth] = step;
            const std::size_t at = std::size_t{step.at} + step.length;
            std::size_t end = frame.readings_end;
            bool full = false;
            std::array<std::uint8_t, most_tables> symbols;  // of the character, by table
            for (std::size_t table = 0; table < tables; ++table)
                symbols[table] = step.replacement != 0 ? tables_[table].symbol(static_cast<unsigned char>(step.letter))
                                                       : w.symbols[table][begin + step.at];
            const auto read = [&](StrengthTable::Node node, std::size_t first, std::uint8_t table_index,
                                  bool replaced) {
                const StrengthTable& table = tables_[table_index];
                const std::uint8_t symbol = symbols[table_index];
                node = symbol == 0 ? StrengthTable::none : table.child(node, symbol);
                if (node == StrengthTable::none) return;
                replaced = replaced || step.replacement != 0;
                if (end - frame.readings_end < Workspace::most_readings * tables)
                    w.readings[end++] = {node, static_cast<std::uint16_t>(first), table_index, replaced};
                // Without a replacement it was found before.
                if (!replaced && (first != 0 || at != length_)) return;
                if (!table.ends_word(node)) return;
                const auto word = table.word(node);
                if (word.rank == 0) return;
                if (replaced) found_replaced(first, depth, word.rank, word.sequence);
                full = full || (first == 0 && at == length_);
            };
            for (std::size_t i = frame.readings; i < frame.readings_end; ++i)
                read(w.readings[i].node, w.readings[i].first, w.readings[i].table, w.readings[i].replaced);
            if (!frame.known)
                for (std::size_t table = 0; table < tables; ++table)
                    read(StrengthTable::root, depth, static_cast<std::uint8_t>(table), false);
            work_ += static_cast<std::uint32_t>(tables + frame.readings_end - frame.readings);
            const bool same = step.replacement == frame.last_replacement;
            const bool replaced = step.replacement != 0;
            w.frames[depth + 1] = {static_cast<std::uint16_t>(at),
                                   frame.readings_end,
                                   static_cast<std::uint16_t>(end),
                                   0,
                                   replaced ? step.replacement : frame.last_replacement,
                                   replaced ? static_cast<std::uint8_t>(same ? frame.same + 1 : 1) : frame.same,
                                   frame.all_replaced && (replaced || !frame.could_replace),
                                   false,
                                   false,
                                   full,
                                   frame.known,
                                   static_cast<std::uint8_t>(spellings)};
            ++depth;
        };
        while (!spent()) {
            Workspace::Frame& frame = w.frames[depth];
            const bool entered_now = frame.option == 0 && !frame.kept;
            bool ends = frame.at == length_;
            if (!ends && frame.at >= w.last_choice && !frame.kept) {
                // Nothing more can be replaced; where nothing is being read that was, the rest says nothing new.
                const auto* const readings = w.readings.get();
                ends = std::none_of(readings + frame.readings, readings + frame.readings_end,
                                    [](const Workspace::Reading& reading) { return reading.replaced; });
            }
            if (ends) {
                if (only_all == frame.all_replaced) {
                    if (frame.full || ++spellings == most_spellings) return;
                }
                if (depth-- == 0) break;
                continue;
            }
            if (entered_now && frame.at < w.last_choice) {
                const Workspace::Left& left = *left_at(frame);
                frame.known = frame.known || left.set;
                if (left.set && frame.readings == frame.readings_end) {
                    spellings += left.spellings;
                    if (spellings >= most_spellings) return;
                    if (depth-- == 0) break;
                    continue;
                }
            }
            const std::uint8_t count = w.choice_count[frame.at];
            bool entered = false;
            while (frame.option < count && !entered) {
                const Workspace::Choice choice = w.choices[frame.at][frame.option++];
                if (choice.replacement == frame.last_replacement && frame.same >= most_same) continue;
                frame.could_replace = true;
                enter({frame.at, static_cast<std::uint8_t>(replacements[choice.replacement].text.size()),
                       choice.replacement, choice.letter});
                entered = true;
            }
            if (entered) continue;
            if (!frame.kept && (!only_all || !frame.could_replace)) {
                frame.kept = true;
                enter({frame.at, 1, 0, 0});
                continue;
            }
            if (frame.at < w.last_choice) {
                Workspace::Left& left = *left_at(frame);
                left.spellings = static_cast<std::uint8_t>(spellings - frame.spellings);
                left.set = true;
            }
            if (depth-- == 0) break;
        }
    }
}

// Months, planets and the like, one behind the other. Of those that overlap the first and shortest count.
void Estimator::find_word_sequences() noexcept {
    Workspace& w = *workspace_;
    const auto words = w.sequence_words.begin();
    std::sort(words, words + w.sequence_word_count, [](const Workspace::Range& a, const Workspace::Range& b) {
        return a.first != b.first ? a.first < b.first : a.last < b.last;
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < w.sequence_word_count; ++i)
        if (kept == 0 ||
            words[static_cast<std::ptrdiff_t>(i)].first > words[static_cast<std::ptrdiff_t>(kept) - 1].last)
            words[static_cast<std::ptrdiff_t>(kept++)] = words[static_cast<std::ptrdiff_t>(i)];
    const auto joined = [&](const Workspace::Range& a, const Workspace::Range& b) {
        const std::size_t between = b.first - a.last - std::size_t{1};
        if (between != 1) return between == 0;
        const char16_t c = text_[a.last + 1];
        return c == ' ' || c == '-' || c == '_' || c == '.' || small_letter(c) != c;
    };
    for (std::size_t start = 0; start < kept; ++start) {
        double guesses = 1;
        std::size_t from = start;
        double penalty = 0.5;
        const auto end = [&](std::size_t last) {
            if (last > from)
                found(w.sequence_words[from].first, w.sequence_words[last].last, guesses * penalty,
                      Pattern::word_sequence);
        };
        for (std::size_t next = start + 1; next < kept; ++next) {
            if (!spend(1)) return;
            if (joined(w.sequence_words[next - 1], w.sequence_words[next])) {
                guesses *= static_cast<double>(next - from + 1);
                penalty *= 2;
                continue;
            }
            end(next - 1);
            from = next;
            guesses = 1;
            penalty = 0.5;
        }
        end(kept - 1);
    }
}

}  // namespace countersign::password
