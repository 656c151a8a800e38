#include "countersign/moment.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "../text/civil.h"
#include "json_read.h"

namespace countersign {
namespace {

using text::days_from_civil;
using text::days_in_month;

// Takes text from the front; stays bad once something did not fit.
class Cursor {
public:
    explicit Cursor(std::string_view text) noexcept : rest_(text) {}
    [[nodiscard]] bool bad() const noexcept { return bad_; }
    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    std::int64_t digits(std::size_t count) noexcept {
        std::int64_t value = 0;
        if (rest_.size() < count) return fail();
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_digit(rest_[i])) return fail();
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool next_is_digit() const noexcept { return !rest_.empty() && is_digit(rest_.front()); }
    bool take(std::string_view any_of) noexcept {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take_word(std::string_view word) noexcept {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    void due(std::string_view any_of) noexcept {
        if (!take(any_of)) fail();
    }

private:
    static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    std::int64_t fail() noexcept {
        bad_ = true;
        rest_ = {};
        return 0;
    }
    std::string_view rest_;
    bool bad_ = false;
};

// Milliseconds as JSON writes numbers: digits with an optional fraction, exact to the millisecond's thousandth.
std::optional<double> parse_milliseconds(std::string_view text) noexcept {
    Cursor cursor{text};
    const bool negative = cursor.take("-");
    double value = 0;
    int digits = 0;
    if (!cursor.next_is_digit()) return {};
    for (; cursor.next_is_digit(); ++digits) value = value * 10 + static_cast<double>(cursor.digits(1));
    if (cursor.take(".")) {
        if (!cursor.next_is_digit()) return {};
        double scale = 1;
        double fraction = 0;
        for (; cursor.next_is_digit(); ++digits) {
            fraction = fraction * 10 + static_cast<double>(cursor.digits(1));
            scale *= 10;
        }
        value += fraction / scale;
    }
    if (cursor.bad() || !cursor.at_end() || digits > 24) return {};
    return negative ? -value : value;
}

// A value as JSON writes it: a number of milliseconds, or an instant in quotes.
std::optional<double> parse_time(std::string_view text) noexcept {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return parse_milliseconds(text);
    return parse_instant(text.substr(1, text.size() - 2));
}

}  // namespace

std::optional<double> parse_instant(std::string_view text) noexcept {
    Cursor cursor{text};
    const std::int64_t year = cursor.digits(4);
    cursor.due("-");
    const std::int64_t month = cursor.digits(2);
    cursor.due("-");
    const std::int64_t day = cursor.digits(2);
    cursor.due("Tt ");
    const std::int64_t hour = cursor.digits(2);
    cursor.due(":");
    const std::int64_t minute = cursor.digits(2);
    cursor.due(":");
    const std::int64_t second = cursor.digits(2);
    std::int64_t milliseconds = 0;
    if (cursor.take(".")) {
        if (!cursor.next_is_digit()) return {};
        for (std::int64_t scale = 100; cursor.next_is_digit(); scale /= 10) milliseconds += scale * cursor.digits(1);
    }
    std::int64_t offset_minutes = 0;
    if (!cursor.take("Zz")) {
        const bool west = cursor.take("-");
        if (!west) cursor.due("+");
        const std::int64_t hours = cursor.digits(2);
        cursor.due(":");
        const std::int64_t minutes = cursor.digits(2);
        if (hours > 23 || minutes > 59) return {};
        offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
    }
    if (cursor.bad() || !cursor.at_end()) return {};
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return {};
    if (hour > 23 || minute > 59 || second > 60) return {};
    if (second == 60) milliseconds = 0;
    const std::int64_t minutes = (days_from_civil(year, month, day) * 24 + hour) * 60 + minute - offset_minutes;
    return static_cast<double>((minutes * 60 + second) * 1000 + milliseconds);
}

std::string_view format_instant(Instant instant, std::array<char, 24>& room) noexcept {
    using text::day_ms;
    constexpr std::int64_t first = days_from_civil(0, 1, 1);
    constexpr std::int64_t last = days_from_civil(9999, 12, 31);
    const std::int64_t ms = std::clamp(instant.ms, first * day_ms, last * day_ms + day_ms - 1);
    const std::int64_t days = (ms - first * day_ms) / day_ms + first;
    const std::int64_t rest = ms - days * day_ms;
    const text::CivilDay day = text::civil_from_days(days);
    std::size_t at = 0;
    const auto put = [&](std::int64_t number, int digits, char after) {
        for (int i = digits - 1; i >= 0; --i, number /= 10)
            room[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
        at += static_cast<std::size_t>(digits);
        room[at++] = after;
    };
    put(day.year, 4, '-');
    put(day.month, 2, '-');
    put(day.day, 2, 'T');
    put(rest / 3'600'000, 2, ':');
    put(rest / 60'000 % 60, 2, ':');
    const std::int64_t fraction = rest % 1000;
    put(rest / 1000 % 60, 2, fraction != 0 ? '.' : 'Z');
    if (fraction != 0) put(fraction, 3, 'Z');
    return {room.data(), at};
}

std::string_view format_instant(Instant instant, std::int64_t offset_ms, std::array<char, 32>& room) noexcept {
    std::array<char, 24> local{};
    const std::string_view shown = format_instant(Instant{instant.ms + offset_ms}, local);
    std::size_t at = shown.size() - 1;  // all but the Z
    std::copy_n(shown.begin(), at, room.begin());
    const std::int64_t minutes = (offset_ms < 0 ? -offset_ms : offset_ms) / 60'000;
    const auto two = [&](std::int64_t number) {
        room[at++] = static_cast<char>('0' + number / 10 % 10);
        room[at++] = static_cast<char>('0' + number % 10);
    };
    room[at++] = offset_ms < 0 ? '-' : '+';
    two(minutes / 60);
    room[at++] = ':';
    two(minutes % 60);
    return {room.data(), at};
}

std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now_ms) noexcept {
    static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    static constexpr std::array<std::string_view, 7> names = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};
    // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994".
    std::size_t length = 0;
    for (const std::string_view name : names) {
        if (text.starts_with(name.substr(0, 3))) length = 3;
        if (text.starts_with(name)) length = name.size();
        if (length > 0) break;
    }
    if (length == 0) return {};
    Cursor cursor{text.substr(length)};
    const auto month = [&cursor] {
        std::int64_t number = 0;
        for (std::int64_t i = 0; i < 12 && number == 0; ++i)
            if (cursor.take_word(months.substr(static_cast<std::size_t>(i) * 3, 3))) number = i + 1;
        if (number == 0) cursor.due("");
        return number;
    };
    std::int64_t year = 0;
    std::int64_t month_number = 0;
    std::int64_t day = 0;
    std::array<std::int64_t, 3> time{};
    const auto clock = [&] {
        time[0] = cursor.digits(2);
        cursor.due(":");
        time[1] = cursor.digits(2);
        cursor.due(":");
        time[2] = cursor.digits(2);
    };
    if (cursor.take(",")) {
        cursor.due(" ");
        day = cursor.digits(2);
        const bool dashes = cursor.take("-");
        if (!dashes) cursor.due(" ");
        month_number = month();
        cursor.due(dashes ? "-" : " ");
        year = cursor.digits(dashes ? 2 : 4);
        cursor.due(" ");
        clock();
        if (!cursor.take_word(" GMT")) return {};
        if (dashes) {
            // A year of two digits that seems more than 50 years ahead is the last one with those digits.
            const std::int64_t this_year = 1970 + now_ms / 31'556'952'000;
            year += this_year / 100 * 100;
            if (year > this_year + 50) year -= 100;
        }
    } else {
        cursor.due(" ");
        month_number = month();
        cursor.due(" ");
        day = cursor.take(" ") ? cursor.digits(1) : cursor.digits(2);
        cursor.due(" ");
        clock();
        cursor.due(" ");
        year = cursor.digits(4);
    }
    if (cursor.bad() || !cursor.at_end()) return {};
    if (month_number < 1 || day < 1 || year < 0 || day > days_in_month(year, month_number)) return {};
    if (time[0] > 23 || time[1] > 59 || time[2] > 60) return {};
    return ((days_from_civil(year, month_number, day) * 24 + time[0]) * 60 + time[1]) * 60'000 + time[2] * 1000;
}

std::optional<Moment> parse_moment(std::string_view text) noexcept {
    if (text.empty() || text.front() != '{') {
        auto time = parse_time(text);
        if (!time) time = parse_instant(text);
        if (!time) return {};
        return Moment{*time, *time};
    }
    // Both members may be numbers or instants; the grammar is small enough to split by hand after a look at it whole.
    if (!is_json(text)) return {};
    std::optional<double> wall;
    std::optional<double> steady;
    text = text.substr(1, text.size() - 1);
    const auto space = [&text] {
        while (!text.empty() && std::string_view{" \t\r\n"}.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
    };
    while (true) {
        space();
        std::optional<double>* place = nullptr;
        if (text.starts_with("\"wall\"")) {
            place = &wall;
            text.remove_prefix(6);
        } else if (text.starts_with("\"steady\"")) {
            place = &steady;
            text.remove_prefix(8);
        }
        if (place == nullptr || place->has_value()) return {};
        space();
        if (text.empty() || text.front() != ':') return {};
        text.remove_prefix(1);
        space();
        const bool quoted = !text.empty() && text.front() == '"';
        const std::size_t end = text.find_first_of(quoted ? "\"" : ",} \t\r\n", 1) + (quoted ? 1 : 0);
        if (end > text.size()) return {};
        *place = parse_time(text.substr(0, end));
        if (!place->has_value()) return {};
        text.remove_prefix(end);
        space();
        if (text.empty()) return {};
        const char after = text.front();
        text.remove_prefix(1);
        if (after == '}') break;
        if (after != ',') return {};
    }
    space();
    if (!text.empty() || !wall) return {};
    return Moment{*wall, steady.value_or(*wall)};
}

}  // namespace countersign
