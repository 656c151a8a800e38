#include "codec/sha256.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "codec/byte_order.h"
#include "codec/sha256_compress.h"

namespace countersign::codec {
namespace {

using State = std::array<std::uint32_t, 8>;
using Block = std::array<std::uint32_t, 16>;

constexpr std::size_t block_bytes = 64;

// FIPS 180-4, 5.3.3: the square roots of the first 8 primes, 32 bits after the point.
constexpr State initial_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// One round of 6.2.2 step 3. The eight names rotate in the caller instead of the values here. The sums are written with
// their rotations one in another, and the majority with what the round before knew (`bc` is b ^ c): 3 % of a Bitcoin
// address in wasm.
[[gnu::always_inline]] inline void round(std::uint32_t a, std::uint32_t b, std::uint32_t& d, std::uint32_t e,
                                         std::uint32_t f, std::uint32_t g, std::uint32_t& h, std::uint32_t& bc,
                                         std::uint32_t word_and_constant) noexcept {
    const std::uint32_t sum1 = std::rotr(std::rotr(std::rotr(e, 14) ^ e, 5) ^ e, 6);
    const std::uint32_t sum0 = std::rotr(std::rotr(std::rotr(a, 9) ^ a, 11) ^ a, 2);
    const std::uint32_t choice = g ^ (e & (f ^ g));
    const std::uint32_t ab = a ^ b;
    const std::uint32_t majority = b ^ (ab & bc);
    bc = ab;
    const std::uint32_t t = h + sum1 + choice + word_and_constant;
    d += t;
    h = t + sum0 + majority;
}

// The next word of the message schedule (6.2.2 step 1), in place: `w` holds the last 16.
[[gnu::always_inline]] inline void extend(Sha256Block w, std::size_t i) noexcept {
    const std::uint32_t w15 = w[(i + 1) & 15];
    const std::uint32_t w2 = w[(i + 14) & 15];
    w[i] += (std::rotr(std::rotr(w15, 11) ^ w15, 7) ^ (w15 >> 3)) + w[(i + 9) & 15] +
            (std::rotr(std::rotr(w2, 2) ^ w2, 17) ^ (w2 >> 10));
}

}  // namespace

// Sixteen rounds a turn: measured in wasm, x16 beats x1 and x8 by a quarter, and x64 gains nothing more.
void sha256_compress_portably(Sha256State state, Sha256Block w) noexcept {
    std::uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6],
                  h = state[7];
    std::uint32_t bc = b ^ c;
    for (std::size_t i = 0;; i += 16) {
        const std::uint32_t* k = &sha256_round_constants[i];
        round(a, b, d, e, f, g, h, bc, k[0] + w[0]);
        round(h, a, c, d, e, f, g, bc, k[1] + w[1]);
        round(g, h, b, c, d, e, f, bc, k[2] + w[2]);
        round(f, g, a, b, c, d, e, bc, k[3] + w[3]);
        round(e, f, h, a, b, c, d, bc, k[4] + w[4]);
        round(d, e, g, h, a, b, c, bc, k[5] + w[5]);
        round(c, d, f, g, h, a, b, bc, k[6] + w[6]);
        round(b, c, e, f, g, h, a, bc, k[7] + w[7]);
        round(a, b, d, e, f, g, h, bc, k[8] + w[8]);
        round(h, a, c, d, e, f, g, bc, k[9] + w[9]);
        round(g, h, b, c, d, e, f, bc, k[10] + w[10]);
        round(f, g, a, b, c, d, e, bc, k[11] + w[11]);
        round(e, f, h, a, b, c, d, bc, k[12] + w[12]);
        round(d, e, g, h, a, b, c, bc, k[13] + w[13]);
        round(c, d, f, g, h, a, b, bc, k[14] + w[14]);
        round(b, c, e, f, g, h, a, bc, k[15] + w[15]);
        if (i == 48) break;
        extend(w, 0), extend(w, 1), extend(w, 2), extend(w, 3);
        extend(w, 4), extend(w, 5), extend(w, 6), extend(w, 7);
        extend(w, 8), extend(w, 9), extend(w, 10), extend(w, 11);
        extend(w, 12), extend(w, 13), extend(w, 14), extend(w, 15);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

namespace {

#ifdef COUNTERSIGN_SHA256_X86
// Decided once, while the program is being loaded: asking the processor takes longer than the hash. What runs before
// that finds false here, which is right, too.
const bool has_instructions = sha256_x86_exists();

void compress(Sha256State state, Sha256Block words) noexcept {
    if (has_instructions) sha256_compress_x86(state, words);
    else sha256_compress_portably(state, words);
}
#else
void compress(Sha256State state, Sha256Block words) noexcept {
    sha256_compress_portably(state, words);
}
#endif

void compress(Sha256State state, const std::uint8_t* bytes) noexcept {
    Block words;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = load_be32(bytes + 4 * i);
    compress(state, words);
}

void digest(std::span<const std::uint8_t> data, Sha256State state) noexcept {
    std::copy(initial_state.begin(), initial_state.end(), state.begin());
    const std::uint64_t bit_length = std::uint64_t{data.size()} * 8;
    while (data.size() >= block_bytes) {
        compress(state, data.data());
        data = data.subspan(block_bytes);
    }
    // 5.1.1: one bit, zeros, the length in bits. The length needs a block of its own after 56 bytes.
    Block last{};
    std::size_t word = 0;
    for (; data.size() >= 4; data = data.subspan(4)) last[word++] = load_be32(data.data());
    std::uint32_t bit = 0x80000000;
    for (const std::uint8_t byte : data) {
        last[word] |= byte * (bit >> 7);
        bit >>= 8;
    }
    last[word] |= bit;
    if (word >= last.size() - 2) {
        compress(state, last);
        last.fill(0);
    }
    last[14] = static_cast<std::uint32_t>(bit_length >> 32);
    last[15] = static_cast<std::uint32_t>(bit_length);
    compress(state, last);
}

// The second message is always 32 bytes: the first sum, where it stands, with what pads it.
State twice(std::span<const std::uint8_t> data) noexcept {
    Block block;
    digest(data, std::span{block}.first<8>());
    block[8] = 0x80000000;
    std::fill(block.begin() + 9, block.end() - 1, 0U);
    block[15] = 256;
    State state = initial_state;
    compress(state, block);
    return state;
}

Hash256 to_bytes(const State& state) noexcept {
    Hash256 hash;
    for (std::size_t i = 0; i < state.size(); ++i) store_be32(hash.data() + 4 * i, state[i]);
    return hash;
}

}  // namespace

Hash256 sha256(std::span<const std::uint8_t> data) noexcept {
    State state;
    digest(data, state);
    return to_bytes(state);
}

Hash256 sha256d(std::span<const std::uint8_t> data) noexcept {
    return to_bytes(twice(data));
}

std::uint32_t sha256d_checksum(std::span<const std::uint8_t> data) noexcept {
    return twice(data)[0];
}

}  // namespace countersign::codec
