#include "envelope.h"

#include <sodium.h>

#include <algorithm>

#include "../codec/base64url.h"
#include "json_read.h"

namespace countersign {
namespace {

struct Envelope {
    std::string payload;
    std::string key;
    std::string signature;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (payload, key, signature))

}  // namespace

std::vector<std::uint8_t> signed_bytes(std::string_view type, std::string_view payload) {
    std::string text{"countersign."};
    text.append(type).append(".v1").push_back('\0');
    text.append(payload);
    return {text.begin(), text.end()};
}

Status open_envelope(std::string_view json, std::string_view type, const std::vector<TrustedKey>& keys,
                     std::vector<std::uint8_t>& payload) {
    Envelope envelope;
    if (Status status = read_json(json, "envelope", envelope); !status.ok()) return status;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const TrustedKey& k) { return k.id == envelope.key; });
    if (key == keys.end()) {
        Status status{StatusCode::unknown_key, "envelope.key", "not a trusted key "};
        status.append_quoted(envelope.key);
        return status;
    }
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    const auto decoded = codec::base64url_decode(envelope.signature, signature);
    if (!decoded.ok || decoded.size != signature.size())
        return Status{StatusCode::bad_signature, "envelope.signature", "not 64 bytes of base64url"};
    payload.resize(envelope.payload.size());
    const auto body = codec::base64url_decode(envelope.payload, payload);
    if (!body.ok) return Status{StatusCode::bad_subject, "envelope.payload", "not base64url"};
    payload.resize(body.size);
    const auto bytes = signed_bytes(type, {reinterpret_cast<const char*>(payload.data()), payload.size()});
    if (crypto_sign_verify_detached(signature.data(), bytes.data(), bytes.size(), key->bytes.data()) != 0)
        return Status{StatusCode::bad_signature, "envelope.signature", sentence(StatusCode::bad_signature)};
    return {};
}

}  // namespace countersign
