// The two lists that subjects and details are made of. Both carry their limit in their type, so that a reader can
// refuse the element after the last and a schema can say it.
#pragma once

#include <array>
#include <cstddef>
#include <list>
#include <memory>
#include <type_traits>

namespace countersign {

// A list that the caller fills: at most `Limit` elements are read from JSON. Linked, because that takes the least code
// for each element type, and checks only walk it.
template<class T, std::size_t Limit>
class List : public std::list<T> {
public:
    using std::list<T>::list;
    static constexpr std::size_t limit = Limit;
};

// A list inside a verdict's details: storage in place, nothing allocated. What does not fit is left out; a reader, which
// knows the limit, refuses it before.
template<class T, std::size_t Limit>
class FixedList {
public:
    static constexpr std::size_t limit = Limit;
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    // Nothing is read beyond size_, so nothing is made there either: neither a run nor a check that is prepared should fill
    // lists with what nobody looks at.
    FixedList() noexcept {}  // NOLINT(modernize-use-equals-default)
    void clear() noexcept { size_ = 0; }
    void add(T item) noexcept {
        if (size_ < Limit) std::construct_at(&items_[size_++], item);
    }
    // A new last element, made afresh; the last one there is when the list is full.
    T& append() noexcept {
        if (size_ < Limit) ++size_;
        return *std::construct_at(&items_[size_ - 1]);
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    const T& operator[](std::size_t i) const noexcept { return items_[i]; }
    T& operator[](std::size_t i) noexcept { return items_[i]; }
    [[nodiscard]] T* begin() noexcept { return items_.data(); }
    [[nodiscard]] T* end() noexcept { return items_.data() + size_; }
    [[nodiscard]] const T* begin() const noexcept { return items_.data(); }
    [[nodiscard]] const T* end() const noexcept { return items_.data() + size_; }

private:
    union {
        std::array<T, Limit> items_;
    };
    std::size_t size_ = 0;
};

}  // namespace countersign
