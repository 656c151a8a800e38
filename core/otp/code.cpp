#include "code.h"

#include <algorithm>
#include <array>
#include <optional>

#include "../text/ascii.h"
#include "../text/digits.h"
#include "../text/utf8.h"
#include "code_words.h"

namespace countersign::otp {
namespace {

using text::CodePoint;

constexpr char32_t none = 0;

char32_t fold(char32_t c) noexcept {
    if ((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9)) return c + 32;
    if (c >= 0xFF21 && c <= 0xFF3A) return c - 0xFF21 + 'a';
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
    return c;
}

// Letters of the scripts that write words apart (Latin, Greek, Cyrillic, Armenian, Georgian): next to one of these, digits
// are a part of the word. Han, kana, Hangul, Thai, Arabic and the like stand next to a code as a matter of course.
bool is_gluing(char32_t c) noexcept {
    if (c < 0x80) return text::is_ascii_letter(c);
    return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c <= 0x58F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x10A0 && c <= 0x10FF) || (c >= 0x1E00 && c <= 0x1FFF) || (c >= 0xFF21 && c <= 0xFF5A);
}

bool is_hyphen(char32_t c) noexcept {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}

bool is_blank(char32_t c) noexcept {
    return c == '\t' || (c > 0x20 && c != 0x85 && c != 0x2028 && c != 0x2029 && text::is_white_space(c)) || c == ' ';
}

bool is_currency(char32_t c) noexcept {
    return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0x58F || c == 0x60B ||
           c == 0x9F2 || c == 0x9F3 || c == 0xE3F || c == 0x17DB || c == 0xFDFC || c == 0xFF04 || c == 0xFFE0 ||
           c == 0xFFE1 || c == 0xFFE5 || c == 0xFFE6;
}

// Signs that group digits or begin a fraction, next to this digit. The full-width ones are punctuation elsewhere.
bool is_number_sign(char32_t c, char32_t digit) noexcept {
    if (text::digit_zero(digit) == 0) return false;
    if (c == 0xFF0C || c == 0xFF0E) return text::digit_zero(digit) == 0xFF10;
    return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == 0x66B || c == 0x66C;
}

bool is_digit(char32_t c) noexcept {
    return text::digit_zero(c) != 0;
}

CodePoint before(std::string_view text, std::size_t at) noexcept {
    if (at == 0) return {none, 0};
    std::size_t start = at - 1;
    if (const auto last = static_cast<unsigned char>(text[start]); last < 0x80) return {last, 1};
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    return text::decode_code_point(text, start);
}

CodePoint after(std::string_view text, std::size_t at) noexcept {
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        return {static_cast<unsigned char>(text[at]), 1};
    return text::decode_code_point(text, at);
}

// Letters count in either case, and where a word begins or ends with a letter that glues, the text must break there.

// The first or the last byte of a character in UTF-8: nearly every word of a list is ruled out by it.
char first_byte(char32_t c) noexcept {
    return static_cast<char>(c < 0x80 ? c : c < 0x800 ? 0xC0 | c >> 6 : c < 0x10000 ? 0xE0 | c >> 12 : 0xF0 | c >> 18);
}
char last_byte(char32_t c) noexcept {
    return static_cast<char>(c < 0x80 ? c : 0x80 | (c & 0x3F));
}

// Whether a word of the list stands at the end of `text`; how long it is there, or 0.
std::size_t ends_with_one_of(std::string_view text, Words<WordsBy::last_byte> words) noexcept {
    const char last = last_byte(fold(before(text, text.size()).value));
    const std::string_view meant = words.with(last);
    for (std::size_t next = 0; next < meant.size();) {
        const std::size_t size = static_cast<unsigned char>(meant[next]);
        const std::string_view word = meant.substr(next + 1, size);
        next += size + 1;
        if (word.back() != last) continue;
        std::size_t at = text.size();
        std::size_t of = size;
        while (of > 0 && at > 0) {
            const CodePoint a = before(text, at);
            const CodePoint b = before(word, of);
            if (fold(a.value) != b.value) break;
            at -= a.length;
            of -= b.length;
        }
        if (of > 0 || (is_gluing(after(word, 0).value) && is_gluing(before(text, at).value))) continue;
        return text.size() - at;
    }
    return 0;
}

bool starts_with_one_of(std::string_view text, Words<WordsBy::first_byte> words) noexcept {
    const char first = first_byte(fold(after(text, 0).value));
    const std::string_view meant = words.with(first);
    for (std::size_t next = 0; next < meant.size();) {
        const std::size_t size = static_cast<unsigned char>(meant[next]);
        const std::string_view word = meant.substr(next + 1, size);
        next += size + 1;
        if (word.front() != first) continue;
        std::size_t at = 0;
        std::size_t of = 0;
        while (of < size && at < text.size()) {
            const CodePoint a = after(text, at);
            const CodePoint b = after(word, of);
            if (fold(a.value) != b.value) break;
            at += a.length;
            of += b.length;
        }
        if (of == size && !(is_gluing(before(word, size).value) && is_gluing(after(text, at).value))) return true;
    }
    return false;
}

// Where a word of letters that glue can end.
bool is_word_end(std::string_view text, std::size_t end) noexcept {
    return end == text.size() || !is_gluing(after(text, end).value) || !is_gluing(before(text, end).value);
}

bool speaks_of_code(std::string_view text) noexcept {
    for (std::size_t end = text.size(); end > 0; end -= before(text, end).length)
        if (is_word_end(text, end) && ends_with_one_of(text.substr(0, end), code_words) > 0) return true;
    return false;
}

bool ends_clause(char32_t c) noexcept {
    return c == '\n' || c == '\r' || c == '.' || c == ',' || c == ';' || c == '!' || c == '?' || c == 0x3002 ||
           c == 0xFF0C || c == 0xFF1B || c == 0x60C || c == 0x964 || c == 0x3001;
}

// A run of digits that are joined by single spaces or hyphens, as long as it goes on.
struct Chain {
    static constexpr std::size_t most_tokens = 20;
    std::size_t start = 0;
    std::size_t end = 0;  // behind the last digit
    std::size_t digits = 0;
    std::size_t count = 0;  // of tokens
    std::array<std::uint8_t, most_tokens> sizes{};
    std::array<std::uint32_t, 3> values{};  // of the first three tokens, while they are short
    bool glued = false;                     // a letter is in one of them, or digits of two scripts are
    bool hyphens = false;
    bool blanks = false;
};

bool is_year(std::uint32_t value) noexcept {
    return value >= 1900 && value <= 2099;
}

bool is_month(std::uint32_t value) noexcept {
    return value >= 1 && value <= 12;
}

bool is_day(std::uint32_t value) noexcept {
    return value >= 1 && value <= 31;
}

class Finder {
public:
    Finder(std::string_view message, std::size_t length, Alphabet alphabet) noexcept
        : message_(message), length_(length), alphanumeric_(alphabet == Alphabet::alphanumeric) {}

