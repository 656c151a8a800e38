// What the header, the module's export lists and the tables repeat. `./dev test` compares the version's other places.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "door/countersign.h"
#include "vocabulary/table.h"

using namespace countersign;

namespace {

std::string contents(const std::string& path) {
    std::ifstream file{std::string{COUNTERSIGN_SOURCE_FOLDER "/"} + path};
    INFO(path);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("The version is the same everywhere") {
    const std::string version = COUNTERSIGN_PROJECT_VERSION;
    CHECK(std::string{COUNTERSIGN_VERSION} == version);
    CHECK(std::string{countersign_version()} == version);
    for (const auto bytes : embedded_tables()) {
        Table table;
        REQUIRE(read_table(bytes, table).ok());
        INFO(table.name);
        if (table.name.starts_with("words-")) CHECK(table.version == version);
    }
    // The jar takes it from CMake.
    CHECK(contents("native/jvm/CMakeLists.txt").find("Implementation-Version: @PROJECT_VERSION@") != std::string::npos);
}

TEST_CASE("countersign.h repeats the lists that it says it repeats") {
    const std::string header = contents("core/door/countersign.h");
    std::size_t statuses = 0;
#define COUNTERSIGN_STATUS(number, name, NAME, sentence)                                                               \
    ++statuses;                                                                                                        \
    CHECK(header.find("#define COUNTERSIGN_E_" #NAME " (" #number ")\n") != std::string::npos);
#include "vocabulary/statuses.def"
#undef COUNTERSIGN_STATUS
    std::size_t defined = 0;
    for (std::size_t at = 0; (at = header.find("#define COUNTERSIGN_E_", at)) != std::string::npos; ++at) ++defined;
    CHECK(defined == statuses);
    // What the command's module exports is all that the header declares, and the page's module has nothing else.
    const std::string exported = contents("wasm/exports-command.txt");
    std::size_t functions = 0;
    const auto part_of_name = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    for (std::size_t at = 0; (at = header.find("countersign_", at)) != std::string::npos;) {
        std::size_t end = at;
        while (part_of_name(header[end])) ++end;
        const std::string name = header.substr(at, end - at);
        at = end;
        if (header[end] != '(') continue;
        ++functions;
        INFO(name);
        CHECK(exported.find("_" + name + "\n") != std::string::npos);
    }
    CHECK(functions >= 26);
    std::istringstream page{contents("wasm/exports.txt")};
    for (std::string name; std::getline(page, name);) {
        INFO(name);
        CHECK(exported.find(name + "\n") != std::string::npos);
    }
}
