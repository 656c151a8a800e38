// What payment.bill counts with, against Boost.Multiprecision, and its laws. tests/vectors/payment.bill.json has the single
// cases; tests/differential compares with another reading of the rules.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <compare>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "bill_laws.h"
#include "payment/money.h"
#include "seeded.h"

using namespace countersign;
using namespace countersign::payment;
using countersign::tests::Seeded;
using Oracle = boost::multiprecision::cpp_int;

namespace {

constexpr Unit whole_units{"JPY", "", 0, false};

std::string written(const Whole& number) {
    Text text;
    write_amount(text, number, whole_units);
    return std::string{text.view()};
}

std::string some_digits(Seeded& random, std::size_t most) {
    std::string digits = random.below(2) == 0 ? "-" : "";
    for (std::size_t n = 1 + random.below(most); n > 0; --n)
        digits += static_cast<char>('0' + (random.below(3) == 0 ? 0 : random.below(10)));
    return digits;
}

}  // namespace

TEST_CASE("Sums, products, comparisons and divisions are those of Boost.Multiprecision") {
    Seeded random{1};
    for (int i = 0; i < 5'000; ++i) {
        const std::string first = some_digits(random, 38);
        const std::string second = some_digits(random, random.below(2) == 0 ? 38 : 3);
        const Whole a = read_number(first).value;
        const Whole b = read_number(second).value;
        // Boost takes a leading zero for octal.
        const auto oracle = [](std::string_view digits) {
            const bool negative = digits.starts_with('-');
            Oracle value = 0;
            for (const char c : digits.substr(negative ? 1 : 0)) value = value * 10 + (c - '0');
            return negative ? Oracle{-value} : value;
        };
        const Oracle x = oracle(first);
        const Oracle y = oracle(second);
        INFO(first << " " << second);
        REQUIRE(written(a) == x.str());
        REQUIRE(written(a + b) == Oracle{x + y}.str());
        REQUIRE(written(a - b) == Oracle{x - y}.str());
        REQUIRE(written(a * b) == Oracle{x * y}.str());
        REQUIRE(std::is_lt(a <=> b) == (x < y));
        REQUIRE((a == b) == (x == y));
        if (y == 0) continue;
        Whole quotient;
        Whole remainder;
        Whole::divide(a * a, b, quotient, remainder);
        const Oracle size = y < 0 ? Oracle{-y} : y;
        REQUIRE(written(quotient) == Oracle{x * x / size}.str());
        REQUIRE(written(remainder) == Oracle{x * x % size}.str());
    }
}

TEST_CASE("Halves are rounded as declared, on both sides of zero") {
    const auto all = [](std::int64_t part, std::int64_t whole) {
        std::string text;
        for (const Rounding rounding :
             {Rounding::HALF_UP, Rounding::HALF_DOWN, Rounding::HALF_EVEN, Rounding::UP, Rounding::DOWN})
            text += written(divide(part, whole, rounding)) + " ";
        return text;
    };
    CHECK(all(5, 2) == "3 2 2 3 2 ");
    CHECK(all(-5, 2) == "-3 -2 -2 -3 -2 ");
    CHECK(all(7, 2) == "4 3 4 4 3 ");
    CHECK(all(7, 3) == "2 2 2 3 2 ");
    CHECK(all(8, 3) == "3 3 3 3 2 ");
    CHECK(all(-1, 3) == "0 0 0 -1 0 ");
    CHECK(all(6, 3) == "2 2 2 2 2 ");
}

