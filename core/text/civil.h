// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
#pragma once

#include <array>
#include <cstdint>

namespace countersign::text {

inline constexpr std::int64_t day_ms = 86'400'000;

constexpr std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) noexcept {
    year += month <= 2 ? 399 : 400;  // an era more, so that the year 0 has no negative one before it
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468 - 146097;
}

struct CivilDay {
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;
};

// Howard Hinnant's civil_from_days, the inverse of days_from_civil, from the year 0 on.
constexpr CivilDay civil_from_days(std::int64_t days) noexcept {
    const std::int64_t shifted = days + 719468 + 146097;
    const std::int64_t era = shifted / 146097;
    const std::int64_t day_of_era = shifted - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t part = (5 * day_of_year + 2) / 153;
    const std::int64_t month = part < 10 ? part + 3 : part - 9;
    return {year_of_era + (era - 1) * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * part + 2) / 5 + 1};
}

constexpr int days_in_month(std::int64_t year, std::int64_t month) noexcept {
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// The day that an instant falls on, rounding towards the past.
constexpr std::int64_t day_of(std::int64_t ms) noexcept {
    return ms >= 0 ? ms / day_ms : -((-ms + day_ms - 1) / day_ms);
}

}  // namespace countersign::text
