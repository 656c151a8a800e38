#include "strength_table.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

namespace countersign::password {
namespace {

constexpr std::uint32_t magic = 0x32525453;  // "STR2"
constexpr std::size_t head_bytes = 56;
constexpr std::uint32_t children_every = 8;
constexpr std::size_t directions = 8;
constexpr std::size_t key_bytes = 4 + directions * 4;

// Bits are counted eight bytes at a time, and those are little endian in the table.
static_assert(std::endian::native == std::endian::little);

std::uint64_t load(const std::uint8_t* at) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

// std::popcount is a call where the processor may lack the instruction, which WebAssembly always has.
std::uint32_t count_bits(std::uint64_t bits) noexcept {
#ifdef __wasm__
    return static_cast<std::uint32_t>(std::popcount(bits));
#else
    bits -= (bits >> 1) & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::uint32_t>((bits * 0x0101010101010101) >> 56);
#endif
}

// Of bytes of which nothing but the highest bit may be set.
std::uint32_t count_tops(std::uint64_t tops) noexcept {
#ifdef __wasm__
    return static_cast<std::uint32_t>(std::popcount(tops));
#else
    return static_cast<std::uint32_t>(((tops >> 7) * 0x0101010101010101) >> 56);
#endif
}

constexpr std::size_t bit_bytes(std::uint64_t bits) noexcept {
    return static_cast<std::size_t>((bits + 63) / 64 * 8);
}

}  // namespace

std::uint32_t StrengthTable::number(std::size_t at) const noexcept {
    std::uint32_t value = 0;
    if (at <= data_.size() && data_.size() - at >= sizeof value) std::memcpy(&value, data_.data() + at, sizeof value);
    return value;
}

char16_t StrengthTable::unit(std::size_t at) const noexcept {
    std::uint16_t value = 0;
    if (at <= data_.size() && data_.size() - at >= sizeof value) std::memcpy(&value, data_.data() + at, sizeof value);
    return value;
}

bool StrengthTable::open(std::span<const std::uint8_t> data) noexcept {
    *this = {};
    if (data.size() < head_bytes) return false;
    data_ = data;
    const std::uint32_t nodes = number(4);
    const std::uint32_t groups = number(8);
    const std::uint32_t words = number(12);
    const std::size_t characters = number(16);
    labels_ = number(20);
    const std::size_t parents = number(24);
    const std::size_t ends = number(28);
    levels_ = number(32);
    ranks_ = number(36);
    sequences_ = number(40);
    capitals_ = number(44);
    const std::size_t boards = number(48);
    const auto fits = [&](std::size_t at, std::uint64_t bytes) {
        return at >= head_bytes && at <= data.size() && data.size() - at >= bytes;
    };
    other_count_ = number(characters + 128);
    level_count_ = number(levels_);
    sequence_count_ = number(sequences_);
    capital_count_ = number(capitals_);
    others_ = characters + 132;
    bool good = number(0) == magic && nodes > 0 && groups > 0 && fits(characters, 132) && other_count_ < 128 &&
                fits(characters, 132 + 2 * std::uint64_t{other_count_}) && fits(labels_, std::uint64_t{nodes} + 8) &&
                fits(parents, bit_bytes(nodes)) && fits(ends, bit_bytes(groups)) && level_count_ > 0 &&
                fits(levels_, 4 + 4 * std::uint64_t{level_count_}) && fits(ranks_, words) &&
                fits(sequences_, 4 + 4 * std::uint64_t{sequence_count_}) &&
                fits(capitals_, 4 + 4 * std::uint64_t{capital_count_}) && fits(boards, 4);
    const std::uint32_t board_count = number(boards);
    std::size_t at = boards + 4;
    for (std::uint32_t i = 0; good && i < board_count; ++i) {
        good = i < keyboards_.size() && fits(at, 12) && fits(at + 12, std::uint64_t{number(at)} * key_bytes) &&
               number(at) > 0;
        if (!good) break;
        Keyboard& keyboard = keyboards_[i];
        keyboard = {number(at), number(at + 4), number(at + 8) != 0, at + 12, {}};
        for (std::uint32_t key = 0; key < std::min<std::uint32_t>(keyboard.keys, 255); ++key)
            if (const char16_t c = unit(keyboard.at + key * key_bytes); c < keyboard.rows.size())
                keyboard.rows[c] = static_cast<std::uint8_t>(key + 1);
        at += 12 + keyboard.keys * key_bytes;
    }
    nodes_ = nodes;
    groups_ = groups;
    words_ = words;
    if (!good || !count_blocks(parents, ends)) {
        *this = {};
        return false;
    }
    keyboard_count_ = board_count;
    std::copy_n(data.data() + characters, 128, symbols_.data());
    first_other_ = static_cast<std::uint8_t>(*std::max_element(symbols_.begin(), symbols_.end()) + 1);
    return find_first_rows();
}

std::uint8_t StrengthTable::symbol(char16_t unit_typed) const noexcept {
    char16_t unit_sought = unit_typed;
    if (unit_sought < 128) return symbols_[unit_sought >= 'A' && unit_sought <= 'Z' ? unit_sought + 32U : unit_sought];
    // Both lists are in ascending order.
    const auto find = [this](std::size_t list, std::uint32_t count, std::size_t size, char16_t sought) {
        std::uint32_t low = 0;
        std::uint32_t high = count;
        while (low < high) {
            const std::uint32_t middle = (low + high) / 2;
            if (unit(list + middle * size) < sought) low = middle + 1;
            else high = middle;
        }
        return low < count && unit(list + low * size) == sought ? low : count;
    };
    if (const std::uint32_t capital = find(capitals_ + 4, capital_count_, 4, unit_sought); capital < capital_count_) {
        unit_sought = unit(capitals_ + 6 + capital * std::size_t{4});
        if (unit_sought < 128) return symbols_[unit_sought];
    }
    const std::uint32_t other = find(others_, other_count_, 2, unit_sought);
    return other < other_count_ ? static_cast<std::uint8_t>(first_other_ + other) : 0;
}

// Where the labels go on after so many whole groups of children from `at` on.
std::uint32_t StrengthTable::after_groups(std::uint32_t at, std::uint32_t groups) const noexcept {
    const std::uint8_t* const labels = data_.data() + labels_;
    constexpr std::uint64_t tops = 0x8080808080808080;
    // Behind the last label are eight more bytes of the table.
    while (groups > 0 && at < nodes_) {
        std::uint64_t lasts = load(labels + at) & tops;
        const std::uint32_t count = count_tops(lasts);
        if (count < groups) {
            groups -= count;
            at += 8;
            continue;
        }
        for (; groups > 1; --groups) lasts &= lasts - 1;
        return at + static_cast<std::uint32_t>(std::countr_zero(lasts)) / 8 + 1;
    }
    return at;
}

// Both lists of bits have been found to be there.
bool StrengthTable::count_blocks(std::size_t parents, std::size_t ends) noexcept {
    const std::size_t count = (std::size_t{nodes_} + block_nodes - 1) / block_nodes;
    blocks_.reset(new (std::nothrow) Block[count]);
    if (blocks_ == nullptr) return false;
    std::uint32_t group = 0;
    std::uint32_t words = 0;
    std::uint32_t at = 1;
    for (std::size_t i = 0; i < count; ++i) {
        Block& block = blocks_[i];
        block.parents = load(data_.data() + parents + i * 8);
        const std::size_t left = nodes_ - i * block_nodes;
        if (left < block_nodes) block.parents &= (std::uint64_t{1} << left) - 1;
        block.words = ~block.parents;
        block.words_before = words;
        for (std::uint32_t part = 0; part < block.children.size(); ++part) {
            block.children[part] = at;
            at =
                after_groups(at, count_bits((block.parents >> (part * children_every)) & ((1U << children_every) - 1)));
        }
        for (std::uint64_t rest = block.parents; rest != 0; rest &= rest - 1, ++group)
            if (group < groups_ && ((data_[ends + group / 8] >> (group % 8)) & 1) != 0) block.words |= rest & -rest;
        words += count_bits(block.words);
    }
    return true;
}

// What is asked most. Each row of children is gone through once: a child for each symbol would be asked for too often.
bool StrengthTable::find_first_rows() noexcept {
    const auto each_child = [&](Node parent, auto visit) {
        const std::uint8_t* const labels = data_.data() + labels_;
        for (std::uint32_t at = first_child(parent); at != none && at < nodes_; ++at) {
            visit(static_cast<std::size_t>(labels[at] & 127), at);
            if (labels[at] >= 128) return;
        }
    };
    Node end = 0;
    each_child(root, [&](std::size_t symbol, Node child) {
        if (symbol == 0 || first_[symbol] != none || child >= first_.size()) return;
        first_[symbol] = child;
        end = std::max(end, child + 1);
    });
    second_.reset(new (std::nothrow) std::uint16_t[end * first_.size()]());
    if (second_ == nullptr) return false;
    for (Node node = 1; node < end; ++node)
        each_child(node, [&](std::size_t symbol, Node child) {
            std::uint16_t& place = second_[node * first_.size() + symbol];
            if (place == none) place = static_cast<std::uint16_t>(child);
        });
    second_end_ = end;
    return true;
}

// Where the children of a node begin, or `none`.
StrengthTable::Node StrengthTable::first_child(Node node) const noexcept {
    if (node >= nodes_) return none;
    const Block& block = blocks_[node / block_nodes];
    const std::uint32_t place = node % block_nodes;
    if (((block.parents >> place) & 1) == 0) return none;
    const std::uint32_t part = place / children_every;
    const std::uint64_t before =
        (block.parents >> (part * children_every)) & ((std::uint64_t{1} << place % children_every) - 1);
    return after_groups(block.children[part], count_bits(before));
}

StrengthTable::Node StrengthTable::find_child(Node node, std::uint8_t symbol) const noexcept {
    const std::uint8_t* const labels = data_.data() + labels_;
    for (std::uint32_t at = first_child(node); at != none && at < nodes_; ++at) {
        const std::uint8_t label = labels[at];
        if ((label & 127) == symbol) return at;
        if ((label & 127) > symbol || label >= 128) return none;
    }
    return none;
}

StrengthTable::Word StrengthTable::word(Node node) const noexcept {
    if (node >= nodes_) return {};
    const Block& block = blocks_[node / block_nodes];
    const std::uint64_t place = std::uint64_t{1} << node % block_nodes;
    if ((block.words & place) == 0) return {};
    const std::uint32_t index = block.words_before + count_bits(block.words & (place - 1));
    if (index >= words_) return {};
    const std::uint32_t level = std::min<std::uint32_t>(data_[ranks_ + index], level_count_ - 1);
    Word found{std::max(number(levels_ + 4 + level * std::size_t{4}), 1U), false};
    // Lists of the like are short.
    if (found.rank > 32) return found;
    std::uint32_t low = 0;
    std::uint32_t high = sequence_count_;
    while (low < high) {
        const std::uint32_t middle = (low + high) / 2;
        if (number(sequences_ + 4 + middle * std::size_t{4}) < index) low = middle + 1;
        else high = middle;
    }
    found.sequence = low < sequence_count_ && number(sequences_ + 4 + low * std::size_t{4}) == index;
    return found;
}

StrengthTable::Step StrengthTable::step(const Keyboard& keyboard, char16_t from, char16_t to) const noexcept {
    std::uint32_t low = 0;
    if (from < keyboard.rows.size()) {
        low = keyboard.rows[from] - 1U;
    } else {
        for (std::uint32_t high = keyboard.keys; low < high;) {
            const std::uint32_t middle = (low + high) / 2;
            if (unit(keyboard.at + middle * key_bytes) < from) low = middle + 1;
            else high = middle;
        }
    }
    if (low >= keyboard.keys || to == 0) return {};
    const std::size_t row = keyboard.at + low * key_bytes;
    if (unit(row) != from) return {};
    // That all keys are there was seen when the table was opened.
    std::array<std::uint16_t, 2 * directions> neighbours;
    std::memcpy(neighbours.data(), data_.data() + row + 4, sizeof neighbours);
    for (std::size_t i = 0; i < neighbours.size(); ++i)
        if (neighbours[i] == to) return {static_cast<int>(i / 2), i % 2 != 0};
    return {};
}

}  // namespace countersign::password
