// What the JSON reader's tests read into: every shape, described once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "vocabulary/describe.h"

namespace countersign::tests {

enum class Colour { red, green, blue };
BOOST_DESCRIBE_ENUM(Colour, red, green, blue)

struct Leaf {
    std::string label;
    std::optional<std::int32_t> weight;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (label, weight))

struct Branch {
    bool flag = false;
    std::int64_t number = 0;
    std::uint8_t octet = 0;
    Colour colour = Colour::red;
    std::optional<std::string> note;
    std::optional<Leaf> leaf;
    List<std::string, 3> words;
    List<Leaf, 3> leaves;
    List<List<std::int32_t, 2>, 2> grid;
};
BOOST_DESCRIBE_STRUCT(Branch, (), (flag, number, octet, colour, note, leaf, words, leaves, grid))

}  // namespace countersign::tests
