#include "vocabulary/words.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "signing.h"
#include "vocabulary/table.h"

using namespace countersign;
using namespace countersign::tests;

namespace {

struct Details {
    std::optional<std::string_view> network;
    std::string_view name;
    std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Details, (), (network, name, number))

struct Said {
    Status status;
    std::vector<std::string> lines;
};

Said say(const Verdict& verdict, std::string_view language, const Context& context,
         std::string_view kind = "deposit.address", const Details& details = {"bitcoin", "", 0}) {
    Buffer out;
    Said said{explain(out, language, kind, verdict, described(details), context), {}};
    std::string_view rest = out.view();
    if (!said.status.ok()) return said;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        REQUIRE(end != std::string_view::npos);
        said.lines.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    REQUIRE(said.lines.size() == 1 + verdict.findings().size());
    return said;
}

// A verdict of one finding with all of its parameters: numbers 1234567, words "tron".
Verdict finding(Reason reason, std::int64_t number = 1234567, std::string_view text = "tron") {
    Verdict verdict;
    verdict.begin();
    Finding& made = verdict.add(reason);
    const ReasonRow& row = row_of(reason);
    for (std::size_t i = 0; i < row.parameter_count; ++i) {
        if (is_number(row.types[i])) made.with(number);
        else made.with(text);
    }
    verdict.decide();
    return verdict;
}

std::string sentence_of(const Verdict& verdict, std::string_view language, const Context& context) {
    const Said said = say(verdict, language, context);
    REQUIRE(said.status.ok());
    return said.lines[1].substr(0, said.lines[1].find('\t'));
}

// A context in which deposit.empty is worded as given.
struct Worded {
    Context context;
    explicit Worded(const std::string& text, const std::string& slug = "deposit.unfinished") {
        REQUIRE(context
                    .load_unsigned_policy(R"({"version":1,"words":[{"language":"en","reason":")" + slug +
                                          R"(","text":")" + text + "\"}]}")
                    .ok());
    }
    [[nodiscard]] std::string said(std::int64_t number, std::string_view text = "tron",
                                   Reason reason = Reason::deposit_unfinished) const {
        return sentence_of(finding(reason, number, text), "en", context);
    }
};

const std::vector<std::string> languages = {"en", "zh-Hans"};

}  // namespace

TEST_CASE("Every reason has words in every language, and each of its parameters has a value there") {
    const Context context;
    for (const std::string& language : languages) {
        std::set<std::string> sentences;
        for (const ReasonRow& row : all_reasons()) {
            INFO(language << " " << row.slug);
            const Said said = say(finding(row.reason), language, context);
            REQUIRE(said.status.ok());
            const std::string& line = said.lines[1];
            REQUIRE(std::count(line.begin(), line.end(), '\t') == 1);
            const std::string text = line.substr(0, line.find('\t'));
            CHECK(text.size() > 10);
            CHECK(line.find_first_of("{}#") == std::string::npos);
            CHECK(sentences.insert(text).second);
            if (row.grade != Grade::info) CHECK(line.size() > text.size() + 5);
        }
    }
}

TEST_CASE("Every outcome has a headline in every language") {
    const Context context;
    for (const std::string& language : languages)
        for (const std::string kind : {"deposit.address", "a.kind-of-its-own"}) {
            std::set<std::string> headlines;
            for (const Reason reason : {Reason::deposit_known, Reason::deposit_no_checksum, Reason::deposit_empty,
                                        Reason::not_prepared, Reason::deposit_length}) {
                const Said said = say(finding(reason), language, context, kind);
                CHECK_FALSE(said.lines[0].empty());
                CHECK(said.lines[0].find_first_of("{}") == std::string::npos);
                CHECK(headlines.insert(said.lines[0]).second);
            }
        }
}

TEST_CASE("A headline says the details' own members, ids by their names") {
    const Context context;
    const Verdict accepted = finding(Reason::deposit_known);
    CHECK(say(accepted, "en", context).lines[0] == "A well-formed address on Bitcoin");
    CHECK(say(accepted, "zh-Hans", context).lines[0] == "比特币地址，格式正确");
    CHECK(say(accepted, "en", context, "deposit.address", {std::nullopt, "", 0}).lines[0] ==
          "A well-formed address on ");
}