    FoundCode search() noexcept {
        bool in_token = false;
        bool joined = false;          // one blank or hyphen since the last token
        bool letters_before = false;  // a letter that glues stands before what comes
        char32_t zero = 0;
        for (std::size_t at = 0; at < message_.size();) {
            const auto lead = static_cast<unsigned char>(message_[at]);
            // Outside a chain, what is no digit of ASCII is most of most messages.
            if (!in_chain_ && !alphanumeric_ && lead < 0x80 && !(lead >= '0' && lead <= '9')) {
                letters_before = text::is_ascii_letter(lead);
                ++at;
                continue;
            }
            const CodePoint c = text::decode_code_point(message_, at);
            // Nor is there anything to look up for kana, Han and the like.
            if (!in_chain_ && c.value > 0x3000 && c.value < 0xA620) {
                letters_before = false;
                at += c.length;
                continue;
            }
            const char32_t this_zero = text::digit_zero(c.value);
            const bool letter = this_zero == 0 && is_gluing(c.value);
            const bool token = this_zero != 0 || (alphanumeric_ && text::is_ascii_letter(c.value));
            if (token) {
                if (!in_token) {
                    if (!in_chain_ || !joined) begin(at);
                    if (chain_.count < Chain::most_tokens) chain_.sizes[chain_.count] = 0;
                    ++chain_.count;
                    if (letters_before) chain_.glued = true;
                    zero = this_zero;
                }
                if (!alphanumeric_ && this_zero != zero) chain_.glued = true;
                take(c.value, this_zero);
                chain_.end = at + c.length;
                in_token = true;
                joined = false;
                letters_before = false;
            } else if (letter) {
                if (in_token) chain_.glued = true;
                if (in_chain_) finish();
                in_token = false;
                letters_before = true;
            } else {
                const bool blank = is_blank(c.value);
                const bool hyphen = is_hyphen(c.value);
                if (in_token && (hyphen || (blank && !alphanumeric_))) {
                    joined = true;
                    (hyphen ? pending_hyphen_ : pending_blank_) = true;
                } else if (in_chain_) {
                    finish();
                }
                in_token = false;
                letters_before = false;
            }
            at += c.length;
        }
        if (in_chain_) finish();
        if (singles_.search == Search::none) return chains_;
        // A single token goes before groups. But where groups are called the code and the token is not (a number to ring
        // at the end of the message, say), nobody can tell.
        if (singles_.search == Search::one && chains_.search == Search::one &&
            !same_code(singles_.first, chains_.first) && is_announced(chains_.first) && !is_announced(singles_.first))
            return {Search::several, singles_.first, chains_.first};
        return singles_;
    }

private:
    // Whether its clause speaks of a code.
    [[nodiscard]] bool is_announced(const Span& span) const noexcept {
        std::size_t start = span.offset;
        std::size_t end = span.offset + span.length;
        while (start > 0 && !ends_clause(before(message_, start).value)) start -= before(message_, start).length;
        while (end < message_.size() && !ends_clause(after(message_, end).value)) end += after(message_, end).length;
        return speaks_of_code(message_.substr(start, end - start));
    }

