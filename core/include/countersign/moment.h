// A moment: the one form in which time enters Countersign. The core reads no clock; the host passes what it knows.
// `wall_ms` is Unix time, `steady_ms` a monotonic clock, both in milliseconds. A host with one clock gives it twice.
#pragma once

#include <optional>
#include <string_view>

namespace countersign {

struct Moment {
    double wall_ms = 0;
    double steady_ms = 0;
};

// Reads a MOMENT as the command line and test lines write it: an RFC 3339 instant, milliseconds as a JSON number, or
// {"wall": …, "steady": …} where each is a number or an instant and `steady` defaults to `wall`. Nothing on bad input.
std::optional<Moment> parse_moment(std::string_view text) noexcept;

// Reads an RFC 3339 date-time (section 5.6; a zone is required) as Unix milliseconds. A leap second counts as the
// first instant of the next minute. Fractions beyond milliseconds are cut. Nothing on bad input.
std::optional<double> parse_instant(std::string_view text) noexcept;

}  // namespace countersign
