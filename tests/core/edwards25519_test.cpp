#include "codec/edwards25519.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "codec/base58.h"
#include "seeded.h"

// libsodium's own, which takes the root: the same two leniences, since it decodes before it checks. Not in its public
// headers; the point is four field elements of at most 40 bytes.
extern "C" int ge25519_frombytes(void* point, const unsigned char* encoded);

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

using Encoded = std::array<std::uint8_t, 32>;

bool by_the_root(const Encoded& encoded) {
    alignas(16) std::array<unsigned char, 160> point;
    return ge25519_frombytes(point.data(), encoded.data()) == 0;
}

Encoded encoded_of(std::string_view hex) {
    Encoded encoded;
    const auto bytes = from_hex(hex);
    REQUIRE(bytes.size() == encoded.size());
    std::copy(bytes.begin(), bytes.end(), encoded.begin());
    return encoded;
}

}  // namespace

TEST_CASE("keys of Solana's own tests and examples are on the curve or off it") {
    // kevinheavey/solders, tests of is_on_curve, and @solana/addresses, OFF_CURVE_KEY_BYTES (in hexadecimal); Solana
    // Cookbook, "How to check if a public key has an associated private key" (in base 58)
    CHECK(edwards25519_decompresses(encoded_of("c14dce1ea4863cf1bcfc12f4f2e259f48de456b7f9d45c217b04896a1ffe41dc")));
    CHECK(edwards25519_decompresses(encoded_of("368d2d96cfe793477ee017725c9c259aaba6a9ed6502bf833d102c50fb688e76")));
    CHECK_FALSE(
        edwards25519_decompresses(encoded_of("0079f082a61cc74ea5e2abed64bbf75f32fbdd537afff75257ed6716c9e37299")));
    CHECK_FALSE(
        edwards25519_decompresses(encoded_of("c2dec53d44e1fcc69b96f72c2d0a73080c328a0c6ac74bac9f575e7afbf6884b")));
    Encoded key;
    REQUIRE(base58_decode("5oNDL3swdJJF1g9DzJiZ4ynHXgszjAEpUkxVYejchzrY", key).size == 32);
    CHECK(edwards25519_decompresses(key));
    REQUIRE(base58_decode("4BJXYkfvg37zEmBbsacZjeQDpTNx91KppxFJxRqrz48e", key).size == 32);
    CHECK_FALSE(edwards25519_decompresses(key));
}

TEST_CASE("the public keys of RFC 8032 section 7.1 decompress") {
    for (const std::string_view hex : {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                                       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                                       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                                       "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
                                       "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf"}) {
        CAPTURE(hex);
        CHECK(edwards25519_decompresses(encoded_of(hex)));
    }
}

TEST_CASE("small values decompress where Euler's criterion says so, also written with p added, and under either sign") {
    // y = 0 to 63: (y^2 - 1)(d y^2 + 1) to the power (p - 1) / 2, in Python
    constexpr std::string_view decompresses = "1101111001100011101101011111111011010101101110001001101111101111";
    for (std::size_t y = 0; y < decompresses.size(); ++y) {
        CAPTURE(y);
        Encoded encoded{};
        encoded[0] = static_cast<std::uint8_t>(y);
        CHECK(edwards25519_decompresses(encoded) == (decompresses[y] == '1'));
        encoded[31] = 0x80;
        CHECK(edwards25519_decompresses(encoded) == (decompresses[y] == '1'));
        if (y >= 19) continue;
        encoded.fill(0xff);
        encoded[0] = static_cast<std::uint8_t>(0xed + y);
        CHECK(edwards25519_decompresses(encoded) == (decompresses[y] == '1'));
        encoded[31] = 0x7f;
        CHECK(edwards25519_decompresses(encoded) == (decompresses[y] == '1'));
    }
}

TEST_CASE("the lenient cases of curve25519-dalek are accepted: x of 0 with its sign bit set, and values from p on") {
    Encoded one{1};
    CHECK(edwards25519_decompresses(one));  // y = 1, x = 0
    one[31] = 0x80;
    CHECK(edwards25519_decompresses(one));
    Encoded minus_one;
    minus_one.fill(0xff);
    minus_one[0] = 0xec;
    minus_one[31] = 0x7f;
    CHECK(edwards25519_decompresses(minus_one));  // y = p - 1, x = 0
    minus_one[31] = 0xff;
    CHECK(edwards25519_decompresses(minus_one));
    Encoded p_and_one = minus_one;
    p_and_one[0] = 0xee;
    CHECK(edwards25519_decompresses(p_and_one));
}

TEST_CASE("to the letter of RFC 8032 5.1.3 the lenient cases are refused, and all else is the same") {
    Encoded one{1};
    CHECK(edwards25519_decompresses_strictly(one));
    one[31] = 0x80;
    CHECK_FALSE(edwards25519_decompresses_strictly(one));
    Encoded minus_one;
    minus_one.fill(0xff);
    minus_one[0] = 0xec;
    minus_one[31] = 0x7f;
    CHECK(edwards25519_decompresses_strictly(minus_one));
    minus_one[31] = 0xff;
    CHECK_FALSE(edwards25519_decompresses_strictly(minus_one));
    for (unsigned low = 0xed; low <= 0xff; ++low) {
        Encoded above = minus_one;
        above[0] = static_cast<std::uint8_t>(low);
        CHECK_FALSE(edwards25519_decompresses_strictly(above));
        above[31] = 0x7f;
        CHECK_FALSE(edwards25519_decompresses_strictly(above));
    }
    Seeded random(1978);
    for (int i = 0; i < 2000; ++i) {
        Encoded encoded;
        for (std::uint8_t& byte : encoded) byte = random.byte();
        REQUIRE(edwards25519_decompresses_strictly(encoded) == edwards25519_decompresses(encoded));
    }
}

TEST_CASE("half of all encodings decompress, the same as with a square root") {
    Seeded random(25519);
    constexpr int count = 20000;
    int decompressed = 0;
    for (int i = 0; i < count; ++i) {
        Encoded encoded;
        for (std::uint8_t& byte : encoded) byte = random.byte();
        REQUIRE(edwards25519_decompresses(encoded) == by_the_root(encoded));
        decompressed += edwards25519_decompresses(encoded) ? 1 : 0;
    }
    CHECK(decompressed > count / 2 - 300);  // over four standard deviations
    CHECK(decompressed < count / 2 + 300);
}

TEST_CASE("encodings of few ones, few zeros and long runs decompress the same as with a square root") {
    Seeded random(8032);
    for (int i = 0; i < 20000; ++i) {
        Encoded encoded;
        encoded.fill(random.below(2) == 0 ? 0x00 : 0xff);
        const std::size_t from = random.below(32);
        const auto run = static_cast<std::ptrdiff_t>(random.below(33 - from));
        std::fill_n(encoded.begin() + static_cast<std::ptrdiff_t>(from), run, random.below(2) == 0 ? 0x00 : 0xff);
        for (std::size_t n = random.below(4); n > 0; --n) encoded[random.below(32)] ^= random.byte();
        CAPTURE(to_hex(encoded));
        REQUIRE(edwards25519_decompresses(encoded) == by_the_root(encoded));
    }
}
