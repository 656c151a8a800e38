#include "vocabulary/describe.h"

#include <catch2/catch.hpp>

#include "vocabulary/policy.h"

using namespace countersign;

namespace {

enum class Size { small, large };
BOOST_DESCRIBE_ENUM(Size, small, large)

struct Sample {
    bool flag = false;
    std::int32_t small = 0;
    std::uint16_t unsigned_small = 0;
    std::int64_t large = 0;
    Size size = Size::small;
    std::string text;
    std::string_view view;
    Span place;
    std::optional<std::int32_t> maybe;
    List<std::string, 3> list;
    FixedList<std::int32_t, 2> fixed;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (flag, small, unsigned_small, large, size, text, view, place, maybe, list, fixed))

const TypeRow& member(std::size_t i) {
    return *type_row<Sample>.members[i].type;
}

}  // namespace

TEST_CASE("A struct's row lists its members in order, each with its shape and its place") {
    const TypeRow& row = type_row<Sample>;
    CHECK(row.shape == Shape::object);
    REQUIRE(row.count == 11);
    const Shape shapes[] = {Shape::boolean, Shape::integer, Shape::integer,  Shape::integer, Shape::choice, Shape::text,
                            Shape::text,    Shape::span,    Shape::optional, Shape::list,    Shape::list};
    const std::string_view names[] = {"flag", "small", "unsigned_small", "large", "size", "text",
                                      "view", "place", "maybe",          "list",  "fixed"};
    Sample sample;
    void* const places[] = {&sample.flag,  &sample.small, &sample.unsigned_small, &sample.large,
                            &sample.size,  &sample.text,  &sample.view,           &sample.place,
                            &sample.maybe, &sample.list,  &sample.fixed};
    for (std::size_t i = 0; i < row.count; ++i) {
        CHECK(row.members[i].name == names[i]);
        CHECK(member(i).shape == shapes[i]);
        CHECK(row.members[i].in(&sample) == places[i]);
    }
}

TEST_CASE("Whole numbers carry the bounds of their type, and of what every host holds exactly") {
    CHECK(member(1).least == -2147483648LL);
    CHECK(member(1).most == 2147483647LL);
    CHECK(member(2).least == 0);
    CHECK(member(2).most == 65535);
    CHECK(member(3).least == -9007199254740991LL);
    CHECK(member(3).most == 9007199254740991LL);
}

TEST_CASE("Rows read and write what they stand for") {
    Sample sample;
    member(0).set_number(&sample.flag, 1);
    member(1).set_number(&sample.small, -5);
    member(4).set_number(&sample.size, 1);
    CHECK(sample.flag);
    CHECK(sample.small == -5);
    CHECK(sample.size == Size::large);
    CHECK(member(4).names[member(4).number(&sample.size)] == "large");
    CHECK(member(4).count == 2);
    member(5).string(&sample.text)->assign("abc");
    CHECK(member(5).view(&sample.text) == "abc");
    CHECK(member(6).string == nullptr);  // a view has no memory to read into

    CHECK(member(8).size(&sample.maybe) == 0);
    *static_cast<std::int32_t*>(member(8).append(&sample.maybe)) = 7;
    CHECK(sample.maybe == 7);
    CHECK(member(8).item(&sample.maybe, 0) == &*sample.maybe);
    member(8).reset(&sample.maybe);
    CHECK_FALSE(sample.maybe);

    CHECK(member(9).count == 3);
    static_cast<std::string*>(member(9).append(&sample.list))->assign("first");
    CHECK(sample.list == List<std::string, 3>{"first"});
    CHECK(member(9).size(&sample.list) == 1);
    CHECK(member(9).item == nullptr);  // only read
    *static_cast<std::int32_t*>(member(10).append(&sample.fixed)) = 4;
    CHECK(sample.fixed.size() == 1);
    CHECK(*static_cast<const std::int32_t*>(member(10).item(&sample.fixed, 0)) == 4);
}

TEST_CASE("A policy is described with the limits of its lists") {
    const TypeRow& policy = type_row<Policy>;
    CHECK(policy.members[1].name == "coins");
    CHECK(policy.members[1].type->count == 1000);
    CHECK(policy.members[2].type->element == &type_row<WordOverride>);
}
