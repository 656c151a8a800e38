#include "codec/sha512_256.h"

#include <algorithm>
#include <array>

#include <sodium/crypto_hash_sha512.h>

namespace countersign::codec {
namespace {

// FIPS 180-4, 5.3.6.2.
constexpr std::array<std::uint64_t, 8> initial_state{0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151,
                                                     0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992,
                                                     0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2};

}  // namespace

Hash256 sha512_256(std::span<const std::uint8_t> data) noexcept {
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    std::copy(initial_state.begin(), initial_state.end(), state.state);
    crypto_hash_sha512_update(&state, data.data(), data.size());
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> digest;
    crypto_hash_sha512_final(&state, digest.data());
    Hash256 hash;
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

}  // namespace countersign::codec
