// What is refused, and with which place. The whole reader against Boost.JSON's parser is in json_oracle_test.cpp.
#include "vocabulary/json_read.h"

#include <catch2/catch.hpp>
#include <string>

#include "json_samples.h"
#include "text/utf8.h"

using namespace countersign;
using namespace countersign::tests;
using namespace std::string_literals;

namespace {

const std::string whole =
    R"({"flag":true,"number":-7,"octet":255,"colour":"blue","note":"n","leaf":{"label":"l","weight":3},)"
    R"("words":["a","b"],"leaves":[{"label":"x"},{"label":"y","weight":null}],"grid":[[1,2],[]]})";

// The message of reading `json` as a Branch, "" if it is read.
std::string reading(const std::string& json, StatusCode due = StatusCode::bad_subject) {
    Branch branch;
    const Status status = read_json(json, "root", branch);
    CHECK(status.code() == (status.ok() ? StatusCode::ok : due));
    return std::string{status.message()};
}

// `whole` with one part of it replaced.
std::string with(const std::string& part, const std::string& other) {
    std::string json = whole;
    const std::size_t at = json.find(part);
    REQUIRE(at != std::string::npos);
    return json.replace(at, part.size(), other);
}

}  // namespace

TEST_CASE("Every shape is read into its place") {
    Branch branch;
    REQUIRE(read_json(whole, "root", branch).ok());
    CHECK(branch.flag);
    CHECK(branch.number == -7);
    CHECK(branch.octet == 255);
    CHECK(branch.colour == Colour::blue);
    CHECK(branch.note == "n");
    REQUIRE(branch.leaf);
    CHECK(branch.leaf->label == "l");
    CHECK(branch.leaf->weight == 3);
    CHECK(branch.words == List<std::string, 3>{"a", "b"});
    REQUIRE(branch.leaves.size() == 2);
    CHECK(branch.leaves.front().label == "x");
    CHECK_FALSE(branch.leaves.back().weight);
    REQUIRE(branch.grid.size() == 2);
    CHECK(branch.grid.front() == List<std::int32_t, 2>{1, 2});
    CHECK(branch.grid.back().empty());
}

TEST_CASE("Optional members and lists may be left out; white space and order mean nothing") {
    Branch branch;
    REQUIRE(
        read_json("\n{ \"colour\" : \"green\" ,\t\"octet\":0,\r\"number\":0,\"flag\":false } ", "root", branch).ok());
    CHECK(branch.colour == Colour::green);
    CHECK_FALSE(branch.leaf);
    CHECK(branch.words.empty());
}

TEST_CASE("Escapes in strings and in names are the characters they stand for") {
    Branch branch;
    REQUIRE(read_json(with(R"("note":"n")", R"("n\u006fte":"\"\\\/\b\f\n\r\t\u00e9\u4e2d\ud83d\ude00\u0000")"), "root",
                      branch)
                .ok());
    CHECK(branch.note == "\"\\/\b\f\n\r\té中😀\0"s);
    branch = {};
    REQUIRE(read_json(with(R"("colour":"blue")", R"("colour":"bl\u0075e")"), "root", branch).ok());
    CHECK(branch.colour == Colour::blue);
}

TEST_CASE("A refusal names the path of its place") {
    CHECK(reading(with("true", "1")) == "root.flag: must be true or false");
    CHECK(reading(with("-7", "\"7\"")) == "root.number: must be a number");
    CHECK(reading(with("-7", "7.0")) == "root.number: must be a whole number");
    CHECK(reading(with("-7", "[]")) == "root.number: must be a number");
    CHECK(reading(with("255", "256")) == "root.octet: is out of range");
    CHECK(reading(with("255", "-1")) == "root.octet: is out of range");
    CHECK(reading(with("-7", "9007199254740992")) == "root.number: is out of range");
    CHECK(reading(with("-7", "9223372036854775808")) == "root.number: is out of range");
    CHECK(reading(with("\"blue\"", "\"Blue\"")) == "root.colour: unknown value \"Blue\"");
    CHECK(reading(with("\"blue\"", "1")) == "root.colour: must be one of its words");
    CHECK(reading(with("\"n\"", "false")) == "root.note: must be a string");
    CHECK(reading(with(R"({"label":"l","weight":3})", "[]")) == "root.leaf: must be an object");
    CHECK(reading(with(R"("weight":3)", R"("weight":"3")")) == "root.leaf.weight: must be a number");
    CHECK(reading(with(R"("weight":3)", R"("height":3)")) == "root.leaf: unknown name \"height\"");
    CHECK(reading(with(R"({"label":"l",)", "{")) == "root.leaf.label: is missing");
    CHECK(reading(with(R"(["a","b"])", "{}")) == "root.words: must be a list");
    CHECK(reading(with(R"(["a","b"])", "null")) == "root.words: must be a list");
    CHECK(reading(with(R"(["a","b"])", R"(["a",5])")) == "root.words[1]: must be a string");
    CHECK(reading(with(R"(["a","b"])", R"(["a",null])")) == "root.words[1]: must be a string");
    CHECK(reading(with(R"(["a","b"])", "[null]")) == "root.words[0]: must be a string");
    CHECK(reading(with(R"({"label":"x"})", "{}")) == "root.leaves[0].label: is missing");
    CHECK(reading(with(R"("label":"y")", R"("label":{})")) == "root.leaves[1].label: must be a string");
    CHECK(reading(with("[1,2],[]", "[1,2],[1,true]")) == "root.grid[1][1]: must be a number");
    CHECK(reading(with("[1,2],[]", "[1,2],5")) == "root.grid[1]: must be a list");
    CHECK(reading(with(R"("flag":true,)", "")) == "root.flag: is missing");
    CHECK(reading(with(R"("number":-7)", R"("flag":true)")) == "root.flag: is given twice");
    CHECK(reading(with(R"("number":-7)", R"("fl\u0061g":true)")) == "root.flag: is given twice");
    CHECK(reading(with(R"("label":"l")", R"("label":"l","label":"l")")) == "root.leaf.label: is given twice");
    CHECK(reading(with(R"("flag")", R"("")")) == "root: unknown name \"\"");
    CHECK(reading(with(R"("flag")", "\"" + std::string(64, 'f') + "\"")) ==
          "root: unknown name \"" + std::string(40, 'f') + "…\"");
    CHECK(reading(with(R"("flag")", "\"" + std::string(65, 'f') + "\"")) ==
          "root: unknown name \"" + std::string(40, 'f') + "…\"");
    CHECK(reading("5") == "root: must be an object");
    CHECK(reading("null") == "root: must be an object");
}

