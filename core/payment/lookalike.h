// Names that a person takes for each other: letters of other alphabets, digits for letters, accents, spaces, one letter more or
// less. Only for names of payees, which are compared with a few hundred others; it is no table of all confusable characters.
#pragma once

#include <string_view>

namespace countersign::payment {

/// Whether two names that are not equal look alike. Both are UTF-8; of very long ones the beginning is compared.
[[nodiscard]] bool look_alike(std::string_view a, std::string_view b) noexcept;

}  // namespace countersign::payment
