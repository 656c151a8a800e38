// password.new and its estimate: that it keeps its laws, that the work is bounded, that a damaged table is read within its
// bounds. tests/vectors/password.new.json has the single cases, and tests/password compares with zxcvbn-ts.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "password/breach.h"
#include "password/strength.h"
#include "password_new_laws.h"
#include "seeded.h"
#include "vocabulary/table.h"

using namespace countersign;
using namespace countersign::password;
using countersign::tests::law_of_new_password;
using countersign::tests::line_of;
using countersign::tests::Seeded;

namespace {

constexpr Moment now{1.78e12, 0};

const Context& context() {
    static const Context context;
    return context;
}

// What is slow to judge: repeats in repeats, signs that stand for letters, keyboard walks, digits, words.
std::string costly_text(Seeded& random, std::size_t size) {
    static const char* const alphabets[] = {"a",          "ab",          "1",     "01!|<4@$579",
                                            "qwertasdfg", "0123456789",  "1l!i|", "abcdefghijklmnopqrstuvwxyz",
                                            "one two ",   "aeiou453@!$0"};
    std::string text;
    while (text.size() < size) {
        const std::string_view alphabet = alphabets[random.below(std::size(alphabets))];
        const std::size_t part = 1 + random.below(size);
        for (std::size_t i = 0; i < part && text.size() < size; ++i) text += alphabet[random.below(alphabet.size())];
        for (std::size_t again = random.below(4); again > 0 && text.size() * 2 <= size; --again) text += text;
    }
    return text;
}

// English's first, then all others.
std::vector<StrengthTable> all_tables() {
    std::vector<StrengthTable> tables(Estimator::most_tables);
    std::size_t at = 0;
    for (const char* const name : {"strength-en", "strength-de", "strength-es", "strength-fr", "strength-pt"})
        REQUIRE(tables[at++].open(context().table(name)->data));
    return tables;
}

}  // namespace

