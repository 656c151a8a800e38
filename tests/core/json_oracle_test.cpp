// The JSON reader and writer against Boost.JSON's own parser and serializer, which the core does without. A program of
// its own, because the core compiles parts of Boost.JSON differently (vocabulary/json_boost.cpp).
#include <boost/json/src.hpp>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "json_samples.h"
#include "seeded.h"
#include "vocabulary/json_read.h"
#include "vocabulary/json_write.h"

using namespace countersign;
using namespace countersign::tests;
using namespace std::string_literals;
namespace bj = boost::json;

namespace {

bool is_long_run() {
    return std::getenv("COUNTERSIGN_LONG") != nullptr;
}

bool oracle_parses(std::string_view json, bj::value& value) {
    bj::parse_options options;
    options.max_depth = json_max_depth;
    bj::error_code error;
    value = bj::parse({json.data(), json.size()}, error, {}, options);
    return !error;
}

// Whether a value that Boost.JSON parsed fits the description, by another walk than the reader's.
bool fits(const TypeRow& type, const bj::value& value) {
    switch (type.shape) {
    case Shape::boolean: return value.is_bool();
    case Shape::integer: {
        if (value.is_uint64()) return value.get_uint64() <= static_cast<std::uint64_t>(type.most);
        return value.is_int64() && value.get_int64() >= type.least && value.get_int64() <= type.most;
    }
    case Shape::text: return value.is_string();
    case Shape::choice: {
        if (!value.is_string()) return false;
        for (std::uint32_t i = 0; i < type.count; ++i)
            if (type.names[i] == std::string_view{value.get_string().data(), value.get_string().size()}) return true;
        return false;
    }
    case Shape::optional: return value.is_null() || fits(*type.element, value);
    case Shape::list: {
        if (!value.is_array() || value.get_array().size() > type.count) return false;
        for (const bj::value& item : value.get_array())
            if (!fits(*type.element, item)) return false;
        return true;
    }
    case Shape::object: {
        if (!value.is_object()) return false;
        std::size_t met = 0;
        for (std::uint32_t i = 0; i < type.count; ++i) {
            const MemberRow& member = type.members[i];
            const bj::value* const held = value.get_object().if_contains({member.name.data(), member.name.size()});
            if (held != nullptr) {
                ++met;
                if (!fits(*member.type, *held)) return false;
            } else if (member.type->shape != Shape::optional && member.type->shape != Shape::list) {
                return false;
            }
        }
        return met == value.get_object().size();
    }
    case Shape::instant:
        return value.is_string() &&
               parse_instant(std::string_view{value.get_string().data(), value.get_string().size()}).has_value();
    case Shape::header: return value.is_string() || value.is_int64() || value.is_uint64();
    case Shape::span:
    case Shape::anything: return false;
    }
    return false;
}

// What was read, as a tree of Boost.JSON's.
bj::value tree(const Leaf& leaf) {
    bj::object object{{"label", leaf.label}};
    object["weight"] = leaf.weight ? bj::value(*leaf.weight) : bj::value(nullptr);
    return object;
}

bj::value tree(const Branch& branch) {
    static constexpr const char* colours[] = {"red", "green", "blue"};
    bj::object object;
    object["flag"] = branch.flag;
    object["number"] = branch.number;
    object["octet"] = std::int64_t{branch.octet};
    object["colour"] = colours[static_cast<int>(branch.colour)];
    object["note"] = branch.note ? bj::value(*branch.note) : bj::value(nullptr);
    object["leaf"] = branch.leaf ? tree(*branch.leaf) : bj::value(nullptr);
    bj::array words;
    for (const std::string& word : branch.words) words.emplace_back(word);
    object["words"] = words;
    bj::array leaves;
    for (const Leaf& leaf : branch.leaves) leaves.push_back(tree(leaf));
    object["leaves"] = leaves;
    bj::array grid;
    for (const auto& row : branch.grid) {
        bj::array numbers;
        for (const std::int32_t number : row) numbers.emplace_back(std::int64_t{number});
        grid.push_back(numbers);
    }
    object["grid"] = grid;
    return object;
}

// The parsed tree with everything that may be left out put in, so that two trees can be compared.
bj::value complete(const TypeRow& type, const bj::value& value) {
    if (type.shape == Shape::optional) return value.is_null() ? value : complete(*type.element, value);
    if (type.shape == Shape::integer && value.is_uint64()) return static_cast<std::int64_t>(value.get_uint64());
    if (type.shape == Shape::list) {
        bj::array array;
        for (const bj::value& item : value.get_array()) array.push_back(complete(*type.element, item));
        return array;
    }
    if (type.shape != Shape::object) return value;
    bj::object object;
    for (std::uint32_t i = 0; i < type.count; ++i) {
        const MemberRow& member = type.members[i];
        const bj::string_view name{member.name.data(), member.name.size()};
        const bj::value* const held = value.get_object().if_contains(name);
        object[name] = held != nullptr                     ? complete(*member.type, *held)
                       : member.type->shape == Shape::list ? bj::value(bj::array{})
                                                           : bj::value(nullptr);
    }
    return object;
}

// Makes JSON that fits a description, and now and then does not.
class Maker {
public:
    explicit Maker(std::uint64_t seed) : seeded_(seed) {}
    Seeded& seeded() { return seeded_; }

