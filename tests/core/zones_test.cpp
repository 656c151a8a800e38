// Zones against the C library, which reads the tz database's own files, and the room signin, which asks for them.
#include "text/zones.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "countersign/context.h"
#include "countersign/signin.h"
#include "text/civil.h"
#include "text/mask.h"
#include "vocabulary/table.h"

using namespace countersign;

namespace {

constexpr std::int64_t day_s = 86'400;

const Table& zones_table() {
    static const Context context;
    const Table* const table = context.table("zones");
    REQUIRE(table != nullptr);
    return *table;
}

// The names in the table, as they stand there.
std::vector<std::string> zone_names() {
    const auto data = zones_table().data;
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < table_number(data, 0); ++i) {
        const std::size_t at = table_number(data, 8 + i * 8);
        const std::size_t length = data[12 + i * 8] + data[13 + i * 8] * 256U;
        names.emplace_back(reinterpret_cast<const char*>(data.data()) + at, length);
    }
    return names;
}

// The C library's word on a zone, from /usr/share/zoneinfo.
void use_zone(const std::string& name) {
    REQUIRE(::setenv("TZ", (":" + name).c_str(), 1) == 0);
    ::tzset();
}

std::int64_t library_day(std::int64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm local{};
    ::localtime_r(&time, &local);
    return text::day_of((seconds + local.tm_gmtoff) * 1000);
}

std::int64_t library_offset(std::int64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm local{};
    ::localtime_r(&time, &local);
    return local.tm_gmtoff;
}

// The first instant whose date is later than that of `seconds`, looked for step by step.
std::int64_t library_next_day(std::int64_t seconds) {
    const std::int64_t today = library_day(seconds);
    std::int64_t from = seconds;
    // By quarters of an hour, but by minutes where clocks are moved: a new day may last a minute before the old one is back.
    std::int64_t step = 900;
    while (library_day(from + step) <= today || (step > 60 && library_offset(from + step) != library_offset(from))) {
        if (library_offset(from + step) != library_offset(from) && step > 60) step = 60;
        else from += step;
        if (step == 60 && library_offset(from + 900) == library_offset(from)) step = 900;
    }
    std::int64_t until = from + step;
    while (until - from > 1) {
        const std::int64_t middle = (from + until) / 2;
        (library_day(middle) > today ? until : from) = middle;
    }
    return until;
}

std::string machine_release() {
    std::ifstream file{"/usr/share/zoneinfo/tzdata.zi"};
    std::string line;
    std::getline(file, line);
    return line.substr(line.rfind(' ') + 1);
}

}  // namespace

