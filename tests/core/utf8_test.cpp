#include "text/utf8.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::text;
using namespace countersign::tests;

namespace {

constexpr std::size_t well_formed = std::string_view::npos;
constexpr char32_t last_code_point = 0x10ffff;

bool is_surrogate(char32_t value) {
    return value >= 0xd800 && value <= 0xdfff;
}

// Table 3-6, whatever the value: surrogates too.
std::string encoded(char32_t value) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<std::uint8_t>(bits)); };
    const auto tail = [&](int shift) { return byte(0x80 | (value >> shift & 0x3f)); };
    if (value < 0x80) return {byte(value)};
    if (value < 0x800) return {byte(0xc0 | value >> 6), tail(0)};
    if (value < 0x10000) return {byte(0xe0 | value >> 12), tail(6), tail(0)};
    return {byte(0xf0 | value >> 18), tail(12), tail(6), tail(0)};
}

}  // namespace

TEST_CASE("every scalar value is well-formed, decodes to itself, and has its length in UTF-16") {
    for (char32_t value = 0; value <= last_code_point; ++value) {
        const std::string text = encoded(value);
        const bool good = !is_surrogate(value);
        const CodePoint decoded = good ? decode_code_point(text, 0) : CodePoint{value, 3};
        const bool right = (first_invalid_utf8(text) == (good ? well_formed : 0)) && decoded.value == value &&
                           decoded.length == text.size() &&
                           (!good || utf16_length(text) == (value > 0xffff ? 2U : 1U)) &&
                           is_ascii(text) == (value < 0x80);
        if (!right) FAIL("U+" << std::hex << static_cast<std::uint32_t>(value));
    }
}

TEST_CASE("as many sequences of two and three bytes are well-formed as scalar values make") {
    // Only what encoded() can write is well-formed; counted instead of listed.
    std::size_t pairs = 0;
    std::size_t triples = 0;
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const std::string two{static_cast<char>(a), static_cast<char>(b)};
            pairs += first_invalid_utf8(two) == well_formed;
            for (int c = 0; c < 256; ++c) triples += first_invalid_utf8(two + static_cast<char>(c)) == well_formed;
        }
    }
    constexpr std::size_t one = 0x80;
    constexpr std::size_t two = 0x800 - 0x80;
    constexpr std::size_t three = 0x10000 - 0x800 - 0x800;
    CHECK(pairs == one * one + two);
    CHECK(triples == one * one * one + 2 * one * two + three);
}

TEST_CASE("an ill-formed UTF-8 sequence is located wherever it stands") {
    // The Unicode Standard 15, section 3.9, Tables 3-8 to 3-11, and WTF-8's lone surrogates
    for (const std::string_view bad : {"\x80",
                                       "\xbf",
                                       "\xc0\xaf",
                                       "\xc1\xbf",
                                       "\xe0\x80\xbf",
                                       "\xe0\x9f\xbf",
                                       "\xf0\x81\x82\x41",
                                       "\xf0\x8f\xbf\xbf",
                                       "\xed\xa0\x80",
                                       "\xed\xbf\xbf",
                                       "\xed\xaf\x41",
                                       "\xf4\x91\x92\x93",
                                       "\xf4\x90\x80\x80",
                                       "\xf5\x80\x80\x80",
                                       "\xff",
                                       "\xfe",
                                       "\xe1\x80\xe2",
                                       "\xf1\x92\x41",
                                       "\xe1\x80",
                                       "\xf1\x80\x80",
                                       "\xc2",
                                       "\xc2\x41",
                                       "\xf1\x91"}) {
        for (const std::string_view before :
             {"", "a", "1234567", "12345678", "123456789012345", "\u00e9", "\u20ac\U0001f600"}) {
            for (const std::string_view after : {"", "z", "12345678901", "\u00e9"}) {
                const std::string text = std::string(before) + std::string(bad) + std::string(after);
                CAPTURE(to_hex(text));
                CHECK(first_invalid_utf8(text) == before.size());
            }
        }
    }
}

TEST_CASE("UTF-8 cut inside a character is ill-formed at the start of that character") {
    const std::string text = "a\u00e9\u20ac\U0001f600";
    const std::size_t starts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6};
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        const bool whole = cut == text.size() || (cut < text.size() && starts[cut] == cut);
        CHECK(first_invalid_utf8(std::string_view(text).substr(0, cut)) == (whole ? well_formed : starts[cut]));
    }
}

