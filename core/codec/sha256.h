// SHA-256 (FIPS 180-4) for public data: address checksums, table and document sums.
// Pure C++, no allocation, no state between calls.
// It does not wipe what it used, so nothing secret goes through here; secrets go to libsodium.
#pragma once

#include <cstdint>
#include <span>

#include "codec/hash256.h"

namespace countersign::codec {

/// SHA-256 of `data` (FIPS 180-4, 6.2). Any length, the empty one too. No input is bad.
[[nodiscard]] Hash256 sha256(std::span<const std::uint8_t> data) noexcept;

/// SHA-256 of SHA-256 of `data`: the checksum hash of Base58Check and of Bitcoin's transaction ids.
/// Up to 55 bytes (every address payload) it costs exactly two compressions. No input is bad.
[[nodiscard]] Hash256 sha256d(std::span<const std::uint8_t> data) noexcept;

/// The first four bytes of it as a big-endian number, which is what Base58Check compares.
[[nodiscard]] std::uint32_t sha256d_checksum(std::span<const std::uint8_t> data) noexcept;

}  // namespace countersign::codec
