#include "codec/bech32.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "codec/bech32_characters.h"

namespace countersign::codec {
namespace {

constexpr std::uint32_t bech32_constant = 1;            // BIP-173
constexpr std::uint32_t bech32m_constant = 0x2bc830a3;  // BIP-350

// What the top symbol of a remainder leaves behind when it is shifted out: BIP-173's generator, all 32 multiples.
constexpr std::array<std::uint32_t, 32> multiples = [] {
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    std::array<std::uint32_t, 32> table{};
    for (std::uint32_t top = 0; top < 32; ++top) {
        for (std::uint32_t bit = 0; bit < 5; ++bit) table[top] ^= (top >> bit & 1) != 0 ? generator[bit] : 0;
    }
    return table;
}();

// BIP-173's step: the remainder, six symbols in 30 bits, times x plus `symbol`, modulo the generator.
constexpr std::uint32_t step(std::uint32_t remainder, std::uint32_t symbol) noexcept {
    return ((remainder & 0x1ffffff) << 5 ^ symbol) ^ multiples[remainder >> 25];
}

// Three steps at once. The top symbol is shifted out first and its multiple still moves twice, and so on; each has its
// own table, so that a turn waits for one look-up and not for three.
constexpr std::array<std::array<std::uint32_t, 32>, 3> triple_multiples = [] {
    std::array<std::array<std::uint32_t, 32>, 3> tables{};
    for (std::uint32_t top = 0; top < 32; ++top) {
        for (std::uint32_t place = 0; place < 3; ++place) {
            std::uint32_t remainder = top << (15 + 5 * place);
            for (int i = 0; i < 3; ++i) remainder = step(remainder, 0);
            tables[place][top] = remainder;
        }
    }
    return tables;
}();

constexpr std::uint32_t triple_step(std::uint32_t remainder, std::uint32_t symbols) noexcept {
    return ((remainder & 0x7fff) << 15 ^ symbols) ^ triple_multiples[2][remainder >> 25] ^
           triple_multiples[1][remainder >> 20 & 31] ^ triple_multiples[0][remainder >> 15 & 31];
}

constexpr bool is_upper(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

// The remainder of the HRP expanded: the high bits of each character, a zero, the low bits of each.
std::uint32_t remainder_of_hrp(std::string_view hrp) noexcept {
    std::uint32_t remainder = 1;
    // The checksum is of the lower-case form. Bit 5 of a letter is its case, so its high bits become 3.
    for (const char c : hrp) remainder = step(remainder, static_cast<std::uint8_t>(is_upper(c) ? c | 0x20 : c) >> 5);
    remainder = step(remainder, 0);
    for (const char c : hrp) remainder = step(remainder, static_cast<std::uint8_t>(c) & 31);
    return remainder;
}

constexpr Bech32Result refuse(Bech32Fault fault, std::size_t at = 0) noexcept {
    return {fault, static_cast<std::uint32_t>(at), Bech32Variant::none, 0, 0};
}

constexpr std::uint8_t case_mark(char c) noexcept {
    if (is_lower(c)) return lower_mark;
    return is_upper(c) ? upper_mark : std::uint8_t{0};
}

constexpr std::uint8_t hrp_mark(char c) noexcept {
    return c < 33 || c > 126 ? foreign_mark : case_mark(c);
}

// What is wrong with how long the text and its parts are.
Bech32Fault fault_of_sizes(std::string_view text, std::string_view hrp, std::string_view data, std::size_t most_symbols,
                           std::size_t max_length) noexcept {
    if (hrp.size() == text.size()) return Bech32Fault::no_separator;
    if (text.size() > max_length) return Bech32Fault::too_long;
    if (hrp.empty() || hrp.size() > bech32_max_hrp_length) return Bech32Fault::hrp_length;
    if (data.size() < bech32_checksum_length) return Bech32Fault::too_short;
    if (data.size() - bech32_checksum_length > most_symbols) return Bech32Fault::too_long;
    return Bech32Fault::none;
}

// The fault of a text in which a foreign character or both cases were seen. `separator`: its last '1', or its
// size if it has none.
Bech32Result locate(std::string_view text, std::size_t separator) noexcept {
    for (std::size_t at = 0; at < separator; ++at) {
        if (hrp_mark(text[at]) == foreign_mark) return refuse(Bech32Fault::hrp_character, at);
    }
    for (std::size_t at = separator + 1; at < text.size(); ++at) {
        if (data_mark(text[at]) == foreign_mark) return refuse(Bech32Fault::data_character, at);
    }
    std::size_t at = 0;
    for (std::uint8_t seen = 0; at < text.size(); ++at) {
        seen |= case_mark(text[at]);
        if (seen == (lower_mark | upper_mark)) break;
    }
    return refuse(Bech32Fault::mixed_case, at);
}

}  // namespace

Bech32Result bech32_decode(std::string_view text, std::span<std::uint8_t> symbols, std::uint32_t max_length) noexcept {
    // Without a separator all of the text is judged as HRP.
    const std::size_t separator = std::min(text.rfind('1'), text.size());
    const std::string_view hrp = text.substr(0, separator);
    const std::string_view data = text.substr(std::min(separator + 1, text.size()));
    std::uint8_t seen = 0;
    for (const char c : hrp) seen |= hrp_mark(c);
    if (const Bech32Fault fault = fault_of_sizes(text, hrp, data, symbols.size(), max_length);
        fault != Bech32Fault::none) {
        for (const char c : data) seen |= data_mark(c);
        return refused_marks(seen) ? locate(text, separator) : refuse(fault);
    }
    const std::size_t data_length = data.size() - bech32_checksum_length;

    std::uint32_t remainder = remainder_of_hrp(hrp);
    const auto take = [&](std::size_t i) {
        const std::uint8_t mark = data_mark(data[i]);
        seen |= mark;
        const std::uint8_t symbol = mark & 31;
        if (i < data_length) symbols[i] = symbol;
        return std::uint32_t{symbol};
    };
    std::size_t i = 0;
    for (; i < data.size() % 3; ++i) remainder = step(remainder, take(i));
    for (; i < data.size(); i += 3) {
        const std::uint32_t first = take(i);
        const std::uint32_t second = take(i + 1);
        remainder = triple_step(remainder, first << 10 | second << 5 | take(i + 2));
    }
    if (refused_marks(seen)) return locate(text, separator);

    Bech32Result result{Bech32Fault::none, 0, Bech32Variant::none, static_cast<std::uint32_t>(hrp.size()),
                        static_cast<std::uint32_t>(data_length)};
    if (remainder == bech32_constant) result.variant = Bech32Variant::bech32;
    else if (remainder == bech32m_constant) result.variant = Bech32Variant::bech32m;
    else result.fault = Bech32Fault::checksum;
    return result;
}

std::uint32_t bech32_encode(std::string_view hrp, std::span<const std::uint8_t> symbols, Bech32Variant variant,
                            std::span<char> out) noexcept {
    if (variant == Bech32Variant::none || hrp.empty() || hrp.size() > bech32_max_hrp_length) return 0;
    for (const char c : hrp) {
        if ((hrp_mark(c) & (foreign_mark | upper_mark)) != 0) return 0;
    }
    for (const std::uint8_t symbol : symbols) {
        if (symbol > 31) return 0;
    }
    const std::size_t length = hrp.size() + 1 + symbols.size() + bech32_checksum_length;
    if (length > out.size()) return 0;

    std::uint32_t remainder = remainder_of_hrp(hrp);
    for (const std::uint8_t symbol : symbols) remainder = step(remainder, symbol);
    for (std::uint32_t i = 0; i < bech32_checksum_length; ++i) remainder = step(remainder, 0);
    const std::uint32_t checksum = remainder ^ (variant == Bech32Variant::bech32 ? bech32_constant : bech32m_constant);

    auto place = std::copy(hrp.begin(), hrp.end(), out.begin());
    *place++ = '1';
    for (const std::uint8_t symbol : symbols) *place++ = symbol_characters[symbol];
    for (int shift = 25; shift >= 0; shift -= 5) *place++ = symbol_characters[checksum >> shift & 31];
    return static_cast<std::uint32_t>(length);
}

bool convert_5_to_8(std::span<const std::uint8_t> symbols, std::span<std::uint8_t> out, std::uint32_t& size) noexcept {
    if (!are_whole_bytes(symbols, size)) return false;
    if (size > out.size()) {
        size = 0;
        return false;
    }
    std::uint32_t bits = 0;  // the newest lowest; those above `held` have been written already
    std::uint32_t held = 0;
    std::size_t written = 0;
    for (const std::uint8_t symbol : symbols) {
        bits = bits << 5 | symbol;
        held += 5;
        if (held >= 8) out[written++] = static_cast<std::uint8_t>(bits >> (held -= 8));
    }
    return true;
}

bool are_whole_bytes(std::span<const std::uint8_t> symbols, std::uint32_t& size) noexcept {
    const std::size_t padding = symbols.size() * 5 % 8;
    size = 0;
    std::uint8_t seen = 0;
    for (const std::uint8_t symbol : symbols) seen |= symbol;
    if (seen > 31 || padding > 4 || (padding > 0 && (symbols.back() & ((1U << padding) - 1)) != 0)) return false;
    size = static_cast<std::uint32_t>(symbols.size() * 5 / 8);
    return true;
}

bool is_bech32_character(char c) noexcept {
    return data_mark(c) != foreign_mark;
}

Bech32Slip bech32_slip(std::string_view text, Bech32Variant variant) noexcept {
    const std::size_t separator = text.rfind('1');
    const std::string_view hrp = text.substr(0, separator);
    std::uint32_t whole = remainder_of_hrp(hrp);
    for (const char c : text.substr(separator + 1)) whole = step(whole, symbol_of(c));
    // The remainder is linear: a slip by `e` in the last symbol adds e, one symbol further left adds step(e), and so on.
    const std::uint32_t off = whole ^ (variant == Bech32Variant::bech32 ? bech32_constant : bech32m_constant);
    std::array<std::uint32_t, 5> bits{1, 2, 4, 8, 16};  // what each bit of a slip at `at` adds
    const auto added = [&bits](std::uint32_t e) {
        std::uint32_t sum = 0;
        for (std::uint32_t bit = 0; bit < 5; ++bit) sum ^= (e >> bit & 1) != 0 ? bits[bit] : 0;
        return sum;
    };
    Bech32Slip found{0, 0};
    for (std::size_t at = text.size() - 1; at > separator + 1; --at) {
        for (std::uint32_t e = 1; e < 32; ++e) {
            if (added(e) == off) found = {static_cast<std::uint32_t>(at), 1};
        }
        const std::uint32_t swapped = symbol_of(text[at]) ^ symbol_of(text[at - 1]);
        const std::uint32_t right = added(swapped);
        for (std::uint32_t& bit : bits) bit = step(bit, 0);
        if (at - 1 > separator + 1 && swapped != 0 && (right ^ added(swapped)) == off)
            found = {static_cast<std::uint32_t>(at - 1), 2};
    }
    return found;
}

}  // namespace countersign::codec
