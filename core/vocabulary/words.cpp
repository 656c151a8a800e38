#include "words.h"

#include <algorithm>
#include <array>
#include <string>

#include "policy.h"
#include "table.h"

namespace countersign {
namespace {

// The compiled words of one language; compile_words.py writes what this reads.
class Words {
public:
    explicit Words(std::span<const std::uint8_t> data) noexcept : data_(data) {}

    [[nodiscard]] bool usable() const noexcept {
        if (data_.size() < header) return false;
        const std::uint64_t rows = std::uint64_t{number(4)} * reason_row + std::uint64_t{number(8)} * headline_row +
                                   std::uint64_t{number(12)} * name_row;
        return header + rows <= data_.size();
    }
    [[nodiscard]] std::uint32_t plural_rule() const noexcept { return number(0); }

    // The pattern of a reason (`which` 0) or of its next step (1).
    [[nodiscard]] std::string_view reason(Reason reason, std::size_t which) const noexcept {
        for (std::uint32_t i = 0; i < number(4); ++i) {
            const std::size_t row = header + i * reason_row;
            if (number(row) == static_cast<std::uint32_t>(reason)) return slice(row + 4 + which * 8);
        }
        return {};
    }
    // The headline of a kind for an outcome, or that of every kind.
    [[nodiscard]] std::string_view headline(std::string_view kind, Outcome outcome) const noexcept {
        const std::size_t start = header + std::size_t{number(4)} * reason_row;
        std::string_view common;
        for (std::uint32_t i = 0; i < number(8); ++i) {
            const std::size_t row = start + i * headline_row;
            if (number(row + 8) != static_cast<std::uint32_t>(outcome)) continue;
            const std::string_view of = slice(row);
            if (of == kind) return slice(row + 12);
            if (of == "*") common = slice(row + 12);
        }
        return common;
    }
    // The name people know for an id ("tron"), or the id.
    [[nodiscard]] std::string_view name(std::string_view id) const noexcept {
        const std::size_t start = header + std::size_t{number(4)} * reason_row + std::size_t{number(8)} * headline_row;
        for (std::uint32_t i = 0; i < number(12); ++i)
            if (slice(start + i * name_row) == id) return slice(start + i * name_row + 8);
        return id;
    }

private:
    static constexpr std::size_t header = 16;
    static constexpr std::size_t reason_row = 20;
    static constexpr std::size_t headline_row = 20;
    static constexpr std::size_t name_row = 16;

    [[nodiscard]] std::uint32_t number(std::size_t offset) const noexcept { return table_number(data_, offset); }
    [[nodiscard]] std::string_view slice(std::size_t at) const noexcept {
        const std::uint32_t offset = number(at);
        const std::uint32_t length = number(at + 4);
        if (offset > data_.size() || length > data_.size() - offset) return {};
        return {reinterpret_cast<const char*>(data_.data()) + offset, length};
    }

    std::span<const std::uint8_t> data_;
};

// What a placeholder may stand for.
struct Value {
    ParameterType type = ParameterType::none;
    std::int64_t number = 0;
    std::string_view text;
};

class Sentence {
public:
    Sentence(Buffer& out, const Words& words, const Finding* finding, Described details) noexcept
        : out_(out), words_(words), finding_(finding), details_(details) {}

    void say(std::string_view pattern) noexcept { say(pattern, nullptr); }

private:
    void say(std::string_view pattern, const Value* counted) noexcept {
        while (!pattern.empty()) {
            const std::size_t special = pattern.find_first_of(counted != nullptr ? "{#" : "{");
            if (special == std::string_view::npos) {
                out_.add(pattern);
                return;
            }
            out_.add(pattern.substr(0, special));
            if (pattern[special] == '#') {
                show(*counted);
                pattern.remove_prefix(special + 1);
                continue;
            }
            const std::size_t end = closing_brace(pattern, special);
            placeholder(pattern.substr(special + 1, end - special - 1));
            pattern.remove_prefix(end < pattern.size() ? end + 1 : end);
        }
    }

    static std::size_t closing_brace(std::string_view text, std::size_t open) noexcept {
        std::size_t depth = 0;
        for (std::size_t i = open; i < text.size(); ++i) {
            if (text[i] == '{') ++depth;
            if (text[i] == '}' && --depth == 0) return i;
        }
        return text.size();
    }

