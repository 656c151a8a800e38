#include "codec/crc.h"

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "codec/base32.h"
#include "codec/base64url.h"
#include "encoders.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

// Stellar's order is the low byte first, TON's the high one.
bool strkey_fits(std::string_view text) {
    std::array<std::uint8_t, 43> bytes;
    const Base32Result result = base32_decode(text, bytes);
    if (!result.ok) return false;
    const std::uint16_t crc = crc16_xmodem(std::span(bytes).first(result.size - 2));
    return bytes[result.size - 2] == (crc & 0xff) && bytes[result.size - 1] == crc >> 8;
}

bool ton_fits(std::string_view text) {
    std::array<std::uint8_t, 36> bytes;
    if (!base64url_decode(text, bytes).ok) return false;
    const std::uint16_t crc = crc16_xmodem(std::span(bytes).first(34));
    return bytes[34] == crc >> 8 && bytes[35] == (crc & 0xff);
}

}  // namespace

TEST_CASE("both checks give the catalogue's value of the nine digits") {
    // RevEng, "Catalogue of parametrised CRC algorithms": check, CRC-16/XMODEM and CRC-32/ISO-HDLC
    CHECK(crc16_xmodem(bytes_of("123456789")) == 0x31c3);
    CHECK(crc32(bytes_of("123456789")) == 0xcbf43926);
    CHECK(crc16_xmodem({}) == 0);
    CHECK(crc32({}) == 0);
}

TEST_CASE("the CRC-16 of a TON address is its last two bytes, the high one first") {
    // docs.ton.org, "TON Cookbook": EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF
    const auto bytes = from_hex("1100ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3eb1c5");
    CHECK(crc16_xmodem(std::span(bytes).first(34)) == 0xb1c5);
}

TEST_CASE("both checks agree with their polynomials taken a bit at a time") {
    Seeded random(0x1021);
    for (std::size_t size = 0; size <= 200; ++size) {
        CAPTURE(size);
        const auto data = random.bytes(size);
        CHECK(crc16_xmodem(data) == crc16_by_bits(data, 0x1021));
        CHECK(crc32(data) == crc32_by_bits(data, 0xedb88320));
    }
}

TEST_CASE("no change of one byte, nor of a bit in each of two, leaves a check of 34 bytes as it was") {
    Seeded random(34);
    auto data = random.bytes(34);
    const std::uint16_t right16 = crc16_xmodem(data);
    const std::uint32_t right32 = crc32(data);
    for (std::size_t at = 0; at < data.size(); ++at) {
        for (unsigned change = 1; change < 256; ++change) {
            data[at] ^= static_cast<std::uint8_t>(change);
            REQUIRE(crc16_xmodem(data) != right16);
            REQUIRE(crc32(data) != right32);
            data[at] ^= static_cast<std::uint8_t>(change);
        }
    }
    for (std::size_t one = 0; one < 272; ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            data[one / 8] ^= static_cast<std::uint8_t>(1U << one % 8);
            data[other / 8] ^= static_cast<std::uint8_t>(1U << other % 8);
            REQUIRE(crc16_xmodem(data) != right16);
            REQUIRE(crc32(data) != right32);
            data[one / 8] ^= static_cast<std::uint8_t>(1U << one % 8);
            data[other / 8] ^= static_cast<std::uint8_t>(1U << other % 8);
        }
    }
}

TEST_CASE("no changed character and no swap of neighbours fits the CRC-16 of these addresses") {
    // SEP-23, "Valid test cases"; docs.ton.org, "TON Cookbook"
    struct Row {
        std::string text;
        std::string_view characters;
        std::function<bool(std::string_view)> fits;
    };
    constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::vector<Row> rows{
        {"GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", base32, strkey_fits},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ", base32, strkey_fits},
        {"EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF", base64, ton_fits}};
    for (const Row& row : rows) {
        CAPTURE(row.text);
        REQUIRE(row.fits(row.text));
        for (std::size_t at = 0; at < row.text.size(); ++at) {
            std::string changed = row.text;
            for (const char c : row.characters) {
                changed[at] = c;
                if (c != row.text[at]) REQUIRE_FALSE(row.fits(changed));
            }
            changed = row.text;
            if (at + 1 == row.text.size() || changed[at] == changed[at + 1]) continue;
            std::swap(changed[at], changed[at + 1]);
            REQUIRE_FALSE(row.fits(changed));
        }
    }
}