TEST_CASE("A name or word over 64 bytes is unknown, also if it begins as one that there is") {
    CHECK(reading(with("\"blue\"", "\"blue" + std::string(61, 'e') + "\""))
              .starts_with("root.colour: unknown value \"bluee"));
    // Read in parts, as escapes make the parser do.
    std::string escaped;
    for (int i = 0; i < 100; ++i) escaped += "\\u0066";
    CHECK(reading(with("\"flag\"", "\"" + escaped + "\"")).starts_with("root: unknown name \"fff"));
    CHECK(reading(with("\"flag\"", "\"flag" + escaped + "\"")).starts_with("root: unknown name \"flagfff"));
}

TEST_CASE("Limits: elements of a list, depth, bytes") {
    CHECK(reading(with(R"(["a","b"])", R"(["a","b","c"])")).empty());
    CHECK(reading(with(R"(["a","b"])", R"(["a","b","c","d"])"), StatusCode::too_large) ==
          "root.words[3]: more than 3 elements");
    CHECK(reading(with("[1,2],[]", "[1,2,3]"), StatusCode::too_large) == "root.grid[0][2]: more than 2 elements");
    CHECK(is_json(std::string(32, '[') + std::string(32, ']')));
    CHECK_FALSE(is_json(std::string(33, '[') + std::string(33, ']')));
    CHECK_FALSE(is_json(std::string(100'000, '[')));
    const std::string space(json_max_bytes - whole.size(), ' ');
    CHECK(reading(whole + space).empty());
    CHECK(reading(whole + space + " ", StatusCode::too_large) == "root: more than 1 MiB of JSON");
}

TEST_CASE("What is no JSON is refused with the byte where it stops being") {
    const auto bad = [](const std::string& json) { return reading(json, StatusCode::bad_json); };
    CHECK(bad("") == "root: not well-formed JSON at byte 0");
    CHECK(bad("{") == "root: not well-formed JSON at byte 1");
    CHECK(bad(whole + "x") == "root: not well-formed JSON at byte " + std::to_string(whole.size()));
    CHECK(bad(whole.substr(0, whole.size() - 1)) ==
          "root: not well-formed JSON at byte " + std::to_string(whole.size() - 1));
    for (const std::string json : {"\xef\xbb\xbf{}",
                                   "{'flag':true}",
                                   "{\"flag\":True}",
                                   "{\"number\":+1}",
                                   "{\"number\":.5}",
                                   "{\"number\":01}",
                                   "{\"number\":1.}",
                                   "{\"number\":0x1}",
                                   "{\"number\":-}",
                                   "{\"flag\":true,}",
                                   "{,}",
                                   "{\"note\":\"\x01\"}",
                                   "{\"note\":\"\\x\"}",
                                   "{\"note\":\"\\u12\"}",
                                   "{\"note\":\"\xc0\xaf\"}",
                                   "{\"note\":\"\xed\xa0\x80\"}",
                                   "{\"note\":\"\xf4\x90\x80\x80\"}",
                                   "{\"note\":\"\\udc00\"}",
                                   "{\"note\":\"\\ud800x\"}",
                                   "{\"note\":\"\\ud800\\u0041\"}",
                                   "// no\n{}",
                                   "{}/**/"}) {
        INFO(json);
        const Status status = [&] {
            Branch branch;
            return read_json(json, "root", branch);
        }();
        CHECK(status.code() == (json == "{}/**/" ? StatusCode::bad_subject : StatusCode::bad_json));
        CHECK_FALSE(is_json(json));
    }
}

TEST_CASE("Every cut and every changed byte of a good text is read or refused, never more") {
    const std::string bytes = "\0\x1f \"'\\{}[],:-+.0159eEaflnrstu\x7f\x80\xc3\xe4\xff"s;
    int read = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        Branch branch;
        const std::string cut = whole.substr(0, i);
        CHECK_FALSE(read_json(cut, "root", branch).ok());
        for (const char byte : bytes) {
            std::string changed = whole;
            changed[i] = byte;
            Branch other;
            const Status status = read_json(changed, "root", other);
            read += status.ok() ? 1 : 0;
            if (status.ok()) CHECK(is_json(changed));
            if (text::first_invalid_utf8(status.message()) != std::string_view::npos) FAIL(status.message());
        }
    }
    CHECK(read > 100);
}
