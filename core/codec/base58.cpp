#include "codec/base58.h"

#include <algorithm>
#include <array>

#include "codec/byte_order.h"
#include "codec/sha256.h"

namespace countersign::codec {
namespace {

// Five digits fit a 32-bit word (58^5 < 2^30), so a 32 x 32 -> 64-bit product and a carry cannot overflow.
constexpr std::size_t digits_a_step = 5;
constexpr std::array<std::uint32_t, digits_a_step + 1> powers{
    1, 58, 58 * 58, 58 * 58 * 58, 58 * 58 * 58 * 58, 58U * 58 * 58 * 58 * 58};

constexpr std::size_t max_words = base58_max_bytes / 4;
static_assert(base58_max_bytes % 4 == 0);

// An unsigned number, the least significant word first; `count` words are in use, the last of them not 0.
struct Number {
    std::array<std::uint32_t, max_words> word;
    std::size_t count = 0;
};

// number = number * factor + addend; false if it would need more than `limit` words.
bool multiply_add(Number& number, std::uint32_t factor, std::uint32_t addend, std::size_t limit) noexcept {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < number.count; ++i) {
        carry += std::uint64_t{number.word[i]} * factor;
        number.word[i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
    if (carry == 0) return true;
    if (number.count == limit) return false;
    number.word[number.count++] = static_cast<std::uint32_t>(carry);
    return true;
}

// number = number / divisor; returns the remainder.
std::uint32_t divide(Number& number, std::uint32_t divisor) noexcept {
    std::uint64_t rest = 0;
    for (std::size_t i = number.count; i-- > 0;) {
        rest = rest << 32 | number.word[i];
        number.word[i] = static_cast<std::uint32_t>(rest / divisor);
        rest %= divisor;
    }
    while (number.count > 0 && number.word[number.count - 1] == 0) --number.count;
    return static_cast<std::uint32_t>(rest);
}

// The number that at most base58_max_bytes big-endian bytes spell, the first of them not 0.
Number number_of(std::span<const std::uint8_t> bytes) noexcept {
    Number number;
    number.count = (bytes.size() + 3) / 4;
    std::fill_n(number.word.begin(), number.count, 0U);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t from_end = bytes.size() - 1 - i;
        number.word[from_end / 4] |= std::uint32_t{bytes[i]} << (8 * (from_end % 4));
    }
    return number;
}

std::size_t bytes_in(const Number& number) noexcept {
    if (number.count == 0) return 0;
    std::size_t bytes = 4 * number.count;
    for (std::uint32_t top = number.word[number.count - 1]; top < 0x1000000; top <<= 8) --bytes;
    return bytes;
}

// The last bytes_in(number) bytes; `out` has exactly that size.
void write_big_endian(const Number& number, std::span<std::uint8_t> out) noexcept {
    std::size_t left = out.size();
    std::size_t i = 0;
    for (; left >= 4; ++i) {
        left -= 4;
        store_be32(&out[left], number.word[i]);
    }
    for (std::uint32_t top = left > 0 ? number.word[i] : 0; left > 0; top >>= 8) {
        out[--left] = static_cast<std::uint8_t>(top);
    }
}

// Which fault it is, once something is wrong: a bad character goes before too_long.
Base58Result refuse(std::string_view text, const Base58Alphabet& alphabet) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_base58_character(text[at], alphabet)) {
            return {Base58Fault::character, static_cast<std::uint32_t>(at), 0};
        }
    }
    return {Base58Fault::too_long, 0, 0};
}

}  // namespace

Base58Result base58_decode(std::string_view text, std::span<std::uint8_t> out,
                           const Base58Alphabet& alphabet) noexcept {
    std::size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == alphabet.digit[0]) ++zeros;
    const std::size_t capacity = std::min(out.size(), base58_max_bytes);
    if (zeros > capacity) return refuse(text, alphabet);
    const std::size_t word_limit = (capacity - zeros + 3) / 4;

    // Leaving the loop as soon as a character is none, or the value is too large, keeps the time linear in the length of
    // the text.
    Number number;
    std::uint8_t seen = 0;  // all values or-ed: bit 7 is set only by no_digit
    for (std::size_t at = zeros; at < text.size();) {
        const std::size_t step = std::min(digits_a_step, text.size() - at);
        std::uint32_t digits = 0;
        for (std::size_t i = 0; i < step; ++i, ++at) {
            const std::uint8_t value = alphabet.value[static_cast<std::uint8_t>(text[at])];
            seen |= value;
            digits = digits * 58 + value;
        }
        if (seen >= 0x80 || !multiply_add(number, powers[step], digits, word_limit)) return refuse(text, alphabet);
    }
    const std::size_t size = bytes_in(number);
    if (zeros + size > capacity) return refuse(text, alphabet);

    std::fill_n(out.begin(), zeros, std::uint8_t{0});
    write_big_endian(number, out.subspan(zeros, size));
    return {Base58Fault::none, 0, static_cast<std::uint32_t>(zeros + size)};
}

std::uint32_t base58_encode(std::span<const std::uint8_t> data, std::span<char> out,
                            const Base58Alphabet& alphabet) noexcept {
    if (data.size() > base58_max_bytes) return 0;
    std::size_t zeros = 0;
    while (zeros < data.size() && data[zeros] == 0) ++zeros;

    Number number = number_of(data.subspan(zeros));

    // 1.37 digits a byte at most; written from the right, because the last digit comes out first.
    std::array<char, base58_max_bytes * 137 / 100 + digits_a_step> digits;
    std::size_t first = digits.size();
    while (number.count > 0) {
        std::uint32_t rest = divide(number, powers[digits_a_step]);
        // The highest group writes no zeros in front of its own first digit.
        for (std::size_t i = 0; i < digits_a_step && (rest != 0 || number.count > 0); ++i, rest /= 58) {
            digits[--first] = alphabet.digit[rest % 58];
        }
    }
    const std::size_t length = zeros + (digits.size() - first);
    if (length > out.size()) return 0;
    std::fill_n(out.begin(), zeros, alphabet.digit[0]);
    std::copy(digits.begin() + static_cast<std::ptrdiff_t>(first), digits.end(),
              out.begin() + static_cast<std::ptrdiff_t>(zeros));
    return static_cast<std::uint32_t>(length);
}

bool base58check_valid(std::span<const std::uint8_t> decoded) noexcept {
    constexpr std::size_t checksum_bytes = 4;
    if (decoded.size() <= checksum_bytes) return false;
    const auto payload = decoded.first(decoded.size() - checksum_bytes);
    const Hash256 hash = sha256d(payload);
    return std::equal(hash.begin(), hash.begin() + checksum_bytes, decoded.last(checksum_bytes).begin());
}

}  // namespace countersign::codec
