#include "countersign/moment.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "seeded.h"

using namespace countersign;

namespace {

void check_instant(const std::string& text, double expected) {
    INFO(text);
    const auto instant = parse_instant(text);
    REQUIRE(instant);
    CHECK(*instant == expected);
}

// A calendar by counting days one at a time.
struct Day {
    int year = 1970, month = 1, day = 1;
    static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
    [[nodiscard]] int length() const {
        if (month == 2) return is_leap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
    void next() {
        if (++day <= length()) return;
        day = 1;
        if (++month <= 12) return;
        month = 1;
        ++year;
    }
};

std::string padded(int number, std::size_t width) {
    std::string text = std::to_string(number);
    return std::string(width - text.size(), '0') + text;
}

}  // namespace

TEST_CASE("RFC 3339's own examples are read") {
    check_instant("1985-04-12T23:20:50.52Z", 482196050520.0);
    check_instant("1996-12-19T16:39:57-08:00", 851042397000.0);
    check_instant("1990-12-31T23:59:60Z", 662688000000.0);       // a leap second counts as the next minute's first
    check_instant("1990-12-31T15:59:60-08:00", 662688000000.0);  // the same one, seen from the west
    check_instant("1937-01-01T12:00:27.87+00:20", -1041337172130.0);
}

TEST_CASE("Instants around epochs, centuries and zones are exact") {
    check_instant("1970-01-01T00:00:00Z", 0);
    check_instant("1969-12-31T23:59:59.999Z", -1);
    check_instant("2000-02-29T00:00:00Z", 951782400000.0);
    check_instant("2038-01-19T03:14:08Z", 2147483648000.0);
    check_instant("9999-12-31T23:59:59.999Z", 253402300799999.0);
    check_instant("0000-01-01T00:00:00Z", -62167219200000.0);
    check_instant("2024-02-29T12:00:00+05:45", 1709187300000.0);
    check_instant("2024-03-01T00:00:00+23:59", 1709164860000.0);
    check_instant("2024-03-01T00:00:00-23:59", 1709337540000.0);
    check_instant("2024-03-01T00:00:00-00:00", 1709251200000.0);
    check_instant("2024-03-01t00:00:00z", 1709251200000.0);
    check_instant("2024-03-01 00:00:00Z", 1709251200000.0);
}

TEST_CASE("Fractions beyond milliseconds are cut, not rounded") {
    check_instant("1970-01-01T00:00:00.1Z", 100);
    check_instant("1970-01-01T00:00:00.12Z", 120);
    check_instant("1970-01-01T00:00:00.1239Z", 123);
    check_instant("1970-01-01T00:00:00.999999999999999999999999Z", 999);
    check_instant("1970-01-01T00:00:60.5Z", 60000);
}

TEST_CASE("Every day from 1970 to 2110 is where counting days puts it") {
    std::int64_t days = 0;
    for (Day day; day.year < 2110; day.next(), ++days) {
        const std::string text = padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
        const auto instant = parse_instant(text + "T00:00:00Z");
        if (!instant || *instant != 86'400'000.0 * static_cast<double>(days)) FAIL(text);
        if (day.day != day.length()) continue;
        const std::string after = text.substr(0, 8) + padded(day.day + 1, 2);
        if (parse_instant(after + "T00:00:00Z")) FAIL(after << " is no day");
    }
}

TEST_CASE("What is no instant is refused") {
    for (const std::string text : {"",
                                   "2024",
                                   "2024-01-01",
                                   "2024-01-01T00:00Z",
                                   "2024-01-01T00:00:00",
                                   "24-01-01T00:00:00Z",
                                   "2024-1-01T00:00:00Z",
                                   "2024-00-01T00:00:00Z",
                                   "2024-13-01T00:00:00Z",
                                   "2024-01-00T00:00:00Z",
                                   "2024-01-32T00:00:00Z",
                                   "2023-02-29T00:00:00Z",
                                   "2100-02-29T00:00:00Z",
                                   "2024-01-01T24:00:00Z",
                                   "2024-01-01T00:60:00Z",
                                   "2024-01-01T00:00:61Z",
                                   "2024-01-01T00:00:00.Z",
                                   "2024-01-01T00:00:00,5Z",
                                   "2024-01-01T00:00:00+0100",
                                   "2024-01-01T00:00:00+01",
                                   "2024-01-01T00:00:00+24:00",
                                   "2024-01-01T00:00:00+00:60",
                                   "2024-01-01T00:00:00ZZ",
                                   " 2024-01-01T00:00:00Z",
                                   "2024-01-01T00:00:00Z ",
                                   "-024-01-01T00:00:00Z",
                                   "2024/01/01T00:00:00Z",
                                   "2024-01-01_00:00:00Z",
                                   "20240101T000000Z",
                                   "+2024-01-01T00:00:00Z",
                                   "2024-01-01T-1:00:00Z",
                                   "2024-01-01T00:00:0xZ"}) {
        INFO(text);
        CHECK_FALSE(parse_instant(text));
        CHECK_FALSE(parse_moment("\"" + text + "\""));
    }
}

TEST_CASE("A moment is an instant, milliseconds, or an object of wall and steady") {
    const auto check = [](const std::string& text, double wall, double steady) {
        INFO(text);
        const auto moment = parse_moment(text);
        REQUIRE(moment);
        CHECK(moment->wall_ms == wall);
        CHECK(moment->steady_ms == steady);
    };
    check("0", 0, 0);
    check("1700000000000", 1.7e12, 1.7e12);
    check("-1.5", -1.5, -1.5);
    check("123.456", 123.456, 123.456);
    check("1970-01-01T00:00:01Z", 1000, 1000);
    check("\"1970-01-01T00:00:01Z\"", 1000, 1000);
    check(R"({"wall":5})", 5, 5);
    check(R"({"wall":5,"steady":6})", 5, 6);
    check(R"({"steady":6,"wall":5})", 5, 6);
    check(R"({"wall":"1970-01-01T00:00:01Z","steady":6.25})", 1000, 6.25);
    check(R"({"wall":"1970-01-01T00:00:01+00:01","steady":"1970-01-01T00:00:02Z"})", -59000, 2000);
    check("{ \"wall\"\n:\t5 ,\r\"steady\" : 6 } ", 5, 6);
    check(R"({"wall":"1970-01-01 00:00:01Z"})", 1000, 1000);
}

TEST_CASE("No text that is a moment gives anything but finite times", "[laws]") {
    tests::Seeded seeded{3};
    const std::string letters = "0123456789-+.:TZ{}\"wallsteady, eE";
    int good = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = std::vector<std::string>{"2024-02-29T12:30:45.678+01:00", "1700000000000.25",
                                                    R"({"wall":5,"steady":"1970-01-01T00:00:01Z"})"}[seeded.below(3)];
        for (std::size_t n = seeded.below(4); n > 0; --n)
            text[seeded.below(text.size())] = letters[seeded.below(letters.size())];
        if (seeded.below(4) == 0) text.resize(seeded.below(text.size()));
        const auto moment = parse_moment(text);
        if (!moment) continue;
        ++good;
        if (!std::isfinite(moment->wall_ms) || !std::isfinite(moment->steady_ms)) FAIL(text);
    }
    CHECK(good > 10'000);
}
