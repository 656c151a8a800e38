#include "codec/hex.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

struct Decoded {
    HexResult result;
    std::vector<std::uint8_t> bytes;
};

Decoded decode(std::string_view text) {
    Decoded decoded{{}, std::vector<std::uint8_t>(text.size() / 2)};
    decoded.result = hex_decode(text, decoded.bytes);
    return decoded;
}

}  // namespace

TEST_CASE("hexadecimal of RFC 4648 section 10 decodes in either case") {
    for (const auto& [text, bytes] : {std::pair{"", ""},
                                      {"66", "f"},
                                      {"666F", "fo"},
                                      {"666f6F", "foo"},
                                      {"666F6F62", "foob"},
                                      {"666F6F6261", "fooba"},
                                      {"666F6F626172", "foobar"}}) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        CHECK(decoded.result.ok);
        CHECK(decoded.bytes == bytes_of(bytes));
    }
}

TEST_CASE("decoding hexadecimal gives back the bytes it was written from") {
    Seeded random(16);
    for (std::size_t size = 0; size <= 70; ++size) {
        const auto bytes = random.bytes(size);
        const Decoded decoded = decode(to_hex(bytes));
        CHECK(decoded.result.ok);
        CHECK(decoded.result.at == 2 * size);
        CHECK(decoded.bytes == bytes);
    }
}

TEST_CASE("every byte at every place is hexadecimal or is located") {
    for (std::size_t size = 2; size <= 24; size += 2) {
        for (std::size_t at = 0; at < size; ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text(size, '7');
                text[at] = static_cast<char>(byte);
                const Decoded decoded = decode(text);
                const bool good = std::string_view("0123456789abcdefABCDEF").find(text[at]) != std::string_view::npos;
                REQUIRE(is_hex(text[at]) == good);
                REQUIRE(decoded.result.ok == good);
                REQUIRE(decoded.result.at == (good ? size : at));
                if (good) REQUIRE(decoded.bytes == from_hex(text));
                REQUIRE(decoded.result.has_lower == (good && byte >= 'a'));
                REQUIRE(decoded.result.has_upper == (good && byte >= 'A' && byte < 'a'));
                const HexCase looked = hex_case(text);
                REQUIRE(looked.ok == good);
                REQUIRE(looked.has_lower == decoded.result.has_lower);
                REQUIRE(looked.has_upper == decoded.result.has_upper);
            }
        }
    }
}

TEST_CASE("a text of odd length can be hexadecimal, and has no letters if it is not") {
    CHECK(hex_case("").ok);
    CHECK(hex_case("abcdef0123456789A").ok);
    CHECK(hex_case("abcdef0123456789A").has_lower);
    CHECK(hex_case("abcdef0123456789A").has_upper);
    for (const std::string_view text : {"aAg", "aA345678\xe1", "aA34567:", "aAbbbbbbbbbb@"}) {
        CHECK_FALSE(hex_case(text).ok);
        CHECK_FALSE(hex_case(text).has_lower);
        CHECK_FALSE(hex_case(text).has_upper);
    }
}

TEST_CASE("of several characters that are not hexadecimal the first is located, and letters count only before it") {
    const Decoded decoded = decode("00aax0y0AA");
    CHECK_FALSE(decoded.result.ok);
    CHECK(decoded.result.at == 4);
    CHECK(decoded.result.has_lower);
    CHECK_FALSE(decoded.result.has_upper);
}

TEST_CASE("hexadecimal is not decoded into a buffer of another size than half the text") {
    std::vector<std::uint8_t> bytes(3, 0xee);
    for (const std::string_view text : {"", "1122", "11223", "1122334", "11223344"}) {
        const HexResult result = hex_decode(text, bytes);
        CHECK_FALSE(result.ok);
        CHECK(result.at == text.size());
    }
    CHECK(bytes == std::vector<std::uint8_t>(3, 0xee));
}
