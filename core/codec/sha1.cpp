#include "codec/sha1.h"

#include <sodium/utils.h>

#include <algorithm>
#include <bit>

#include "codec/byte_order.h"

namespace countersign::codec {
namespace {

class Sha1 {
public:
    Sha1() = default;
    Sha1(const Sha1&) = delete;
    Sha1& operator=(const Sha1&) = delete;
    ~Sha1() { sodium_memzero(this, sizeof *this); }

    void add(std::span<const std::uint8_t> data) noexcept {
        for (const std::uint8_t byte : data) {
            block_[size_++ % block_bytes] = byte;
            if (size_ % block_bytes == 0) compress();
        }
    }

    Hash160 end() noexcept {
        const std::uint64_t bits = size_ * 8;
        constexpr std::array<std::uint8_t, block_bytes> padding{0x80};
        add(std::span{padding}.first(1 + (2 * block_bytes - 9 - size_ % block_bytes) % block_bytes));
        std::array<std::uint8_t, 8> length;
        store_be64(length.data(), bits);
        add(length);
        Hash160 hash;
        for (std::size_t i = 0; i < state_.size(); ++i) store_be32(hash.data() + 4 * i, state_[i]);
        return hash;
    }

    static constexpr std::size_t block_bytes = 64;

private:
    // The schedule is kept as the last 16 words; word t takes the place of word t - 16 (FIPS 180-4, 6.1.3).
    void compress() noexcept {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = load_be32(block_.data() + 4 * i);
        auto [a, b, c, d, e] = state_;
        for (std::size_t t = 0; t < 80; ++t) {
            std::uint32_t& word = words_[t % 16];
            if (t >= 16)
                word = std::rotl(words_[(t + 13) % 16] ^ words_[(t + 8) % 16] ^ words_[(t + 2) % 16] ^ word, 1);
            std::uint32_t mixed = b ^ c ^ d;
            if (t < 20) mixed = (b & c) ^ (~b & d);
            else if (t >= 40 && t < 60) mixed = (b & c) ^ (b & d) ^ (c & d);
            constexpr std::array<std::uint32_t, 4> constants{0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
            const std::uint32_t next = std::rotl(a, 5) + mixed + e + constants[t / 20] + word;
            e = d;
            d = c;
            c = std::rotl(b, 30);
            b = a;
            a = next;
        }
        state_ = {state_[0] + a, state_[1] + b, state_[2] + c, state_[3] + d, state_[4] + e};
    }

    std::array<std::uint32_t, 5> state_{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    std::array<std::uint32_t, 16> words_{};
    std::array<std::uint8_t, block_bytes> block_{};
    std::uint64_t size_ = 0;
};

}  // namespace

Hash160 sha1(std::span<const std::uint8_t> data) noexcept {
    Sha1 hash;
    hash.add(data);
    return hash.end();
}

Hash160 hmac_sha1(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message) noexcept {
    std::array<std::uint8_t, Sha1::block_bytes> pad{};
    Hash160 hash{};
    if (key.size() > pad.size()) {
        hash = sha1(key);
        key = hash;
    }
    std::copy(key.begin(), key.end(), pad.begin());
    const auto pass = [&pad](std::uint8_t with, std::span<const std::uint8_t> data) {
        for (std::uint8_t& byte : pad) byte ^= with;
        Sha1 of;
        of.add(pad);
        of.add(data);
        return of.end();
    };
    hash = pass(0x36, message);
    hash = pass(0x36 ^ 0x5c, hash);  // takes back the inner pad
    sodium_memzero(pad.data(), pad.size());
    return hash;
}

}  // namespace countersign::codec
