// The version stands in several places: CMakeLists.txt is the one that counts.
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>
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

std::string found(const std::string& path, const std::string& pattern) {
    const std::string text = contents(path);
    std::smatch match;
    INFO(path << " has no " << pattern);
    REQUIRE(std::regex_search(text, match, std::regex{pattern}));
    return match[1];
}

}  // namespace

TEST_CASE("The version is the same everywhere") {
    const std::string version = COUNTERSIGN_PROJECT_VERSION;
    CHECK(std::regex_match(version, std::regex{R"(\d+\.\d+\.\d+)"}));
    CHECK(found("CMakeLists.txt", R"(project\(countersign VERSION ([0-9.]+))") == version);
    CHECK(std::string{COUNTERSIGN_VERSION} == version);
    CHECK(std::string{countersign_version()} == version);
    CHECK(found("wasm/package.json", R"re("version":\s*"([^"]+)")re") == version);
    CHECK(found("wasm/package-lock.json", R"re("version":\s*"([^"]+)")re") == version);
    for (const auto bytes : embedded_tables()) {
        Table table;
        REQUIRE(read_table(bytes, table).ok());
        INFO(table.name);
        if (table.name.starts_with("words-")) CHECK(table.version == version);
    }
    // The jar takes it from CMake.
    CHECK(found("native/jvm/CMakeLists.txt", "Implementation-Version: (\\S+)") == "@PROJECT_VERSION@");
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
    const std::regex declared{R"(\b(countersign_\w+)\()"};
    std::size_t functions = 0;
    for (std::sregex_iterator match{header.begin(), header.end(), declared}, end; match != end; ++match) {
        ++functions;
        INFO((*match)[1]);
        CHECK(exported.find("_" + (*match)[1].str() + "\n") != std::string::npos);
    }
    CHECK(functions >= 26);
    std::istringstream page{contents("wasm/exports.txt")};
    for (std::string name; std::getline(page, name);) {
        INFO(name);
        CHECK(exported.find(name + "\n") != std::string::npos);
    }
}