TEST_CASE("Numbers are grouped, and plurals follow the language") {
    const Context context;
    const auto said = [&](std::int64_t number, std::string_view language) {
        return sentence_of(finding(Reason::deposit_unfinished, number), language, context);
    };
    CHECK(said(1, "en").ends_with("1 more character is needed."));
    CHECK(said(2, "en").ends_with("2 more characters are needed."));
    CHECK(said(0, "en").ends_with("0 more characters are needed."));
    CHECK(said(21, "en").ends_with("21 more characters are needed."));
    CHECK(said(1234567, "en").ends_with("1,234,567 more characters are needed."));
    CHECK(said(999, "en").ends_with(" 999 more characters are needed."));
    CHECK(said(1000, "en").ends_with(" 1,000 more characters are needed."));
    CHECK(said(-1, "en").find("\xE2\x88\x92"
                              "1 more characters") != std::string::npos);
    CHECK(said(std::numeric_limits<std::int64_t>::min(), "en")
              .find("\xE2\x88\x92"
                    "9,223,372,036,854,775,808 more") != std::string::npos);
    CHECK(said(1, "zh-Hans").find('1') != std::string::npos);
    CHECK(said(1, "zh-Hans").find('{') == std::string::npos);
}

TEST_CASE("A language falls back to what it is a kind of") {
    const Context context;
    const std::string english = sentence_of(finding(Reason::deposit_empty), "en", context);
    const std::string chinese = sentence_of(finding(Reason::deposit_empty), "zh-Hans", context);
    CHECK(english != chinese);
    for (const std::string tag : {"en-GB", "en-US-x-twain", "en-Latn-GB"})
        CHECK(sentence_of(finding(Reason::deposit_empty), tag, context) == english);
    for (const std::string tag : {"zh", "zh-CN", "zh-SG", "zh-MY", "zh-Hans-CN", "zh-Hans-HK"})
        CHECK(sentence_of(finding(Reason::deposit_empty), tag, context) == chinese);
    // Tags are the same in every case (RFC 5646 section 2.1.1).
    for (const std::string tag : {"EN", "En-gb"})
        CHECK(sentence_of(finding(Reason::deposit_empty), tag, context) == english);
    for (const std::string tag : {"ZH", "zh-cn", "ZH-HANS", "zh-hans-cn"})
        CHECK(sentence_of(finding(Reason::deposit_empty), tag, context) == chinese);
}

TEST_CASE("A language without words is a status, not another language") {
    const Context context;
    for (const std::string tag : {"", "fr", "zh-TW", "zh-Hant", "zh-HK", "e", "eng", "-", "en_", "enx-GB", "x-en"}) {
        INFO(tag);
        const Said said = say(finding(Reason::deposit_empty), tag, context);
        CHECK(said.status.code() == StatusCode::unknown_language);
    }
    CHECK(say(finding(Reason::deposit_empty), "fr", context).status.message() ==
          "language: no words are loaded for \"fr\"");
}

TEST_CASE("A policy's words replace those of its language and reason, and no others") {
    Context context;
    REQUIRE(
        context
            .load_unsigned_policy(
                R"({"version":1,"words":[{"language":"en","reason":"deposit.empty","text":"Give us an address!"},)"
                R"({"language":"zh-Hans","reason":"deposit.wrong-network","text":"{found}，不是{chosen}","next":""},)"
                R"({"language":"en","reason":"deposit.no-such","text":"never said"}]})")
            .ok());
    CHECK(say(finding(Reason::deposit_empty), "en-GB", context).lines[1] ==
          "Give us an address!\tPaste the address that you were given.");
    CHECK(say(finding(Reason::deposit_wrong_network), "zh", context).lines[1] == "波场（TRON），不是波场（TRON）\t");
    const Context plain;
    CHECK(say(finding(Reason::deposit_wrong_network), "en", context).lines ==
          say(finding(Reason::deposit_wrong_network), "en", plain).lines);
    CHECK(say(finding(Reason::deposit_empty), "zh", context).lines ==
          say(finding(Reason::deposit_empty), "zh", plain).lines);
}