    std::string value(const TypeRow& type) {
        if (seeded_.below(60) == 0) return anything();
        switch (type.shape) {
        case Shape::boolean: return seeded_.below(2) == 0 ? "true" : "false";
        case Shape::integer: return number(type);
        case Shape::text: return text();
        case Shape::choice: return "\"" + std::string{type.names[seeded_.below(type.count)]} + "\"";
        case Shape::optional: return seeded_.below(3) == 0 ? "null" : value(*type.element);
        case Shape::list: {
            std::string json = "[" + space();
            for (std::size_t i = 0, n = seeded_.below(type.count + 1) + (seeded_.below(30) == 0 ? 1 : 0); i < n; ++i)
                json += (i > 0 ? "," : "") + space() + value(*type.element) + space();
            return json + "]";
        }
        case Shape::object: {
            std::string json = "{" + space();
            const std::size_t first = seeded_.below(type.count);
            bool any = false;
            for (std::uint32_t i = 0; i < type.count; ++i) {
                const MemberRow& member = type.members[(first + i) % type.count];
                const bool may_be_left_out = member.type->shape == Shape::optional || member.type->shape == Shape::list;
                if (seeded_.below(may_be_left_out ? 3 : 80) == 0) continue;
                json += (any ? "," : "") + space() + "\"" + std::string{member.name} + "\"" + space() + ":" + space() +
                        value(*member.type) + space();
                any = true;
            }
            return json + "}";
        }
        case Shape::instant: return R"("2026-11-22T08:00:00Z")";
        case Shape::header: return "\"120\"";
        case Shape::span:
        case Shape::anything: break;
        }
        return "null";
    }

    // A few bytes changed, cut, doubled or put in.
    std::string spoiled(std::string json) {
        static const std::string bytes = "{}[]\",:\\0123456789-+.eEtfnu /*\0\x01\x7f\x80\xc3\xa9\xed\xa0\xf4\xff"s;
        for (std::size_t n = 1 + seeded_.below(3); n > 0 && !json.empty(); --n) {
            const std::size_t at = seeded_.below(json.size());
            switch (seeded_.below(4)) {
            case 0: json[at] = bytes[seeded_.below(bytes.size())]; break;
            case 1: json.erase(at, 1 + seeded_.below(4)); break;
            case 2: json.insert(at, 1, bytes[seeded_.below(bytes.size())]); break;
            default: json.resize(at); break;
            }
        }
        return json;
    }

private:
    std::string space() {
        static constexpr std::array<const char*, 8> spaces = {"", "", "", "", " ", "\n", "\t\r", "   "};
        return spaces[seeded_.below(spaces.size())];
    }
    std::string text() {
        static constexpr std::array<const char*, 16> pieces = {"a",
                                                               "B c",
                                                               "é",
                                                               "中",
                                                               "😀",
                                                               "\\n",
                                                               "\\\"",
                                                               "\\\\",
                                                               "\\u00e9",
                                                               "\\u4E2D",
                                                               "\\ud83d\\ude00",
                                                               "\\/",
                                                               "\\u0000",
                                                               "\x7f",
                                                               "\\b\\f\\r\\t",
                                                               "'"};
        std::string json = "\"";
        for (std::size_t n = seeded_.below(8); n > 0; --n) json += pieces[seeded_.below(pieces.size())];
        return json + "\"";
    }
    std::string number(const TypeRow& type) {
        switch (seeded_.below(8)) {
        case 0: return std::to_string(type.most);
        case 1: return std::to_string(type.least);
        case 2: return seeded_.below(4) == 0 ? std::to_string(static_cast<std::uint64_t>(type.most) + 1) : "1";
        case 3: return seeded_.below(8) == 0 ? "1.5" : "-0";
        case 4: return seeded_.below(8) == 0 ? "1e2" : "7";
        default: return std::to_string(seeded_.below(256));
        }
    }
    std::string anything() {
        static constexpr std::array<const char*, 14> values = {"null",
                                                               "true",
                                                               "0",
                                                               "-1",
                                                               "1.25",
                                                               "1e400",
                                                               "18446744073709551615",
                                                               "18446744073709551616",
                                                               "\"\"",
                                                               "[]",
                                                               "{}",
                                                               "[[null]]",
                                                               "{\"a\":{}}",
                                                               "9007199254740993"};
        return values[seeded_.below(values.size())];
    }
    Seeded seeded_;
};

}  // namespace

