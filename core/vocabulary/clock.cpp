#include "clock.h"

#include "countersign/moment.h"

namespace countersign {

std::int64_t whole_ms(double ms, bool up) noexcept {
    constexpr auto most = static_cast<double>(longest_ms);
    if (!(ms > -most)) return -longest_ms;
    if (!(ms < most)) return longest_ms;
    const auto whole = static_cast<std::int64_t>(ms);  // towards zero
    const auto back = static_cast<double>(whole);
    if (up) return back < ms ? whole + 1 : whole;
    return back > ms ? whole - 1 : whole;
}

std::optional<std::int64_t> parse_server_date(std::string_view text, std::int64_t wall_ms) noexcept {
    if (const auto date = parse_http_date(text, wall_ms)) return date;
    const auto instant = parse_instant(text);
    if (!instant) return {};
    return static_cast<std::int64_t>(*instant);
}

}  // namespace countersign
