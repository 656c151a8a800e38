#include "codec/base58.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "codec/byte_order.h"
#include "codec/sha256.h"

namespace countersign::codec {
namespace {

// A number is an array of words, the least significant first. Decoding takes the widest whose product with another the
// machine can hold, and as many digits at once as fit a word: 58^10 < 2^59, 58^5 < 2^30.
#if defined(__SIZEOF_INT128__) && UINTPTR_MAX > 0xffffffff
using Word = std::uint64_t;
__extension__ using Product = unsigned __int128;
#else
using Word = std::uint32_t;
using Product = std::uint64_t;
#endif
constexpr std::uint32_t five_digits = 58U * 58 * 58 * 58 * 58;
constexpr std::size_t digits_a_step = sizeof(Word) == 8 ? 10 : 5;
constexpr Word a_step = sizeof(Word) == 8 ? Word{five_digits} * five_digits : five_digits;

// The values of digits, from left to right. All of them are or-ed, too: bit 7 is set only by no_digit.
class Digits {
public:
    Digits(const char* from, const Base58Alphabet& alphabet) noexcept : from_(from), alphabet_(alphabet) {}
    std::uint32_t one() noexcept {
        const std::uint8_t value = alphabet_.value[static_cast<std::uint8_t>(*from_++)];
        seen_ |= value;
        return value;
    }
    // Written out, so that no product waits for another.
    std::uint32_t five() noexcept {
        const std::uint32_t first = one() * (58 * 58 * 58 * 58);
        const std::uint32_t second = one() * (58 * 58 * 58);
        const std::uint32_t third = one() * (58 * 58);
        const std::uint32_t fourth = one() * 58;
        return first + second + third + fourth + one();
    }
    Word a_step() noexcept {
        if constexpr (digits_a_step == 5) return five();
        const Word high = Word{five()} * five_digits;
        return high + five();
    }
    [[nodiscard]] bool all_good() const noexcept { return seen_ < 0x80; }
    [[nodiscard]] const char* place() const noexcept { return from_; }

private:
    const char* from_;
    const Base58Alphabet& alphabet_;
    std::uint8_t seen_ = 0;
};

// number = number * factor + addend over `count` words; what no longer fits them.
Word multiply_add(Word* number, std::size_t count, Word factor, Word addend) noexcept {
    Word carry = addend;
    for (std::size_t i = 0; i < count; ++i) {
        const Product product = Product{number[i]} * factor + carry;
        number[i] = static_cast<Word>(product);
        carry = static_cast<Word>(product >> (8 * sizeof(Word)));
    }
    return carry;
}

std::size_t bytes_in(Word word) noexcept {
    return sizeof(Word) - static_cast<std::size_t>(std::countl_zero(word)) / 8;
}

// The last out.size() bytes of the number.
void write_big_endian(const Word* number, std::span<std::uint8_t> out) noexcept {
    std::size_t left = out.size();
    for (; left >= sizeof(Word); ++number) {
        left -= sizeof(Word);
        if constexpr (sizeof(Word) == 8) store_be64(&out[left], *number);
        else store_be32(&out[left], *number);
    }
    for (Word top = left > 0 ? *number : 0; left > 0; top >>= 8) out[--left] = static_cast<std::uint8_t>(top);
}

// For encoding, whose words are half as wide as a quotient's dividend on every machine; `count` are in use, the last of them
// not 0.
struct Number {
    std::array<std::uint32_t, base58_max_bytes / 4> word;
    std::size_t count = 0;
};

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

// Which fault it is, once something is wrong: a bad character goes before too_long.
[[gnu::cold]] Base58Result refuse(std::string_view text, const Base58Alphabet& alphabet) noexcept {
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
    const std::size_t most_words = (capacity - zeros + sizeof(Word) - 1) / sizeof(Word);

    // What is left over by whole steps goes first. Leaving the loop as soon as a character is none, or the value is too
    // large, keeps the time linear in the length of the text.
    std::array<Word, base58_max_bytes / sizeof(Word)> number;
    std::size_t count = 0;
    Digits digits{text.data() + zeros, alphabet};
    const char* const end = text.data() + text.size();
    std::size_t left_over = (text.size() - zeros) % digits_a_step;
    Word value = 0;
    if (left_over >= 5) {
        value = digits.five();
        left_over -= 5;
    }
    for (; left_over > 0; --left_over) value = value * 58 + digits.one();
    for (;;) {
        if (!digits.all_good()) return refuse(text, alphabet);
        if (value != 0) {
            if (count == most_words) return refuse(text, alphabet);
            number[count++] = value;
        }
        if (digits.place() == end) break;
        value = multiply_add(number.data(), count, a_step, digits.a_step());
    }
    const std::size_t size = count == 0 ? 0 : (count - 1) * sizeof(Word) + bytes_in(number[count - 1]);
    if (zeros + size > capacity) return refuse(text, alphabet);

    std::fill_n(out.begin(), zeros, std::uint8_t{0});
    write_big_endian(number.data(), out.subspan(zeros, size));
    return {Base58Fault::none, 0, static_cast<std::uint32_t>(zeros + size)};
}

std::uint32_t base58_encode(std::span<const std::uint8_t> data, std::span<char> out,
                            const Base58Alphabet& alphabet) noexcept {
    if (data.size() > base58_max_bytes) return 0;
    std::size_t zeros = 0;
    while (zeros < data.size() && data[zeros] == 0) ++zeros;

    Number number = number_of(data.subspan(zeros));

    // 1.37 digits a byte at most; written from the right, because the last digit comes out first.
    std::array<char, base58_max_bytes * 137 / 100 + 5> digits;
    std::size_t first = digits.size();
    while (number.count > 0) {
        std::uint32_t rest = divide(number, five_digits);
        // The highest group writes no zeros in front of its own first digit.
        for (std::size_t i = 0; i < 5 && (rest != 0 || number.count > 0); ++i, rest /= 58) {
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
    return sha256d_checksum(decoded.first(decoded.size() - checksum_bytes)) ==
           load_be32(decoded.last(checksum_bytes).data());
}

}  // namespace countersign::codec
