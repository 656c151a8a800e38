#include "codec/edwards25519.h"

#include <array>
#include <bit>
#include <cstddef>

#include "codec/byte_order.h"

namespace countersign::codec {
namespace {

// A number modulo p = 2^255 - 19 as nine limbs of 29 bits, the least significant first. Limbs may run over, to under
// 2^30 in the factors of a product: nine products of such limbs fit 64 bits. Wasm has no wider multiplication.
using Field = std::array<std::uint64_t, 9>;
constexpr std::uint32_t limb_bits = 29;
constexpr std::uint64_t limb_mask = (1U << limb_bits) - 1;
constexpr std::uint64_t wrapped = 1216;  // 64 * 19: 2^261, the bit above the limbs, modulo p

// Brings limbs from under 2^47 to under 2^30.
void carry(Field& a) noexcept {
    std::uint64_t over = 0;
    for (std::uint64_t& limb : a) {
        limb += over;
        over = limb >> limb_bits;
        limb &= limb_mask;
    }
    a[0] += over * wrapped;
}

Field multiply(const Field& a, const Field& b) noexcept {
    std::array<std::uint64_t, 18> product{};
    for (std::size_t i = 0; i < 9; ++i) {
        for (std::size_t k = 0; k < 9; ++k) product[i + k] += a[i] * b[k];
    }
    for (std::size_t i = 0; i < 17; ++i) {
        product[i + 1] += product[i] >> limb_bits;
        product[i] &= limb_mask;
    }
    Field result;
    for (std::size_t i = 0; i < 9; ++i) result[i] = product[i] + wrapped * product[i + 9];
    carry(result);
    return result;
}

// factor * a - less. Adding 64 p, whose limbs are all ones but for the lowest, keeps every limb positive.
Field scale(const Field& a, std::uint64_t factor, std::uint64_t less) noexcept {
    Field result;
    for (std::size_t i = 0; i < 9; ++i) result[i] = a[i] * factor + limb_mask;
    result[0] -= wrapped - 1 + less;
    carry(result);
    return result;
}

// The low 255 bits of 32 bytes.
Field load(std::span<const std::uint8_t, 32> bytes) noexcept {
    Field result;
    for (std::size_t i = 0; i < 9; ++i) {
        // 29 bits from bit 29 i on lie in the 64 that begin at its byte; the last limb's lie in the last 64 of all.
        const std::size_t bit = i * limb_bits;
        const std::size_t byte = bit / 8 < 24 ? bit / 8 : 24;
        result[i] = load_le64(bytes.data() + byte) >> (bit - 8 * byte) & limb_mask;
    }
    result[8] &= limb_mask >> 6;
    return result;
}

// A non-negative number as 32-bit words, the least significant first.
using Words = std::array<std::uint32_t, 8>;

// Some number under 2^256 that is `a` modulo p.
Words words_of(Field a) noexcept {
    a[0] += (a[8] >> 23) * 19;  // 2^255 is 19
    a[8] &= limb_mask >> 6;
    Words words;
    std::uint64_t bits = 0;
    std::uint32_t held = 0;
    std::size_t written = 0;
    for (const std::uint64_t limb : a) {
        bits += limb << held;
        held += limb_bits;
        if (held < 32) continue;
        words[written++] = static_cast<std::uint32_t>(bits);
        bits >>= 32;
        held -= 32;
    }
    return words;
}

// What a round of steps makes of two numbers: f * a + g * b, both factors within 2^28, in one word as f + 2^32 g.
struct Factors {
    std::int64_t f;
    std::int64_t g;

