// The laws of otp.message and of what is typed for otp.session. tests/vectors/otp.message.json has the single cases,
// tests/messages the corpus.
#include <catch2/catch.hpp>
#include <string>

#include "otp_laws.h"
#include "seeded.h"
#include "text/digits.h"
#include "text/utf8.h"

using namespace countersign;
using namespace countersign::otp;
using countersign::tests::Seeded;

TEST_CASE("Digits of every script count from 0 to 9, and nothing else does") {
    int digits = 0;
    for (char32_t c = 0; c < 0x110000; ++c) {
        const int value = text::digit_value(c);
        if (value < 0) continue;
        ++digits;
        REQUIRE(text::digit_zero(c) + static_cast<char32_t>(value) == c);
        REQUIRE(text::digit_value(text::digit_zero(c)) == 0);
    }
    CHECK(digits == 680);
    CHECK(text::digit_value(U'٤') == 4);
    CHECK(text::digit_value(U'９') == 9);
    CHECK(text::digit_value(0x1D7FF) == 9);
    CHECK(text::digit_value(U'½') == -1);
    CHECK(text::digit_value(U'四') == -1);
    CHECK(text::digit_value(0x10FFFF) == -1);
}

TEST_CASE("The laws of codes hold for messages that are put together at random", "[laws]") {
    static const char* const pieces[] = {
        "code ",  "482910", "48291", "482 910",  "4-8-2-9-1-0", " ",      "\n", "@example.com #482910",
        "¥",      "验证码", "，",    ",",        ".",           "1234",   "+",  "call ",
        "٤٨٢٩١٠", "A1B2C3", "G-",    "https://", "/",           "order ", ":",  "\xF0\x9F\x98\x80"};
    Seeded random{1};
    for (int i = 0; i < 30'000; ++i) {
        std::string message;
        for (std::size_t n = random.below(9); n > 0; --n) message += pieces[random.below(std::size(pieces))];
        INFO(message);
        const std::string broken =
            tests::law_of_codes(message, 3 + random.below(6), static_cast<Alphabet>(random.below(2)));
        REQUIRE(broken.empty());
    }
}

TEST_CASE("A bound host covers the same host and its subdomains, and nothing else") {
    CHECK(host_covers("example.com", "https://example.com"));
    CHECK(host_covers("example.com", "https://a.b.example.com:8443/path"));
    CHECK(host_covers("Example.COM.", "example.com"));
    CHECK_FALSE(host_covers("example.com", "https://badexample.com"));
    CHECK_FALSE(host_covers("a.example.com", "https://example.com"));
    CHECK_FALSE(host_covers("com", "https://example.com"));
    CHECK_FALSE(host_covers("", "https://example.com"));
    CHECK_FALSE(host_covers("example.com", ""));
    CHECK_FALSE(host_covers("0.0.1", "https://127.0.0.1"));
    CHECK(host_covers("[::1]", "http://[::1]:80"));
}
