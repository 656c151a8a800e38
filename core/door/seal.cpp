#include "seal.h"

#include <sodium.h>

#include <array>

namespace countersign {
namespace {

constexpr std::size_t key_bytes = crypto_box_PUBLICKEYBYTES;

// BLAKE2b-192 of both public keys, as crypto_box_seal makes it.
std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce(const std::uint8_t* ephemeral,
                                                      const std::uint8_t* receiver) noexcept {
    std::array<std::uint8_t, 2 * key_bytes> keys{};
    std::array<std::uint8_t, crypto_box_NONCEBYTES> out{};
    for (std::size_t i = 0; i < key_bytes; ++i) {
        keys[i] = ephemeral[i];
        keys[key_bytes + i] = receiver[i];
    }
    crypto_generichash(out.data(), out.size(), keys.data(), keys.size(), nullptr, 0);
    return out;
}

}  // namespace

Status seal(std::string_view message, std::span<const std::uint8_t, 32> public_key,
            std::span<const std::uint8_t, 32> seed, Buffer& out) noexcept {
    out.clear();
    auto* const box = reinterpret_cast<std::uint8_t*>(out.extend(key_bytes + crypto_box_MACBYTES + message.size()));
    if (box == nullptr) return Status{StatusCode::out_of_memory};
    // The seed is hashed, so that a host which reuses it elsewhere gives nothing away.
    std::array<std::uint8_t, 32> secret{};
    crypto_generichash(secret.data(), secret.size(), seed.data(), seed.size(), nullptr, 0);
    const bool made =
        crypto_scalarmult_base(box, secret.data()) == 0 &&
        crypto_box_easy(box + key_bytes, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                        nonce(box, public_key.data()).data(), public_key.data(), secret.data()) == 0;
    sodium_memzero(secret.data(), secret.size());
    if (made) return {};
    out.clear();
    return Status{StatusCode::bad_key, "public key", "not a usable X25519 key"};
}

Status open_sealed(std::span<const std::uint8_t> sealed, std::span<const std::uint8_t, 32> secret_key,
                   Buffer& out) noexcept {
    out.clear();
    if (sealed.size() < key_bytes + crypto_box_MACBYTES) return Status{StatusCode::cannot_open};
    std::array<std::uint8_t, key_bytes> receiver{};
    const std::size_t size = sealed.size() - key_bytes - crypto_box_MACBYTES;
    auto* const message = reinterpret_cast<std::uint8_t*>(out.extend(size == 0 ? 1 : size));
    if (message == nullptr) return Status{StatusCode::out_of_memory};
    out.cut(size);
    if (crypto_scalarmult_base(receiver.data(), secret_key.data()) == 0 &&
        crypto_box_open_easy(message, sealed.data() + key_bytes, sealed.size() - key_bytes,
                             nonce(sealed.data(), receiver.data()).data(), sealed.data(), secret_key.data()) == 0)
        return {};
    out.clear();
    return Status{StatusCode::cannot_open};
}

}  // namespace countersign
