#include "codec/base58.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "codec/sha256.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

struct Decoded {
    Base58Result result;
    std::vector<std::uint8_t> bytes;
};

Decoded decode(std::string_view text, std::size_t capacity = base58_max_bytes) {
    std::vector<std::uint8_t> out(capacity, 0xee);
    const Base58Result result = base58_decode(text, out);
    out.resize(result.size);
    return {result, out};
}

std::string encode(const std::vector<std::uint8_t>& bytes) {
    std::array<char, 400> out;
    return {out.data(), base58_encode(bytes, out)};
}

// School division, one digit at a time.
std::string encode_by_the_book(std::vector<std::uint8_t> number) {
    std::string text;
    const auto zeros = std::find_if(number.begin(), number.end(), [](auto b) { return b != 0; }) - number.begin();
    while (std::any_of(number.begin(), number.end(), [](auto b) { return b != 0; })) {
        unsigned rest = 0;
        for (std::uint8_t& byte : number) {
            rest = rest * 256 + byte;
            byte = static_cast<std::uint8_t>(rest / 58);
            rest %= 58;
        }
        text.insert(text.begin(), digits[rest]);
    }
    return std::string(static_cast<std::size_t>(zeros), '1') + text;
}

}  // namespace

TEST_CASE("Bitcoin Core's base 58 vectors decode and encode") {
    // bitcoin/bitcoin, src/test/data/base58_encode_decode.json, all rows
    std::string all_bytes;
    for (int i = 0; i < 256; ++i) all_bytes += to_hex(std::array{i});
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", ""},
        {"61", "2g"},
        {"626262", "a3gV"},
        {"636363", "aPEr"},
        {"73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"},
        {"00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"},
        {"516b6fcd0f", "ABnLTmg"},
        {"bf4f89001e670274dd", "3SEo3LWLoPntC"},
        {"572e4794", "3EFU7m"},
        {"ecac89cad93923c02321", "EJDM8drfXA6uyA"},
        {"10c8511e", "Rt5zm"},
        {std::string(20, '0'), std::string(10, '1')},
        {std::string(80, '0'), std::string(40, '1')},
        {std::string(79, '0') + "1", std::string(39, '1') + "2"},
        {std::string(168, '0') + "ec39d04c37e71e5d591881f6", std::string(84, '1') + "5TYzLYH1udmLdzCLM"},
        {"000111d38e5fc9071ffcd20b4a763cc9ae4f252bb4e48fd66a835e252ada93ff480d6dd43dc62a641155a5", std::string(digits)},
        {all_bytes, "1cWB5HCBdLjAuqGGReWE3R3CguuwSjw6RHn39s2yuDRTS5NsBgNiFpWgAnEx6VQi8csexkgYw3mdYrMHr8x9i7aE"
                    "wP8kZ7vccXWqKDvGv3"
                    "u1GxFKPuAkn8JCPPGDMf3vMMnbzm6Nh9zh1gcNsMvH3ZNLmP5fSG6DGbbi2tuwMWPthr4boWwCxf7ewSgNQeacyo"
                    "zhKDDQQ1qL5fQFUW52QK"
                    "UZDZ5fw3KXNQJMcNTcaB723LchjeKun7MuGW5qyCBZYzA1KjofN1gYBV3NqyhQJ3Ns746GNuf9N2pQPmHz4xpnSr"
                    "rfCvy6TVVz5d4Pdrjesh"
                    "sWQwpZsZGzvbdAdN8MKV5QsBDY"},
        {"271F359E", "zzzzy"},
        {"271F359F", "zzzzz"},
        {"271F35A0", "211111"},
        {"271F35A1", "211112"}};
    for (const auto& [hex, text] : rows) {
        CAPTURE(text);
        CHECK(encode(from_hex(hex)) == text);
        const Decoded decoded = decode(text);
        CHECK(decoded.result.fault == Base58Fault::none);
        CHECK(decoded.bytes == from_hex(hex));
    }
}

TEST_CASE("decoding base 58 gives back the bytes it was written from, and encoding agrees with school division") {
    Seeded random(58);
    for (std::size_t size = 0; size <= base58_max_bytes; ++size) {
        auto bytes = random.bytes(size);
        for (std::size_t i = 0; i < bytes.size() && random.below(3) == 0; ++i) bytes[i] = 0;
        CAPTURE(to_hex(bytes));
        const std::string text = encode(bytes);
        CHECK(text == encode_by_the_book(bytes));
        const Decoded decoded = decode(text, size);  // exactly enough room
        CHECK(decoded.result.fault == Base58Fault::none);
        CHECK(decoded.bytes == bytes);
        CHECK(encode(std::vector<std::uint8_t>(size, 0xff)) ==
              encode_by_the_book(std::vector<std::uint8_t>(size, 0xff)));
    }
}

