// An input slot: the one place where what a person typed lives, written by the host, viewed by the check. Slots of
// secret kinds are guarded memory on native hosts (libsodium's sodium_malloc) and are wiped after every run; the
// others are plain and wiped when they are released.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign {

class InputSlot {
public:
    InputSlot() = default;
    InputSlot(const InputSlot&) = delete;
    InputSlot& operator=(const InputSlot&) = delete;
    ~InputSlot() { release(); }

    // Makes room for `capacity` bytes and returns it; what was there is wiped when the buffer has to move. Null when
    // there is no memory. A capacity of 0 gives a buffer, too.
    std::uint8_t* reserve(std::size_t capacity, bool guarded) noexcept;
    [[nodiscard]] std::uint8_t* data() const noexcept { return data_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    // The first `length` bytes; length must not exceed the capacity.
    [[nodiscard]] std::string_view view(std::size_t length) const noexcept {
        return {reinterpret_cast<const char*>(data_), length};
    }
    [[nodiscard]] std::span<char> room() const noexcept { return {reinterpret_cast<char*>(data_), capacity_}; }
    void wipe(std::size_t length) noexcept;
    // Wipes what is before and behind the given bytes. They must lie in the slot.
    void wipe_all_but(std::size_t offset, std::size_t length) noexcept;
    void release() noexcept;

private:
    std::uint8_t* data_ = nullptr;
    std::size_t capacity_ = 0;
    bool guarded_ = false;
};

// Overwrites the stack that calls before this one have used: `wiped_stack_bytes` below the caller's frame. Secret
// paths stay within that depth, which a test measures.
inline constexpr std::size_t wiped_stack_bytes = 4096;
void wipe_stack() noexcept;

}  // namespace countersign
