#include "codec/bech32.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "codec/bech32_characters.h"
#include "text/eight_bytes.h"
#include "text/utf8.h"

namespace countersign::codec {
namespace {

constexpr std::uint32_t bech32_constant = 1;            // BIP-173
constexpr std::uint32_t bech32m_constant = 0x2bc830a3;  // BIP-350

// BIP-173's generator, times each power of two that a symbol has.
constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

// What is left of a symbol once it is shifted out of the remainder, and moved on by so many steps after that. With a table
// for each place, six steps at once wait for one look-up and not for six.
constexpr std::array<std::array<std::uint32_t, 32>, 6> shifted_out = [] {
    std::array<std::array<std::uint32_t, 32>, 6> tables{};
    for (std::uint32_t symbol = 0; symbol < 32; ++symbol) {
        for (std::uint32_t bit = 0; bit < 5; ++bit) tables[0][symbol] ^= (symbol >> bit & 1) != 0 ? generator[bit] : 0;
    }
    for (std::uint32_t symbol = 0; symbol < 32; ++symbol) {
        for (std::size_t more = 1; more < 6; ++more) {
            const std::uint32_t before = tables[more - 1][symbol];
            tables[more][symbol] = (before & 0x1ffffff) << 5 ^ tables[0][before >> 25];
        }
    }
    return tables;
}();

// BIP-173's step: the remainder, six symbols in 30 bits, times x plus `symbol`, modulo the generator.
constexpr std::uint32_t step(std::uint32_t remainder, std::uint32_t symbol) noexcept {
    return ((remainder & 0x1ffffff) << 5 ^ symbol) ^ shifted_out[0][remainder >> 25];
}

// The same six times: all that was in the remainder is shifted out.
constexpr std::uint32_t six_steps(std::uint32_t remainder, std::uint32_t symbols) noexcept {
    return symbols ^ shifted_out[5][remainder >> 25] ^ shifted_out[4][remainder >> 20 & 31] ^
           shifted_out[3][remainder >> 15 & 31] ^ shifted_out[2][remainder >> 10 & 31] ^
           shifted_out[1][remainder >> 5 & 31] ^ shifted_out[0][remainder & 31];
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

// Whether none is above 31; eight at a time, since this is asked of every address.
bool are_symbols(std::span<const std::uint8_t> symbols) noexcept {
    std::uint64_t seen = 0;
    for (; symbols.size() >= 8; symbols = symbols.subspan(8)) seen |= text::eight_bytes(symbols.data());
    for (const std::uint8_t symbol : symbols) seen |= symbol;
    return (seen & 0xe0 * text::each_byte) == 0;
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
[[gnu::cold]] Bech32Result locate(std::string_view text, std::size_t separator) noexcept {
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

// Decodes a text with its separator at `separator`; its size stands for none, and all of it is judged as HRP.
Bech32Result decode(std::string_view text, std::size_t separator, std::span<std::uint8_t> symbols,
                    std::uint32_t max_length) noexcept {
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

    // Pointers, because the module adds an index to its base anew for every character.
    const char* from = data.data();
    std::uint8_t* to = symbols.data();
    const auto read = [&](char c) {
        const std::uint8_t mark = data_mark(c);
        seen |= mark;
        return std::uint32_t{mark} & 31;
    };
    const auto take = [&](std::size_t i) {
        const std::uint32_t symbol = read(from[i]);
        to[i] = static_cast<std::uint8_t>(symbol);
        return symbol;
    };
    std::uint32_t remainder = remainder_of_hrp(hrp);
    for (std::size_t i = data_length % 6; i > 0; --i, ++from, ++to) remainder = step(remainder, take(0));
    for (std::size_t i = data_length / 6; i > 0; --i, from += 6, to += 6) {
        remainder = six_steps(remainder,
                              take(0) << 25 | take(1) << 20 | take(2) << 15 | take(3) << 10 | take(4) << 5 | take(5));
    }
    std::uint32_t checksum = 0;
    for (const char c : data.substr(data_length)) checksum = checksum << 5 | read(c);
    remainder = six_steps(remainder, checksum);
    if (refused_marks(seen)) return locate(text, separator);

    Bech32Result result{Bech32Fault::none, 0, Bech32Variant::none, static_cast<std::uint32_t>(hrp.size()),
                        static_cast<std::uint32_t>(data_length)};
    if (remainder == bech32_constant) result.variant = Bech32Variant::bech32;
    else if (remainder == bech32m_constant) result.variant = Bech32Variant::bech32m;
    else result.fault = Bech32Fault::checksum;
    return result;
}

}  // namespace

Bech32Result bech32_decode(std::string_view text, std::span<std::uint8_t> symbols, std::uint32_t max_length) noexcept {
    // The separator is the last '1'. Data has none, so the first is the last, or it leaves a foreign character behind it.
    const std::size_t first = text::place_of(text, '1');
    Bech32Result result = decode(text, first, symbols, max_length);
    if (result.fault == Bech32Fault::hrp_character || result.fault == Bech32Fault::data_character) {
        const std::size_t last = std::min(text.rfind('1'), text.size());
        if (last != first) result = decode(text, last, symbols, max_length);
    }
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
    if (!are_symbols(symbols) || padding > 4 || (padding > 0 && (symbols.back() & ((1U << padding) - 1)) != 0))
        return false;
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