TEST_CASE("The reader takes exactly what Boost.JSON parses and the description allows, with the same values") {
    Maker maker{1};
    int read = 0;
    int refused = 0;
    const int rounds = is_long_run() ? 5'000'000 : 60'000;
    for (int i = 0; i < rounds; ++i) {
        std::string json = maker.value(type_row<Branch>);
        if (i % 3 == 0) json = maker.spoiled(std::move(json));
        bj::value value;
        const bool parses = oracle_parses(json, value);
        Branch branch;
        const Status status = read_json(json, "root", branch);
        INFO(json << "\n" << status.message());
        if (is_json(json) != parses) FAIL("is_json says otherwise than Boost.JSON");
        // Boost.JSON takes a name that stands twice, and keeps the last.
        const bool doubled = status.message().find("is given twice") != std::string_view::npos;
        if (status.ok() != (parses && fits(type_row<Branch>, value)) && !doubled)
            FAIL("read otherwise than the oracle");
        if (!parses && !status.ok() && status.code() == StatusCode::ok) FAIL("no reason");
        ++(status.ok() ? read : refused);
        if (status.ok() && bj::serialize(tree(branch)) != bj::serialize(complete(type_row<Branch>, value)))
            FAIL("other values: " << bj::serialize(tree(branch)));
    }
    CAPTURE(read, refused);
    CHECK(read > rounds / 5);
    CHECK(refused > rounds / 5);
}

TEST_CASE("Nesting up to 32 is read, and refused beyond, as Boost.JSON does with that limit") {
    for (std::size_t depth = 1; depth < 70; ++depth) {
        for (const auto& [open, inside, close] :
             {std::array<std::string, 3>{"[", "", "]"}, {"{\"a\":", "1", "}"}, {"[{\"a\":", "null", "}]"}}) {
            std::string json;
            for (std::size_t i = 0; i < depth; ++i) json += open;
            json += inside;
            for (std::size_t i = 0; i < depth; ++i) json += close;
            bj::value value;
            INFO(json);
            CHECK(is_json(json) == oracle_parses(json, value));
            CHECK(is_json(json) == (depth * (open.size() > 5 ? 2 : 1) <= 32));
        }
    }
}

TEST_CASE("Text is written as Boost.JSON's serializer writes it, every byte and every plane") {
    const auto check = [](const std::string& text) {
        Buffer out;
        write_text(out, text);
        if (std::string{out.view()} != bj::serialize(bj::value(text))) FAIL_CHECK(out.view());
        bj::value value;
        if (!oracle_parses(out.view(), value) || value.get_string() != text) FAIL_CHECK("not the same text again");
    };
    for (int c = 0; c < 128; ++c) check("a" + std::string(1, static_cast<char>(c)) + "b");
    Seeded seeded{2};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::size_t n = seeded.below(12); n > 0; --n) {
            std::size_t c = seeded.below(seeded.below(2) == 0 ? 0x80 : 0x110000);
            if (c >= 0xD800 && c < 0xE000) c = 0x20;
            const auto add = [&](std::size_t byte) { text += static_cast<char>(byte); };
            if (c < 0x80) {
                add(c);
            } else if (c < 0x800) {
                add(0xC0 | c >> 6);
                add(0x80 | (c & 63));
            } else if (c < 0x10000) {
                add(0xE0 | c >> 12);
                add(0x80 | (c >> 6 & 63));
                add(0x80 | (c & 63));
            } else {
                add(0xF0 | c >> 18);
                add(0x80 | (c >> 12 & 63));
                add(0x80 | (c >> 6 & 63));
                add(0x80 | (c & 63));
            }
        }
        check(text);
    }
}
