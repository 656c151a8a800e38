// Unicode's normal forms (UAX #15): whether a text is in one, and where it is not. Nothing is ever normalised here: a
// password must reach the server as it was typed. The Unicode version is that of normal_forms.inc; code points that are
// newer count as they are.
#pragma once

#include <cstddef>
#include <string_view>

namespace countersign::text {

enum class NormalForm : unsigned char { nfc, nfkc, nfkd };

/// A stretch of the text, in bytes.
struct Stretch {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// The first stretch that the form would change, from a character that stands by itself to the last mark on it; of
/// length 0 where the text is in the form. A character with so many marks that there are over 72 parts counts as changed.
/// Precondition: well-formed; otherwise the answer means nothing.
[[nodiscard]] Stretch first_not_in_form(std::string_view text, NormalForm form) noexcept;

}  // namespace countersign::text
