// Sealed boxes (libsodium crypto_box_seal: X25519, XSalsa20-Poly1305, BLAKE2b nonce) with an ephemeral key that the host
// seeds, since the core has no randomness. What is sealed here, crypto_box_seal_open opens.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "../vocabulary/buffer.h"
#include "countersign/status.h"

namespace countersign {

Status seal(std::string_view message, std::span<const std::uint8_t, 32> public_key,
            std::span<const std::uint8_t, 32> seed, Buffer& out) noexcept;
Status open_sealed(std::span<const std::uint8_t> sealed, std::span<const std::uint8_t, 32> secret_key,
                   Buffer& out) noexcept;

}  // namespace countersign
