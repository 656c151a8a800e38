// Where a message went, in so few characters that only who knows the address or number recognises it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace countersign::text {

// An address of mail keeps its first letter and its domain, anything else its last two characters: "a***@example.com",
// "***42". What is short, or not ASCII, keeps nothing.
class Mask {
public:
    Mask() = default;
    explicit Mask(std::string_view whole) noexcept;
    [[nodiscard]] std::string_view view() const noexcept { return {room_.data(), size_}; }

private:
    void add(std::string_view text) noexcept;
    std::array<char, 72> room_{};
    std::size_t size_ = 0;
};

}  // namespace countersign::text