    void begin(std::size_t at) noexcept {
        if (in_chain_) finish();
        chain_ = Chain{};
        chain_.start = at;
        in_chain_ = true;
        has_digit_ = has_small_ = has_capital_ = false;
    }

    void take(char32_t c, char32_t zero) noexcept {
        if (pending_hyphen_) chain_.hyphens = true;
        if (pending_blank_) chain_.blanks = true;
        pending_hyphen_ = pending_blank_ = false;
        ++chain_.digits;
        if (zero != 0) has_digit_ = true;
        else (c >= 'a' ? has_small_ : has_capital_) = true;
        const std::size_t token = chain_.count - 1;
        if (token < Chain::most_tokens && chain_.sizes[token] < 255) ++chain_.sizes[token];
        if (token < chain_.values.size() && chain_.sizes[token] <= 8)
            chain_.values[token] = chain_.values[token] * 10 + static_cast<std::uint32_t>(zero != 0 ? c - zero : 0);
    }

    // The chain is over: keeps it if it can be the code.
    void finish() noexcept {
        in_chain_ = false;
        pending_hyphen_ = pending_blank_ = false;
        if (chain_.digits != length_ || chain_.glued || !has_digit_ || (has_small_ && has_capital_)) return;
        // A word and a number ("covid19") is no code; codes with letters are written in capitals, or are no words.
        if (has_small_) return;
        if (is_date() || is_number() || is_of_something_else()) return;
        FoundCode& found = chain_.count == 1 ? singles_ : chains_;
        const Span span{static_cast<std::uint32_t>(chain_.start),
                        static_cast<std::uint32_t>(chain_.end - chain_.start)};
        if (found.search == Search::none) {
            found = {Search::one, span, {}};
        } else if (found.search == Search::one && !same_code(found.first, span)) {
            found.search = Search::several;
            found.second = span;
        }
    }

    [[nodiscard]] bool same_code(const Span& a, const Span& b) const noexcept {
        std::size_t i = a.offset;
        std::size_t j = b.offset;
        const auto next = [this](std::size_t& at, std::size_t end) -> char32_t {
            while (at < end) {
                const CodePoint c = after(message_, at);
                at += c.length;
                const int digit = text::digit_value(c.value);
                if (digit >= 0) return U'0' + static_cast<char32_t>(digit);
                if (text::is_ascii_letter(c.value)) return c.value;
            }
            return none;
        };
        while (true) {
            const char32_t one = next(i, a.offset + a.length);
            if (one != next(j, b.offset + b.length)) return false;
            if (one == none) return true;
        }
    }

