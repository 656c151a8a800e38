// RFC 8785, its own samples and what it leaves to whoever writes; tests/differential compares with npm's canonicalize.
#include "vocabulary/canonical_json.h"

#include <catch2/catch.hpp>
#include <string>

#include "vocabulary/json_cut.h"

using namespace countersign;

namespace {

std::string canonical(std::string_view json) {
    Buffer out;
    const Status status = canonical_json(json, "document", out);
    return std::string{status.ok() ? out.view() : status.message()};
}

}  // namespace

TEST_CASE("Members are sorted by the UTF-16 code units of their names") {
    // RFC 8785, section 3.2.3.
    CHECK(
        canonical(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
                  R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small )"
                  R"(Letter O With Diaeresis"})") ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin Small Letter O With "
        "Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning "
        "Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
    CHECK(canonical(R"({"b":{"z":1,"y":2},"aa":[3,{"d":4,"c":5}],"a":6,"":7})") ==
          R"({"":7,"a":6,"aa":[3,{"c":5,"d":4}],"b":{"y":2,"z":1}})");
    // U+FFFF comes after U+10000, U+EE00 after it, too, and U+D7FF before.
    CHECK(canonical(R"({"\uffff":1,"\ud800\udc00":2,"\uee00":3,"\ud7ff":4})") ==
          "{\"\xED\x9F\xBF\":4,\"\xF0\x90\x80\x80\":2,\"\xEE\xB8\x80\":3,\"\xEF\xBF\xBF\":1}");
}

TEST_CASE("Strings have one spelling, and white space goes") {
    // RFC 8785, section 3.2.2.2.
    CHECK(canonical(R"( { "string" : "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" } )") ==
          "{\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    CHECK(canonical("[ true , false , null , [ ] , { } , \"\" ]") == "[true,false,null,[],{},\"\"]");
    CHECK(canonical(R"("\u007f\u2028\b\t\f")") == "\"\x7F\xE2\x80\xA8\\b\\t\\f\"");
    CHECK(canonical("17") == "17");
}

TEST_CASE("Whole numbers that every program holds are written, all others refused with their place") {
    CHECK(canonical("[0,-0,-1,9007199254740991,-9007199254740991]") == "[0,0,-1,9007199254740991,-9007199254740991]");
    for (const std::string number :
         {"9007199254740992", "-9007199254740992", "99999999999999999999", "1.0", "1e2", "0.5", "-1E-1"}) {
        CHECK(canonical(R"({"a":[1,{"b-c":)" + number + "}]}") ==
              "document.a[1].b-c: is not a whole number within 2^53 - 1");
    }
    CHECK(canonical("1.5") == "document: is not a whole number within 2^53 - 1");
    CHECK(canonical(R"({"a: is fine":0.5})") == "document.\"a: is fine\": is not a whole number within 2^53 - 1");
}

TEST_CASE("What is no JSON, or not one thing, is refused") {
    CHECK(canonical(R"({"a":1,"b":{"c":2,"\u0063":3}})") == "document.b.c: is given twice");
    CHECK(canonical(R"({"a":1)") == "document: not well-formed JSON at byte 6");
    CHECK(canonical("") == "document: not well-formed JSON at byte 0");
    CHECK(canonical(R"("\ud800")") == "document: not well-formed JSON at byte 7");
    CHECK(canonical("\"\xC3\x28\"") == "document: not well-formed JSON at byte 1");
    CHECK(canonical(std::string(33, '[') + std::string(33, ']')).find("deep") != std::string::npos);
    CHECK(canonical(std::string(32, '[') + std::string(32, ']')) == std::string(32, '[') + std::string(32, ']'));
    std::string many = "{\"n\":0";
    for (int i = 0; i < 20'000; ++i) many += ",\"" + std::to_string(i) + "\":0";
    CHECK(canonical(many + "}") == "document: has more than 20000 members");
}

TEST_CASE("What is canonical stays as it is") {
    for (const std::string text : {R"({"a":[{"b":"\n"},-1,null],"c":{}})", "[]", "\"\xF0\x90\x80\x80\""})
        CHECK(canonical(text) == text);
}

TEST_CASE("A member is found by its name however it is escaped, and strings say what they say") {
    const std::string_view object = R"({"a":{"x":1},"\u0062":"\ud83d\ude00\u00e9\u20ac\/\"","a":[2,"}"]})";
    CHECK(json_member(object, "a") == R"([2,"}"])");
    CHECK(json_text(json_member(object, "b")) == "\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC/\"");
    CHECK(json_member(object, "x").empty());
    CHECK(json_member("{}", "x").empty());
    CHECK(json_member("[1]", "x").empty());
    CHECK(json_member("", "x").empty());
}
