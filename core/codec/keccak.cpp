#include "codec/keccak.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "codec/byte_order.h"

namespace countersign::codec {
namespace {

constexpr std::size_t rate_bytes = 136;  // 1600 - c bits, with c = 512

using State = std::array<std::uint64_t, 25>;  // lane (x, y) is at x + 5 y

// The Keccak reference, 1.2: RC[i], from the degree-8 LFSR.
constexpr std::array<std::uint64_t, 24> round_constants{
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// Six lanes are kept complemented (Keccak implementation overview 3.2, section 2.2). Then chi needs one NOT a
// row instead of five, which counts where there is no and-not instruction, as in wasm.
constexpr std::array<std::size_t, 6> complemented{1, 2, 8, 12, 17, 20};

// One round a turn with the 25 lanes in locals. Measured in wasm: unrolling rounds is slower (registers
// spill). The names are s<x><y> for lanes and b<i> for a row on its way through rho, pi and chi.
void permute(State& state) noexcept {
    auto [s00, s10, s20, s30, s40, s01, s11, s21, s31, s41, s02, s12, s22, s32, s42, s03, s13, s23, s33, s43, s04, s14,
          s24, s34, s44] = state;
    for (const std::uint64_t constant : round_constants) {
        const std::uint64_t c0 = s00 ^ s01 ^ s02 ^ s03 ^ s04;
        const std::uint64_t c1 = s10 ^ s11 ^ s12 ^ s13 ^ s14;
        const std::uint64_t c2 = s20 ^ s21 ^ s22 ^ s23 ^ s24;
        const std::uint64_t c3 = s30 ^ s31 ^ s32 ^ s33 ^ s34;
        const std::uint64_t c4 = s40 ^ s41 ^ s42 ^ s43 ^ s44;
        const std::uint64_t d0 = c4 ^ std::rotl(c1, 1);
        const std::uint64_t d1 = c0 ^ std::rotl(c2, 1);
        const std::uint64_t d2 = c1 ^ std::rotl(c3, 1);
        const std::uint64_t d3 = c2 ^ std::rotl(c4, 1);
        const std::uint64_t d4 = c3 ^ std::rotl(c0, 1);

        std::uint64_t b0 = s00 ^ d0;
        std::uint64_t b1 = std::rotl(s11 ^ d1, 44);
        std::uint64_t b2 = std::rotl(s22 ^ d2, 43);
        std::uint64_t b3 = std::rotl(s33 ^ d3, 21);
        std::uint64_t b4 = std::rotl(s44 ^ d4, 14);
        const std::uint64_t t00 = b0 ^ (b1 | b2) ^ constant;
        const std::uint64_t t10 = b1 ^ (~b2 | b3);
        const std::uint64_t t20 = b2 ^ (b3 & b4);
        const std::uint64_t t30 = b3 ^ (b4 | b0);
        const std::uint64_t t40 = b4 ^ (b0 & b1);

        b0 = std::rotl(s30 ^ d3, 28);
        b1 = std::rotl(s41 ^ d4, 20);
        b2 = std::rotl(s02 ^ d0, 3);
        b3 = std::rotl(s13 ^ d1, 45);
        b4 = std::rotl(s24 ^ d2, 61);
        const std::uint64_t t01 = b0 ^ (b1 | b2);
        const std::uint64_t t11 = b1 ^ (b2 & b3);
        const std::uint64_t t21 = b2 ^ (b3 | ~b4);
        const std::uint64_t t31 = b3 ^ (b4 | b0);
        const std::uint64_t t41 = b4 ^ (b0 & b1);

        b0 = std::rotl(s10 ^ d1, 1);
        b1 = std::rotl(s21 ^ d2, 6);
        b2 = std::rotl(s32 ^ d3, 25);
        b3 = std::rotl(s43 ^ d4, 8);
        b4 = std::rotl(s04 ^ d0, 18);
        const std::uint64_t t02 = b0 ^ (b1 | b2);
        const std::uint64_t t12 = b1 ^ (b2 & b3);
        const std::uint64_t t22 = b2 ^ (~b3 & b4);
        const std::uint64_t t32 = ~b3 ^ (b4 | b0);
        const std::uint64_t t42 = b4 ^ (b0 & b1);

        b0 = std::rotl(s40 ^ d4, 27);
        b1 = std::rotl(s01 ^ d0, 36);
        b2 = std::rotl(s12 ^ d1, 10);
        b3 = std::rotl(s23 ^ d2, 15);
        b4 = std::rotl(s34 ^ d3, 56);
        const std::uint64_t t03 = b0 ^ (b1 & b2);
        const std::uint64_t t13 = b1 ^ (b2 | b3);
        const std::uint64_t t23 = b2 ^ (~b3 | b4);
        const std::uint64_t t33 = ~b3 ^ (b4 & b0);
        const std::uint64_t t43 = b4 ^ (b0 | b1);

        b0 = std::rotl(s20 ^ d2, 62);
        b1 = std::rotl(s31 ^ d3, 55);
        b2 = std::rotl(s42 ^ d4, 39);
        b3 = std::rotl(s03 ^ d0, 41);
        b4 = std::rotl(s14 ^ d1, 2);
        const std::uint64_t t04 = b0 ^ (~b1 & b2);
        const std::uint64_t t14 = ~b1 ^ (b2 | b3);
        const std::uint64_t t24 = b2 ^ (b3 & b4);
        const std::uint64_t t34 = b3 ^ (b4 | b0);
        const std::uint64_t t44 = b4 ^ (b0 & b1);

        s00 = t00, s10 = t10, s20 = t20, s30 = t30, s40 = t40;
        s01 = t01, s11 = t11, s21 = t21, s31 = t31, s41 = t41;
        s02 = t02, s12 = t12, s22 = t22, s32 = t32, s42 = t42;
        s03 = t03, s13 = t13, s23 = t23, s33 = t33, s43 = t43;
        s04 = t04, s14 = t14, s24 = t24, s34 = t34, s44 = t44;
    }
    state = {s00, s10, s20, s30, s40, s01, s11, s21, s31, s41, s02, s12, s22,
             s32, s42, s03, s13, s23, s33, s43, s04, s14, s24, s34, s44};
}

void absorb(State& state, const std::uint8_t* block) noexcept {
    for (std::size_t i = 0; i < rate_bytes / 8; ++i) state[i] ^= load_le64(block + 8 * i);
    permute(state);
}

}  // namespace

Hash256 keccak256(std::span<const std::uint8_t> data) noexcept {
    State state{};
    for (const std::size_t lane : complemented) state[lane] = ~std::uint64_t{0};

    while (data.size() >= rate_bytes) {
        absorb(state, data.data());
        data = data.subspan(rate_bytes);
    }
    // pad10*1 with no domain bits before it: 0x01 ... 0x80, which meet in one byte (0x81) after 135 bytes.
    std::array<std::uint8_t, rate_bytes> last{};
    if (!data.empty()) std::memcpy(last.data(), data.data(), data.size());
    last[data.size()] ^= 0x01;
    last[rate_bytes - 1] ^= 0x80;
    absorb(state, last.data());

    // Of the four lanes squeezed, 1 and 2 are complemented.
    Hash256 hash;
    store_le64(hash.data(), state[0]);
    store_le64(hash.data() + 8, ~state[1]);
    store_le64(hash.data() + 16, ~state[2]);
    store_le64(hash.data() + 24, state[3]);
    return hash;
}

}  // namespace countersign::codec