    [[nodiscard]] bool is_date() const noexcept {
        const auto& [a, b, c] = chain_.values;
        const auto& sizes = chain_.sizes;
        const CodePoint next = after(message_, chain_.end);
        if (chain_.count == 1) {
            if (sizes[0] == 8 && is_year(a / 10000) && is_month(a / 100 % 100) && is_day(a % 100)) return true;
            if (sizes[0] != 4 || !is_year(a)) return false;
            // A year where a day stands before it, or a word for year behind it.
            const std::size_t at = next.value == ' ' ? chain_.end + 1 : chain_.end;
            if (starts_with_one_of(message_.substr(at), year_words)) return true;
            return day_before();
        }
        if (chain_.count == 2) {
            if (sizes[0] == 4 && is_year(a) && ((sizes[1] == 4 && is_year(b)) || (sizes[1] == 2 && is_month(b))))
                return true;
            if (sizes[1] == 4 && is_year(b) && sizes[0] == 2 && is_month(a)) return true;
            return sizes[0] == 2 && sizes[1] == 2 && chain_.hyphens && a < b && is_day(b);  // a range: "10-15 minutes"
        }
        if (chain_.count != 3) return false;
        const bool small = sizes[0] <= 2 && sizes[1] <= 2 && sizes[2] <= 2;
        if (is_year(a) && sizes[0] == 4) return is_month(b) && is_day(c);
        if (is_year(c) && sizes[2] == 4) return (is_month(a) && is_day(b)) || (is_day(a) && is_month(b));
        // Two digits for the year: only with hyphens, since codes are read out in pairs.
        return small && chain_.hyphens && !chain_.blanks &&
               ((is_day(a) && is_month(b)) || (is_month(a) && is_day(b)) || (is_month(b) && is_day(c)));
    }

    // Whether a number from 1 to 31 stands a word or two before the chain: "22 November 2026", "Nov 22, 2026".
    [[nodiscard]] bool day_before() const noexcept {
        std::size_t at = chain_.start;
        for (std::size_t steps = 0; at > 0 && steps < 20; ++steps) {
            const CodePoint c = before(message_, at);
            at -= c.length;
            if (c.value == '\n' || c.value == ':' || is_currency(c.value)) return false;
            const int digit = text::digit_value(c.value);
            if (digit < 0) continue;
            const CodePoint tens = before(message_, at);
            const int ten = text::digit_value(tens.value);
            if (ten < 0) return digit > 0;
            return is_day(static_cast<std::uint32_t>(ten * 10 + digit)) &&
                   !is_digit(before(message_, at - tens.length).value);
        }
        return false;
    }

    // A part of an amount, a time, a phone number, an address; what stands right before and right behind says so.
    [[nodiscard]] bool is_number() const noexcept {
        const CodePoint left = before(message_, chain_.start);
        const CodePoint left2 = before(message_, chain_.start - left.length);
        const CodePoint right = after(message_, chain_.end);
        const CodePoint right2 = after(message_, chain_.end + right.length);
        if (is_number_sign(left.value, left2.value)) return true;
        if (is_number_sign(right.value, right2.value) && !is_span_of_time(chain_.end + right.length)) return true;
        if ((left.value == ':' && is_digit(left2.value)) || (right.value == ':' && is_digit(right2.value))) return true;
        if (is_currency(left.value) || is_currency(right.value)) return true;
        if ((is_blank(left.value) && is_currency(left2.value)) || (is_blank(right.value) && is_currency(right2.value)))
            return true;
        static constexpr std::u32string_view never_before = U"+/\\@_&?~#\uFF0B\uFF0F\uFF20\uFF03\u2022\u00B7";
        static constexpr std::u32string_view never_behind = U"/\\@_&=%~\uFF05\u2030\uFF20\u2022";
        if (left.value != none && never_before.find(left.value) != std::u32string_view::npos) return true;
        if (right.value != none && never_behind.find(right.value) != std::u32string_view::npos) return true;
        if ((left.value == '*') != (right.value == '*')) return true;  // masked, unless both make it bold
        if (is_hyphen(left.value) && (is_digit(left2.value) || is_hyphen(left2.value))) return true;
        if (is_hyphen(right.value) && is_digit(right2.value)) return true;
        // "(0571) 123456"
        const CodePoint open = left.value == ')'                            ? left
                               : is_blank(left.value) && left2.value == ')' ? left2
                                                                            : CodePoint{};
        if (open.value == ')') {
            const std::size_t at = chain_.start - left.length - (open.value == left.value ? 0 : left2.length);
            if (is_digit(before(message_, at).value)) return true;
        }
        if (left.value == '(' && right.value == ')') {
            const CodePoint next =
                is_blank(right2.value) ? after(message_, chain_.end + right.length + right2.length) : right2;
            if (is_digit(next.value)) return true;
        }
        const std::size_t start = chain_.start - (is_blank(left.value) ? left.length : 0);
        if (ends_with_one_of(message_.substr(0, start), money_words<WordsBy::last_byte>) > 0) return true;
        const std::size_t end = chain_.end + (is_blank(right.value) ? right.length : 0);
        if (starts_with_one_of(message_.substr(end), money_words<WordsBy::first_byte>)) return true;
        return is_in_address();
    }

