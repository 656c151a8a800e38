// The tables `strength-en` and the like (core/tables/compile_strength.py), read in place: words as a tree, each with the
// rank that attackers try it at, and keyboards. Where things are in the tree is counted once, when a table is opened: some
// five bits a node. A table that came in an envelope may be damaged: nothing outside it is read, whatever it says, and a
// walk through it ends.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace countersign::password {

class StrengthTable {
public:
    using Node = std::uint32_t;
    static constexpr Node root = 0;
    static constexpr Node none = 0;  // no child is the root

    // Whether the data has the form of such a table, and there is memory for it. Without that there are no words and no
    // keyboards.
    bool open(std::span<const std::uint8_t> data) noexcept;

    // The symbol of a UTF-16 code unit, capitals as their small letters; 0 if no word has it.
    [[nodiscard]] std::uint8_t symbol(char16_t unit) const noexcept;
    // The child of a node by a symbol that is not 0, or `none`.
    [[nodiscard]] Node child(Node node, std::uint8_t symbol) const noexcept {
        if (node == root) return first_[symbol & 127];
        return node < second_end_ ? second_[node * 128 + (symbol & 127)] : find_child(node, symbol);
    }

    // Whether a word ends at a node that `child` gave.
    [[nodiscard]] bool ends_word(Node node) const noexcept {
        return ((blocks_[node / block_nodes].words >> (node % block_nodes)) & 1) != 0;
    }
    struct Word {
        std::uint32_t rank = 0;  // 0: no word ends here
        bool sequence = false;   // it is a month, a number, a planet …
    };
    [[nodiscard]] Word word(Node node) const noexcept;

    struct Keyboard {
        std::uint32_t keys = 0;
        std::uint32_t degrees = 0;  // neighbours of all keys
        bool shift = false;
        std::size_t at = 0;
        std::array<std::uint8_t, 128> rows{};  // of the characters of ASCII that have one, from 1 on
    };
    [[nodiscard]] std::size_t keyboards() const noexcept { return keyboard_count_; }
    [[nodiscard]] const Keyboard& keyboard(std::size_t index) const noexcept { return keyboards_[index]; }
    // In which direction (0 to 7) of a key another one lies, whose character is reached with Shift or without; -1 if in none.
    struct Step {
        int direction = -1;
        bool shifted = false;
    };
    [[nodiscard]] Step step(const Keyboard& keyboard, char16_t from, char16_t to) const noexcept;

private:
    // What is known of 64 nodes: which have children, at which a word ends, how many words end before them, and where the
    // children of each 16 begin.
    static constexpr std::uint32_t block_nodes = 64;
    struct Block {
        std::uint64_t parents;
        std::uint64_t words;
        std::uint32_t words_before;
        std::array<std::uint32_t, 8> children;
    };

    [[nodiscard]] Node first_child(Node node) const noexcept;
    [[nodiscard]] Node find_child(Node node, std::uint8_t symbol) const noexcept;
    [[nodiscard]] std::uint32_t after_groups(std::uint32_t at, std::uint32_t groups) const noexcept;
    bool count_blocks(std::size_t parents, std::size_t ends) noexcept;
    bool find_first_rows() noexcept;
    [[nodiscard]] std::uint32_t number(std::size_t at) const noexcept;
    [[nodiscard]] char16_t unit(std::size_t at) const noexcept;

    std::span<const std::uint8_t> data_;
    std::uint32_t nodes_ = 0, groups_ = 0, words_ = 0;
    std::size_t others_ = 0, labels_ = 0, levels_ = 0, ranks_ = 0, sequences_ = 0, capitals_ = 0;
    std::uint32_t other_count_ = 0, level_count_ = 0, sequence_count_ = 0, capital_count_ = 0;
    std::uint8_t first_other_ = 0;
    std::unique_ptr<Block[]> blocks_;
    std::array<std::uint8_t, 128> symbols_{};
    std::array<Node, 128> first_{};  // the root's children
    // Their children, by node and symbol: at most 128 nodes with 128 each are before the third row of the tree.
    std::unique_ptr<std::uint16_t[]> second_;
    Node second_end_ = 0;
    std::array<Keyboard, 8> keyboards_{};
    std::size_t keyboard_count_ = 0;
};

}  // namespace countersign::password
