#include "strength_table.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace countersign::password {
namespace {

constexpr std::uint32_t magic = 0x31525453;  // "STR1"
constexpr std::size_t head_bytes = 64;
constexpr std::size_t labels_every = 64;
constexpr std::size_t bits_every = 256;
constexpr std::size_t directions = 8;
constexpr std::size_t key_bytes = 4 + directions * 4;

// Bits are counted eight bytes at a time, and those are little endian in the table.
static_assert(std::endian::native == std::endian::little);

std::uint64_t load(const std::uint8_t* at) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

// std::popcount is a call where the processor may lack the instruction.
std::uint32_t count_bits(std::uint64_t bits) noexcept {
    bits -= (bits >> 1) & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::uint32_t>((bits * 0x0101010101010101) >> 56);
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
    label_samples_ = number(24);
    parents_ = number(28);
    parent_samples_ = number(32);
    ends_ = number(36);
    end_samples_ = number(40);
    levels_ = number(44);
    ranks_ = number(48);
    sequences_ = number(52);
    capitals_ = number(56);
    const std::size_t boards = number(60);
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
                fits(label_samples_, (std::uint64_t{groups} + labels_every - 1) / labels_every * 4) &&
                fits(parents_, bit_bytes(nodes)) &&
                fits(parent_samples_, (std::uint64_t{nodes} + bits_every - 1) / bits_every * 4) &&
                fits(ends_, bit_bytes(groups)) &&
                fits(end_samples_, (std::uint64_t{groups} + bits_every - 1) / bits_every * 4) && level_count_ > 0 &&
                fits(levels_, 4 + 4 * std::uint64_t{level_count_}) && fits(ranks_, words) &&
                fits(sequences_, 4 + 4 * std::uint64_t{sequence_count_}) &&
                fits(capitals_, 4 + 4 * std::uint64_t{capital_count_}) && fits(boards, 4);
    const std::uint32_t board_count = number(boards);
    std::size_t at = boards + 4;
    for (std::uint32_t i = 0; good && i < board_count; ++i) {
        good = i < keyboards_.size() && fits(at, 12) && fits(at + 12, std::uint64_t{number(at)} * key_bytes) &&
               number(at) > 0;
        if (!good) break;
        keyboards_[i] = {number(at), number(at + 4), number(at + 8) != 0, at + 12};
        at += 12 + keyboards_[i].keys * key_bytes;
    }
    if (!good) {
        *this = {};
        return false;
    }
    nodes_ = nodes;
    groups_ = groups;
    words_ = words;
    keyboard_count_ = board_count;
    std::copy_n(data.data() + characters, 128, symbols_.data());
    first_other_ = static_cast<std::uint8_t>(*std::max_element(symbols_.begin(), symbols_.end()) + 1);
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] = find_child(root, static_cast<std::uint8_t>(i));
    return true;
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

// How many bits are set before the one of this index. Both bits and samples have been found to be there.
std::uint32_t StrengthTable::count_before(std::size_t bits, std::size_t sampled, std::uint32_t index) const noexcept {
    std::uint32_t count = number(sampled + index / bits_every * 4);
    const std::uint8_t* at = data_.data() + bits + index / bits_every * (bits_every / 8);
    std::uint32_t left = index % bits_every;
    for (; left >= 64; left -= 64, at += 8) count += count_bits(load(at));
    if (left > 0) count += count_bits(load(at) & ((std::uint64_t{1} << left) - 1));
    return count;
}

StrengthTable::Node StrengthTable::find_child(Node node, std::uint8_t symbol) const noexcept {
    if (node >= nodes_ || !bit(parents_, node)) return none;
    const std::uint32_t group = count_before(parents_, parent_samples_, node);
    if (group >= groups_) return none;
    std::uint32_t at = number(label_samples_ + group / labels_every * 4);
    std::uint32_t left = group % labels_every;
    const std::uint8_t* const labels = data_.data() + labels_;
    constexpr std::uint64_t tops = 0x8080808080808080;
    // Behind the last label are eight more bytes of the table.
    while (left > 0 && at < nodes_) {
        const std::uint64_t lasts = load(labels + at) & tops;
        // One bit a byte: a product adds them up.
        const auto count = static_cast<std::uint32_t>(((lasts >> 7) * 0x0101010101010101) >> 56);
        if (count >= left) {
            std::uint64_t rest = lasts;
            for (; left > 1; --left) rest &= rest - 1;
            at += static_cast<std::uint32_t>(std::countr_zero(rest)) / 8 + 1;
            left = 0;
        } else {
            left -= count;
            at += 8;
        }
    }
    for (; at < nodes_; ++at) {
        const std::uint8_t label = labels[at];
        if ((label & 127) == symbol) return at;
        if ((label & 127) > symbol || label >= 128) return none;
    }
    return none;
}

StrengthTable::Word StrengthTable::word(Node node) const noexcept {
    if (node >= nodes_) return {};
    const std::uint32_t before = count_before(parents_, parent_samples_, node);
    const bool parent = bit(parents_, node);
    if (parent && (before >= groups_ || !bit(ends_, before))) return {};
    const std::uint32_t index =
        node - before + (before < groups_ ? count_before(ends_, end_samples_, before) : words_ - (nodes_ - groups_));
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
    std::uint32_t high = keyboard.keys;
    while (low < high) {
        const std::uint32_t middle = (low + high) / 2;
        if (unit(keyboard.at + middle * key_bytes) < from) low = middle + 1;
        else high = middle;
    }
    const std::size_t row = keyboard.at + low * key_bytes;
    if (low == keyboard.keys || unit(row) != from || to == 0) return {};
    for (std::size_t i = 0; i < directions; ++i) {
        if (unit(row + 4 + i * 4) == to) return {static_cast<int>(i), false};
        if (unit(row + 6 + i * 4) == to) return {static_cast<int>(i), true};
    }
    return {};
}

}  // namespace countersign::password