    // "123456,10分钟内有效": a comma of ASCII between Han is punctuation.
    [[nodiscard]] bool is_span_of_time(std::size_t at) const noexcept {
        if (message_[at - 1] != ',') return false;
        std::size_t digits = 0;
        CodePoint c = after(message_, at);
        for (; is_digit(c.value); c = after(message_, at)) {
            at += c.length;
            ++digits;
        }
        return digits <= 2 && starts_with_one_of(message_.substr(at), time_words);
    }

    // Within a URL or an address of mail: the run of printable ASCII around it says so.
    [[nodiscard]] bool is_in_address() const noexcept {
        const auto in_run = [this](std::size_t i) { return message_[i] > ' ' && message_[i] < 0x7F; };
        std::size_t start = chain_.start;
        std::size_t end = chain_.end;
        while (start > 0 && in_run(start - 1)) --start;
        while (end < message_.size() && in_run(end)) ++end;
        const std::string_view run = message_.substr(start, end - start);
        if (run.size() < chain_.end - chain_.start + 3) return false;
        if (run.find("://") != std::string_view::npos || run.find("www.") != std::string_view::npos) return true;
        // "example.com/…", "t.me?start=…": a slash or a question mark before it, with a letter right before that.
        const std::string_view head = message_.substr(start, chain_.start - start);
        const std::size_t slash = head.find_first_of("/?");
        return slash != std::string_view::npos && slash > 0 &&
               text::is_ascii_letter(static_cast<unsigned char>(head[slash - 1]));
    }

    // What the words before it call a phone number, an order, a card.
    [[nodiscard]] bool is_of_something_else() const noexcept {
        std::string_view head = message_.substr(0, chain_.start);
        bool colon = false;
        while (!head.empty()) {
            const CodePoint c = before(head, head.size());
            if (c.value == ':' || c.value == 0xFF1A) colon = true;
            else if (!is_blank(c.value) && c.value != '(' && c.value != 0xFF08 && c.value != '[' &&
                     !is_hyphen(c.value) && c.value != 0x2116 && c.value != '"' && c.value != '.')
                break;
            head.remove_suffix(c.length);
        }
        std::string_view named = head;
        if (const std::size_t size = ends_with_one_of(named, number_words); size > 0) {
            named.remove_suffix(size);
            while (!named.empty() && named.back() == ' ') named.remove_suffix(1);
        }
        if (ends_with_one_of(named, thing_words) > 0 && !(colon && speaks_of_code(named))) return true;
        // A verb of calling may have a few words behind it.
        std::size_t words = 0;
        for (std::size_t end = head.size(); end > 0 && words <= 4;) {
            const std::string_view part = head.substr(0, end);
            // Unless what comes is called a code after all ("call center code").
            if (is_word_end(head, end) && ends_with_one_of(part, call_words) > 0)
                return !speaks_of_code(head.substr(end));
            const CodePoint c = before(head, end);
            if (ends_clause(c.value) || is_digit(c.value)) return false;
            if (is_blank(c.value)) ++words;
            if (c.value >= 0x2E80 && head.size() - end > 18) return false;
            end -= c.length;
        }
        return false;
    }

    std::string_view message_;
    std::size_t length_;
    bool alphanumeric_;
    bool in_chain_ = false;
    bool pending_hyphen_ = false;
    bool pending_blank_ = false;
    bool has_digit_ = false;
    bool has_small_ = false;
    bool has_capital_ = false;
    Chain chain_;
    FoundCode singles_;
    FoundCode chains_;
};

bool is_host_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take_field(std::string_view& line, std::string_view signs) noexcept {
    if (line.empty() || signs.find(line.front()) == std::string_view::npos) return {};
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view field = line.substr(1, end - 1);
    line.remove_prefix(std::min(end + 1, line.size()));
    return field;
}

std::string_view host_of(std::string_view origin) noexcept {
    if (const std::size_t scheme = origin.find("://"); scheme != std::string_view::npos)
        origin.remove_prefix(scheme + 3);
    origin = origin.substr(0, origin.find_first_of("/?#"));
    const std::size_t colon = origin.rfind(':');
    if (colon != std::string_view::npos && origin.find(']', colon) == std::string_view::npos)
        origin = origin.substr(0, colon);
    if (origin.ends_with('.')) origin.remove_suffix(1);
    return origin;
}

// The host may be shown; but a message that puts digits there could be showing the code.
std::string_view shown_host(std::string_view host, Verdict& verdict) noexcept {
    const auto digits = std::count_if(host.begin(), host.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits > 2 || host.size() > 253 ? std::string_view{"…"} : verdict.keep(host);
}

}  // namespace

Entry read_entry(std::string_view text, Alphabet alphabet) noexcept {
    Entry entry;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = text::decode_code_point(text, at);
        const bool full_width = (c.value >= 0xFF21 && c.value <= 0xFF3A) || (c.value >= 0xFF41 && c.value <= 0xFF5A);
        if (is_digit(c.value) ||
            (alphabet == Alphabet::alphanumeric && (text::is_ascii_letter(c.value) || full_width))) {
            ++entry.characters;
        } else if (entry.bad.length == 0 && !is_hyphen(c.value) && !text::is_white_space(c.value) &&
                   !text::is_invisible(c.value)) {
            entry.bad = {static_cast<std::uint32_t>(at), c.length};
        }
        at += c.length;
    }
    return entry;
}

