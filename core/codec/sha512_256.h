// SHA-512/256 (FIPS 180-4, 6.7): SHA-512 from another initial value, its first 256 bits. Algorand's address checksum is
// the end of one. It is not the beginning of the message's SHA-512. The rounds are libsodium's. For public data only:
// nothing promises that what was used is wiped.
#pragma once

#include <cstdint>
#include <span>

#include "codec/hash256.h"

namespace countersign::codec {

/// SHA-512/256 of `data`. Any length, the empty one too. No input is bad. 0 to 111 bytes cost one block.
[[nodiscard]] Hash256 sha512_256(std::span<const std::uint8_t> data) noexcept;

}  // namespace countersign::codec
