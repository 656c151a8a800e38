// A growing piece of text for what leaves the core (JSON, words). It never throws: when memory runs out it turns bad,
// stays bad, and its owner answers with a status. Not for secrets.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace countersign {

class Buffer {
public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { std::free(data_); }

    void clear() noexcept {
        size_ = 0;
        bad_ = false;
    }
    [[nodiscard]] bool bad() const noexcept { return bad_; }
    [[nodiscard]] std::string_view view() const noexcept { return {data_, size_}; }
    // Forgets everything after the first `size` bytes.
    void cut(std::size_t size) noexcept {
        if (size < size_) size_ = size;
    }

    void add(char one) noexcept {
        if (reserve(1)) data_[size_++] = one;
    }
    void add(std::string_view text) noexcept {
        if (text.empty() || !reserve(text.size())) return;
        std::memcpy(data_ + size_, text.data(), text.size());
        size_ += text.size();
    }
    void add_number(std::int64_t number) noexcept {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number);
        add(std::string_view{digits, static_cast<std::size_t>(end.ptr - digits)});
    }
    // Room for `size` bytes at the end, to be written by the caller; null when there is none.
    char* extend(std::size_t size) noexcept {
        if (!reserve(size)) return nullptr;
        size_ += size;
        return data_ + size_ - size;
    }

private:
    bool reserve(std::size_t more) noexcept {
        if (bad_) return false;
        if (data_ != nullptr && more <= capacity_ - size_) return true;
        std::size_t wanted = capacity_ < 512 ? 512 : capacity_ + capacity_ / 2;
        if (wanted < size_ + more) wanted = size_ + more;
        auto* const grown = static_cast<char*>(std::malloc(wanted));
        if (grown == nullptr) {
            bad_ = true;
            return false;
        }
        if (data_ != nullptr) std::memcpy(grown, data_, size_);
        std::free(data_);
        data_ = grown;
        capacity_ = wanted;
        return true;
    }

    char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
    bool bad_ = false;
};

}  // namespace countersign
