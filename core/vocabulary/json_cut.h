// Cuts JSON text into the raw text of its values, without a tree. Nothing here judges what is inside them: read_json or is_json
// looks at the whole before, or at each piece afterwards.
#pragma once

#include <string>
#include <string_view>

namespace countersign {

class JsonCutter {
public:
    explicit JsonCutter(std::string_view text) noexcept : rest_(text) {}

    bool take(char c) noexcept;
    [[nodiscard]] bool at_end() noexcept;
    // A string without escapes, as names mostly are.
    bool name(std::string_view& out) noexcept;
    // The raw text of the next value, or name.
    bool value(std::string_view& out) noexcept;

private:
    void skip_space() noexcept;
    std::string_view rest_;
};

// What a string of well-formed JSON says, quotation marks included in `raw`.
std::string json_text(std::string_view raw);

// The raw text of a member of an object in well-formed JSON, the last one of that name; empty if there is none.
std::string_view json_member(std::string_view object, std::string_view name);

}  // namespace countersign
