#include "codec/base32.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "codec/crc.h"
#include "encoders.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

Base32Result decode(std::string_view text, std::vector<std::uint8_t>& bytes) {
    bytes.assign(base32_decoded_size(text.size()), 0);
    return base32_decode(text, bytes);
}

}  // namespace

TEST_CASE("base32 gives the bytes of RFC 4648 section 10, whose texts are shown there with padding") {
    for (const auto& [plain, text] : {std::pair{"", ""},
                                      {"f", "MY"},
                                      {"fo", "MZXQ"},
                                      {"foo", "MZXW6"},
                                      {"foob", "MZXW6YQ"},
                                      {"fooba", "MZXW6YTB"},
                                      {"foobar", "MZXW6YTBOI"}}) {
        CAPTURE(plain);
        std::vector<std::uint8_t> bytes;
        const Base32Result result = decode(text, bytes);
        CHECK(result.ok);
        CHECK(result.at == std::string_view(text).size());
        CHECK(result.size == bytes.size());
        CHECK(bytes == bytes_of(plain));
        CHECK(encode_base32(bytes) == text);
    }
}

TEST_CASE("the valid strkeys of SEP-23 decode to a version byte, the key, and its CRC-16 with the low byte first") {
    // stellar-protocol, ecosystem/sep-0023.md, "Valid test cases"
    const std::string key = "3f0c34bf93ad0d9971d04ccc90f705511c838aad9734a4a2fb0d7a03fc7fe89a";
    const std::vector<std::pair<std::string, std::string>> rows{
        {"GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", "30" + key},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ", "60" + key + "0000000000000000"},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK", "60" + key + "8000000000000000"},
        {"CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA", "10" + key},
        {"LA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUPJN", "58" + key},
        {"BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TU", "0800" + key}};
    for (const auto& [text, payload] : rows) {
        CAPTURE(text);
        std::vector<std::uint8_t> bytes;
        REQUIRE(decode(text, bytes).ok);
        REQUIRE(bytes.size() == payload.size() / 2 + 2);
        const auto checked = std::span(bytes).first(bytes.size() - 2);
        CHECK(to_hex(checked) == payload);
        CHECK((bytes[bytes.size() - 1] << 8 | bytes[bytes.size() - 2]) == crc16_xmodem(checked));
    }
}

TEST_CASE("the invalid strkeys of SEP-23 that are no base32 are refused where it ends") {
    // stellar-protocol, ecosystem/sep-0023.md, "Invalid test cases": unused bits, lengths, padding
    const std::vector<std::pair<std::string, std::size_t>> rows{
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUR", 68},
        {"GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA", 57},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLKA", 70},
        {"MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUK===", 69},
        {"BAAD6DBUX6J22DMZOHIEZTEQ64CVCHEDRKWZONFEUL5Q26QD7R76RGR4TV", 57}};
    for (const auto& [text, at] : rows) {
        CAPTURE(text);
        std::vector<std::uint8_t> bytes;
        const Base32Result result = decode(text, bytes);
        CHECK_FALSE(result.ok);
        CHECK(result.at == at);
        CHECK(result.size == 0);
    }
}

TEST_CASE("decoding base32 gives back the bytes it was written from") {
    Seeded random(32);
    for (std::size_t size = 0; size <= 200; ++size) {
        const auto data = random.bytes(size);
        std::vector<std::uint8_t> bytes;
        const Base32Result result = decode(encode_base32(data), bytes);
        CHECK(result.ok);
        CHECK(result.size == size);
        CHECK(bytes == data);
    }
}

TEST_CASE("a base32 text of any length decodes only if it is the one spelling of its bytes") {
    Seeded random(4648);
    for (std::size_t length = 0; length <= 40; ++length) {
        for (int i = 0; i < 200; ++i) {
            std::string text;
            while (text.size() < length) text += alphabet[random.below(32)];
            std::vector<std::uint8_t> bytes;
            const Base32Result result = decode(text, bytes);
            CAPTURE(text);
            const bool possible = length % 8 != 1 && length % 8 != 3 && length % 8 != 6;
            REQUIRE(result.ok == (encode_base32(bytes) == text));
            REQUIRE((possible || !result.ok));
            REQUIRE(result.at == (result.ok || !possible ? length : length - 1));
        }
    }
}

TEST_CASE("a byte outside base32 is located wherever it stands, lower case and padding among them") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool good = alphabet.find(c) != std::string_view::npos;
        for (std::size_t at = 0; at < 13; ++at) {
            std::string text = "AAAAAAAAAAAAA";
            text[at] = c;
            std::vector<std::uint8_t> bytes;
            const Base32Result result = decode(text, bytes);
            if (good) REQUIRE((result.ok || at == 12));
            else REQUIRE((!result.ok && result.at == at));
        }
    }
    // the first of two, and before a wrong length
    std::vector<std::uint8_t> bytes;
    CHECK(decode("AAAA1AAAAA0", bytes).at == 4);
}

TEST_CASE("base32 writes nothing into a buffer that is too small") {
    std::vector<std::uint8_t> bytes(4, 0xee);
    const Base32Result result = base32_decode("AAAAAAAA", bytes);
    CHECK_FALSE(result.ok);
    CHECK(result.at == 8);
    CHECK(bytes == std::vector<std::uint8_t>(4, 0xee));
}
