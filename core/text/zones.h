// Time zones from 2000 to 2040, out of the table `zones` (core/tables/zones.txt, compiled): what the offset from UTC is
// at an instant, until when it stays so, and when the next day begins. A zone of one offset ("+08:00", as RFC 9557 writes
// them) needs no table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace countersign::text {

// The first and the last instant, Unix milliseconds, that zones of the table know.
inline constexpr std::int64_t zones_from_ms = 946'684'800'000;     // 2000-01-01T00:00:00Z
inline constexpr std::int64_t zones_until_ms = 2'240'524'800'000;  // 2041-01-01T00:00:00Z, not included

struct ZonePeriod {
    std::int64_t offset_ms = 0;  // local minus UTC
    std::int64_t until_ms = 0;   // the first instant of another offset, or the end of what is known
};

class Zone {
public:
    // The offset at an instant. Nothing outside the years that are known.
    [[nodiscard]] std::optional<ZonePeriod> at(std::int64_t ms) const noexcept;
    // The first instant after `ms` whose date is later than that of `ms`: some days begin at 1:00, and some hours before
    // midnight come twice.
    [[nodiscard]] std::optional<std::int64_t> next_day(std::int64_t ms) const noexcept;

private:
    friend std::optional<Zone> find_zone(std::string_view name, std::span<const std::uint8_t> table) noexcept;
    std::span<const std::uint8_t> table_;  // empty: `fixed_ms_` at all times
    std::size_t history_ = 0;              // its row
    std::int64_t fixed_ms_ = 0;
};

// Names are those of the tz database, in any case, or "+hh:mm" and "-hh:mm". Nothing for any other, or if the table is
// needed and empty or not one of zones.
std::optional<Zone> find_zone(std::string_view name, std::span<const std::uint8_t> table) noexcept;
// Whether a name needs no table.
bool is_fixed_offset(std::string_view name) noexcept;

}  // namespace countersign::text
