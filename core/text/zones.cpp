#include "zones.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "ascii.h"
#include "civil.h"

namespace countersign::text {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::size_t header_bytes = 8;
constexpr std::size_t zone_row_bytes = 8;
constexpr std::size_t history_row_bytes = 24;
constexpr std::size_t transition_bytes = 6;

template<class T>
T number(std::span<const std::uint8_t> data, std::size_t at) noexcept {
    T value{};
    if (at <= data.size() && data.size() - at >= sizeof value) std::memcpy(&value, data.data() + at, sizeof value);
    return value;
}

int compare(std::string_view a, std::string_view b) noexcept {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (lower(a[i]) != lower(b[i])) return lower(a[i]) < lower(b[i]) ? -1 : 1;
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

std::string_view name_at(std::span<const std::uint8_t> table, std::size_t row) noexcept {
    const std::size_t at = number<std::uint32_t>(table, row);
    const std::size_t length = number<std::uint16_t>(table, row + 4);
    if (at > table.size() || length > table.size() - at) return {};
    return {reinterpret_cast<const char*>(table.data()) + at, length};
}

// The instant in a year when "the `week`th `weekday` of `month`, `minute` minutes after its midnight" comes; week 5 is the
// last one. Minutes may be negative or beyond the day (RFC 9636 section 3.3.1).
std::int64_t rule_ms(std::span<const std::uint8_t> table, std::size_t rule, std::int64_t year,
                     std::int64_t offset) noexcept {
    // A table that was signed may still be damaged: any month is one of the twelve.
    const std::int64_t month = std::clamp<std::int64_t>(number<std::uint8_t>(table, rule), 1, 12);
    const std::int64_t week = number<std::uint8_t>(table, rule + 1);
    const std::int64_t weekday = number<std::uint8_t>(table, rule + 2);
    const std::int64_t first = days_from_civil(year, month, 1);
    // 1970-01-01 was a Thursday.
    std::int64_t day = first + (weekday - (first + 4) % 7 + 7) % 7 + (week - 1) * 7;
    if (day >= first + days_in_month(year, month)) day -= 7;
    return day * day_ms + (number<std::int16_t>(table, rule + 4) - offset) * minute_ms;
}

std::optional<std::int64_t> fixed_offset(std::string_view name) noexcept {
    if (name.size() != 6 || (name[0] != '+' && name[0] != '-') || name[3] != ':') return {};
    std::int64_t digits[4]{};
    for (std::size_t i = 0; i < 4; ++i) {
        const char c = name[i < 2 ? i + 1 : i + 2];
        if (c < '0' || c > '9') return {};
        digits[i] = c - '0';
    }
    const std::int64_t hours = digits[0] * 10 + digits[1];
    const std::int64_t minutes = digits[2] * 10 + digits[3];
    if (hours > 23 || minutes > 59) return {};
    return (name[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * minute_ms;
}

}  // namespace

bool is_fixed_offset(std::string_view name) noexcept {
    return fixed_offset(name).has_value();
}

std::optional<Zone> find_zone(std::string_view name, std::span<const std::uint8_t> table) noexcept {
    Zone zone;
    if (const auto offset = fixed_offset(name)) {
        zone.fixed_ms_ = *offset;
        return zone;
    }
    const std::uint64_t zones = number<std::uint32_t>(table, 0);
    const std::uint64_t histories = number<std::uint32_t>(table, 4);
    if (header_bytes + zones * zone_row_bytes + histories * history_row_bytes > table.size()) return {};
    std::size_t low = 0;
    std::size_t high = static_cast<std::size_t>(zones);
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const std::size_t row = header_bytes + middle * zone_row_bytes;
        const int order = compare(name_at(table, row), name);
        if (order == 0) {
            const std::size_t history = number<std::uint16_t>(table, row + 6);
            if (history >= histories) return {};
            zone.table_ = table;
            zone.history_ =
                header_bytes + static_cast<std::size_t>(zones) * zone_row_bytes + history * history_row_bytes;
            return zone;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return {};
}

std::optional<ZonePeriod> Zone::at(std::int64_t ms) const noexcept {
    if (ms < zones_from_ms || ms >= zones_until_ms) return {};
    if (table_.empty()) return ZonePeriod{fixed_ms_, zones_until_ms};
    const std::size_t transitions = number<std::uint32_t>(table_, history_);
    const std::size_t count = number<std::uint16_t>(table_, history_ + 4);
    const auto minute_of = [&](std::size_t i) {
        return std::int64_t{number<std::uint32_t>(table_, transitions + i * transition_bytes)};
    };
    // How many transitions have happened.
    std::size_t low = 0;
    std::size_t high = count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (minute_of(middle) * minute_ms <= ms) low = middle + 1;
        else high = middle;
    }
    const std::int64_t offset = low == 0 ? number<std::int16_t>(table_, history_ + 6)
                                         : number<std::int16_t>(table_, transitions + (low - 1) * transition_bytes + 4);
    if (low < count) return ZonePeriod{offset * minute_ms, minute_of(low) * minute_ms};
    // After the last one, the rule.
    const std::int64_t standard = number<std::int16_t>(table_, history_ + 8);
    const std::int64_t summer = number<std::int16_t>(table_, history_ + 10);
    if (number<std::uint8_t>(table_, history_ + 12) == 0) return ZonePeriod{standard * minute_ms, zones_until_ms};
    // The last change that is not after `ms` and the first that is. Each comes once a year; local years begin early or late.
    const std::int64_t year = civil_from_days(day_of(ms)).year;
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    std::int64_t next = zones_until_ms;
    bool is_summer = false;
    for (std::int64_t y = year - 1; y <= year + 1; ++y) {
        for (const bool starts : {true, false}) {
            const std::int64_t change = rule_ms(table_, history_ + (starts ? 12 : 18), y, starts ? standard : summer);
            if (change > ms) {
                next = std::min(next, change);
            } else if (change > last) {
                last = change;
                is_summer = starts;
            }
        }
    }
    // The rule may have begun between two of its changes: then the offset is still that of the last transition.
    const bool begun = count == 0 || last >= minute_of(count - 1) * minute_ms;
    return ZonePeriod{(!begun ? offset : is_summer ? summer : standard) * minute_ms, next};
}

std::optional<std::int64_t> Zone::next_day(std::int64_t ms) const noexcept {
    std::optional<ZonePeriod> period = at(ms);
    if (!period) return {};
    const std::int64_t today = day_of(ms + period->offset_ms);
    // No day is longer than two changes make it: three periods are enough.
    for (int i = 0; i < 4; ++i) {
        const std::int64_t tomorrow = std::max((today + 1) * day_ms - period->offset_ms, ms);
        if (tomorrow < period->until_ms) return tomorrow;
        ms = period->until_ms;
        period = at(ms);
        if (!period) return {};
    }
    return {};
}

}  // namespace countersign::text
