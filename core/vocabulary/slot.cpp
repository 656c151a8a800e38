#include "slot.h"

#include <sodium.h>

#include <cstdlib>

namespace countersign {

std::uint8_t* InputSlot::reserve(std::size_t capacity, bool guarded) noexcept {
    if (data_ != nullptr && capacity <= capacity_) return data_;
    const std::size_t size = capacity == 0 ? 1 : capacity;
    release();
#ifdef __EMSCRIPTEN__
    guarded_ = false;  // one linear memory: there are no pages to guard
    static_cast<void>(guarded);
#else
    guarded_ = guarded;
#endif
    data_ = static_cast<std::uint8_t*>(guarded_ ? sodium_malloc(size) : std::malloc(size));
    if (data_ == nullptr) return nullptr;
    capacity_ = capacity;
    sodium_memzero(data_, size);
    return data_;
}

void InputSlot::wipe(std::size_t length) noexcept {
    if (data_ != nullptr) sodium_memzero(data_, length < capacity_ ? length : capacity_);
}

void InputSlot::wipe_all_but(std::size_t offset, std::size_t length) noexcept {
    wipe(length == 0 ? capacity_ : offset);
    if (data_ != nullptr && length > 0) sodium_memzero(data_ + offset + length, capacity_ - offset - length);
}

void InputSlot::release() noexcept {
    if (data_ == nullptr) return;
    if (guarded_) {
        sodium_free(data_);  // wipes
    } else {
        wipe(capacity_);
        std::free(data_);
    }
    data_ = nullptr;
    capacity_ = 0;
}

#if defined(__clang__) || defined(__GNUC__)
__attribute__((noinline))
#endif
void wipe_stack() noexcept {
    std::uint8_t below[wiped_stack_bytes];
    sodium_memzero(below, sizeof below);
}

}  // namespace countersign
