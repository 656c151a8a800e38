// Base58 and Base58Check: numbers in base 58 without 0, O, I and l, as first written in Bitcoin's base58.cpp
// and described by draft-msporny-base58 and the Bitcoin wiki's "Base58Check encoding". The alphabet is data:
// a chain that orders its digits differently brings its own table. Knows no coin, version byte or address
// length; says where a character is wrong, never which was meant.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

/// The 58 digits in order of value, and the value of each of the 256 bytes (`no_digit` for a byte that is
/// none). Made at compile time from a literal of exactly 58 different characters; digit[0] stands for a
/// leading zero byte.
struct Base58Alphabet {
    static constexpr std::uint8_t no_digit = 0xff;
    std::array<char, 58> digit{};
    std::array<std::uint8_t, 256> value{};

    explicit consteval Base58Alphabet(const char (&digits)[59]) {
        for (std::uint8_t& entry : value) entry = no_digit;
        for (std::uint8_t i = 0; i < 58; ++i) {
            digit[i] = digits[i];
            value[static_cast<std::uint8_t>(digits[i])] = i;
        }
    }
};

/// Bitcoin's order, used by almost every chain.
inline constexpr Base58Alphabet bitcoin_alphabet{"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"};

/// The XRP Ledger's order (its documentation, "Base58 Encodings").
inline constexpr Base58Alphabet ripple_alphabet{"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"};

/// No value longer than this is decoded or encoded: three times the longest one met (an extended key has 82
/// bytes, a Cardano Byron address about 80). It keeps the time for hostile text linear.
inline constexpr std::size_t base58_max_bytes = 256;

enum class Base58Fault : std::uint32_t {
    none,
    character,  // a byte that is no digit of the alphabet; `at` says which
    too_long,   // all digits are good, but the value does not fit `out` or base58_max_bytes
};

/// `at`: byte offset in the text of the first bad character, 0 for other faults. `size`: bytes written, 0 on
/// a fault.
struct Base58Result {
    Base58Fault fault;
    std::uint32_t at;
    std::uint32_t size;
};

/// Decodes `text` (any length, any bytes) big-endian from out[0]; each leading zero digit ('1') is one zero
/// byte. Every value has exactly one spelling, so decoding what base58_encode wrote gives the same bytes and
/// nothing else does. The empty text is the empty value. On a fault `out` is untouched. A bad character goes
/// before too_long.
[[nodiscard]] Base58Result base58_decode(std::string_view text, std::span<std::uint8_t> out,
                                         const Base58Alphabet& alphabet = bitcoin_alphabet) noexcept;

/// Writes `data` in base 58 from out[0] and returns the number of characters, at most 1.37 per byte and one
/// more. Returns 0, leaving `out` untouched, if they do not fit or `data` is longer than base58_max_bytes.
[[nodiscard]] std::uint32_t base58_encode(std::span<const std::uint8_t> data, std::span<char> out,
                                          const Base58Alphabet& alphabet = bitcoin_alphabet) noexcept;

/// Whether the last 4 of the `decoded` bytes are the first 4 of sha256d of all before them (Base58Check, step
/// 3). False under 5 bytes: a checksum of nothing is no address.
[[nodiscard]] bool base58check_valid(std::span<const std::uint8_t> decoded) noexcept;

/// Whether `c` is a digit of the alphabet. Any char may be asked, negative ones too.
[[nodiscard]] inline bool is_base58_character(char c, const Base58Alphabet& alphabet = bitcoin_alphabet) noexcept {
    return alphabet.value[static_cast<std::uint8_t>(c)] != Base58Alphabet::no_digit;
}

}  // namespace countersign::codec
