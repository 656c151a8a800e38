// What most likely went wrong with a password, as operations on it: how often each puts a refused password right (the
// measured shares of "pASSWORD tYPOS and How to Correct Them Securely", IEEE S&P 2016, section 5), times what was seen of
// this one. Nothing is carried out: whoever wants to try one does so where the password is checked.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "countersign/password.h"

namespace countersign::password {

struct TextSigns;
class Typing;

inline constexpr std::size_t operations = 9;
using Weights = std::array<std::uint32_t, operations>;

// What speaks for each operation; 0 where it would change nothing, or nothing but a habit of others speaks for it and there
// is none measured. `evident`: only what was seen here counts.
Weights weigh_operations(std::string_view text, const TextSigns& signs, const Typing& typing, const Subject& subject,
                         bool evident) noexcept;

// Likeliest first; equal ones in the order of Operation.
void rank(const Weights& weights, FixedList<Operation, operations>& out) noexcept;

}  // namespace countersign::password
