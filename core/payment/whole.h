// Whole numbers of up to 256 bits, with a sign: products of two amounts of 38 digits, and sums of all that a bill can hold.
// Only what money needs, in the least code; a general library takes ten times the bytes of the module. Wraps silently, so
// whoever multiplies keeps both factors within 38 digits.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace countersign::payment {

class Whole {
public:
    Whole() noexcept = default;
    Whole(std::int64_t number) noexcept;  // NOLINT(google-explicit-constructor): a number is a number

    [[nodiscard]] bool is_zero() const noexcept;
    [[nodiscard]] bool is_odd() const noexcept { return (limbs_[0] & 1) != 0; }
    [[nodiscard]] bool fits(std::size_t bits) const noexcept;  // the size; a multiple of 32
    [[nodiscard]] Whole size() const noexcept;                 // without the sign

    Whole operator-() const noexcept;
    Whole& operator+=(const Whole& other) noexcept;
    Whole& operator-=(const Whole& other) noexcept { return *this += -other; }
    friend Whole operator+(Whole a, const Whole& b) noexcept { return a += b; }
    friend Whole operator-(Whole a, const Whole& b) noexcept { return a -= b; }
    friend Whole operator*(const Whole& a, const Whole& b) noexcept;
    friend std::strong_ordering operator<=>(const Whole& a, const Whole& b) noexcept;
    friend bool operator==(const Whole& a, const Whole& b) noexcept {
        return a.negative_ == b.negative_ && a.limbs_ == b.limbs_;
    }

    /// The size times `by`, and `more`. The sign stays.
    Whole& scale(std::uint32_t by, std::uint32_t more = 0) noexcept;
    /// Divides the size by a number above zero: quotient here, the remainder comes back. The sign stays.
    std::uint32_t divide_small(std::uint32_t by) noexcept;
    /// The sizes' quotient and remainder, neither with a sign. `by` is not zero.
    static void divide(const Whole& number, const Whole& by, Whole& quotient, Whole& remainder) noexcept;

private:
    static constexpr std::size_t limbs = 8;
    [[nodiscard]] static int compare_sizes(const Whole& a, const Whole& b) noexcept;

    std::array<std::uint32_t, limbs> limbs_{};  // the lowest first
    bool negative_ = false;                     // never for zero
};

}  // namespace countersign::payment
