#include "countersign/context.h"

#include <catch2/catch.hpp>
#include <string>

#include "signing.h"
#include "vocabulary/policy.h"
#include "vocabulary/table.h"

using namespace countersign;
using namespace countersign::tests;

namespace {

std::string versioned(int version) {
    return make_envelope("policy", "operator", "{\"version\":" + std::to_string(version) + "}", 1);
}

Status load_table(Context& context, const std::string& bytes) {
    return context.load_table({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace

TEST_CASE("The version of a signed policy never goes back") {
    Context context;
    REQUIRE(context.trust("operator", SigningKey{1}.open).ok());
    CHECK(context.load_policy(versioned(5), 5).ok());
    CHECK(context.load_policy(versioned(5), 0).ok());
    CHECK(context.load_policy(versioned(4), 0).code() == StatusCode::older_version);
    CHECK(context.policy().version == 5);
    CHECK(context.load_policy(versioned(7), 0).ok());
    CHECK(context.load_policy(versioned(6), 0).code() == StatusCode::older_version);
    CHECK(context.load_policy(versioned(8), 9).code() == StatusCode::older_version);
    CHECK(context.policy().version == 7);
    // A plain policy is for trying out: it has its way, and does not loosen what signed ones must be.
    CHECK(context.load_unsigned_policy(R"({"version":1})").ok());
    CHECK(context.policy().version == 1);
    CHECK(context.load_policy(versioned(6), 0).code() == StatusCode::older_version);
    // Another context begins anew.
    Context other;
    REQUIRE(other.trust("operator", SigningKey{1}.open).ok());
    CHECK(other.load_policy(versioned(1), 0).ok());
}

TEST_CASE("Versions below zero are versions, too") {
    Context context;
    REQUIRE(context.trust("operator", SigningKey{1}.open).ok());
    CHECK(context.load_policy(versioned(-5), -9007199254740991).ok());
    CHECK(context.load_policy(versioned(-6), -9007199254740991).code() == StatusCode::older_version);
}

TEST_CASE("A policy that is refused changes nothing") {
    Context context;
    REQUIRE(context.load_unsigned_policy(R"({"version":1,"coins":[{"coin":"BTC"}]})").ok());
    for (const std::string bad : {"", "[]", R"({"version":2,"coins":[{"coin":5}]})", R"({"version":2,"coins":[{}]})",
                                  R"({"coins":[]})", R"({"version":2}x)"}) {
        CHECK_FALSE(context.load_unsigned_policy(bad).ok());
        CHECK(context.policy().version == 1);
        REQUIRE(context.policy().coins.size() == 1);
        CHECK(context.policy().coins.front().coin == "BTC");
    }
}

TEST_CASE("A native context carries its tables; others come signed, and the last of a name counts") {
    Context context;
    REQUIRE(context.table("words-en") != nullptr);
    CHECK(context.table("words-en")->name == "words-en");
    CHECK(context.table("words") == nullptr);
    CHECK(context.table("") == nullptr);
    CHECK(load_table(context, make_table("own", "1", "data")).code() == StatusCode::bad_table);
    REQUIRE(context.trust("operator", SigningKey{1}.open).ok());
    CHECK(load_table(context, make_envelope("table", "operator", make_table("own", "1", "first"), 1)).ok());
    CHECK(context.table("own")->version == "1");
    CHECK(load_table(context, make_envelope("table", "operator", make_table("own", "2", "second"), 1)).ok());
    REQUIRE(context.table("own") != nullptr);
    CHECK(as_text(context.table("own")->data.data(), context.table("own")->data.size()) == "second");
    CHECK(load_table(context, make_envelope("policy", "operator", make_table("own", "3", "x"), 1)).code() ==
          StatusCode::bad_signature);
    CHECK(context.table("own")->version == "2");
}

TEST_CASE("A table of this build may be loaded again as it is, and its bytes are copied") {
    Context context;
    for (const auto bytes : embedded_tables()) {
        std::string copy = as_text(bytes.data(), bytes.size());
        CHECK(load_table(context, copy).ok());
        copy.assign(copy.size(), '\0');
        Table table;
        REQUIRE(read_table(bytes, table).ok());
        const Table* const held = context.table(table.name);
        REQUIRE(held != nullptr);
        CHECK(as_text(held->data.data(), held->data.size()) == as_text(table.data.data(), table.data.size()));
    }
}