TEST_CASE("a base 58 value one byte larger than the buffer is too long and leaves it untouched") {
    Seeded random(5858);
    for (std::size_t size = 1; size <= 100; ++size) {
        auto bytes = random.bytes(size);
        bytes[0] |= 1;
        std::vector<std::uint8_t> out(size - 1, 0xee);
        const Base58Result result = base58_decode(encode(bytes), out);
        CHECK(result.fault == Base58Fault::too_long);
        CHECK(result.at == 0);
        CHECK(result.size == 0);
        CHECK(out == std::vector<std::uint8_t>(size - 1, 0xee));
    }
    CHECK(decode(std::string(25, '1'), 24).result.fault == Base58Fault::too_long);
    CHECK(decode("1z", 1).result.fault == Base58Fault::too_long);
    CHECK(decode("5R", 1).result.fault == Base58Fault::too_long);  // 256
    CHECK(decode("5Q", 1).bytes == std::vector<std::uint8_t>{255});
    CHECK(decode(std::string(1000, 'z'), 1000).result.fault == Base58Fault::too_long);
    CHECK(decode(std::string(257, '1'), 1000).result.fault == Base58Fault::too_long);
}

TEST_CASE("the first character outside base 58 is located, even in a text that is too long") {
    const std::string address = "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L";
    for (std::size_t at = 0; at < address.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = address;
            text[at] = static_cast<char>(byte);
            const bool good = digits.find(text[at]) != std::string_view::npos;
            REQUIRE(is_base58_character(text[at]) == good);
            if (good) continue;
            const Base58Result result = decode(text, 25).result;
            REQUIRE(result.fault == Base58Fault::character);
            REQUIRE(result.at == at);
            text[address.size() - 1] = '0';
            REQUIRE(decode(text, 2).result.at == at);
        }
    }
    CHECK(decode(std::string(2000, 'z') + "l" + "0").result.at == 2000);
    CHECK(decode(std::string(2000, '1') + "I").result.fault == Base58Fault::character);
}

TEST_CASE("base 58 writes nothing into too little room, and nothing of too many bytes") {
    std::array<char, 33> out;
    out.fill('?');
    const auto bytes = from_hex("00eb15231dfceb60925886b67d065299925915aeb172c06647");
    CHECK(base58_encode(bytes, out) == 0);
    CHECK(std::count(out.begin(), out.end(), '?') == 33);
    CHECK(encode(std::vector<std::uint8_t>(257)).empty());
}

TEST_CASE("Base58Check holds for published texts and for none with one digit changed") {
    // Bitcoin wiki "Address" (P2PKH, P2SH); block 0's output; BIP-32 test vector 1, chain m (xpub)
    for (const std::string_view text :
         {"1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
          "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
          "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUD"
          "Fdp6W1EGM"
          "cet8"}) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        REQUIRE(base58check_valid(decoded.bytes));
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const char digit : digits) {
                std::string changed(text);
                if (changed[at] == digit) continue;
                changed[at] = digit;
                REQUIRE_FALSE(base58check_valid(decode(changed).bytes));
            }
        }
    }
}

TEST_CASE("nothing under five bytes holds a Base58Check") {
    // 5df6e0e2 begins sha256d of nothing, so four bytes could pass if the rule were written loosely
    CHECK_FALSE(base58check_valid(from_hex("5df6e0e2")));
    CHECK_FALSE(base58check_valid({}));
    auto five = from_hex("00");
    const Hash256 hash = sha256d(five);
    five.insert(five.end(), hash.begin(), hash.begin() + 4);
    CHECK(base58check_valid(five));
}

TEST_CASE("another base 58 alphabet is only another order of digits") {
    // XRP Ledger documentation, "Base58 Encodings": the dictionary, and ACCOUNT_ZERO (account 0, version 0)
    CHECK(std::string(ripple_alphabet.digit.begin(), ripple_alphabet.digit.end()) ==
          "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz");
    std::array<std::uint8_t, 25> out;
    const Base58Result result = base58_decode("rrrrrrrrrrrrrrrrrrrrrhoLvTp", out, ripple_alphabet);
    CHECK(result.fault == Base58Fault::none);
    CHECK(result.size == 25);
    CHECK(std::all_of(out.begin(), out.begin() + 21, [](auto b) { return b == 0; }));
    CHECK(base58check_valid(out));
    std::array<char, 40> text;
    CHECK(std::string(text.data(), base58_encode(out, text, ripple_alphabet)) == "rrrrrrrrrrrrrrrrrrrrrhoLvTp");
    CHECK_FALSE(is_base58_character('l', ripple_alphabet));
}
