// For any bytes: is_json says what Boost.JSON's own parser says; what a description takes is well-formed and is taken
// again; a refusal is a short well-formed sentence that begins with the root's name. All of Boost.JSON is linked here, so
// the rooms come without json_boost.cpp.
#include <boost/json/src.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../core/json_samples.h"
#include "countersign/moment.h"
#include "text/utf8.h"
#include "vocabulary/json_read.h"
#include "vocabulary/policy.h"

using namespace countersign;

namespace {

void require(bool law) {
    if (!law) std::abort();
}

template<typename T>
void read_as(std::string_view json, bool is_well_formed) {
    T first;
    const Status status = read_json(json, "root", first);
    if (status.ok()) {
        require(is_well_formed);
        T again;
        require(read_json(json, "root", again).ok());
        // White space around changes nothing.
        T spaced;
        require(json.size() + 2 > json_max_bytes || read_json(" " + std::string{json} + "\n", "root", spaced).ok());
    } else {
        require(status.message().starts_with("root"));
        require(text::first_invalid_utf8(status.message()) == std::string_view::npos);
        require(is_well_formed || status.code() != StatusCode::ok);
        if (status.code() == StatusCode::bad_json) require(!is_well_formed);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string json{reinterpret_cast<const char*>(data), size};
    boost::json::parse_options options;
    options.max_depth = json_max_depth;
    boost::json::error_code error;
    boost::json::parse({json.data(), json.size()}, error, {}, options);
    const bool is_well_formed = !error;
    require(is_json(json) == is_well_formed);
    read_as<tests::Branch>(json, is_well_formed);
    read_as<Policy>(json, is_well_formed);
    if (const auto moment = parse_moment(json))
        require(moment->wall_ms - moment->wall_ms == 0 && moment->steady_ms - moment->steady_ms == 0);
    return 0;
}