TEST_CASE("decoding code points walks well-formed UTF-8 from end to end") {
    Seeded random(8);
    for (int i = 0; i < 500; ++i) {
        std::u32string expected;
        std::string text;
        std::uint32_t units = 0;
        for (std::size_t n = random.below(40); n > 0; --n) {
            constexpr char32_t ends[] = {0x80, 0x800, 0xd800, 0x110000};
            auto value = static_cast<char32_t>(random.below(ends[random.below(4)]));
            if (is_surrogate(value)) value = U'?';
            expected += value;
            text += encoded(value);
            units += value > 0xffff ? 2 : 1;
        }
        REQUIRE(first_invalid_utf8(text) == well_formed);
        REQUIRE(utf16_length(text) == units);
        std::u32string decoded;
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint point = decode_code_point(text, at);
            decoded += point.value;
            at += point.length;
        }
        REQUIRE(decoded == expected);
    }
}

TEST_CASE("decoding code points of ill-formed UTF-8 stays inside the text and moves on") {
    Seeded random(88);
    for (int i = 0; i < 2000; ++i) {
        const auto bytes = random.bytes(random.below(12));
        const std::string text(bytes.begin(), bytes.end());
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint point = decode_code_point(text, at);
            REQUIRE(point.length >= 1);
            REQUIRE(at + point.length <= text.size());
            at += point.length;
        }
    }
    CHECK(decode_code_point("", 0).length == 0);
    CHECK(decode_code_point("a", 7).length == 0);
}

TEST_CASE("a text with one byte above 0x7f anywhere is not ASCII") {
    for (std::size_t size = 0; size <= 40; ++size) {
        std::string text(size, 'x');
        CHECK(is_ascii(text));
        for (char& c : text) {
            c = '\x80';
            CHECK_FALSE(is_ascii(text));
            c = 'x';
        }
    }
}

TEST_CASE("line feeds are found and counted wherever they are, and nothing else is one") {
    // Those that a sum over eight bytes might take for one: one bit off, one more, one less, and with the top bit.
    constexpr std::string_view near_line_feed("\x0b\x09\x8a\x00\xff\x80\x7f\x8b", 8);
    for (std::size_t size = 0; size <= 40; ++size) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) text += near_line_feed[(i * 5 + size) % near_line_feed.size()];
        CHECK(count_of(text, '\n') == 0);
        CHECK(place_of(text, '\n') == size);
        for (std::size_t first = 0; first < size; ++first) {
            std::string broken = text;
            broken[first] = '\n';
            CHECK(place_of(broken, '\n') == first);
            for (std::size_t other = first + 1; other < size; ++other) {
                std::string twice = broken;
                twice[other] = '\n';
                CHECK(count_of(twice, '\n') == 2);
                CHECK(place_of(twice, '\n') == first);
            }
        }
    }
}

TEST_CASE("the invisible and the white code points are as many as Unicode 15 counts, and do not overlap") {
    // DerivedCoreProperties-15.0.0.txt: "Total code points: 4174"; PropList-15.0.0.txt: 25
    std::size_t invisible = 0;
    std::size_t white = 0;
    for (char32_t value = 0; value <= last_code_point; ++value) {
        invisible += is_invisible(value);
        white += is_white_space(value);
        if (is_invisible(value) && is_white_space(value)) FAIL(static_cast<std::uint32_t>(value));
    }
    CHECK(invisible == 4174);
    CHECK(white == 25);
    for (const char32_t value : {0x00adU, 0x200bU, 0x200dU, 0x200eU, 0x202eU, 0x2060U, 0x2066U, 0x2069U, 0xfeffU,
                                 0xfe0fU, 0x3164U, 0xe0020U}) {
        CHECK(is_invisible(value));
    }
    for (const char32_t value : {0x09U, 0x0aU, 0x0dU, 0x20U, 0x85U, 0xa0U, 0x2003U, 0x2028U, 0x202fU, 0x3000U}) {
        CHECK(is_white_space(value));
    }
    CHECK_FALSE(is_invisible(U'a'));
    CHECK_FALSE(is_white_space(0x200b));
    CHECK_FALSE(is_invisible(0xffffffff));
}
