#include "vocabulary/table.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "seeded.h"
#include "signing.h"

using namespace countersign;
using namespace countersign::tests;

namespace {

Status reading(const std::string& bytes, Table& table) {
    return read_table({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, table);
}

}  // namespace

TEST_CASE("A table gives its name, its version and its data in place") {
    const std::string bytes = make_table("suffixes", "2024-05", "the data");
    Table table;
    REQUIRE(reading(bytes, table).ok());
    CHECK(table.name == "suffixes");
    CHECK(table.version == "2024-05");
    CHECK(as_text(table.data.data(), table.data.size()) == "the data");
    CHECK(static_cast<const void*>(table.data.data()) == bytes.data() + table_header_bytes);
    CHECK_FALSE(is_locked(table));
}

TEST_CASE("Names and versions may fill their field, and data may be empty") {
    const std::string bytes = make_table(std::string(32, 'n'), std::string(24, 'v'), "");
    Table table;
    REQUIRE(reading(bytes, table).ok());
    CHECK(table.name == std::string(32, 'n'));
    CHECK(table.version == std::string(24, 'v'));
    CHECK(table.data.empty());
}

TEST_CASE("A table with any byte of sum, length or data changed, cut or added is refused") {
    const std::string bytes = make_table("suffixes", "2024-05", "the data");
    Table table;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK(reading(bytes.substr(0, i), table).code() == StatusCode::bad_table);
        // Name, version and the unused word are not under the sum: the lock or the signature covers them.
        if ((i >= 8 && i < 64) || (i >= 100 && i < 104)) continue;
        for (const int bit : {0, 3, 7}) {
            std::string changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            INFO("byte " << i);
            CHECK(reading(changed, table).code() == StatusCode::bad_table);
        }
    }
    CHECK(reading(bytes + "x", table).code() == StatusCode::bad_table);
}

TEST_CASE("The tables of this build are sound, locked, and each there once") {
    std::set<std::string_view> names;
    for (const auto bytes : embedded_tables()) {
        Table table;
        REQUIRE(read_table(bytes, table).ok());
        CHECK(is_locked(table));
        CHECK(names.insert(table.name).second);
        // The name is part of what is locked.
        Table renamed = table;
        renamed.name = "words-xx";
        CHECK_FALSE(is_locked(renamed));
        renamed = table;
        renamed.sum[0] ^= 1;
        CHECK_FALSE(is_locked(renamed));
    }
    CHECK(names.contains("words-en"));
    CHECK(names.contains("words-zh-Hans"));
}
