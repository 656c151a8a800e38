#include "whole.h"

namespace countersign::payment {

Whole::Whole(std::int64_t number) noexcept : negative_(number < 0) {
    const std::uint64_t size = negative_ ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    limbs_[0] = static_cast<std::uint32_t>(size);
    limbs_[1] = static_cast<std::uint32_t>(size >> 32);
}

bool Whole::is_zero() const noexcept {
    std::uint32_t all = 0;
    for (const std::uint32_t limb : limbs_) all |= limb;
    return all == 0;
}

bool Whole::fits(std::size_t bits) const noexcept {
    std::uint32_t above = 0;
    for (std::size_t i = bits / 32; i < limbs; ++i) above |= limbs_[i];
    return above == 0;
}

Whole Whole::size() const noexcept {
    Whole made = *this;
    made.negative_ = false;
    return made;
}

Whole Whole::operator-() const noexcept {
    Whole made = *this;
    made.negative_ = !negative_ && !is_zero();
    return made;
}

int Whole::compare_sizes(const Whole& a, const Whole& b) noexcept {
    for (std::size_t i = limbs; i-- > 0;)
        if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i] ? -1 : 1;
    return 0;
}

std::strong_ordering operator<=>(const Whole& a, const Whole& b) noexcept {
    if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    const int sizes = Whole::compare_sizes(a, b);
    return (a.negative_ ? -sizes : sizes) <=> 0;
}

Whole& Whole::operator+=(const Whole& other) noexcept {
    if (negative_ == other.negative_) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < limbs; ++i) {
            carry += std::uint64_t{limbs_[i]} + other.limbs_[i];
            limbs_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        return *this;
    }
    const bool smaller = compare_sizes(*this, other) < 0;
    const Whole& from = smaller ? other : *this;
    const Whole& take = smaller ? *this : other;
    std::uint64_t borrow = 0;
    const bool negative = from.negative_;
    for (std::size_t i = 0; i < limbs; ++i) {
        const std::uint64_t difference = std::uint64_t{from.limbs_[i]} - take.limbs_[i] - borrow;
        limbs_[i] = static_cast<std::uint32_t>(difference);
        borrow = difference >> 63;
    }
    negative_ = negative && !is_zero();
    return *this;
}

Whole operator*(const Whole& a, const Whole& b) noexcept {
    Whole made;
    for (std::size_t i = 0; i < Whole::limbs; ++i) {
        if (a.limbs_[i] == 0) continue;
        std::uint64_t carry = 0;
        for (std::size_t j = 0; i + j < Whole::limbs; ++j) {
            carry += std::uint64_t{a.limbs_[i]} * b.limbs_[j] + made.limbs_[i + j];
            made.limbs_[i + j] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }
    made.negative_ = a.negative_ != b.negative_ && !made.is_zero();
    return made;
}

Whole& Whole::scale(std::uint32_t by, std::uint32_t more) noexcept {
    std::uint64_t carry = more;
    for (std::uint32_t& limb : limbs_) {
        carry += std::uint64_t{limb} * by;
        limb = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
    return *this;
}

std::uint32_t Whole::divide_small(std::uint32_t by) noexcept {
    std::uint64_t rest = 0;
    for (std::size_t i = limbs; i-- > 0;) {
        if (rest == 0 && limbs_[i] == 0) continue;
        rest = rest << 32 | limbs_[i];
        limbs_[i] = static_cast<std::uint32_t>(rest / by);
        rest %= by;
    }
    if (is_zero()) negative_ = false;
    return static_cast<std::uint32_t>(rest);
}

// Bit by bit where both are large: only shares are divided so.
void Whole::divide(const Whole& number, const Whole& by, Whole& quotient, Whole& remainder) noexcept {
    const Whole whole = number.size();
    const Whole divisor = by.size();
    if (divisor.fits(32)) {
        quotient = whole;
        remainder = Whole{quotient.divide_small(divisor.limbs_[0])};
        return;
    }
    quotient = remainder = {};
    for (std::size_t bit = 32 * limbs; bit-- > 0;) {
        remainder += remainder;
        quotient += quotient;
        remainder.limbs_[0] |= whole.limbs_[bit / 32] >> bit % 32 & 1;
        if (compare_sizes(remainder, divisor) < 0) continue;
        remainder -= divisor;
        quotient.limbs_[0] |= 1;
    }
}

}  // namespace countersign::payment
