#include "codec/keccak.h"

#include <array>
#include <bit>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

// Keccak[512] read straight from the specification: no complemented lanes, round constants from the LFSR, rho
// and pi as the walk (x, y) -> (y, 2x + 3y), one byte at a time. Slow and obvious.
std::vector<std::uint8_t> keccak256_by_the_book(const std::vector<std::uint8_t>& data) {
    constexpr std::size_t rate = 136;
    std::vector<std::uint8_t> padded = data;
    padded.push_back(1);
    while (padded.size() % rate != 0) padded.push_back(0);
    padded.back() ^= 0x80;

    std::array<std::uint64_t, 25> a{};
    for (std::size_t block = 0; block < padded.size(); block += rate) {
        for (std::size_t i = 0; i < rate; ++i) a[i / 8] ^= std::uint64_t{padded[block + i]} << (8 * (i % 8));
        unsigned lfsr = 1;
        for (int round = 0; round < 24; ++round) {
            std::array<std::uint64_t, 5> c{};
            for (std::size_t i = 0; i < 25; ++i) c[i % 5] ^= a[i];
            for (std::size_t i = 0; i < 25; ++i) a[i] ^= c[(i + 4) % 5] ^ std::rotl(c[(i + 1) % 5], 1);
            std::size_t x = 1;
            std::size_t y = 0;
            std::uint64_t moved = a[1];
            for (int t = 0; t < 24; ++t) {
                const std::size_t next_y = (2 * x + 3 * y) % 5;
                x = y;
                y = next_y;
                const std::uint64_t previous = a[x + 5 * y];
                a[x + 5 * y] = std::rotl(moved, (t + 1) * (t + 2) / 2 % 64);
                moved = previous;
            }
            for (std::size_t row = 0; row < 25; row += 5) {
                const std::array<std::uint64_t, 5> b{a[row], a[row + 1], a[row + 2], a[row + 3], a[row + 4]};
                for (std::size_t i = 0; i < 5; ++i) a[row + i] = b[i] ^ (~b[(i + 1) % 5] & b[(i + 2) % 5]);
            }
            for (int j = 0; j < 7; ++j) {
                if ((lfsr & 1) != 0) a[0] ^= std::uint64_t{1} << ((1 << j) - 1);
                lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
            }
        }
    }
    std::vector<std::uint8_t> digest(32);
    for (std::size_t i = 0; i < 32; ++i) digest[i] = static_cast<std::uint8_t>(a[i / 8] >> (8 * (i % 8)));
    return digest;
}

}  // namespace

TEST_CASE("Keccak-256 gives the digests of the Keccak team's known answers") {
    // KeccakKAT-3, ShortMsgKAT_256.txt: Len = 0, 8, 16, 24, 32, 256
    CHECK(to_hex(keccak256({})) == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    CHECK(to_hex(keccak256(from_hex("CC"))) == "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a");
    CHECK(to_hex(keccak256(from_hex("41FB"))) == "a8eaceda4d47b3281a795ad9e1ea2122b407baf9aabcb9e18b5717b7873537d2");
    CHECK(to_hex(keccak256(from_hex("1F877C"))) == "627d7bc1491b2ab127282827b8de2d276b13d7d70fb4c5957fdf20655bc7ac30");
    CHECK(to_hex(keccak256(from_hex("C1ECFDFC"))) ==
          "b149e766d7612eaf7d55f74e1a4fdd63709a8115b14f61fcd22aa4abc8b8e122");
    CHECK(to_hex(keccak256(from_hex("9F2FCC7C90DE090D6B87CD7E9718C1EA6CB21118FC2D5DE9F97E5DB6AC1E9C10"))) ==
          "24dd2ee02482144f539f810d2caa8a7b75d0fa33657e47932122d273c3f6f6d1");
}

TEST_CASE("Keccak-256 gives the selectors and hashes that Ethereum shows") {
    // Solidity ABI specification: the selector of baz(uint32,bool) is cdcd77c0; ERC-20:
    // transfer(address,uint256) a9059cbb
    CHECK(to_hex(keccak256(bytes_of("baz(uint32,bool)"))).substr(0, 8) == "cdcd77c0");
    CHECK(to_hex(keccak256(bytes_of("transfer(address,uint256)"))).substr(0, 8) == "a9059cbb");
}

TEST_CASE("Keccak-256 is not SHA3-256, which pads differently") {
    // FIPS 202: SHA3-256 of the empty text
    CHECK(to_hex(keccak256({})) != "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
}

TEST_CASE("Keccak-256 agrees with the specification read literally, for every length over two blocks") {
    Seeded random(0xc0ffee);
    for (std::size_t size = 0; size <= 300; ++size) {
        CAPTURE(size);
        const auto data = random.bytes(size);
        CHECK(to_hex(keccak256(data)) == to_hex(keccak256_by_the_book(data)));
    }
}