TEST_CASE("Midnights are those of the C library, in every zone", "[laws]") {
    const bool every = std::getenv("COUNTERSIGN_LONG") != nullptr;
    const std::string release = machine_release();
    if (release.empty()) {
        WARN("skipped: this machine has no tz database");
        return;
    }
    const auto data = zones_table().data;
    std::map<std::string, std::string> differing;  // zones, and where they differ first
    std::size_t compared = 0;
    const auto names = zone_names();
    REQUIRE(names.size() > 590);
    for (std::size_t n = 0; n < names.size(); n += every ? 1 : 4) {
        const auto zone = text::find_zone(names[n], data);
        REQUIRE(zone);
        use_zone(names[n]);
        const std::int64_t first = text::zones_from_ms / 1000;
        const std::int64_t last = text::zones_until_ms / 1000 - 3 * day_s;
        std::int64_t offset = library_offset(first);
        const auto compare = [&](std::int64_t seconds) {
            if (seconds < first || seconds >= last) return;
            ++compared;
            const auto next = zone->next_day(seconds * 1000);
            if (!next || *next != library_next_day(seconds) * 1000)
                differing.try_emplace(names[n], std::to_string(seconds) + ": " +
                                                    std::to_string(next.value_or(0) / 1000) + ", the C library " +
                                                    std::to_string(library_next_day(seconds)));
        };
        for (std::int64_t day = first; day < last; day += day_s) {
            // Where the offset changes, the hours around; else now and then a day.
            const std::int64_t now = library_offset(day);
            const bool changed = now != offset;
            offset = now;
            if (changed && (every || (day / day_s + static_cast<std::int64_t>(n)) % 17 == 0))
                for (std::int64_t at = day - 2 * day_s; at < day + day_s; at += 5400) compare(at + 1799);
            else if (every ? day / day_s % 3 == 0 : (day / day_s + static_cast<std::int64_t>(n) * 31) % 997 == 0)
                compare(day + static_cast<std::int64_t>(n) * 137 % day_s);
        }
    }
    ::unsetenv("TZ");
    ::tzset();
    CHECK(compared > 5'000);
    INFO("compared " << compared << " midnights, tables of " << zones_table().version << ", this machine has "
                     << release);
    if (release == zones_table().version) {
        for (const auto& [name, where] : differing) UNSCOPED_INFO(name << " " << where);
        CHECK(differing.empty());
    } else {
        // Another release moves some clocks; no release moves many.
        for (const auto& [name, where] : differing) WARN(name << " " << where << " differs between the two releases");
        CHECK(differing.size() < names.size() / 20);
    }
}

TEST_CASE("Zones are found under their names, in any case, and as offsets") {
    const auto data = zones_table().data;
    CHECK(text::find_zone("Asia/Shanghai", data));
    CHECK(text::find_zone("ASIA/shanghai", data));
    CHECK(text::find_zone("UTC", data));
    CHECK(text::find_zone("America/Argentina/ComodRivadavia", data));
    for (const char* name : {"", "Asia", "Asia/", "Asia/Shanghai ", "Asia/Shangha", "Asia/Shanghaii", "Factory",
                             "+8:00", "+08:0", "+0800", "+24:00", "+08:60", " 08:00", "localtime", "posixrules"})
        CHECK_FALSE(text::find_zone(name, data));
    CHECK(text::find_zone("+08:00", {}));
    CHECK(text::find_zone("-23:59", {})->at(text::zones_from_ms)->offset_ms == -(23 * 60 + 59) * std::int64_t{60'000});
    CHECK_FALSE(text::find_zone("Asia/Shanghai", {}));
    CHECK_FALSE(text::find_zone("UTC", data)->at(text::zones_from_ms - 1));
    CHECK(text::find_zone("UTC", data)->at(text::zones_from_ms));
    CHECK(text::find_zone("UTC", data)->at(text::zones_until_ms - 1));
    CHECK_FALSE(text::find_zone("UTC", data)->at(text::zones_until_ms));
    CHECK_FALSE(text::find_zone("UTC", data)->next_day(text::zones_until_ms - 1));
}

TEST_CASE("A damaged table of zones says something or nothing, and is read inside its bytes alone") {
    const auto data = zones_table().data;
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{100}, data.size() / 2}) {
        const std::vector<std::uint8_t> part{data.begin(), data.begin() + static_cast<std::ptrdiff_t>(size)};
        static_cast<void>(text::find_zone("Asia/Shanghai", part));
    }
    std::vector<std::uint8_t> changed{data.begin(), data.end()};
    std::size_t found = 0;
    for (std::size_t i = 0; i < changed.size(); i += 7) {
        const std::uint8_t was = changed[i];
        changed[i] = 0xff;
        for (const char* name : {"Africa/Cairo", "Pacific/Apia"})
            if (const auto zone = text::find_zone(name, changed)) {
                ++found;
                static_cast<void>(zone->next_day(1'780'000'000'000));
            }
        changed[i] = was;
    }
    CHECK(found > 0);
}

TEST_CASE("Days and dates are each other's inverse") {
    for (std::int64_t day = text::days_from_civil(1, 1, 1); day < text::days_from_civil(2500, 1, 1); day += 13) {
        const text::CivilDay civil = text::civil_from_days(day);
        REQUIRE(text::days_from_civil(civil.year, civil.month, civil.day) == day);
    }
    CHECK(text::day_of(-1) == -1);
    CHECK(text::day_of(0) == 0);
    CHECK(text::day_of(text::day_ms - 1) == 0);
}

TEST_CASE("A mask keeps the ends of what is long, and nothing of what is short") {
    const auto masked = [](std::string_view whole) {
        std::array<char, 72> room{};
        return std::string{text::mask(whole, room)};
    };
    CHECK(masked("ann@example.com") == "a***@example.com");
    CHECK(masked("+8613800138042") == "***42");
    CHECK(masked("123456") == "***");
    CHECK(masked("@example.com") == "***om");
    CHECK(masked("") == "***");
    CHECK(masked(std::string(40, 'x') + "@" + std::string(200, 'y')) == "x***");
}

TEST_CASE("A lock that has ended stays ended, whatever the clock then says") {
    const Context context;
    signin::StatusSubject subject;
    subject.state = signin::AccountState::locked;
    subject.lockedAt = Instant{1'781'527'680'000};  // 2026-06-15T12:48:00Z
    subject.policyZone = "Asia/Shanghai";
    signin::StatusCheck check{subject, &context};
    CHECK(check.run("", Moment{1'781'527'680'000, 0}).outcome() == Outcome::reject);
    CHECK(check.details().remainingSeconds == 11520);
    CHECK(check.run("", Moment{1'781'527'680'000, 11'520'000}).outcome() == Outcome::accept);
    // The monotonic clock of a page that was asleep may begin anew.
    CHECK(check.run("", Moment{1'781'527'680'000, 0}).outcome() == Outcome::accept);
    CHECK(check.details().maySignIn);
}

TEST_CASE("signin.status takes no clock that is none") {
    signin::StatusCheck check{{}};
    const Moment now{};
    CHECK(check.tell(R"({"clock":{"date":"Mon, 15 Jun 2026 13:00:00 GMT"}})", now).ok());
    CHECK(check.tell(R"({"clock":{"date":"2026-06-15T13:00:00Z","roundTripMs":12}})", now).ok());
    for (const char* told :
         {R"({})", R"({"clock":{}})", R"({"clock":{"date":"yesterday"}})", R"({"clock":{"date":5}})",
          R"({"clock":{"date":"2026-06-15T13:00:00Z","roundTripMs":-1}})", R"({"time":{}})", "", "[]"})
        CHECK_FALSE(check.tell(told, now).ok());
}