TEST_CASE("Shares sum up exactly, keep the sign, and differ by what a largest remainder gives", "[laws]") {
    const auto shares_of = [](std::int64_t amount, const std::vector<std::int64_t>& given) {
        std::vector<Whole> weights(given.begin(), given.end());
        std::vector<Whole> shares(given.size());
        allocate(amount, weights, shares);
        std::vector<std::int64_t> out;
        out.reserve(shares.size());
        for (const Whole& share : shares) out.push_back(std::stoll(written(share)));
        return out;
    };
    CHECK(shares_of(100, {1, 1, 1}) == std::vector<std::int64_t>{34, 33, 33});
    CHECK(shares_of(-100, {1, 1, 1}) == std::vector<std::int64_t>{-34, -33, -33});
    CHECK(shares_of(5, {3, 7}) == std::vector<std::int64_t>{2, 3});
    CHECK(shares_of(1, {1, 1, 2}) == std::vector<std::int64_t>{0, 0, 1});
    CHECK(shares_of(5, {0, 0}) == std::vector<std::int64_t>{0, 0});
    CHECK(shares_of(0, {1, 2}) == std::vector<std::int64_t>{0, 0});
    Seeded random{1};
    for (int i = 0; i < 2'000; ++i) {
        std::vector<std::int64_t> weights(1 + random.below(12));
        for (auto& weight : weights)
            weight = static_cast<std::int64_t>(random.below(random.below(2) == 0 ? 4 : 100'000));
        const auto amount = static_cast<std::int64_t>(random.below(1'000'000)) - 500'000;
        const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        const auto shares = shares_of(amount, weights);
        if (sum == 0) continue;
        REQUIRE(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == amount);
        // The textbook's way: floors, then one each by remainder, the first of equal ones first.
        const std::int64_t size = amount < 0 ? -amount : amount;
        std::vector<std::int64_t> expected;
        std::vector<std::size_t> order(weights.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::int64_t left = size;
        for (const std::int64_t weight : weights) {
            expected.push_back(size * weight / sum);
            left -= expected.back();
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return size * weights[a] % sum > size * weights[b] % sum;
        });
        for (std::size_t n = 0; n < static_cast<std::size_t>(left); ++n) ++expected[order[n]];
        for (auto& one : expected) one = amount < 0 ? -one : one;
        REQUIRE(shares == expected);
    }
}

TEST_CASE("The laws of bills hold for bills that are put together at random", "[laws]") {
    static const char* const amounts[] = {
        "0", "1.00", "19.99", "-5.00", "0.05", "1e2", "99999999999999999999999999999999999.99", "5", ""};
    static const char* const quantities[] = {"1", "3", "0", "-1", "1.5", "2.50", "x", "99999999999999999999999999"};
    static const char* const rates[] = {"0.19", "10%", "20", "", "-0.1"};
    Seeded random{1};
    const auto amount = [&] { return std::string{amounts[random.below(std::size(amounts))]}; };
    for (int i = 0; i < 5'000; ++i) {
        BillSubject bill{.currency = random.below(9) == 0 ? "JPY" : "USD", .total = amount()};
        for (std::size_t n = random.below(4); n > 0; --n) {
            BillLine line{
                .name = "a", .quantity = {quantities[random.below(std::size(quantities))]}, .unitPrice = amount()};
            if (random.below(3) == 0) line.total = amount();
            if (random.below(3) == 0) line.scale = static_cast<std::int64_t>(random.below(4));
            bill.lines.push_back(line);
        }
        if (random.below(2) == 0) bill.discounts.push_back({.amount = amount()});
        if (random.below(2) == 0)
            bill.fees.push_back({.name = "fee", .amount = amount(), .quoted = random.below(2) == 0});
        if (random.below(2) == 0)
            bill.taxes.push_back({.rate = rates[random.below(std::size(rates))],
                                  .inclusive = random.below(2) == 0,
                                  .per = random.below(2) == 0 ? TaxScope::line : TaxScope::total,
                                  .amount = amount()});
        if (random.below(2) == 0) bill.shipping = amount();
        if (random.below(2) == 0) bill.expected = amount();
        REQUIRE(tests::law_of_bills(bill).empty());
    }
}

TEST_CASE("A price holds until the moment it ends, whichever way clocks go") {
    BillCheck check{{.currency = "USD", .total = "0", .expiresAt = Instant{1'000'000}}};
    CHECK(check.run("", {999'999, 0}).outcome() == Outcome::accept);
    CHECK(check.run("", {1'000'000, 0}).outcome() == Outcome::reject);
    CHECK(check.verdict().find(Reason::payment_quote_expired) != nullptr);
    CHECK(check.run("", {999'999, 5'000'000}).outcome() == Outcome::accept);
}

TEST_CASE("More failures than are listed are counted") {
    BillSubject bill{.currency = "USD", .total = "0"};
    for (int i = 0; i < 10'000; ++i) bill.lines.push_back({.name = "a", .quantity = {"1"}, .unitPrice = "x"});
    BillCheck check{std::move(bill)};
    check.run("", {});
    CHECK(check.details().failureCount == 10'000);
    CHECK(check.details().failures.size() == check.details().failures.limit);
    CHECK(check.details().failures[0].path == "lines[0].unitPrice");
    CHECK(check.verdict().findings().size() == 1);
}