    explicit Factors(std::uint64_t packed) noexcept
        : f(static_cast<std::int32_t>(static_cast<std::uint32_t>(packed))),
          g(static_cast<std::int64_t>(packed - static_cast<std::uint64_t>(f)) >> 32) {}
};

// Bits that a round takes off. It looks at the lowest 31 bits, which are exact: the symbol of 2 needs three more than
// are taken off.
constexpr std::uint32_t round_bits = 28;
constexpr std::uint64_t exact = 0x7fffffff;

// result = (f * a + g * b) / 2^round_bits, without its sign, in `count` words. True if it was negative. `result` may be
// `a` or `b`.
bool combine(const Factors& by, const Words& a, const Words& b, std::size_t count, Words& result) noexcept {
    std::int64_t sum = by.f * a[0] + by.g * b[0];
    for (std::size_t i = 1; i < count; ++i) {
        const std::uint32_t low = static_cast<std::uint32_t>(sum) >> round_bits;
        sum >>= 32;
        sum += by.f * a[i] + by.g * b[i];
        result[i - 1] = low | static_cast<std::uint32_t>(sum) << (32 - round_bits);
    }
    result[count - 1] = static_cast<std::uint32_t>(sum >> round_bits);
    if (sum >= 0) return false;
    std::uint64_t carried = 1;
    for (std::size_t i = 0; i < count; ++i) {
        carried += static_cast<std::uint32_t>(~result[i]);
        result[i] = static_cast<std::uint32_t>(carried);
        carried >>= 32;
    }
    return true;
}

// Whether `a` is 0 or a square modulo p: its Jacobi symbol, by the binary algorithm in rounds as in "Optimized Binary
// GCD for Modular Inversion" (Pornin, IACR eprint 2020/972). A round looks only at the ends of both numbers, and then
// does to the whole what it did to those. Where the upper ends deceived it, one of the numbers comes out negative,
// never both: the symbol (a|b) is then still what the low bits say. No branch asks which number is the lesser, since
// nothing predicts it.
bool is_square_or_zero(Words a) noexcept {
    constexpr std::uint32_t all = 0xffffffff;
    Words b{all - 18, all, all, all, all, all, all, all >> 1};
    // Changes of the symbol's sign: bit 0 of the one for factors of 2, bit 1 of the other for changes of place.
    std::uint64_t for_twos = 0;
    std::uint64_t for_swaps = 0;
    std::size_t count = b.size();  // words that either number has
    bool zero = false;
    for (;;) {
        while (count > 2 && (a[count - 1] | b[count - 1]) == 0) --count;
        if (count == 2) break;
        if (zero) return true;  // b is their common divisor, and too long for 1: it is p

        const auto shift = static_cast<std::uint32_t>(std::countl_zero(a[count - 1] | b[count - 1]));
        const auto ends = [=](const Words& x) {
            const std::uint64_t upper = std::uint64_t{x[count - 1]} << 32 | x[count - 2];
            const std::uint64_t next = std::uint64_t{x[count - 3]} >> (32 - shift);
            return (upper << shift | next) >> 32 << 31 | (x[0] & exact);
        };
        std::uint64_t x = ends(a);
        std::uint64_t y = ends(b);
        std::uint64_t end = std::uint64_t{1} << round_bits;  // stops counting zeros where the round ends
        auto twos = static_cast<std::uint32_t>(std::countr_zero(x | end));
        std::uint64_t to_x = 1;
        std::uint64_t to_y = std::uint64_t{1} << 32 << twos;  // instead of halving what is left of a
        x >>= twos;
        for_twos ^= twos & (y + 2) >> 2;  // (2|y) is -1 if y is 3 or 5 modulo 8
        for (end >>= twos; end != 1; end >>= twos) {
            // x is odd: y becomes the lesser, and x the difference without its twos. Both are under 2^63.
            const std::uint64_t difference = x - y;
            const std::uint64_t to_difference = to_x - to_y;
            const auto swap = static_cast<std::uint64_t>(static_cast<std::int64_t>(difference) >> 63);
            twos = static_cast<std::uint32_t>(std::countr_zero(difference | end));
            for_swaps ^= swap & x & y;  // reciprocity: -1 if both are 3 modulo 4
            y += difference & swap;
            x = ((difference ^ swap) - swap) >> twos;
            for_twos ^= twos & (y + 2) >> 2;
            to_y = (to_y + (to_difference & swap)) << twos;
            to_x = (to_difference ^ swap) - swap;
        }

        const Words before = a;
        const bool negative = combine(Factors(to_x), before, b, count, a);
        combine(Factors(to_y), before, b, count, b);  // (x|-y) is (x|y) with x positive
        if (negative) for_swaps ^= b[0];              // (-1|y) with y positive
        std::uint32_t seen = 0;
        for (std::size_t i = 0; i < count; ++i) seen |= a[i];
        zero = seen == 0;
    }
    std::uint64_t x = std::uint64_t{a[1]} << 32 | a[0];
    std::uint64_t y = std::uint64_t{b[1]} << 32 | b[0];
    while (x != 0) {
        const auto twos = static_cast<std::uint32_t>(std::countr_zero(x));
        x >>= twos;
        for_twos ^= twos & (y + 2) >> 2;
        const std::uint64_t difference = x - y;
        const std::uint64_t swap = std::uint64_t{0} - static_cast<std::uint64_t>(x < y);
        for_swaps ^= swap & x & y;
        y += difference & swap;
        x = (difference ^ swap) - swap;
    }
    return ((for_twos ^ for_swaps >> 1) & 1) == 0;
}

}  // namespace

bool edwards25519_decompresses(std::span<const std::uint8_t, 32> encoded) noexcept {
    // 5.1.3: x^2 = (y^2 - 1) / (d y^2 + 1), with d = -121665/121666. A quotient is a square exactly if the product is,
    // and 121666 and -1 are squares modulo p: so x exists exactly if (y^2 - 1)(121665 y^2 - 121666) is 0 or a square.
    const Field y = load(encoded);
    const Field y2 = multiply(y, y);
    return is_square_or_zero(words_of(multiply(scale(y2, 1, 1), scale(y2, 121665, 121666))));
}

bool edwards25519_decompresses_strictly(std::span<const std::uint8_t, 32> encoded) noexcept {
    // p is ed, 30 times ff, 7f. What differs from the lenient rules begins or ends with a byte of a run of ff or 00.
    const std::uint8_t sign = encoded[31] & 0x80;
    const std::uint8_t top = encoded[31] & 0x7f;
    bool ones = top == 0x7f;
    bool zeros = top == 0;
    for (std::size_t i = 1; i < 31; ++i) {
        ones = ones && encoded[i] == 0xff;
        zeros = zeros && encoded[i] == 0;
    }
    if (ones && encoded[0] >= 0xed) return false;  // y >= p
    // x is 0 where y is 1 or p - 1.
    if (sign != 0 && ((zeros && encoded[0] == 1) || (ones && encoded[0] == 0xec))) return false;
    return edwards25519_decompresses(encoded);
}

}  // namespace countersign::codec
