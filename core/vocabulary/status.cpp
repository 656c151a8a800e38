#include "countersign/status.h"

#include <algorithm>

#include "../text/utf8.h"

namespace countersign {

std::string_view sentence(StatusCode code) noexcept {
    switch (code) {
    case StatusCode::ok: return "no complaint";
#define COUNTERSIGN_STATUS(number, name, NAME, words)                                                                  \
    case StatusCode::name:                                                                                             \
        return words;
#include "statuses.def"
#undef COUNTERSIGN_STATUS
    }
    return "unknown status";
}

void Status::append(std::string_view more) noexcept {
    static constexpr std::string_view ellipsis = "…";
    if (full_) return;
    const std::size_t room = text_.size() - ellipsis.size() - length_;
    std::size_t taken = more.size();
    if (taken > room) {
        taken = room;
        while (taken > 0 && (static_cast<unsigned char>(more[taken]) & 0xC0U) == 0x80U) --taken;
        full_ = true;
    }
    std::copy_n(more.data(), taken, text_.data() + length_);
    length_ += static_cast<std::uint32_t>(taken);
    if (!full_) return;
    std::copy_n(ellipsis.data(), ellipsis.size(), text_.data() + length_);
    length_ += static_cast<std::uint32_t>(ellipsis.size());
}

void Status::append_quoted(std::string_view more) noexcept {
    static constexpr std::size_t longest = 40;
    std::array<char, longest> shown{};
    std::size_t size = std::min(more.size(), longest);
    if (size < more.size())
        while (size > 0 && (static_cast<unsigned char>(more[size]) & 0xC0U) == 0x80U) --size;
    std::transform(more.begin(), more.begin() + static_cast<std::ptrdiff_t>(size), shown.begin(),
                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '"' ? '?' : c; });
    // What is ill-formed is shown without anything but ASCII: a message is always well-formed UTF-8.
    if (text::first_invalid_utf8({shown.data(), size}) != std::string_view::npos)
        std::replace_if(
            shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    append("\"");
    append({shown.data(), size});
    append(size < more.size() ? "…\"" : "\"");
}

}  // namespace countersign
