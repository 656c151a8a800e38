#include "mask.h"

#include <algorithm>

#include "utf8.h"

namespace countersign::text {

Mask::Mask(std::string_view whole) noexcept {
    const std::size_t sign = whole.rfind('@');
    const bool mail = sign != std::string_view::npos && sign > 0;
    if (mail) add(whole.substr(0, decode_code_point(whole, 0).length));
    add("***");
    if (mail) add(whole.substr(sign));
    else if (whole.size() > 6 && is_ascii(whole)) add(whole.substr(whole.size() - 2));
}

void Mask::add(std::string_view text) noexcept {
    if (text.size() > room_.size() - size_) return;
    std::copy(text.begin(), text.end(), room_.data() + size_);
    size_ += text.size();
}

}  // namespace countersign::text
