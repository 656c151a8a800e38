// Signed documents and tables as an operator would make them, written from core/vocabulary/envelope.h and table.h and
// not with the core's own code. Keys are made from one byte, so that they are the same on every run.
#pragma once

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace countersign::tests {

struct SigningKey {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    explicit SigningKey(std::uint8_t seed_byte) {
        std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed{};
        seed.fill(seed_byte);
        crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
    }
};

// RFC 4648 section 5 without padding, three bytes at a time.
inline std::string base64url(std::string_view bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            if (i + k <= bytes.size()) text += letters[group >> (18 - 6 * k) & 63];
    }
    return text;
}

inline std::string as_text(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

// Signed by the key that is made from `seed_byte`, said to be the key `key_id`.
inline std::string make_envelope(std::string_view type, std::string_view key_id, std::string_view payload,
                                 std::uint8_t seed_byte) {
    std::string text = "countersign.";
    text.append(type).append(".v1").append(1, '\0').append(payload);
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         SigningKey{seed_byte}.secret.data());
    std::string json = "{\"payload\":\"" + base64url(payload);
    json.append("\",\"key\":\"").append(key_id).append("\",\"signature\":\"");
    return json + base64url(as_text(signature.data(), signature.size())) + "\"}";
}

inline std::string make_table(std::string_view name, std::string_view version, std::string_view data) {
    std::string bytes{"CSTB\1\0\0\0", 8};
    bytes.append(name).resize(8 + 32);
    bytes.append(version).resize(8 + 32 + 24);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> sum{};
    crypto_hash_sha256(sum.data(), reinterpret_cast<const unsigned char*>(data.data()), data.size());
    bytes += as_text(sum.data(), sum.size());
    for (std::size_t i = 0; i < 4; ++i) bytes += static_cast<char>(data.size() >> (8 * i));
    return bytes.append(4, '\0').append(data);
}

}  // namespace countersign::tests
