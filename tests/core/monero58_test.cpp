#include "codec/monero58.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "codec/keccak.h"
#include "encoders.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

struct Decoded {
    Monero58Result result;
    std::vector<std::uint8_t> bytes;
};

Decoded decode(std::string_view text, std::size_t capacity = 200) {
    std::vector<std::uint8_t> out(capacity, 0xee);
    const Monero58Result result = monero58_decode(text, out);
    out.resize(result.size);
    return {result, out};
}

}  // namespace

TEST_CASE("the texts of Monero's own tests decode to its bytes, and encode back") {
    // monero-project/monero, tests/unit_tests/base58.cpp: TEST_encode_block, TEST_encode, TEST_decode_pos
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", ""},
        {"11", "00"},
        {"1z", "39"},
        {"5Q", "ff"},
        {"111", "0000"},
        {"15R", "0100"},
        {"LUv", "ffff"},
        {"11111", "000000"},
        {"11LUw", "010000"},
        {"2UzHL", "ffffff"},
        {"11111z", "00000039"},
        {"7YXq9G", "ffffffff"},
        {"VtB5VXc", "ffffffffff"},
        {"3CUsUpv9t", "ffffffffffff"},
        {"Ahg1opVcGW", "ffffffffffffff"},
        {"jpXCZedGfVQ", "ffffffffffffffff"},
        {"11111111111", "0000000000000000"},
        {"11111111112", "0000000000000001"},
        {"1Ahg1opVcGW", "00ffffffffffffff"},
        {"22222222222", "06156013762879f7"},
        {"1z111111111", "05e022ba374b2a00"},
        {"1111111111111", "000000000000000000"},
        {"22222222222VtB5VXc", "06156013762879f7ffffffffff"},
        {"jpXCZedGfVQjpXCZedGfVQ", "ffffffffffffffffffffffffffffffff"}};
    for (const auto& [text, hex] : rows) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        CHECK(decoded.result.fault == Monero58Fault::none);
        CHECK(to_hex(decoded.bytes) == hex);
        CHECK(encode_monero58(from_hex(hex)) == text);
    }
}

TEST_CASE("what Monero's own tests refuse is refused for the reason given there, and located") {
    // the same file: TEST_decode_block_neg, TEST_decode_neg
    struct Invalid {
        std::string text;
        Monero58Fault fault;
        std::uint32_t at = 0;
    };
    const std::vector<Invalid> rows{{"1", Monero58Fault::length},
                                    {"zzzz", Monero58Fault::length},
                                    {"11111111", Monero58Fault::length},
                                    {"123456789AB1", Monero58Fault::length},
                                    {"123456789ABzzzz", Monero58Fault::length},
                                    {"123456789AB11111111", Monero58Fault::length},
                                    {"5R", Monero58Fault::overflow},
                                    {"LUw", Monero58Fault::overflow},
                                    {"2UzHM", Monero58Fault::overflow},
                                    {"7YXq9H", Monero58Fault::overflow},
                                    {"VtB5VXd", Monero58Fault::overflow},
                                    {"3CUsUpv9u", Monero58Fault::overflow},
                                    {"Ahg1opVcGX", Monero58Fault::overflow},
                                    {"jpXCZedGfVR", Monero58Fault::overflow},
                                    {"zzzzzzzzzzz", Monero58Fault::overflow},
                                    {"123456789AB5R", Monero58Fault::overflow, 11},
                                    {"123456789ABjpXCZedGfVR", Monero58Fault::overflow, 11},
                                    {"zzzzzzzzzzz11", Monero58Fault::overflow, 0},
                                    {"01111111111", Monero58Fault::character, 0},
                                    {"11111111110", Monero58Fault::character, 10},
                                    {"11111011111", Monero58Fault::character, 5},
                                    {"I1111111111", Monero58Fault::character, 0},
                                    {"O1111111111", Monero58Fault::character, 0},
                                    {"l1111111111", Monero58Fault::character, 0},
                                    {"_1111111111", Monero58Fault::character, 0},
                                    {"1\xff", Monero58Fault::character, 1}};
    for (const Invalid& row : rows) {
        CAPTURE(row.text);
        const Decoded decoded = decode(row.text);
        CHECK(decoded.result.fault == row.fault);
        CHECK(decoded.result.at == row.at);
        CHECK(decoded.result.size == 0);
    }
}

TEST_CASE("addresses are a tag, two keys, perhaps a payment id, and the first of their Keccak-256") {
    // christsim/multicoin-address-validator, test/wallet_address_validator.js
    const std::vector<std::pair<std::string, std::size_t>> rows{
        {"47zQ5LAivg6hNCgijXSEFVLX7mke1bgM6YGLFaANDoJbgXDymcAAZvvMNt2PmMpqEe5qRy2zyfMYXdwpmdyitiFh84xnPG2", 69},
        {"48bWuoDG75CXMDHbmPEvUF2hm1vLDic7ZJ7hqRkL65QR9p13AQAX4eEACXNk4YP115Q4KRVZnAvmMBHrcGfv9FvKPZnH6vH", 69},
        {"4Gd4DLiXzBmbVX2FZZ3Cvu6fUaWACup1qDowprUCje1kSP4FmbftiJMSfV8kWZXNqmVwj4m52xqtgFNUudVmsmGkGvkLcCibWfVUfUFVB7",
         77}};
    for (const auto& [text, size] : rows) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        REQUIRE(decoded.result.fault == Monero58Fault::none);
        REQUIRE(decoded.bytes.size() == size);
        CHECK(decoded.bytes[0] == (size == 69 ? 18 : 19));
        const Hash256 hash = keccak256(std::span(decoded.bytes).first(size - 4));
        CHECK(std::equal(hash.begin(), hash.begin() + 4, decoded.bytes.end() - 4));
        CHECK(encode_monero58(decoded.bytes) == text);
    }
}

TEST_CASE("decoding Monero's base 58 gives back the bytes it was written from, with exactly enough room") {
    Seeded random(11);
    for (std::size_t size = 0; size <= 100; ++size) {
        const auto data = random.bytes(size);
        const std::string text = encode_monero58(data);
        CAPTURE(text);
        const Decoded decoded = decode(text, size);
        CHECK(decoded.result.fault == Monero58Fault::none);
        CHECK(decoded.bytes == data);
        if (size > 0) CHECK(decode(text, size - 1).result.fault == Monero58Fault::too_long);
    }
}

TEST_CASE("any digits decode only if they are the one spelling of their bytes") {
    Seeded random(58);
    for (std::size_t length = 0; length <= 34; ++length) {
        for (int i = 0; i < 300; ++i) {
            std::string text;
            while (text.size() < length) text += digits[random.below(58)];
            CAPTURE(text);
            const Decoded decoded = decode(text);
            const std::size_t left = length % 11;
            const bool possible = left != 1 && left != 4 && left != 8;
            REQUIRE((decoded.result.fault == Monero58Fault::length) == !possible);
            if (decoded.result.fault == Monero58Fault::none) REQUIRE(encode_monero58(decoded.bytes) == text);
            else REQUIRE((!possible || decoded.result.fault == Monero58Fault::overflow));
        }
    }
}
