// otp.app against the vectors of its standards, and its laws. tests/vectors/otp.app.json has the single cases,
// tests/differential the comparison with what people use.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "otp_laws.h"
#include "seeded.h"

using namespace countersign;
using namespace countersign::otp;
using countersign::tests::encode_key;
using countersign::tests::made_code;
using countersign::tests::Seeded;

namespace {

std::string ascii_key(std::size_t size) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>('0' + (i + 1) % 10));
    return encode_key(bytes);
}

Moment second(std::int64_t seconds) {
    return {static_cast<double>(seconds) * 1000, 0};
}

}  // namespace

TEST_CASE("Counted codes are those of RFC 4226, appendix D") {
    const char* const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                 "254676", "287922", "162583", "399871", "520489"};
    for (std::int64_t i = 0; i < 10; ++i) {
        AppCheck check{{.type = AppType::hotp, .counter = i}};
        CHECK(made_code(check, ascii_key(20), {}) == codes[i]);
        CHECK(check.details().step == i);
        AppCheck told{{.type = AppType::hotp}};
        CHECK(made_code(told, ascii_key(20), {}, R"({"generate":{"counter":)" + std::to_string(i) + "}}") == codes[i]);
    }
}

TEST_CASE("Codes by time are those of RFC 6238, appendix B, with keys as long as the hash (erratum 2866)") {
    const struct {
        Algorithm algorithm;
        std::size_t key;
        const char* codes[6];
    } rows[] = {
        {Algorithm::SHA1, 20, {"94287082", "07081804", "14050471", "89005924", "69279037", "65353130"}},
        {Algorithm::SHA256, 32, {"46119246", "68084774", "67062674", "91819424", "90698825", "77737706"}},
        {Algorithm::SHA512, 64, {"90693936", "25091201", "99943326", "93441116", "38618901", "47863826"}},
    };
    const std::int64_t times[] = {59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000};
    for (const auto& row : rows)
        for (std::size_t i = 0; i < 6; ++i) {
            AppCheck check{{.algorithm = row.algorithm, .digits = 8}};
            CHECK(made_code(check, ascii_key(row.key), second(times[i])) == row.codes[i]);
            CHECK(check.details().step == times[i] / 30);
            CHECK(check.details().secondsLeft == 30 - times[i] % 30);
        }
}

