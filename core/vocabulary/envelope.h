// A signed document: {"payload": base64url, "key": id, "signature": base64url}. The signature is Ed25519 (RFC 8032,
// libsodium) over "countersign.<type>.v1", a zero byte, and the exact payload bytes, so a document of one type never
// passes for another. Nothing here knows what a payload means.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "countersign/context.h"
#include "describe.h"

namespace countersign {

BOOST_DESCRIBE_STRUCT(Envelope, (), (payload, key, signature))

// Keys are few; a chain of them is the least code.
struct TrustedKey {
    std::string id;
    std::array<std::uint8_t, 32> bytes{};
    std::unique_ptr<TrustedKey> next;
};

// Checks the signature and gives the payload's bytes. `type` is "policy", "table", …
Status open_envelope(std::string_view json, std::string_view type, const TrustedKey* keys, std::string& payload);
Status open_envelope(const Envelope& envelope, std::string_view type, const TrustedKey* keys, std::string& payload);

// The bytes that are signed.
std::string signed_bytes(std::string_view type, std::string_view payload);

}  // namespace countersign
