#include "codec/cashaddr.h"

#include <array>
#include <cstddef>

#include "codec/bech32_characters.h"

namespace countersign::codec {
namespace {

// What the top symbol of a remainder leaves behind when it is shifted out ("Checksum"): all 32 sums of the five words.
constexpr std::array<std::uint64_t, 32> multiples = [] {
    constexpr std::array<std::uint64_t, 5> generator{0x98f2bc8e61, 0x79b76d99e2, 0xf33e5fb3c4, 0xae2eabe2a8,
                                                     0x1e4f43e470};
    std::array<std::uint64_t, 32> table{};
    for (std::uint32_t top = 0; top < 32; ++top) {
        for (std::uint32_t bit = 0; bit < 5; ++bit) table[top] ^= (top >> bit & 1) != 0 ? generator[bit] : 0;
    }
    return table;
}();

// PolyMod's step: the remainder, eight symbols in 40 bits, times x plus `symbol`, modulo the generator.
constexpr std::uint64_t step(std::uint64_t remainder, std::uint64_t symbol) noexcept {
    return ((remainder & 0x7ffffffff) << 5 ^ symbol) ^ multiples[static_cast<std::size_t>(remainder >> 35)];
}

// The remainder r with step(r, 0) == remainder. The low symbols of `multiples` are all different.
constexpr std::uint64_t step_back(std::uint64_t remainder) noexcept {
    std::uint64_t top = 0;
    while (((multiples[static_cast<std::size_t>(top)] ^ remainder) & 31) != 0) ++top;
    return (remainder ^ multiples[static_cast<std::size_t>(top)]) >> 5 | top << 35;
}

static_assert(step_back(step(0x123456789a, 0)) == 0x123456789a && step_back(step(0xfedcba9876, 0)) == 0xfedcba9876);

std::uint64_t remainder_of_prefix(std::string_view prefix) noexcept {
    std::uint64_t remainder = 1;
    for (const char c : prefix) remainder = step(remainder, static_cast<std::uint8_t>(c) & 31);
    return step(remainder, 0);
}

// The fault of a text in which a foreign byte or both cases were seen.
[[gnu::cold]] CashAddrResult locate(std::string_view text) noexcept {
    std::size_t mixed = text.size();
    std::uint8_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::uint8_t mark = data_mark(text[at]);
        if (mark == foreign_mark) return {CashAddrFault::character, static_cast<std::uint32_t>(at), 0};
        seen |= mark;
        if (mixed == text.size() && refused_marks(seen)) mixed = at;
    }
    return {CashAddrFault::mixed_case, static_cast<std::uint32_t>(mixed), 0};
}

}  // namespace

CashAddrResult cashaddr_decode(std::string_view text, std::string_view prefix,
                               std::span<std::uint8_t> symbols) noexcept {
    const bool short_text = text.size() < cashaddr_checksum_length;
    if (short_text || text.size() - cashaddr_checksum_length > symbols.size()) {
        std::uint8_t seen = 0;
        for (const char c : text) seen |= data_mark(c);
        if (refused_marks(seen)) return locate(text);
        return {short_text ? CashAddrFault::too_short : CashAddrFault::too_long, 0, 0};
    }
    const std::size_t size = text.size() - cashaddr_checksum_length;
    std::uint64_t remainder = remainder_of_prefix(prefix);
    std::uint8_t seen = 0;
    const auto take = [&](char c) {
        const std::uint8_t mark = data_mark(c);
        seen |= mark;
        remainder = step(remainder, mark & 31);
        return static_cast<std::uint8_t>(mark & 31);
    };
    for (std::size_t i = 0; i < size; ++i) symbols[i] = take(text[i]);
    for (const char c : text.substr(size)) take(c);
    if (refused_marks(seen)) return locate(text);
    // PolyMod ends with an exclusive or with 1, so what is right leaves 1 here.
    return {remainder == 1 ? CashAddrFault::none : CashAddrFault::checksum, 0, static_cast<std::uint32_t>(size)};
}

Bech32Slip cashaddr_slip(std::string_view text, std::string_view prefix) noexcept {
    std::uint64_t off = remainder_of_prefix(prefix);
    for (const char c : text) off = step(off, symbol_of(c));
    // The remainder is linear: a slip by `e` in the last symbol adds e, one symbol further left adds step(e, 0), and so
    // on. Going back from the whole error, the place is where only one symbol, or one and its neighbour, is left of it.
    off ^= 1;
    Bech32Slip found{0, 0};
    for (std::size_t at = text.size(); at-- > 0; off = step_back(off)) {
        if (off < 32) found = {static_cast<std::uint32_t>(at), 1};
        if (at == 0) break;
        const std::uint32_t swapped = symbol_of(text[at]) ^ symbol_of(text[at - 1]);
        if (off == (swapped << 5 | swapped)) found = {static_cast<std::uint32_t>(at - 1), 2};
    }
    return found;
}

CashAddrPayload cashaddr_payload(std::span<const std::uint8_t> symbols) noexcept {
    std::uint32_t size = 0;
    if (!are_whole_bytes(symbols, size) || size == 0) return {false, 0, 0};
    const std::uint32_t version = std::uint32_t{symbols[0]} << 3 | symbols[1] >> 2;
    // "P2PKH and P2SH": 160 to 256 bits in steps of 32, then 320 to 512 in steps of 64.
    const std::uint32_t size_bits = version & 7;
    const std::uint32_t hash_size = size_bits < 4 ? 20 + 4 * size_bits : 8 + 8 * size_bits;
    if (version >= 0x80 || size != 1 + hash_size) return {false, 0, 0};
    return {true, static_cast<std::uint8_t>(version >> 3), hash_size};
}

}  // namespace countersign::codec
