// What quotes, confirmations, vouchers and histories share: their sums, and where their statuses point.
#pragma once

#include <string>
#include <string_view>

#include "../codec/hash256.h"
#include "countersign/payment_documents.h"

namespace countersign::payment {

[[nodiscard]] codec::Hash256 sum_of(std::string_view text) noexcept;
[[nodiscard]] std::string hex_of(const codec::Hash256& sum);

/// The unit of what stands in `root`, which the status then names in place of "subject".
[[nodiscard]] Status read_unit_in(std::string_view root, const std::optional<std::string>& currency,
                                  const std::optional<std::string>& coin, const std::optional<std::string>& network,
                                  Unit& unit) noexcept;

}  // namespace countersign::payment
