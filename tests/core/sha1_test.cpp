#include "codec/sha1.h"

#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

// FIPS 180-4, 6.1.2, by its letters: the whole schedule of eighty words, the message padded beforehand.
std::vector<std::uint8_t> sha1_by_the_book(std::vector<std::uint8_t> message) {
    const std::uint64_t bits = message.size() * 8;
    message.push_back(0x80);
    while (message.size() % 64 != 56) message.push_back(0);
    for (int shift = 56; shift >= 0; shift -= 8) message.push_back(static_cast<std::uint8_t>(bits >> shift));
    std::uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const auto rotate = [](std::uint32_t x, int n) { return x << n | x >> (32 - n); };
    for (std::size_t block = 0; block < message.size(); block += 64) {
        std::uint32_t w[80];
        for (std::size_t t = 0; t < 80; ++t) {
            w[t] = 0;
            if (t < 16) {
                for (std::size_t i = 0; i < 4; ++i) w[t] = w[t] << 8 | message[block + 4 * t + i];
            } else {
                w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
            }
        }
        std::uint32_t a = h[0];
        std::uint32_t b = h[1];
        std::uint32_t c = h[2];
        std::uint32_t d = h[3];
        std::uint32_t e = h[4];
        for (std::size_t t = 0; t < 80; ++t) {
            const std::uint32_t f = t < 20   ? (b & c) | (~b & d)
                                    : t < 40 ? b ^ c ^ d
                                    : t < 60 ? (b & c) | (b & d) | (c & d)
                                             : b ^ c ^ d;
            const std::uint32_t k = t < 20 ? 0x5a827999 : t < 40 ? 0x6ed9eba1 : t < 60 ? 0x8f1bbcdc : 0xca62c1d6;
            const std::uint32_t next = rotate(a, 5) + f + e + k + w[t];
            e = d;
            d = c;
            c = rotate(b, 30);
            b = a;
            a = next;
        }
        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        h[4] += e;
    }
    std::vector<std::uint8_t> digest;
    for (const std::uint32_t word : h)
        for (int shift = 24; shift >= 0; shift -= 8) digest.push_back(static_cast<std::uint8_t>(word >> shift));
    return digest;
}

}  // namespace

TEST_CASE("SHA-1 gives the digests that NIST publishes for FIPS 180-4") {
    // csrc.nist.gov, "Examples with Intermediate Values", SHA1.pdf; the last two from RFC 3174, section 7.3
    CHECK(to_hex(sha1(bytes_of("abc"))) == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(to_hex(sha1(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
          "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    CHECK(to_hex(sha1({})) == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(to_hex(sha1(bytes_of(std::string(1000000, 'a')))) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    std::string digits;
    for (int i = 0; i < 80; ++i) digits += "01234567";
    CHECK(to_hex(sha1(bytes_of(digits))) == "dea356a2cddd90c7a7ecedc5ebb563934f460452");
}

TEST_CASE("SHA-1 agrees with the standard written out, for every length around the block edges") {
    Seeded random(0x5a1);
    for (std::size_t size = 0; size <= 300; ++size) {
        CAPTURE(size);
        const auto data = random.bytes(size);
        CHECK(to_hex(sha1(data)) == to_hex(sha1_by_the_book(data)));
    }
}

TEST_CASE("HMAC-SHA-1 gives the digests of RFC 2202") {
    const auto of = [](const std::vector<std::uint8_t>& key, const std::vector<std::uint8_t>& data) {
        return to_hex(hmac_sha1(key, data));
    };
    const std::vector<std::uint8_t> counting = from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819");
    const std::vector<std::uint8_t> long_key(80, 0xaa);
    const auto text = [](std::string_view words) { return std::vector<std::uint8_t>(words.begin(), words.end()); };
    CHECK(of(std::vector<std::uint8_t>(20, 0x0b), text("Hi There")) == "b617318655057264e28bc0b6fb378c8ef146be00");
    CHECK(of(text("Jefe"), text("what do ya want for nothing?")) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    CHECK(of(std::vector<std::uint8_t>(20, 0xaa), std::vector<std::uint8_t>(50, 0xdd)) ==
          "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
    CHECK(of(counting, std::vector<std::uint8_t>(50, 0xcd)) == "4c9007f4026250c6bc8414f9bf50c86c2d7235da");
    CHECK(of(std::vector<std::uint8_t>(20, 0x0c), text("Test With Truncation")) ==
          "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04");
    CHECK(of(long_key, text("Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "aa4ae5e15272d00e95705637ce8a3b55ed402112");
    CHECK(of(long_key, text("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data")) ==
          "e8e99d0f45237d786d6bbaa7965c7808bbff1a91");
}

TEST_CASE("HMAC-SHA-1 is RFC 2104's two hashes, for keys of every length around the block size") {
    Seeded random(0x1ac);
    for (std::size_t size = 0; size <= 140; ++size) {
        CAPTURE(size);
        const auto key = random.bytes(size);
        const auto message = random.bytes(random.below(200));
        std::vector<std::uint8_t> block = size > 64 ? sha1_by_the_book(key) : key;
        block.resize(64);
        std::vector<std::uint8_t> inner;
        std::vector<std::uint8_t> outer;
        for (const std::uint8_t byte : block) {
            inner.push_back(byte ^ 0x36);
            outer.push_back(byte ^ 0x5c);
        }
        inner.insert(inner.end(), message.begin(), message.end());
        const auto hash = sha1_by_the_book(inner);
        outer.insert(outer.end(), hash.begin(), hash.end());
        CHECK(to_hex(hmac_sha1(key, message)) == to_hex(sha1_by_the_book(outer)));
    }
}
