#include "codec/sha512_256.h"

#include <algorithm>
#include <array>
#include <string>

#include <catch2/catch.hpp>
#include <sodium.h>

#include "codec/base32.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

TEST_CASE("SHA-512/256 gives the digests that NIST publishes for FIPS 180-4") {
    // csrc.nist.gov, "Examples with Intermediate Values", SHA512_256.pdf; the empty message from the CAVP's
    // SHA512_256ShortMsg.rsp
    CHECK(to_hex(sha512_256(bytes_of("abc"))) == "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    CHECK(to_hex(sha512_256(bytes_of("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                                     "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"))) ==
          "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a");
    CHECK(to_hex(sha512_256({})) == "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a");
}

TEST_CASE("an Algorand address ends with the end of its key's SHA-512/256") {
    // christsim/multicoin-address-validator, test/wallet_address_validator.js
    for (const std::string_view text : {"AKHSHWO2TUWE53RMVG6ZUBNAEX6MTYPT76TCIDCDWYUUTK6HCJTZS2HDQU",
                                        "GONISIUAYDOMHM7VURRAAAP5H6OAWRRBCPXEIOZO3QI7TZKR5GTAQ7WK7Y"}) {
        CAPTURE(text);
        std::array<std::uint8_t, 36> bytes;
        REQUIRE(base32_decode(text, bytes).ok);
        const Hash256 hash = sha512_256(std::span(bytes).first(32));
        CHECK(std::equal(hash.end() - 4, hash.end(), bytes.end() - 4));
    }
}

TEST_CASE("SHA-512/256 of every length is one digest, another than the beginning of SHA-512") {
    Seeded random(512256);
    Hash256 before{};
    for (std::size_t size = 0; size <= 300; ++size) {
        const auto data = random.bytes(size);
        const Hash256 hash = sha512_256(data);
        CHECK(hash == sha512_256(data));
        CHECK(hash != before);
        std::array<std::uint8_t, crypto_hash_sha512_BYTES> longer;
        crypto_hash_sha512(longer.data(), data.data(), data.size());
        CHECK_FALSE(std::equal(hash.begin(), hash.end(), longer.begin()));
        before = hash;
    }
}
