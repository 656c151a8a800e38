// A number of things in JSON: a string, or a whole number.
#pragma once

#include "../vocabulary/describe.h"
#include "countersign/payment.h"

namespace countersign {

template<>
inline constexpr bool takes_number<payment::Quantity> = true;

}  // namespace countersign
