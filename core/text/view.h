// A text that may be left out, as one that is empty.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace countersign::text {

inline std::string_view view_of(const std::optional<std::string>& text) noexcept {
    return text ? std::string_view{*text} : std::string_view{};
}

}  // namespace countersign::text
