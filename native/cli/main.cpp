// The command `countersign`: the core's questions on a command line. It decides nothing; it changes shapes, reads clocks
// and files, and turns outcomes into exit statuses.
#include <algorithm>
#include <csignal>
#include <exception>
#include <iterator>
#include <new>
#include <string>

#include <unistd.h>

#include "commands.h"
#include "embedded.h"
#include "failure.h"
#include "streams.h"

namespace {

using namespace countersign::cli;

constexpr int usage_or_status = 2;

struct Command {
    std::string_view name;
    int (*run)(Words words);
};
constexpr Command commands[] = {
    {"check", run_check}, {"kinds", run_kinds},     {"schema", run_schema},
    {"words", run_words}, {"sign", run_sign},       {"open-ticket", run_open_ticket},
    {"probe", run_probe}, {"version", run_version},
};

int print_page(std::string_view name) {
    write_out(find_file(embedded_help(), name).value_or(""));
    return 0;
}

int print_help(std::string_view name) {
    const auto is_it = [name](const Command& command) { return command.name == name; };
    if (name != "help" && std::none_of(std::begin(commands), std::end(commands), is_it))
        throw Failure{"there is no command " + quoted(name) + "; countersign help lists them"};
    return print_page(name);
}

int run(Words words) {
    if (words.empty()) throw Failure{"say what to do, such as check or kinds; countersign help lists the commands"};
    const std::string_view name{words[0]};
    if (name == "--version") return run_version({});
    if (name == "help" || name == "--help" || name == "-h") {
        if (words.size() > 2) throw Failure{"help", "too many arguments"};
        return words.size() == 2 ? print_help(words[1]) : print_page("overview");
    }
    for (const Command& command : commands) {
        if (command.name != name) continue;
        // Nowhere else is --help taken: where a text may stand, printing help must not end with the status of `accept`.
        if (words.size() == 2 && std::string_view{words[1]} == "--help") return print_help(name);
        return command.run(words.subspan(1));
    }
    return print_help(name);  // says that there is no such command
}

int complain(std::string_view sentence) noexcept {
    try {
        const std::string text = std::string{"countersign: "}.append(sentence).append("\n");
        static_cast<void>(!write(STDERR_FILENO, text.data(), text.size()));
    } catch (...) {  // no memory for the sentence: the status says it
    }
    return usage_or_status;
}

}  // namespace

int main(int count, char** words) {
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));  // a reader that goes away is noticed by write
    try {
        return run({words + (count > 0 ? 1 : 0), static_cast<std::size_t>(count > 0 ? count - 1 : 0)});
    } catch (const Failure& failure) {
        return complain(failure.what());
    } catch (const std::bad_alloc&) {
        return complain("not enough memory");
    } catch (const std::exception& unexpected) {
        return complain(unexpected.what());
    }
}
