// The laws of payment.amount. tests/vectors/payment.amount.json has the single cases; tests/differential compares with
// another reading of the rules.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

#include "amount_laws.h"
#include "countersign/deposit.h"
#include "deposit/networks.h"
#include "payment/words.h"
#include "seeded.h"

using namespace countersign;
using namespace countersign::payment;
using countersign::tests::Seeded;

namespace {

#ifdef COUNTERSIGN_SLOW_HOST
constexpr int rounds = 2'000;
#else
constexpr int rounds = 30'000;
#endif

struct IsoRow {
    std::string_view code, number, digits, symbols;
};
constexpr IsoRow iso[] = {
#define COUNTERSIGN_CURRENCY(code, number, digits, symbols) {code, number, digits, symbols},
#include "tables/iso4217.def"
#undef COUNTERSIGN_CURRENCY
};

struct AssetRow {
    std::string_view coin, networks;
    int digits;
};
constexpr AssetRow assets[] = {
#define COUNTERSIGN_ASSET(coin, networks, digits, symbols, source) {coin, networks, digits},
#include "payment/assets.def"
#undef COUNTERSIGN_ASSET
};

// --- words read back, for tests alone ---

std::uint64_t read_english(std::string text) {
    static const std::map<std::string, std::uint64_t> small = {
        {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
        {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
        {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
        {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
        {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90}};
    static const std::map<std::string, std::uint64_t> scales = {
        {"thousand", 1'000}, {"million", 1'000'000}, {"billion", 1'000'000'000}, {"trillion", 1'000'000'000'000}};
    std::uint64_t sum = 0;
    std::uint64_t group = 0;
    std::replace(text.begin(), text.end(), '-', ' ');
    text += ' ';
    for (std::size_t at = 0, end = 0; (end = text.find(' ', at)) != std::string::npos; at = end + 1) {
        const std::string word = text.substr(at, end - at);
        if (word == "hundred") {
            group *= 100;
        } else if (const auto scale = scales.find(word); scale != scales.end()) {
            sum += group * scale->second;
            group = 0;
        } else {
            group += small.at(word);
        }
    }
    return sum + group;
}

std::uint64_t read_chinese(std::string_view text) {
    for (const auto& [sign, value] : {std::pair<std::string_view, std::uint64_t>{"亿", 100'000'000}, {"万", 10'000}})
        if (const std::size_t at = text.rfind(sign); at != std::string_view::npos)
            return read_chinese(text.substr(0, at)) * value + read_chinese(text.substr(at + sign.size()));
    static constexpr std::string_view digits = "零壹贰叁肆伍陆柒捌玖";
    std::uint64_t sum = 0;
    std::uint64_t digit = 0;
    for (; !text.empty(); text.remove_prefix(3)) {
        const std::string_view one = text.substr(0, 3);
        const std::uint64_t place = one == "仟" ? 1000 : one == "佰" ? 100 : one == "拾" ? 10 : 0;
        if (place == 0) {
            digit = digits.find(one) / 3;
            continue;
        }
        sum += digit * place;
        digit = 0;
    }
    return sum + digit;
}

std::string without_code(const Text& text) {
    const std::string_view view = text.view();
    return std::string{view.substr(0, view.rfind(' '))};
}

void require_words(std::uint64_t value) {
    const std::string number = std::to_string(value);
    Text english;
    Text chinese;
    say_in_english(english, number, "X");
    say_in_chinese(chinese, number, "X");
    INFO(number << ": " << english.view() << ", " << chinese.view());
    REQUIRE(read_english(without_code(english)) == value);
    REQUIRE(read_chinese(without_code(chinese)) == value);
}

}  // namespace

TEST_CASE("Words read back are the number that was said, in both languages", "[laws]") {
    const bool all = std::getenv("COUNTERSIGN_LONG") != nullptr;
    for (std::uint64_t value = 0; value <= 1'000'000; value += all ? 1 : 97) require_words(value);
    for (std::uint64_t value = 0; value <= 1'200; ++value) require_words(value);
    Seeded random{1};
    for (int i = 0; i < rounds; ++i) {
        // Zeros in the middle are where words go wrong.
        std::uint64_t value = 0;
        for (std::size_t n = 1 + random.below(15); n > 0; --n)
            value = value * 10 + (random.below(2) == 0 ? 0 : random.below(10));
        require_words(value);
    }
}

TEST_CASE("Every currency of ISO 4217's list is there once, with its number and digits") {
    std::set<std::string_view> codes;
    std::set<std::string_view> numbers;
    std::map<std::string_view, int> digits;
    for (const IsoRow& row : iso) {
        CHECK(codes.insert(row.code).second);
        // The Caribbean guilder took over the number of the guilder before it.
        CHECK(numbers.insert(row.number).second != (row.code == "XCG"));
        CHECK(row.code.size() == 3);
        CHECK(row.number.size() == 3);
        ++digits[row.digits];
    }
    // The list of 2024-06-25 has 179 codes; XCG and XAD came in 2025.
    CHECK(codes.size() == 181);
    CHECK(digits == std::map<std::string_view, int>{{"-", 13}, {"0", 17}, {"2", 142}, {"3", 7}, {"4", 2}});
    for (const IsoRow& row : iso) {
        AmountCheck check{{.currency = std::string{row.code}}};
        CHECK(check.status().ok() == (row.digits != "-"));
        if (!check.status().ok()) continue;
        check.run("0", {});
        CHECK(std::to_string(check.details().digits) == row.digits);
    }
}

TEST_CASE("Every coin has its decimals on every network where it lives, but for those without a fixed number") {
    std::set<std::string> known;
    for (const AssetRow& row : assets) {
        std::string_view rest = row.networks;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            INFO(row.coin << " on " << rest.substr(0, end));
            const deposit::Network* network = deposit::find_network(rest.substr(0, end));
            REQUIRE(network != nullptr);
            CHECK(deposit::lives_on(row.coin, *network));
            CHECK(known.insert(std::string{row.coin} + " on " + std::string{network->id}).second);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    std::set<std::string_view> coins;
    for (const AssetRow& row : assets) coins.insert(row.coin);
    std::set<std::string> missing;
    for (const deposit::Network& network : deposit::all_networks()) {
        if (!network.home_coin.empty()) CHECK(coins.count(network.home_coin) == 1);
        for (const std::string_view coin : coins)
            if (deposit::lives_on(coin, network) &&
                known.count(std::string{coin} + " on " + std::string{network.id}) == 0)
                missing.insert(std::string{coin} + " on " + std::string{network.id});
    }
    CHECK(missing == std::set<std::string>{"USDC on ripple"});
}

TEST_CASE("The laws of amounts hold for texts that are put together at random", "[laws]") {
    static const char* const pieces[] = {
        "1", "12",  "123", "0",   "5",  ",",  ".",    " ", "'",        "\xE2\x80\x99", "-",
        "$", "US$", "USD", "Rs.", "Rs", "FC", "FCFA", "€", "\xC2\xA0", "\xE2\x80\x8E", "١",
        "٢", "٫",   "٬",   "５",  "，", "x",  "\t",   "元"};
    static const char* const currencies[] = {"USD", "JPY", "KWD", "INR", "XAF", "CNY", "EGP"};
    static const char* const locales[] = {"en", "de", "fr", "en-IN", "ar-EG", "de-CH", ""};
    Seeded random{1};
    for (int i = 0; i < rounds; ++i) {
        std::string text;
        for (std::size_t n = random.below(9); n > 0; --n) text += pieces[random.below(std::size(pieces))];
        const std::string locale = locales[random.below(std::size(locales))];
        AmountSubject subject{.currency = currencies[random.below(std::size(currencies))]};
        if (!locale.empty()) subject.locale = locale;
        subject.allowNegative = random.below(2) == 0;
        INFO(*subject.currency << " " << locale << " " << text);
        REQUIRE(tests::law_of_amounts(subject, text).empty());
    }
}

TEST_CASE("A subject that names no unit, or two, is a status that says so") {
    const auto message = [](const AmountSubject& subject) {
        return std::string{AmountCheck{subject}.status().message()};
    };
    CHECK(message({}) == "subject: takes either currency or coin");
    CHECK(message({.currency = "USD", .coin = "BTC"}) == "subject: takes either currency or coin");
    CHECK(message({.currency = "usd"}) == "subject.currency: no currency with a minor unit \"usd\"");
    CHECK(message({.currency = "XAU"}) == "subject.currency: no currency with a minor unit \"XAU\"");
    CHECK(message({.currency = "USD", .network = "tron"}) == "subject.network: belongs to a coin");
    CHECK(message({.coin = "NONE"}) == "subject.coin: unknown coin \"NONE\"");
    CHECK(message({.coin = "BTC", .network = "tron"}) ==
          "subject.network: decimals of the coin are not known on \"tron\"");
    CHECK(message({.coin = "USDC", .network = "ripple"}) ==
          "subject.network: decimals of the coin are not known on \"ripple\"");
    CHECK(message({.coin = "USDT"}).empty());
}
