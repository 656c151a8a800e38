#include "codec/base64url.h"

#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode(const std::vector<std::uint8_t>& bytes) {
    std::string text(base64url_encoded_size(bytes.size()), '?');
    CHECK(base64url_encode(bytes, text) == text.size());
    return text;
}

Base64Result decode(std::string_view text, std::vector<std::uint8_t>& bytes) {
    bytes.assign(base64url_decoded_size(text.size()), 0);
    return base64url_decode(text, bytes);
}

}  // namespace

TEST_CASE("base64url gives the texts of RFC 4648 section 10 without padding") {
    for (const auto& [plain, text] : {std::pair{"", ""},
                                      {"f", "Zg"},
                                      {"fo", "Zm8"},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg"},
                                      {"fooba", "Zm9vYmE"},
                                      {"foobar", "Zm9vYmFy"}}) {
        CAPTURE(plain);
        CHECK(encode(bytes_of(plain)) == text);
        std::vector<std::uint8_t> bytes;
        const Base64Result result = decode(text, bytes);
        CHECK(result.ok);
        CHECK(result.size == bytes.size());
        CHECK(bytes == bytes_of(plain));
    }
}

TEST_CASE("base64url gives the octets of RFC 7515 appendix C") {
    CHECK(encode({3, 236, 255, 224, 193}) == "A-z_4ME");
}

TEST_CASE("decoding base64url gives back the bytes it was written from") {
    Seeded random(64);
    for (std::size_t size = 0; size <= 200; ++size) {
        const auto data = random.bytes(size);
        std::vector<std::uint8_t> bytes;
        const Base64Result result = decode(encode(data), bytes);
        CHECK(result.ok);
        CHECK(result.size == size);
        CHECK(bytes == data);
    }
}

TEST_CASE("every base64url text of two or three characters decodes only if it is the one spelling of its bytes") {
    std::vector<std::uint8_t> bytes;
    std::size_t accepted = 0;
    for (const char a : alphabet) {
        for (const char b : alphabet) {
            const std::string two{a, b};
            const Base64Result result = decode(two, bytes);
            REQUIRE(result.ok == (encode(bytes) == two));
            if (!result.ok) REQUIRE(result.at == 1);
            accepted += result.ok;
            for (const char c : alphabet) {
                const std::string three{a, b, c};
                const Base64Result longer = decode(three, bytes);
                if (longer.ok != (encode(bytes) == three)) FAIL(three);
                accepted += longer.ok;
            }
        }
    }
    CHECK(accepted == 256 + 65536);
}

TEST_CASE("a character outside base64url is located, padding and white space among them") {
    std::vector<std::uint8_t> bytes;
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        for (std::size_t at = 0; at < 4; ++at) {
            std::string text = "AAAA";
            text[at] = c;
            const Base64Result result = decode(text, bytes);
            const bool good = alphabet.find(c) != std::string_view::npos;
            REQUIRE(result.ok == good);
            REQUIRE(result.at == (good ? 4 : at));
            REQUIRE(result.size == (good ? 3 : 0));
        }
    }
}

TEST_CASE("base64url of one character more than a multiple of four is refused at the end of the text") {
    std::vector<std::uint8_t> bytes;
    for (const std::string_view text : {"A", "AAAAA", "AAAAAAAAA"}) {
        const Base64Result result = decode(text, bytes);
        CHECK_FALSE(result.ok);
        CHECK(result.at == text.size());
    }
}

TEST_CASE("base64url writes nothing into a buffer that is too small") {
    std::vector<std::uint8_t> bytes(2, 0xee);
    const Base64Result result = base64url_decode("AAAA", bytes);
    CHECK_FALSE(result.ok);
    CHECK(result.at == 4);
    CHECK(bytes == std::vector<std::uint8_t>(2, 0xee));
    std::string text(3, '?');
    CHECK(base64url_encode(std::vector<std::uint8_t>(3), text) == 0);
    CHECK(text == "???");
}

namespace {

// The same text in the standard alphabet.
std::string standard(std::string text) {
    for (char& c : text) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    return text;
}

}  // namespace

TEST_CASE("each alphabet decodes its own texts, and either decodes both") {
    Seeded random(4648);
    for (std::size_t size = 0; size <= 100; ++size) {
        const auto data = random.bytes(size);
        const std::string url = encode(data);
        CAPTURE(url);
        const bool same = standard(url) == url;
        std::vector<std::uint8_t> bytes(size);
        const auto decodes = [&](const std::string& text, Base64Alphabet which) {
            bytes.assign(size, 0);
            return base64url_decode(text, bytes, which).ok;
        };
        CHECK(decodes(url, Base64Alphabet::standard) == same);
        CHECK(decodes(standard(url), Base64Alphabet::url) == same);
        CHECK((decodes(standard(url), Base64Alphabet::standard) && bytes == data));
        CHECK((decodes(standard(url), Base64Alphabet::either) && bytes == data));
        CHECK((decodes(url, Base64Alphabet::either) && bytes == data));
    }
}

TEST_CASE("a TON address decodes in both alphabets, and mixed it is refused at the first character of the other") {
    // docs.ton.org, "TON Cookbook": user-friendly and raw form of one address; its twin in the standard alphabet
    const std::string text = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF";
    for (const std::string& spelling : {text, standard(text)}) {
        std::vector<std::uint8_t> bytes(36);
        const Base64Result result = base64url_decode(spelling, bytes, Base64Alphabet::either);
        CHECK(result.ok);
        CHECK(to_hex(bytes) == "1100ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3eb1c5");
    }
    std::vector<std::uint8_t> bytes(36);
    std::string mixed = text;
    mixed[40] = '/';
    CHECK(base64url_decode(mixed, bytes, Base64Alphabet::either).at == 40);
    mixed[10] = '+';
    CHECK(base64url_decode(mixed, bytes, Base64Alphabet::either).at == 36);  // where the text has its '-'
    mixed[36] = '*';
    CHECK(base64url_decode(mixed, bytes, Base64Alphabet::either).at == 36);
}

TEST_CASE("every byte is good or bad by the alphabet that was asked for") {
    std::vector<std::uint8_t> bytes(3);
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        const std::string text{'A', c, 'A', 'A'};
        const bool url = alphabet.find(c) != std::string_view::npos;
        const bool plus = c == '+' || c == '/' || (url && c != '-' && c != '_');
        CHECK(base64url_decode(text, bytes, Base64Alphabet::url).ok == url);
        CHECK(base64url_decode(text, bytes, Base64Alphabet::standard).ok == plus);
        CHECK(base64url_decode(text, bytes, Base64Alphabet::either).ok == (url || plus));
    }
}
