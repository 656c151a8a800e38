// countersign check: one question, one verdict.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "arguments.h"
#include "commands.h"
#include "door/kinds.h"
#include "door_context.h"
#include "failure.h"
#include "jsonl.h"
#include "streams.h"

namespace countersign::cli {
namespace {

constexpr std::uint32_t most_text = std::uint32_t{4} << 20;
constexpr std::size_t most_subject = std::size_t{8} << 20;

std::uint32_t length_of(std::string_view text) noexcept {
    return static_cast<std::uint32_t>(text.size());
}

class PreparedCheck {
public:
    PreparedCheck(const DoorContext& context, std::string_view kind, std::string_view subject) : context_(context) {
        context.check(countersign_prepare(context.get(), kind.data(), length_of(kind), subject.data(),
                                          length_of(subject), &check_));
    }
    PreparedCheck(const PreparedCheck&) = delete;
    PreparedCheck& operator=(const PreparedCheck&) = delete;
    ~PreparedCheck() { countersign_release(check_); }

    [[nodiscard]] countersign_check* get() const noexcept { return check_; }
    [[nodiscard]] std::span<char> input(std::uint32_t capacity) const {
        std::uint8_t* buffer = nullptr;
        context_.check(countersign_input(check_, 0, capacity, &buffer), "text");
        return {reinterpret_cast<char*>(buffer), capacity};
    }

private:
    const DoorContext& context_;
    countersign_check* check_ = nullptr;
};

// Reads standard input straight into the check's own slot: what may be a secret exists there and nowhere else, so there
// is no string in between and the slot never moves. It is asked for whole at once, 4 MiB being the most a text can have;
// two bytes more tell a text that is too long from one with a line end.
std::uint32_t read_text(const PreparedCheck& check) {
    if (isatty(standard_input) == 1 && isatty(STDERR_FILENO) == 1) {
        constexpr std::string_view hint = "countersign: reading the text from here; Ctrl-D on a new line ends it\n";
        static_cast<void>(!write(STDERR_FILENO, hint.data(), hint.size()));
    }
    constexpr std::string_view place = "standard input";
    const std::span<char> slot = check.input(most_text);
    const std::size_t size = read_full(standard_input, slot, place);
    if (size < slot.size()) return length_of(without_line_end({slot.data(), size}));
    std::array<char, 2> more{};
    const std::string_view rest{more.data(), read_full(standard_input, more, place)};
    if (rest.empty()) return length_of(without_line_end({slot.data(), size}));
    if (rest == "\r\n") return most_text;
    if (rest == "\n") return slot.back() == '\r' ? most_text - 1 : most_text;
    sodium_memzero(more.data(), more.size());
    return static_cast<std::uint32_t>(check.input(most_text + 1).size());  // a status: the door says what is wrong
}

std::uint32_t take_text(const PreparedCheck& check, const KindRow& kind, std::optional<std::string_view> text) {
    const bool piped = !text || *text == "-";
    if (!kind.has(takes_text)) {
        if (!piped) throw Failure{kind.name, "takes no text"};
        return 0;
    }
    if (piped) return read_text(check);
    const std::span<char> slot = check.input(length_of(*text));
    std::copy(text->begin(), text->end(), slot.begin());
    return length_of(*text);
}

// "- sentence" and, below it, the next step, from the door's "sentence TAB next step".
std::string as_list(std::string_view lines) {
    std::string out{lines.substr(0, lines.find('\n') + 1)};
    lines.remove_prefix(out.size());
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        const std::size_t tab = line.find('\t');
        out.append("- ").append(line.substr(0, tab)).append("\n");
        if (tab != std::string_view::npos && tab + 1 < line.size())
            out.append("  ").append(line.substr(tab + 1)).append("\n");
    }
    return out;
}

std::string answer_of(const DoorContext& context, const PreparedCheck& check, const Arguments& arguments) {
    const char* text = nullptr;
    std::uint32_t length = 0;
    if (!arguments.has("--explain")) {
        context.check(countersign_verdict(check.get(), &text, &length));
        return std::string{text, length} + '\n';
    }
    const std::string_view language = arguments.value("--lang").value_or("en");
    context.check(countersign_explain(check.get(), language.data(), length_of(language), &text, &length), "--lang");
    return as_list({text, length});
}

std::string subject_of(const Arguments& arguments) {
    const std::string_view subject = arguments.value("--subject").value_or("{}");
    if (!subject.starts_with('@')) return std::string{subject};
    return read_file(subject.substr(1), most_subject);
}

int judge_lines(const Arguments& arguments, std::string_view kind) {
    for (const std::string_view option : {"--subject", "--explain", "--lang"}) arguments.not_both("--jsonl", option);
    if (arguments.positional(1))
        throw Failure{
            "check: --jsonl reads its lines from standard input and takes no TEXT; see countersign help check"};
    const DoorContext context;
    context.load_policy(arguments);
    return run_jsonl(context, kind, arguments);
}

}  // namespace

int run_check(Words words) {
    const Arguments arguments{"check",
                              {{"--subject", "JSON|@FILE"},
                               {"--policy", "FILE"},
                               {"--key", "FILE"},
                               {"--unsigned", "FILE"},
                               {"--now", "MOMENT"},
                               {"--explain", ""},
                               {"--lang", "LANGUAGE"},
                               {"--jsonl", ""}},
                              words};
    const std::string_view kind = arguments.required(0, "KIND");
    const auto text = arguments.positional(1);
    arguments.at_most(2);
    if (arguments.has("--jsonl")) return judge_lines(arguments, kind);

    const KindRow* const row = find_kind(kind);
    if (row != nullptr && row->has(secret) && text && *text != "-")
        throw Failure{kind,
                      "the text is a secret; pipe it through standard input, because other programs can see arguments"};
    const DoorContext context;
    context.load_policy(arguments);
    const std::string subject = subject_of(arguments);
    static_cast<void>(moment_of(arguments));  // a bad --now is said before anybody types
    const PreparedCheck check{context, kind, subject};
    const std::uint32_t length = take_text(check, *row, text);
    const Moment now = moment_of(arguments);  // after the text, which a person may have been slow to type
    const std::int32_t outcome = context.check(countersign_run(check.get(), length, 0, now.wall_ms, now.steady_ms));
    static_cast<void>(write_out(answer_of(context, check, arguments)));
    return outcome;
}

}  // namespace countersign::cli
