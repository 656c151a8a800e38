// What the clocks of hosts and servers say, as whole milliseconds in bounds that sums and differences stay exact in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace countersign {

// No time is further from zero, in milliseconds.
inline constexpr std::int64_t longest_ms = std::int64_t{1} << 52;

// A moment's clock within those bounds; not a number is the least. What happened is rounded up, a question down, so that
// nothing comes early.
std::int64_t whole_ms(double ms, bool up) noexcept;

// Seconds that are left, rounded up.
constexpr std::int64_t seconds_left(std::int64_t ms) noexcept {
    return (ms + 999) / 1000;
}

// A Date header, or the instant that a server writes into its own answers. `wall_ms` settles the century of a year of two
// digits. Nothing on bad input.
std::optional<std::int64_t> parse_server_date(std::string_view text, std::int64_t wall_ms) noexcept;

}  // namespace countersign
