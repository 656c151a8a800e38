// Reads JSON (RFC 8259) straight into a described struct: no tree is built, nothing is kept that has no place. Refused,
// with the path of the place: names the description lacks, names given twice, members that are due and missing, a
// value of another type, whole numbers out of range, more elements than a list's limit, depth over 32, text over 1 MiB.
// Boost.JSON's basic_parser does the grammar.
#pragma once

#include <string_view>

#include "countersign/status.h"
#include "describe.h"

namespace countersign {

inline constexpr std::size_t json_max_bytes = std::size_t{1} << 20;
inline constexpr std::size_t json_max_depth = 32;

// `root` names the whole in messages ("subject"). On failure the object holds what was read so far.
Status read_json(std::string_view json, std::string_view root, const TypeRow& type, void* object);

template<class T>
Status read_json(std::string_view json, std::string_view root, T& object) {
    return read_json(json, root, type_row<T>, &object);
}

// Whether the text is one well-formed JSON value within the limits, whatever its shape.
Status check_json(std::string_view json, std::string_view root) noexcept;
inline bool is_json(std::string_view json) noexcept {
    return check_json(json, "").ok();
}

}  // namespace countersign