    void placeholder(std::string_view inside) noexcept {
        const std::size_t comma = inside.find(',');
        const Value value = look_up(inside.substr(0, comma));
        if (comma == std::string_view::npos) {
            show(value);
            return;
        }
        // {name, plural, one {…} other {…}}
        const std::string_view wanted = plural_form(value.number);
        std::string_view rest = inside.substr(inside.find(',', comma + 1) + 1);
        while (true) {
            while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
            const std::size_t open = rest.find('{');
            if (open == std::string_view::npos) return;
            std::string_view form = rest.substr(0, open);
            while (!form.empty() && form.back() == ' ') form.remove_suffix(1);
            const std::size_t end = closing_brace(rest, open);
            if (form == wanted || form == "other") {
                if (depth_ == max_depth) return;
                ++depth_;
                say(rest.substr(open + 1, end - open - 1), &value);
                --depth_;
                return;
            }
            rest.remove_prefix(end < rest.size() ? end + 1 : end);
        }
    }

    [[nodiscard]] std::string_view plural_form(std::int64_t number) const noexcept {
        // Rule 1: "one" for 1 (en and its like). Rule 0: no plural (zh).
        return words_.plural_rule() == 1 && number == 1 ? "one" : "other";
    }

    [[nodiscard]] Value look_up(std::string_view name) const noexcept {
        if (finding_ != nullptr) {
            const ReasonRow& row = row_of(finding_->reason());
            for (std::size_t i = 0; i < finding_->parameters().size() && i < row.parameter_count; ++i)
                if (row.names[i] == name)
                    return {row.types[i], finding_->parameters()[i].number, finding_->parameters()[i].text};
            return {};
        }
        // Headlines speak of the details' own members; ids among them are shown by their names.
        for (std::uint32_t i = 0; i < details_.type->count; ++i) {
            const MemberRow& member = details_.type->members[i];
            if (member.name != name) continue;
            void* const place = member.in(const_cast<void*>(details_.object));
            if (member.type->shape == Shape::text) return {ParameterType::network, 0, member.type->view(place)};
            if (member.type->shape == Shape::integer) return {ParameterType::count, member.type->number(place), {}};
            if (member.type->shape == Shape::optional && member.type->size(place) == 1 &&
                member.type->element->shape == Shape::text)
                return {ParameterType::network, 0, member.type->element->view(member.type->item(place, 0))};
        }
        return {};
    }

    void show(const Value& value) noexcept {
        switch (value.type) {
        case ParameterType::none: return;
        case ParameterType::count: show_count(value.number); return;
        case ParameterType::seconds: show_seconds(value.number); return;
        case ParameterType::coin:
        case ParameterType::network: out_.add(words_.name(value.text)); return;
        case ParameterType::duration: show_duration(value.number); return;
        case ParameterType::instant: show_instant(value.text); return;
        case ParameterType::money:
        case ParameterType::text: out_.add(value.text); return;
        }
    }
    void show_count(std::int64_t number) noexcept {
        if (number < 0) out_.add("\xE2\x88\x92");  // U+2212 minus sign
        std::uint64_t rest = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
        std::array<char, 32> digits{};
        std::size_t at = digits.size();
        std::size_t shown = 0;
        do {
            if (shown > 0 && shown % 3 == 0) digits[--at] = ',';
            digits[--at] = static_cast<char>('0' + rest % 10);
            rest /= 10;
            ++shown;
        } while (rest > 0);
        out_.add({digits.data() + at, digits.size() - at});
    }
    // 4:12, and 3:04:05 from an hour on.
    void show_seconds(std::int64_t seconds) noexcept {
        if (seconds < 0) seconds = 0;
        const auto two = [this](std::int64_t n) {
            out_.add(static_cast<char>('0' + n / 10));
            out_.add(static_cast<char>('0' + n % 10));
        };
        if (seconds >= 3600) {
            out_.add_number(seconds / 3600);
            out_.add(':');
            two(seconds / 60 % 60);
        } else {
            out_.add_number(seconds / 60);
        }
        out_.add(':');
        two(seconds % 60);
    }

