// A moment: the one form in which time enters Countersign. The core reads no clock; the host passes what it knows.
// `wall_ms` is Unix time, `steady_ms` a monotonic clock, both in milliseconds. A host with one clock gives it twice.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace countersign {

struct Moment {
    double wall_ms = 0;
    double steady_ms = 0;
};

// A point in time, Unix milliseconds. In JSON an RFC 3339 date-time.
struct Instant {
    std::int64_t ms = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 that the compiler compares with for ours
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

// The instant as RFC 3339 writes it, in UTC, with milliseconds if there are any; the years 0 to 9999, to which anything
// beyond is cut. The view is into `room`.
std::string_view format_instant(Instant instant, std::array<char, 24>& room) noexcept;
// The same as a clock shows it whose offset from UTC is `offset_ms`, a whole number of minutes: "2026-06-16T00:00:00+08:00".
std::string_view format_instant(Instant instant, std::int64_t offset_ms, std::array<char, 32>& room) noexcept;

// Reads an HTTP-date (RFC 9110 section 5.6.7) in each of its three forms as Unix milliseconds. The day of the week is not
// compared with the date. `now_ms` settles the century of a year of two digits. Nothing on bad input.
std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now_ms) noexcept;

// Reads a MOMENT as the command line and test lines write it: an RFC 3339 instant, milliseconds as a JSON number, or
// {"wall": …, "steady": …} where each is a number or an instant and `steady` defaults to `wall`. Nothing on bad input.
std::optional<Moment> parse_moment(std::string_view text) noexcept;

// Reads an RFC 3339 date-time (section 5.6; a zone is required) as Unix milliseconds. A leap second counts as the
// first instant of the next minute. Fractions beyond milliseconds are cut. Nothing on bad input.
std::optional<double> parse_instant(std::string_view text) noexcept;

}  // namespace countersign
