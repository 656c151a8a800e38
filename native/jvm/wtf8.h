// UTF-16 to WTF-8 (https://simonsapin.github.io/wtf-8/), a unit at a time: UTF-8, except that a surrogate without its
// partner crosses as the three bytes it would have, so that the core sees the mistake and says where it is. Java's own
// encoder would put a question mark there, and the verdict would be about another text.
#pragma once

#include <cstddef>
#include <cstdint>

namespace countersign::jvm {

// Writes into a buffer of the caller, or only counts where there is none. Never writes beyond `capacity`.
class Wtf8 {
public:
    Wtf8() = default;
    Wtf8(std::uint8_t* out, std::size_t capacity) noexcept : out_(out), capacity_(capacity) {}

    void add(char16_t unit) noexcept {
        const bool low = (unit & 0xFC00U) == 0xDC00U;
        if (high_ != 0 && low) {
            const char32_t c = 0x10000U + ((high_ & 0x3FFU) << 10U) + (unit & 0x3FFU);
            high_ = 0;
            put(0xF0U | c >> 18U);
            put(0x80U | (c >> 12U & 0x3FU));
            put(0x80U | (c >> 6U & 0x3FU));
            put(0x80U | (c & 0x3FU));
            return;
        }
        finish();
        if ((unit & 0xFC00U) == 0xD800U) {
            high_ = unit;
        } else if (unit < 0x80U) {
            put(unit);
        } else if (unit < 0x800U) {
            put(0xC0U | unit >> 6U);
            put(0x80U | (unit & 0x3FU));
        } else {
            put_three(unit);
        }
    }

    // After the last unit: a high surrogate may still be waiting for its partner.
    void finish() noexcept {
        if (high_ == 0) return;
        put_three(high_);
        high_ = 0;
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    // More was added than there was room for; what did not fit was dropped.
    [[nodiscard]] bool overflowed() const noexcept { return out_ != nullptr && size_ > capacity_; }

private:
    void put_three(char32_t c) noexcept {
        put(0xE0U | c >> 12U);
        put(0x80U | (c >> 6U & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }

    void put(char32_t byte) noexcept {
        if (out_ != nullptr && size_ < capacity_) out_[size_] = static_cast<std::uint8_t>(byte);
        ++size_;
    }

    std::uint8_t* out_ = nullptr;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
    char32_t high_ = 0;
};

}  // namespace countersign::jvm