    // "3 h 12 min" and "12 min", rounded up, so that it never promises too much; in the last minute "45 s"; from two days on
    // "3 d". The units are the language's.
    void show_duration(std::int64_t seconds) noexcept {
        const auto part = [this](std::int64_t number, std::string_view unit) {
            out_.add_number(number);
            out_.add(' ');
            out_.add(words_.name(unit));
        };
        if (seconds < 60) return part(std::max<std::int64_t>(seconds, 0), "unit-second");
        const std::int64_t minutes = (seconds + 59) / 60;
        constexpr std::int64_t day = 1440;
        if (minutes >= 2 * day) return part((minutes + day - 1) / day, "unit-day");
        if (minutes >= 60) {
            part(minutes / 60, "unit-hour");
            if (minutes % 60 == 0) return;
            out_.add(' ');
        }
        part(minutes % 60, "unit-minute");
    }
    // An RFC 3339 date-time in its own offset, in the language's order: "16 Jun 2026, 00:00 (UTC+8)". Anything else as it is.
    void show_instant(std::string_view text) noexcept {
        if (text.size() < 20 || text[10] != 'T') {
            out_.add(text);
            return;
        }
        const auto number = [text](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
        std::string_view pattern = words_.name("instant");
        while (!pattern.empty()) {
            const std::size_t open = std::min(pattern.find('{'), pattern.size());
            out_.add(pattern.substr(0, open));
            pattern.remove_prefix(open);
            if (pattern.size() < 3) return;
            switch (pattern[1]) {
            case 'y': out_.add(text.substr(0, 4)); break;
            case 'm': {
                std::array<char, 8> id{'m', 'o', 'n', 't', 'h', '-', text[5], text[6]};
                out_.add(words_.name({id.data(), id.size()}));
                break;
            }
            case 'd': out_.add_number(number(8)); break;
            case 't': out_.add(text.substr(11, 5)); break;
            default: show_offset(text.substr(std::min(text.find_first_of("Z+-", 19), text.size())));
            }
            pattern.remove_prefix(3);
        }
    }
    // "UTC", "UTC+8", "UTC−3:30".
    void show_offset(std::string_view offset) noexcept {
        out_.add("UTC");
        if (offset.size() < 6 || offset.substr(1) == "00:00") return;
        out_.add(offset[0] == '-' ? std::string_view{"\xE2\x88\x92"} : std::string_view{"+"});
        out_.add(offset.substr(offset[1] == '0' ? 2 : 1, offset[1] == '0' ? 1 : 2));
        if (offset.substr(4) != "00") out_.add(offset.substr(3));
    }

    static constexpr int max_depth = 8;  // plurals in plurals: a policy's words may be hostile

    Buffer& out_;
    const Words& words_;
    const Finding* finding_;
    Described details_;
    int depth_ = 0;
};

const Table* find_language(std::string_view given, const Context& context) noexcept {
    // Case means nothing in a tag; tables are named in the usual spelling, as in zh-Hans-CN (RFC 5646 section 2.1.1).
    std::array<char, 32> name{'w', 'o', 'r', 'd', 's', '-'};
    constexpr std::size_t start = 6;
    given = given.substr(0, 20);
    for (std::size_t at = 0; at < given.size();) {
        const std::size_t end = std::min(given.find('-', at), given.size());
        for (std::size_t i = at; i < end; ++i) {
            const char c = given[i];
            const bool capital = at > 0 && (end - at == 2 || (end - at == 4 && i == at));
            if (capital) name[start + i] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
            else name[start + i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        if (end < given.size()) name[start + end] = '-';
        at = end + 1;
    }
    std::string_view tag{name.data() + start, given.size()};
    if (tag == "zh") tag = "zh-CN";
    while (!tag.empty()) {
        if (tag == "zh-CN" || tag == "zh-SG" || tag == "zh-MY") return context.table("words-zh-Hans");
        if (const Table* table = context.table({name.data(), start + tag.size()}); table != nullptr) return table;
        const std::size_t dash = tag.rfind('-');
        tag = tag.substr(0, dash == std::string_view::npos ? 0 : dash);
    }
    return nullptr;
}

}  // namespace

Status explain(Buffer& out, std::string_view language, std::string_view kind, const Verdict& verdict, Described details,
               const Context& context) noexcept {
    const Table* const table = find_language(language, context);
    const Words words{table != nullptr ? table->data : std::span<const std::uint8_t>{}};
    if (table == nullptr || !words.usable()) {
        Status status{StatusCode::unknown_language, "language", "no words are loaded for "};
        status.append_quoted(language);
        return status;
    }
    const std::string_view tag = table->name.substr(6);
    Sentence{out, words, nullptr, details}.say(words.headline(kind, verdict.outcome()));
    out.add('\n');
    for (const Finding& finding : verdict.findings()) {
        Sentence sentence{out, words, &finding, details};
        std::string_view text = words.reason(finding.reason(), 0);
        std::string_view next = words.reason(finding.reason(), 1);
        for (const WordOverride& own : context.policy().words) {
            if (own.language != tag || own.reason != row_of(finding.reason()).slug) continue;
            text = own.text;
            if (own.next) next = *own.next;
        }
        sentence.say(text);
        out.add('\t');
        sentence.say(next);
        out.add('\n');
    }
    if (out.bad()) return Status{StatusCode::out_of_memory};
    return {};
}

}  // namespace countersign