TEST_CASE("Patterns that are wrong say what they can, and end") {
    CHECK(Worded{"a {missing} b"}.said(5) == "a 5 b");
    CHECK(Worded{"a {nothing} b"}.said(5) == "a  b");
    CHECK(Worded{"a {} b"}.said(5) == "a  b");
    CHECK(Worded{"a {missing"}.said(5) == "a 5");
    CHECK(Worded{"a } b #"}.said(5) == "a } b #");
    CHECK(Worded{"{missing, plural}"}.said(5).empty());
    CHECK(Worded{"{missing, plural, one {x}}"}.said(5).empty());
    CHECK(Worded{"{missing, plural, one {x}}"}.said(1) == "x");
    CHECK(Worded{"{missing, plural, other {# and {network}}}"}.said(5) == "5 and TRON");
    CHECK(Worded{"{missing, plural, other {{missing, plural, one {one #} other {# #}}}}"}.said(5) == "5 5");
    CHECK(Worded{"{missing,plural,one{x}other{y}}"}.said(2) == "y");
    CHECK(Worded{"{missing, plural, other {unclosed"}.said(2) == "unclosed");
    // Nesting ends somewhere, and quickly.
    std::string deep;
    for (int i = 0; i < 10'000; ++i) deep += "{missing, plural, other {";
    deep += "x" + std::string(20'000, '}');
    CHECK(Worded{deep}.said(2).empty());
}

TEST_CASE("What a parameter says is never read as a pattern") {
    CHECK(Worded{"on {network}"}.said(5, "{missing} #") == "on {missing} #");
}

TEST_CASE("Instants are shown in their own offset and in the language's order, spans of time in its units") {
    const Context context;
    const auto said = [&](std::string_view instant, std::int64_t seconds, std::string_view language) {
        return sentence_of(finding(Reason::signin_locked_until, seconds, instant), language, context);
    };
    CHECK(said("2026-06-16T00:00:00+08:00", 11520, "en") ==
          "Signing in is locked until 16 Jun 2026, 00:00 (UTC+8), for 3 h 12 min more.");
    CHECK(said("2026-06-16T00:00:00+08:00", 11520, "zh-Hans") ==
          "登录已锁定至 2026年6月16日 00:00（UTC+8），还剩 3 小时 12 分钟。");
    const auto time = [&](std::string_view instant) {
        const std::string all = said(instant, 0, "en");
        return all.substr(all.find('(') + 1, all.find(')') - all.find('(') - 1);
    };
    CHECK(time("2026-01-01T12:00:00Z") == "UTC");
    CHECK(time("2026-01-01T12:00:00+00:00") == "UTC");
    CHECK(time("2026-01-01T12:00:00-03:30") == "UTC\xE2\x88\x92"
                                               "3:30");
    CHECK(time("2026-01-01T12:00:00+14:00") == "UTC+14");
    CHECK(time("2026-01-01T12:00:00.250+05:45") == "UTC+5:45");
    const auto span = [&](std::int64_t seconds) {
        const std::string all = said("tron", seconds, "en");
        return all.substr(all.find("for ") + 4, all.find(" more") - all.find("for ") - 4);
    };
    CHECK(span(-5) == "0 s");
    CHECK(span(59) == "59 s");
    CHECK(span(60) == "1 min");
    CHECK(span(61) == "2 min");
    CHECK(span(3541) == "1 h");
    CHECK(span(3600) == "1 h");
    CHECK(span(3601) == "1 h 1 min");
    CHECK(span(172740) == "47 h 59 min");
    CHECK(span(172741) == "2 days");
    CHECK(span(172800) == "2 days");
    CHECK(span(172801) == "3 days");
}

TEST_CASE("Words that are damaged inside say nothing wrong and read nothing outside", "[laws]") {
    const auto bytes = embedded_tables().front();
    Table good;
    REQUIRE(read_table(bytes, good).ok());
    const std::string data = as_text(good.data.data(), good.data.size());
    Context context;
    REQUIRE(context.trust("operator", SigningKey{1}.open).ok());
    const auto load = [&](const std::string& changed) {
        const std::string table = make_envelope("table", "operator", make_table("words-xx", "1", changed), 1);
        REQUIRE(context.load_table({reinterpret_cast<const std::uint8_t*>(table.data()), table.size()}).ok());
        const Said said = say(finding(Reason::deposit_wrong_network), "xx", context);
        CHECK((said.status.ok() || said.status.code() == StatusCode::unknown_language));
    };
    for (std::size_t i = 0; i < 16 + 20 * 30; ++i) {
        std::string changed = data;
        changed[i] = static_cast<char>(0xff);
        load(changed);
        if (i % 16 == 0) load(data.substr(0, i));
    }
    for (const std::size_t size : {1000U, 2000U, 5000U}) load(data.substr(0, size));
}