BoundCode read_bound_code(std::string_view message) noexcept {
    if (message.find('@') == std::string_view::npos) return {};
    std::string_view rest = message;
    while (!rest.empty() && static_cast<unsigned char>(rest.back()) <= ' ') rest.remove_suffix(1);
    std::size_t start = rest.size();
    while (start > 0 && rest[start - 1] != '\n' && rest[start - 1] != '\r') --start;
    std::string_view line = rest.substr(start);
    if (!line.starts_with('@')) return {};
    const std::string_view host = take_field(line, "@");
    if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_character)) return {};
    const std::string_view code = take_field(line, "#");
    if (code.empty()) return {};
    const std::string_view embedded = take_field(line, "@%");
    return {host,
            embedded,
            {static_cast<std::uint32_t>(code.data() - message.data()), static_cast<std::uint32_t>(code.size())}};
}

bool host_covers(std::string_view bound_host, std::string_view origin) noexcept {
    const std::string_view bound = host_of(bound_host);
    const std::string_view page = host_of(origin);
    if (bound.empty() || page.empty()) return false;
    if (text::same_but_case(bound, page)) return true;
    // A parent has a dot of its own ("com" is nobody's), and an address of numbers has no parents.
    if (bound.find('.') == std::string_view::npos || page.size() <= bound.size()) return false;
    const char last = page.back();
    if ((last >= '0' && last <= '9') || last == ']') return false;
    return page[page.size() - bound.size() - 1] == '.' &&
           text::same_but_case(bound, page.substr(page.size() - bound.size()));
}

FoundCode find_code(std::string_view message, std::size_t length, Alphabet alphabet) noexcept {
    return Finder{message, length, alphabet}.search();
}

MessageCode judge_message(std::string_view message, std::size_t length, Alphabet alphabet, const Page& page,
                          Verdict& verdict) noexcept {
    const BoundCode bound = read_bound_code(message);
    if (bound.host.empty()) {
        const FoundCode found = find_code(message, length, alphabet);
        if (found.search == Search::several) {
            verdict.add(Reason::otp_ambiguous)
                .at(found.first.offset, found.first.length)
                .at(found.second.offset, found.second.length);
            return {{}, true};
        }
        return {found.first, false};
    }
    if (page.origin.empty() && page.needed) {
        verdict.add(Reason::otp_origin_needed);
        return {{}, true};
    }
    if (!page.origin.empty()) {
        // In a frame the first host is the top page's and the embedded one the frame's own. Without an embedded host the
        // code is for pages of that host alone; with one it is for no page at the top.
        const bool framed = !page.top_origin.empty();
        std::string_view wrong;
        if (!host_covers(bound.host, framed ? page.top_origin : page.origin)) wrong = bound.host;
        else if (framed && !host_covers(bound.embedded.empty() ? bound.host : bound.embedded, page.origin))
            wrong = bound.embedded.empty() ? bound.host : bound.embedded;
        else if (!framed && !bound.embedded.empty()) wrong = bound.embedded;
        if (!wrong.empty()) {
            verdict.add(Reason::otp_origin_mismatch)
                .with(shown_host(wrong, verdict))
                .with(verdict.keep(host_of(page.origin)));
            return {{}, true};
        }
    }
    const Entry entry = read_entry(message.substr(bound.code.offset, bound.code.length), alphabet);
    if (entry.characters != length || entry.bad.length > 0) return {};
    return {bound.code, false};
}

}  // namespace countersign::otp
