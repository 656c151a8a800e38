#include "arguments.h"

#include <algorithm>
#include <string>

#include "failure.h"

namespace countersign::cli {

std::string quoted(std::string_view text) {
    constexpr std::size_t most = 60;
    std::string out{"\""};
    for (const char c : text.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(c);
        out.push_back(byte < 0x20 || byte == 0x7F || c == '"' ? '?' : c);
    }
    // Not in the middle of a character: bytes 10xxxxxx continue one.
    if (text.size() > most) {
        while ((static_cast<unsigned char>(text[out.size() - 1]) & 0xC0U) == 0x80) out.pop_back();
        out.append("…");
    }
    return out.append("\"");
}

Arguments::Arguments(std::string_view command, std::initializer_list<Option> options, std::span<char* const> words)
    : command_(command), options_(options) {
    bool options_ended = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word{words[i]};
        if (options_ended || !word.starts_with("--")) {
            positional_.push_back(word);
            continue;
        }
        if (word == "--") {
            options_ended = true;
            continue;
        }
        const auto option =
            std::find_if(options_.begin(), options_.end(), [&](const Option& o) { return o.name == word; });
        if (option == options_.end()) fail("unknown option " + quoted(word));
        if (has(option->name)) fail(std::string{option->name} + " is given twice");
        std::string_view value;
        if (!option->value_name.empty()) {
            if (i + 1 == words.size() || std::string_view{words[i + 1]}.starts_with("--"))
                fail(std::string{option->name} + " needs a value: " + std::string{option->value_name});
            value = words[++i];
        }
        given_.push_back({option->name, value});
    }
}

std::optional<std::string_view> Arguments::value(std::string_view option) const noexcept {
    for (const Given& given : given_)
        if (given.option == option) return given.value;
    return {};
}

std::string_view Arguments::required(std::string_view option) const {
    if (const auto given = value(option)) return *given;
    const auto row = std::find_if(options_.begin(), options_.end(), [&](const Option& o) { return o.name == option; });
    fail(std::string{option} + " " + std::string{row->value_name} + " is needed");
}

void Arguments::not_both(std::string_view one, std::string_view other) const {
    if (has(one) && has(other)) fail(std::string{one} + " and " + std::string{other} + " do not go together");
}

std::optional<std::string_view> Arguments::positional(std::size_t index) const noexcept {
    if (index >= positional_.size()) return {};
    return positional_[index];
}

std::string_view Arguments::required(std::size_t index, std::string_view what) const {
    if (const auto given = positional(index)) return *given;
    fail("a " + std::string{what} + " is needed");
}

// Not quoted: what is too much may be the rest of a secret.
void Arguments::at_most(std::size_t count) const {
    if (positional_.size() > count) fail("too many arguments");
}

void Arguments::fail(std::string_view what) const {
    std::string sentence{command_};
    throw Failure{sentence.append(": ").append(what).append("; see countersign help ").append(command_)};
}

}  // namespace countersign::cli
