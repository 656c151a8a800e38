// What may be shown of where codes go: an address keeps its first letter and its domain, anything else its last two
// characters; what is short, or not ASCII, keeps nothing. Who knows the address or number recognises it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "utf8.h"

namespace countersign::text {

// The view is into `room`; what does not fit is left out.
inline std::string_view mask(std::string_view whole, std::array<char, 72>& room) noexcept {
    std::size_t size = 0;
    const std::size_t sign = whole.rfind('@');
    const bool mail = sign != std::string_view::npos && sign > 0;
    const auto add = [&room, &size](std::string_view part) {
        if (part.size() > room.size() - size) return;
        std::copy(part.begin(), part.end(), room.data() + size);
        size += part.size();
    };
    if (mail) add(whole.substr(0, decode_code_point(whole, 0).length));
    add("***");
    if (mail) add(whole.substr(sign));
    else if (whole.size() > 6 && is_ascii(whole)) add(whole.substr(whole.size() - 2));
    return {room.data(), size};
}

}  // namespace countersign::text
