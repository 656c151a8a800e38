#include "codec/sha256.h"

#include <array>
#include <string>

#include <catch2/catch.hpp>
#include <sodium.h>

#include "codec/sha256_compress.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

TEST_CASE("SHA-256 gives the digests that NIST publishes for FIPS 180-4") {
    // csrc.nist.gov, "Examples with Intermediate Values", SHA256.pdf and SHA2_Additional.pdf
    CHECK(to_hex(sha256(bytes_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(to_hex(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256(bytes_of(std::string(1000000, 'a')))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(to_hex(sha256(from_hex("bd"))) == "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    CHECK(to_hex(sha256(std::vector<std::uint8_t>(55, 0))) ==
          "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
    CHECK(to_hex(sha256(std::vector<std::uint8_t>(56, 0))) ==
          "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
    CHECK(to_hex(sha256(std::vector<std::uint8_t>(64, 0))) ==
          "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
}

TEST_CASE("SHA-256 and its double agree with libsodium for every length around the block edges") {
    Seeded random(0x5a256);
    for (std::size_t size = 0; size <= 300; ++size) {
        CAPTURE(size);
        const auto data = random.bytes(size);
        Hash256 expected;
        crypto_hash_sha256(expected.data(), data.data(), data.size());
        CHECK(sha256(data) == expected);
        crypto_hash_sha256(expected.data(), Hash256(expected).data(), expected.size());
        CHECK(sha256d(data) == expected);
    }
}

TEST_CASE("the double SHA-256 of Bitcoin's first block header is its block hash") {
    // Block 0; the hash is shown with its bytes reversed: 000000000019d6689c085ae165831e93...
    const auto header = from_hex("0100000000000000000000000000000000000000000000000000000000000000000000003ba"
                                 "3edfd7a7b12b27ac72c3e67768f61"
                                 "7fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c");
    CHECK(to_hex(sha256d(header)) == "6fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000");
}

using State = std::array<std::uint32_t, 8>;
using Block = std::array<std::uint32_t, 16>;

#ifdef COUNTERSIGN_SHA256_X86
TEST_CASE("the processor's own instructions compress as the loop does, from any state") {
    if (!sha256_x86_exists()) return;
    Seeded random(0x5a1);
    for (int i = 0; i < 10000; ++i) {
        State state;
        Block block;
        for (std::uint32_t& word : state) word = static_cast<std::uint32_t>(random.next());
        for (std::uint32_t& word : block) word = static_cast<std::uint32_t>(random.next());
        State expected = state;
        Block copy = block;
        sha256_compress_portably(expected, copy);
        sha256_compress_x86(state, block);
        REQUIRE(state == expected);
    }
}
#endif

TEST_CASE("the loop is right where the processor's instructions are taken, too") {
    // FIPS 180-4's "abc" as its one block.
    State state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    Block block{0x61626380};
    block[15] = 24;
    sha256_compress_portably(state, block);
    CHECK(state ==
          State{0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad});
}
