// What amounts are counted in: a currency of ISO 4217 (core/tables/iso4217.def says which edition) or an asset on a network
// (assets.def), how many decimals it has, and how people write its name beside a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/payment.h"
#include "countersign/status.h"

namespace countersign::payment {

/// What a subject says an amount is in: `currency`, which must have a minor unit (gold and testing codes have none), or
/// `coin` and perhaps `network`. The status names what does not fit.
/// A coin whose network is needed and missing has no unit, and no bad status.
[[nodiscard]] Status read_unit(const std::optional<std::string>& currency, const std::optional<std::string>& coin,
                               const std::optional<std::string>& network, Unit& unit) noexcept;

/// Whether a coin's network is needed and missing; that is then a finding. What `details.currency` shows in either case.
bool needs_network(const Unit& unit, const std::optional<std::string>& coin, Verdict& verdict) noexcept;
[[nodiscard]] std::string_view shown_code(const Unit& unit, const std::optional<std::string>& coin) noexcept;

/// A code or a symbol at the start or the end of a text, the longest that is there. A code counts in any case; a letter of a
/// name never touches another letter.
struct Name {
    std::size_t length = 0;   // in the text, bytes; 0: there is none
    bool of_unit = false;     // whether the unit may be called so
    std::string_view name{};  // as the tables have it
    bool ends_in_letter = false;
};
[[nodiscard]] Name name_at(std::string_view text, bool at_end, const Unit& unit) noexcept;

/// How many bytes at the end of the text may become a name of the unit by typing more.
[[nodiscard]] std::size_t begun_name(std::string_view text, const Unit& unit) noexcept;

}  // namespace countersign::payment
