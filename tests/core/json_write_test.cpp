// The whole writer against Boost.JSON's serializer is in json_oracle_test.cpp; here is what it must look like.
#include "vocabulary/json_write.h"

#include <catch2/catch.hpp>
#include <string>

using namespace countersign;

namespace {

std::string text(std::string_view written) {
    Buffer out;
    write_text(out, written);
    return std::string{out.view()};
}

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Inner {
    std::optional<std::string_view> word;
    Span place;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (word, place))

struct Outer {
    bool yes = false;
    std::int32_t small = 0;
    std::int64_t large = 0;
    std::string_view view;
    Colour colour = Colour::red;
    FixedList<std::string_view, 2> words;
    FixedList<Inner, 3> inner;
    std::optional<bool> maybe;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (yes, small, large, view, colour, words, inner, maybe))

std::string json(const Outer& outer) {
    Buffer out;
    write_described(out, type_row<Outer>, &outer);
    return std::string{out.view()};
}

}  // namespace

TEST_CASE("Text is escaped only where RFC 8259 section 7 demands it") {
    CHECK(text("") == "\"\"");
    CHECK(text("plain / 'text' \x7f") == "\"plain / 'text' \x7f\"");
    CHECK(text("a\"b\\c") == R"("a\"b\\c")");
    CHECK(text("\b\f\n\r\t") == R"("\b\f\n\r\t")");
    CHECK(text(std::string_view{"\0\x01\x1f", 3}) == R"("\u0000\u0001\u001f")");
    CHECK(text("é中😀") == "\"é中😀\"");
    CHECK(text("\xe2\x80\xa8") == "\"\xe2\x80\xa8\"");
}

TEST_CASE("A described struct is written in the order of its description, without spaces") {
    Outer outer;
    CHECK(json(outer) ==
          R"({"yes":false,"small":0,"large":0,"view":"","colour":"red","words":[],"inner":[],"maybe":null})");
    outer = {.yes = true,
             .small = -2147483647 - 1,
             .large = largest_exact,
             .view = "a\"b",
             .colour = Colour::green,
             .words = {},
             .inner = {},
             .maybe = true};
    outer.words.add("one");
    outer.words.add("two");
    outer.inner.add({std::nullopt, {1, 2}});
    outer.inner.add({"w", {3, 4}});
    outer.words.add("three");  // beyond its limit: left out
    CHECK(json(outer) == R"({"yes":true,"small":-2147483648,"large":9007199254740991,"view":"a\"b","colour":"green",)"
                         R"("words":["one","two"],"inner":[{"word":null,"place":[1,2]},{"word":"w","place":[3,4]}],)"
                         R"("maybe":true})");
}

TEST_CASE("A verdict line has its keys in the one order, and only what a finding has") {
    Verdict verdict;
    verdict.begin();
    verdict.add(Reason::deposit_empty);
    verdict.add(Reason::deposit_length).at(1, 2).at(3, 4).with(std::int64_t{1234567}).with("tron");
    verdict.add(Reason::deposit_prefix_missing).with("0\"x");
    verdict.set_canonical(verdict.keep("gone"));
    verdict.decide();
    Buffer out;
    write_verdict(out, "room.kind", verdict, described(Inner{"w", {}}));
    CHECK(
        out.view() ==
        R"({"kind":"room.kind","outcome":"reject","findings":[)"
        R"({"reason":"deposit.length","grade":"stop","at":[[1,2],[3,4]],"params":{"length":1234567,"network":"tron"}},)"
        R"({"reason":"deposit.prefix-missing","grade":"stop","params":{"prefix":"0\"x"}},)"
        R"({"reason":"deposit.empty","grade":"unfinished"}],"canonical":"","details":{"word":"w","place":[0,0]}})");
}

TEST_CASE("A parameter beyond those of its reason is not written") {
    Verdict verdict;
    verdict.begin();
    verdict.add(Reason::deposit_known).with(std::int64_t{3}).with("extra");
    verdict.add(Reason::deposit_empty).with("extra");
    verdict.decide();
    Buffer out;
    write_verdict_members(out, "k", verdict, described(Inner{}));
    CHECK(out.view() ==
          R"("kind":"k","outcome":"incomplete","findings":[{"reason":"deposit.empty","grade":"unfinished"},)"
          R"({"reason":"deposit.known","grade":"info","params":{"index":3}}],"canonical":"",)"
          R"("details":{"word":null,"place":[0,0]})");
}
