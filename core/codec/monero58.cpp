#include "codec/monero58.h"

#include <algorithm>
#include <array>

#include "codec/base58.h"
#include "codec/byte_order.h"

namespace countersign::codec {
namespace {

constexpr std::size_t block_digits = 11;
constexpr std::size_t block_bytes = 8;

// Bytes of a block of so many digits; `impossible` where no number of bytes gives them.
constexpr std::uint8_t impossible = 0xff;
constexpr std::array<std::uint8_t, block_digits> bytes_of_digits{0, impossible, 1,          2, impossible, 3,
                                                                 4, 5,          impossible, 6, 7};

constexpr std::uint8_t digit_value(char c) noexcept {
    return bitcoin_alphabet.value[static_cast<std::uint8_t>(c)];
}

// The number that good digits spell, at most 10 of them: 58^10 is below 2^59.
std::uint64_t number_of(std::string_view digits) noexcept {
    std::uint64_t number = 0;
    for (const char c : digits) number = number * 58 + digit_value(c);
    return number;
}

}  // namespace

Monero58Result monero58_decode(std::string_view text, std::span<std::uint8_t> out) noexcept {
    std::uint8_t seen = 0;  // all values or-ed: bit 7 is set only by no_digit
    for (const char c : text) seen |= digit_value(c);
    if (seen >= 0x80) {
        const auto bad = std::find_if(text.begin(), text.end(), [](char c) { return !is_base58_character(c); });
        return {Monero58Fault::character, static_cast<std::uint32_t>(bad - text.begin()), 0};
    }
    const std::size_t last_bytes = bytes_of_digits[text.size() % block_digits];
    if (last_bytes == impossible) return {Monero58Fault::length, 0, 0};
    const std::size_t size = text.size() / block_digits * block_bytes + last_bytes;
    if (size > out.size()) return {Monero58Fault::too_long, 0, 0};

    std::size_t at = 0;
    std::size_t written = 0;
    for (; text.size() - at >= block_digits; at += block_digits, written += block_bytes) {
        constexpr std::uint64_t most = ~std::uint64_t{0};
        const std::uint64_t ten = number_of(text.substr(at, block_digits - 1));
        const std::uint64_t last = digit_value(text[at + block_digits - 1]);
        if (ten > most / 58 || (ten == most / 58 && last > most % 58)) {
            return {Monero58Fault::overflow, static_cast<std::uint32_t>(at), 0};
        }
        store_be64(&out[written], ten * 58 + last);
    }
    const std::uint64_t rest = number_of(text.substr(at));
    if (rest >> (8 * last_bytes) != 0) return {Monero58Fault::overflow, static_cast<std::uint32_t>(at), 0};
    for (std::size_t i = last_bytes; i-- > 0; ++written) out[written] = static_cast<std::uint8_t>(rest >> (8 * i));
    return {Monero58Fault::none, 0, static_cast<std::uint32_t>(size)};
}

}  // namespace countersign::codec
