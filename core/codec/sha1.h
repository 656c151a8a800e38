// SHA-1 (FIPS 180-4, 6.1) and HMAC-SHA-1 (RFC 2104), for one-time codes, which most of the world makes with them. SHA-1 is
// broken where collisions matter; in HMAC they do not (RFC 6194, section 3.3). For secrets: nothing of what was hashed is
// left behind, apart from what callers up the stack keep.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace countersign::codec {

using Hash160 = std::array<std::uint8_t, 20>;

/// SHA-1 of `data`. Any length, the empty one too. No input is bad.
[[nodiscard]] Hash160 sha1(std::span<const std::uint8_t> data) noexcept;

/// HMAC-SHA-1. A key longer than 64 bytes stands for its SHA-1, an empty one for zeros.
[[nodiscard]] Hash160 hmac_sha1(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) noexcept;

}  // namespace countersign::codec
