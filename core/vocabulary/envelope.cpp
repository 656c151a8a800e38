#include "envelope.h"

#include <sodium.h>

#include <span>

#include "../codec/base64url.h"
#include "json_read.h"

namespace countersign {
namespace {

std::span<std::uint8_t> bytes_of(std::string& text) noexcept {
    return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::string signed_bytes(std::string_view type, std::string_view payload) {
    std::string text{"countersign."};
    text.append(type).append(".v1").push_back('\0');
    return text.append(payload);
}

Status open_envelope(std::string_view json, std::string_view type, const TrustedKey* keys, std::string& payload) {
    Envelope envelope;
    if (Status status = read_json(json, "envelope", envelope); !status.ok()) return status;
    return open_envelope(envelope, type, keys, payload);
}

Status open_envelope(const Envelope& envelope, std::string_view type, const TrustedKey* keys, std::string& payload) {
    const TrustedKey* key = keys;
    while (key != nullptr && key->id != envelope.key) key = key->next.get();
    if (key == nullptr) {
        Status status{StatusCode::unknown_key, "envelope.key", "not a trusted key "};
        status.append_quoted(envelope.key);
        return status;
    }
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    const auto decoded = codec::base64url_decode(envelope.signature, signature);
    if (!decoded.ok || decoded.size != signature.size())
        return Status{StatusCode::bad_signature, "envelope.signature", "not 64 bytes of base64url"};
    payload.resize(envelope.payload.size());
    const auto body = codec::base64url_decode(envelope.payload, bytes_of(payload));
    if (!body.ok) return Status{StatusCode::bad_subject, "envelope.payload", "not base64url"};
    payload.resize(body.size);
    std::string message = signed_bytes(type, payload);
    const auto bytes = bytes_of(message);
    if (crypto_sign_verify_detached(signature.data(), bytes.data(), bytes.size(), key->bytes.data()) != 0)
        return Status{StatusCode::bad_signature, "envelope.signature", sentence(StatusCode::bad_signature)};
    return {};
}

}  // namespace countersign
