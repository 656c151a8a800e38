// Whether 32 bytes are a point of edwards25519 (RFC 8032, 5.1.3), without computing the point. A Solana account that a
// person holds a key for is one; an account that a program derives is, by construction, none.
#pragma once

#include <cstdint>
#include <span>

namespace countersign::codec {

/// Whether `encoded` decompresses. The rules are those of Solana, whose "on curve" is curve25519-dalek's
/// CompressedEdwardsY::decompress, and it is more lenient than RFC 8032 in two ways: the low 255 bits are taken modulo
/// p = 2^255 - 19, so that values from p on are accepted (step 1 of 5.1.3 refuses them), and the sign bit is not looked
/// at, so that it may be set where x is 0 (step 4 refuses that). The time depends on the bytes: public data only.
[[nodiscard]] bool edwards25519_decompresses(std::span<const std::uint8_t, 32> encoded) noexcept;

/// The same by RFC 8032, 5.1.3, to the letter: values from p on, and a sign bit where x is 0, are refused. Monero's
/// check_key (ge_frombytes_vartime) does so.
[[nodiscard]] bool edwards25519_decompresses_strictly(std::span<const std::uint8_t, 32> encoded) noexcept;

}  // namespace countersign::codec
