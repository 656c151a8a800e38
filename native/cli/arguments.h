// The arguments of one command, read once. "--name" is an option, "--" ends options, all else (also "-" and "-5") is a
// positional argument. Options take their value as the next argument. Whatever does not fit is a Failure.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace countersign::cli {

struct Option {
    std::string_view name;        // "--subject"
    std::string_view value_name;  // "JSON|@FILE"; empty: a flag without a value
};

class Arguments {
public:
    // `command` is named in messages. The words must outlive this.
    Arguments(std::string_view command, std::initializer_list<Option> options, std::span<char* const> words);

    [[nodiscard]] bool has(std::string_view option) const noexcept { return value(option).has_value(); }
    // Nothing if the option was not given; empty for a flag.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view option) const noexcept;
    // As value(), and a Failure if the option was not given.
    [[nodiscard]] std::string_view required(std::string_view option) const;
    // A Failure if both options were given.
    void not_both(std::string_view one, std::string_view other) const;

    // The positional argument at `index`; nothing if there are fewer.
    [[nodiscard]] std::optional<std::string_view> positional(std::size_t index) const noexcept;
    // As positional(), and a Failure that says "give a KIND" if there are fewer.
    [[nodiscard]] std::string_view required(std::size_t index, std::string_view what) const;
    void at_most(std::size_t count) const;

private:
    struct Given {
        std::string_view option;
        std::string_view value;
    };
    [[noreturn]] void fail(std::string_view what) const;

    std::string_view command_;
    std::vector<Option> options_;
    std::vector<Given> given_;
    std::vector<std::string_view> positional_;
};

}  // namespace countersign::cli
