// Keccak-256 as Ethereum uses it: Keccak[c = 512] (The Keccak reference 3.0) with the original 0x01 padding.
// This is NOT SHA3-256 (FIPS 202), which pads with 0x06 and gives other digests for every input.
// For public data only: the state is not wiped.
#pragma once

#include <cstdint>
#include <span>

#include "codec/hash256.h"

namespace countersign::codec {

/// Keccak-256 of `data`. Any length, the empty one too. No input is bad.
/// One permutation for each 136 bytes begun; 0 to 135 bytes (an address is 20 or 40) cost one.
[[nodiscard]] Hash256 keccak256(std::span<const std::uint8_t> data) noexcept;

}  // namespace countersign::codec