TEST_CASE("The logarithm in thousandths is exact at powers of ten and between them") {
    double power = 1;
    for (std::int64_t i = 0; i <= 22; ++i) {
        CHECK(log10_thousandths(power * 1.0001) == i * 1000);
        CHECK(log10_thousandths(power * 2) == i * 1000 + 301);
        CHECK(log10_thousandths(power * 9.9) == i * 1000 + 995);
        power *= 10;
    }
    CHECK(log10_thousandths(0) == 0);
    CHECK(log10_thousandths(std::numeric_limits<double>::infinity()) == 308'254);
    CHECK(score_of(1004) == 0);
    CHECK(score_of(1005) == 1);
    CHECK(score_of(1e10 + 4) == 3);
    CHECK(score_of(1e10 + 5) == 4);
}

TEST_CASE("No text takes more work than is allowed, and each has one answer", "[laws]") {
    Seeded random{20261122};
    NewCheck check{{}, &context()};
    NewCheck other{{}, &context()};
    const std::vector<StrengthTable> tables = all_tables();
    Estimator estimator;
    REQUIRE(estimator.prepare(tables.size()));
#ifdef COUNTERSIGN_SLOW_HOST
    const int count = 60;
#else
    const int count = 300;
#endif
    for (int i = 0; i < count; ++i) {
        const std::string text = costly_text(random, i % 3 == 0 ? 8192 : 1 + random.below(300));
        check.run(text, now);
        other.run(text, now);
        const std::string law = law_of_new_password(check);
        INFO(text << " " << law);
        CHECK(law.empty());
        CHECK(line_of(check) == line_of(other));
        for (const std::size_t some : {1U, 2U, 5U}) {
            estimator.use(std::span{tables}.first(some));
            static_cast<void>(estimator.run(text, 2026));
            CHECK(estimator.work() < 2 * Estimator::most_work);
            estimator.wipe();
        }
    }
}

// Each text is changed in many ways, and what takes more work is changed further. What is counted is counted alike on every
// host, so that a budget that breaks is seen here, not by a clock.
TEST_CASE(
    "A search for costly texts finds none of 64 units that is not looked at whole, and none of 256 beyond the bound",
    "[laws]") {
    const std::vector<StrengthTable> tables = all_tables();
    Estimator estimator;
    REQUIRE(estimator.prepare(tables.size()));
    struct Search {
        std::size_t units;
        int changes;
        std::uint32_t most;
        bool whole;
        std::size_t tables;
    };
    constexpr std::uint32_t bound = 2 * Estimator::most_work;
#ifdef COUNTERSIGN_SLOW_HOST
    const Search searches[] = {{16, 40, 2'000, true, 1},
                               {64, 40, 15'000, true, 1},
                               {256, 20, bound, false, 1},
                               {64, 40, 20'000, true, 2},
                               {64, 40, 40'000, true, 5}};
#else
    const Search searches[] = {{16, 500, 2'000, true, 1},  {64, 500, 15'000, true, 1}, {256, 120, bound, false, 1},
                               {64, 200, 20'000, true, 2}, {64, 200, 40'000, true, 5}, {256, 60, bound, false, 5}};
#endif
    Seeded random{64};
    for (const Search& search : searches) {
        estimator.use(std::span{tables}.first(search.tables));
        for (const std::string_view begin : {"1", "0|-|", "hn", "qwe4$$1900", "unu2v()", "baby4life"}) {
            std::string worst;
            while (worst.size() < search.units) worst += begin;
            worst.resize(search.units);
            std::uint32_t most = 0;
            for (int i = 0; i < search.changes; ++i) {
                std::string text = worst;
                const std::size_t at = random.below(search.units);
                const std::size_t size = std::min(search.units - at, 1 + random.below(i % 4 == 0 ? search.units : 8));
                const std::string other = costly_text(random, size);
                switch (i == 0 ? 9 : random.below(4)) {
                case 0: text.replace(at, size, other, 0, size); break;
                case 1: text.replace(at, size, worst, random.below(search.units - size + 1), size); break;
                case 2: std::rotate(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), text.end()); break;
                case 3:
                    text.clear();
                    while (text.size() < search.units) text += worst.substr(at, size);
                    text.resize(search.units);
                    break;
                default: break;
                }
                const Estimate estimate = estimator.run(text, 2026);
                estimator.wipe();
                INFO(text);
                CHECK(estimator.work() < search.most);
                if (search.whole) CHECK(estimate.whole);
                if (estimator.work() <= most) continue;
                most = estimator.work();
                worst = text;
            }
        }
    }
}

TEST_CASE("What people choose takes some hundred steps") {
    StrengthTable table;
    REQUIRE(table.open(context().table("strength-en")->data));
    Estimator estimator;
    REQUIRE(estimator.prepare());
    estimator.use(table);
    std::uint32_t steps = 0;
    const std::string_view texts[] = {"Sunshine2024!", "m1chelle_1987", "p@ssw0rd123",
                                      "Tr0ub4dour&3",  "qwerty12345",   "horse-battery9"};
    for (const std::string_view text : texts) {
        static_cast<void>(estimator.run(text, 2026));
        steps += estimator.work();
        estimator.wipe();
    }
    CHECK(steps < std::size(texts) * 600);
}

TEST_CASE("Without a table the strength is unknown, and with the small one it is said which one was asked") {
    NewCheck none{{}};
    CHECK(none.run("correct horse battery staple", now).outcome() == Outcome::unknown);
    CHECK(none.verdict().find(Reason::password_strength_table_missing) != nullptr);
    CHECK(!none.details().score);
}

TEST_CASE("Lengths and scores that no policy may have are refused when the check is prepared") {
    CHECK(!NewCheck{{.minLength = 0}}.status().ok());
    CHECK(!NewCheck{{.minLength = 65}}.status().ok());
    CHECK(!NewCheck{{.maxLength = 63}}.status().ok());
    CHECK(!NewCheck{{.minScore = 5}}.status().ok());
    CHECK(NewCheck{{.minLength = 64, .maxLength = 64, .minScore = 4}}.status().ok());
}

TEST_CASE("A damaged table is read within its bounds", "[laws]") {
    const Table* const whole = context().table("strength-en");
    REQUIRE(whole != nullptr);
    Seeded random{7};
    StrengthTable table;
    const std::vector<std::uint8_t> good(whole->data.begin(), whole->data.end());
    for (std::size_t size = 0; size < 80; ++size) CHECK(!table.open(std::span{good}.first(size)));
    Estimator estimator;
    REQUIRE(estimator.prepare());
#ifdef COUNTERSIGN_SLOW_HOST
    const int count = 30;
#else
    const int count = 200;
#endif
    std::vector<std::uint8_t> bytes = good;
    int opened = 0;
    for (int i = 0; i < count; ++i) {
        // In the head, where it decides where everything is, or anywhere.
        for (int k = 0; k < 1000; ++k)
            bytes[random.below(i % 4 == 3 && k == 0 ? 64 : bytes.size())] =
                static_cast<std::uint8_t>(random.below(256));
        if (table.open(bytes)) {
            ++opened;
            estimator.use(table);
            CHECK(estimator.run(costly_text(random, 60), 2026).guesses >= 1);
            estimator.wipe();
        }
        if (i % 4 == 3) bytes = good;
    }
    CHECK(opened > count / 4);
}

TEST_CASE("What is no answer of a list of breached passwords leaves it unknown whether one is in it") {
    NewCheck check{{.breach = true}, &context()};
    const std::string text = "correct horse battery staple";
    const std::string other = "0018A45C4D1DEF81644B54AB7F969B88D65";
    const auto prefix = std::string{*(check.run(text, now), check.details()).breachPrefix};
    CHECK(prefix == "ABF7A");  // of abf7aad6438836dbe526aa231abde2d0eef74d42, by sha1sum
    const auto tell = [&](const std::string& asked, const std::string& answer) {
        return check.tell(R"({"breach":{"prefix":")" + asked + R"(","suffixes":")" + answer + R"("}})", now);
    };
    const auto outcome = [&] { return check.run(text, now).outcome(); };
    REQUIRE(tell(prefix, other + ":3").ok());
    REQUIRE(outcome() == Outcome::accept);
    std::string gap = other;
    gap.append(":1\\n\\n").append(other).append(":1");
    for (const std::string& answer :
         {std::string{}, std::string{"\\r\\n"}, other, other + ":", other + ":x", other + ":-1", other.substr(1) + ":1",
          other + "0:1", other + ":1234567890123", std::string{"<html>"}, gap, other + ":1\\n<"}) {
        REQUIRE(tell(prefix, other + ":3").ok());
        INFO(answer);
        CHECK(tell(prefix, answer).message().starts_with("tell.breach.suffixes: "));
        CHECK(outcome() == Outcome::unknown);
    }
    for (const char* const asked : {"", "ABF7", "ABF7AA", "ABF7G"}) {
        REQUIRE(tell(prefix, other + ":3").ok());
        CHECK(tell(asked, other + ":3").message().starts_with("tell.breach.prefix: "));
        CHECK(outcome() == Outcome::unknown);
    }
    REQUIRE(tell("abf7a", "AD6438836DBE526AA231ABDE2D0EEF74D42:42542807").ok());
    CHECK(outcome() == Outcome::reject);
    REQUIRE(check.verdict().find(Reason::password_breached) != nullptr);
    CHECK(check.verdict().find(Reason::password_breached)->parameters()[0].number == 42'542'807);
    CHECK(!check.tell("{}", now).ok());
    CHECK(check.tell(R"({"breach":{"prefix":"ABF7A"}})", now).ok());
    CHECK(outcome() == Outcome::unknown);
    // The answer is for one password: another one's is asked for anew.
    REQUIRE(tell(prefix, other + ":3").ok());
    CHECK(check.run("correct horse battery stable", now).outcome() == Outcome::unknown);
}
