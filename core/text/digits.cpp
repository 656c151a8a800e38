#include "text/digits.h"

#include <algorithm>
#include <array>

namespace countersign::text {
namespace {

// extracted/DerivedNumericType-15.0.0.txt, Decimal: 680 code points in runs of ten; these are their zeros. The five runs
// of mathematical digits follow one another.
constexpr std::array<char32_t, 68> zeros{{
    0x0030,  0x0660,  0x06f0,  0x07c0,  0x0966,  0x09e6,  0x0a66,  0x0ae6,  0x0b66,  0x0be6,  0x0c66,  0x0ce6,
    0x0d66,  0x0de6,  0x0e50,  0x0ed0,  0x0f20,  0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,
    0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,
    0xff10,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0,
}};

}  // namespace

char32_t digit_zero(char32_t code_point) noexcept {
    if (code_point < zeros[1]) return code_point >= '0' && code_point <= '9' ? U'0' : 0;
    const auto after = std::upper_bound(zeros.begin(), zeros.end(), code_point);
    const char32_t zero = *(after - 1);
    return code_point - zero <= 9 ? zero : 0;
}

int digit_value(char32_t code_point) noexcept {
    const char32_t zero = digit_zero(code_point);
    return zero == 0 ? -1 : static_cast<int>(code_point - zero);
}

}  // namespace countersign::text
