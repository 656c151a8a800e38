#include "codec/eip55.h"

#include <array>
#include <string>

#include <catch2/catch.hpp>

#include "codec/hex.h"
#include "codec/keccak.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

// EIP-55, "Test Cases", without "0x": all upper, all lower, mixed.
constexpr std::array<std::string_view, 8> published{
    "52908400098527886E0F7030069857D2E4169EE7", "8617E340B3D01FA5F11F306F4090FD50E238070D",
    "de709f2102306220921060314715629080e2fb77", "27b1fdb04752bbc536007a920d24acb045561c26",
    "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "dbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "D1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"};

std::string spelled(std::string_view hex40) {
    std::array<char, 40> out;
    eip55_spell(hex40, out);
    return {out.begin(), out.end()};
}

// EIP-55's own sentence, a character at a time.
std::string spelled_by_the_book(std::string text) {
    for (char& c : text) c = static_cast<char>(c | 0x20);
    const std::string hash = to_hex(keccak256(bytes_of(text)));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= 'a' && hash[i] >= '8') text[i] = static_cast<char>(text[i] - 0x20);
    }
    return text;
}

}  // namespace

TEST_CASE("the addresses that EIP-55 publishes match and are spelled as published") {
    for (const std::string_view address : published) {
        CAPTURE(address);
        CHECK(eip55_matches(address));
        std::string other(address);
        for (char& c : other) c = static_cast<char>(c | 0x20);
        CHECK(spelled(other) == address);
        CHECK(spelled(address) == address);
    }
}

TEST_CASE("an EIP-55 address with one letter in the other case never matches") {
    for (const std::string_view address : published) {
        for (std::size_t i = 0; i < address.size(); ++i) {
            if (address[i] < 'A') continue;
            std::string wrong(address);
            wrong[i] = static_cast<char>(wrong[i] ^ 0x20);
            CAPTURE(wrong);
            CHECK_FALSE(eip55_matches(wrong));
        }
    }
}

TEST_CASE("EIP-55 spelling and matching agree with the sentence of the EIP on random addresses") {
    Seeded random(55);
    for (int i = 0; i < 2000; ++i) {
        std::string address = to_hex(random.bytes(20));
        const std::string expected = spelled_by_the_book(address);
        REQUIRE(spelled(address) == expected);
        REQUIRE(eip55_matches(expected));
        for (char& c : address) {
            if (c >= 'a' && random.below(2) == 0) c = static_cast<char>(c ^ 0x20);
        }
        REQUIRE(eip55_matches(address) == (address == expected));
    }
}

TEST_CASE("EIP-55 neither matches nor spells a text that is not 40 hexadecimal characters") {
    const std::string good(published[4]);
    for (const std::string& text : {std::string(), good.substr(1), good + "0", "0x" + good, "g" + good.substr(1)}) {
        CAPTURE(text);
        CHECK_FALSE(eip55_matches(text));
        CHECK(spelled(text) == std::string(40, '\0'));
    }
}