TEST_CASE("A code changes at the step and not a millisecond before") {
    AppCheck check{{}};
    const std::string key = ascii_key(20);
    const std::string before = made_code(check, key, {29'999, 0});
    CHECK(check.details().secondsLeft == 1);
    CHECK(before == "755224");
    CHECK(made_code(check, key, {30'000, 0}) == "287082");
    CHECK(check.details().secondsLeft == 30);
    CHECK(made_code(check, key, {0, 0}) == "755224");
    CHECK(made_code(check, key, {-5'000, 0}) == "755224");  // no step comes before the first
}

TEST_CASE("A window takes codes within it and no others, and says how far they are off") {
    const std::string key = ascii_key(20);
    const auto verify = [&](AppCheck& check, const std::string& told, std::int64_t step, Moment now) {
        AppCheck maker{{.type = AppType::hotp, .counter = step}};
        const std::string code = made_code(maker, key, {});
        REQUIRE(check.tell(told, {}).ok());
        return check.run(Typed{key, code, {}}, now).outcome();
    };
    for (int window = 0; window <= 3; ++window)
        for (std::int64_t by = -5; by <= 5; ++by) {
            INFO(window << " " << by);
            const std::string told = R"({"verify":{"window":)" + std::to_string(window) + "}}";
            AppCheck timed{{}};
            const bool within = by >= -window && by <= window;
            CHECK(verify(timed, told, 1000 + by, second(30'015)) == (within ? Outcome::accept : Outcome::reject));
            if (within) CHECK(timed.details().drift == by);
            if (within) CHECK(timed.details().step == 1000 + by);
            CHECK((timed.verdict().find(Reason::otp_clock_drift) != nullptr) == (within && by != 0));
            AppCheck counted{{.type = AppType::hotp, .counter = 1000}};
            const bool ahead = by >= 0 && by <= window;
            CHECK(verify(counted, told, 1000 + by, {}) == (ahead ? Outcome::accept : Outcome::reject));
            if (ahead) CHECK(counted.details().drift == by);
        }
    // What was taken once is not taken again; a later one is.
    AppCheck check{{}};
    CHECK(verify(check, R"({"verify":{"after":1000}})", 1000, second(30'015)) == Outcome::reject);
    CHECK(check.verdict().find(Reason::otp_code_used) != nullptr);
    CHECK(verify(check, R"({"verify":{"after":1000}})", 1001, second(30'015)) == Outcome::accept);
    // Nothing comes before the first step.
    CHECK(verify(check, R"({"verify":{"window":100}})", 0, {}) == Outcome::accept);
}

TEST_CASE("Tells that no code can follow are refused with their place") {
    AppCheck check{{}};
    for (const char* const json :
         {"{}", R"({"generate":{},"verify":{}})", R"({"verify":{"window":101}})", R"({"verify":{"window":-1}})",
          R"({"generate":{"counter":-1}})", R"({"generate":{"counter":9007199254740991}})", R"({"now":{}})"}) {
        INFO(json);
        const Status status = check.tell(json, {});
        CHECK(status.code() == StatusCode::bad_subject);
        CHECK(status.message().starts_with("tell"));
    }
    for (const AppSubject& subject :
         {AppSubject{.digits = 5}, AppSubject{.digits = 9}, AppSubject{.period = 0}, AppSubject{.counter = -1}})
        CHECK_FALSE(AppCheck{subject}.status().ok());
}

TEST_CASE("Without a slot to leave it in, or before it is asked for, there is no code") {
    AppCheck check{{}};
    const std::string key = ascii_key(20);
    CHECK(check.run(key, {}).outcome() == Outcome::accept);
    CHECK_FALSE(check.details().code);
    REQUIRE(check.tell(R"({"generate":{}})", {}).ok());
    CHECK(check.run(key, {}).outcome() == Outcome::accept);
    CHECK_FALSE(check.details().code);
    CHECK(check.kept() == Span{});
}

TEST_CASE("The laws of keys hold for texts that are put together at random") {
    static const char* const pieces[] = {"otpauth://",
                                         "totp/",
                                         "hotp/",
                                         "ACME:",
                                         "alice",
                                         "?secret=",
                                         "&secret=",
                                         "&issuer=ACME",
                                         "&digits=8",
                                         "&period=60",
                                         "&algorithm=SHA512",
                                         "&counter=7",
                                         "%3A",
                                         "%",
                                         "%F0%9F",
                                         "#x",
                                         "/",
                                         "JBSWY3DPEHPK3PXP",
                                         "gezd gnbv gy3t qojq",
                                         "GEZDGNBV",
                                         "a-b",
                                         "=",
                                         "\xC2\xA0",
                                         "0",
                                         "&",
                                         "?",
                                         "\xE5\xAF\x86",
                                         " "};
    Seeded random{1};
    const int rounds = std::getenv("COUNTERSIGN_LONG") != nullptr ? 200'000 : 10'000;
    for (int i = 0; i < rounds; ++i) {
        std::string text = random.below(2) == 0 ? "otpauth://totp/A:b?secret=" : "";
        for (std::size_t n = random.below(7); n > 0; --n) text += pieces[random.below(std::size(pieces))];
        INFO(text);
        const std::string broken =
            tests::law_of_keys(text, {static_cast<double>(random.next() % 4'000'000'000'000), 0});
        REQUIRE(broken.empty());
    }
}

TEST_CASE("A key gives the same code however it is written") {
    Seeded random{2};
    for (int i = 0; i < 500; ++i) {
        const auto bytes = random.bytes(10 + random.below(240));
        const std::string key = encode_key(bytes);
        const Moment now{static_cast<double>(random.next() % 4'000'000'000'000), 0};
        AppCheck check{{}};
        const std::string code = made_code(check, key, now);
        REQUIRE(code.size() == 6);
        std::string typed;
        for (const char c : key) {
            if (random.below(4) == 0) typed += random.below(2) == 0 ? " " : "-";
            typed += random.below(2) == 0 ? c : static_cast<char>(c >= 'A' ? c + 32 : c);
        }
        CHECK(made_code(check, " " + typed + "==\n", now) == code);
        CHECK(made_code(check, "otpauth://totp/A:b?secret=" + key + "%3D&issuer=A", now) == code);
    }
}
