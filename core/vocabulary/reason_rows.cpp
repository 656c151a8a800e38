// reasons.def turned into rows: of the rooms that this build has kinds of, and of those alone.
#include <algorithm>
#include <array>

#include "countersign/verdict.h"
#include "groups.h"

namespace countersign {
namespace {

void there_is_no_such_thing() {}

// Reads "found:network chosen:network" at compile time; a misspelt type does not compile.
consteval ParameterType type_named(std::string_view name) {
    constexpr std::array<std::string_view, 9> names = {"none",  "count", "seconds", "duration", "instant",
                                                       "money", "coin",  "network", "text"};
    for (std::size_t i = 1; i < names.size(); ++i)
        if (names[i] == name) return static_cast<ParameterType>(i);
    there_is_no_such_thing();  // not constexpr: ends the compilation
    return ParameterType::none;
}

consteval ReasonRow make_row(Reason reason, std::string_view slug, Grade grade, std::string_view parameters) {
    ReasonRow row{reason, slug, grade};
    while (!parameters.empty()) {
        const std::size_t end = parameters.find(' ') < parameters.size() ? parameters.find(' ') : parameters.size();
        const std::string_view one = parameters.substr(0, end);
        const std::size_t colon = one.find(':');
        row.names[row.parameter_count] = one.substr(0, colon);
        row.types[row.parameter_count] = type_named(one.substr(colon + 1));
        ++row.parameter_count;
        parameters.remove_prefix(end < parameters.size() ? end + 1 : end);
    }
    return row;
}

// Rooms have a hundred numbers each.
consteval bool is_here(Reason reason) {
    switch (static_cast<int>(reason) / 100) {
    case 0: return true;  // shared by all
    case 1: return COUNTERSIGN_HAS(DEPOSIT);
    case 2:
    case 3:
    case 4: return COUNTERSIGN_HAS(ACCOUNT);
    case 5: return COUNTERSIGN_HAS(PAYMENT);
    default: there_is_no_such_thing(); return false;
    }
}

consteval std::size_t count_here() {
    std::size_t count = 0;
#define COUNTERSIGN_REASON(number, name, slug, grade, parameters) count += is_here(Reason::name) ? 1U : 0U;
#include "reasons.def"
#undef COUNTERSIGN_REASON
    return count;
}

constexpr auto rows = [] {
    std::array<ReasonRow, count_here()> list{};
    std::size_t count = 0;
#define COUNTERSIGN_REASON(number, name, slug, grade, parameters)                                                      \
    if (is_here(Reason::name)) list[count++] = make_row(Reason::name, slug, Grade::grade, parameters);
#include "reasons.def"
#undef COUNTERSIGN_REASON
    return list;
}();

consteval bool rows_rise() {
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i - 1].reason >= rows[i].reason) return false;
    return true;
}
static_assert(rows_rise(), "reasons.def: numbers must rise, so that each has one row");

// The row of each number; of one that is no reason's, the row before it.
constexpr auto row_numbers = [] {
    std::array<std::uint16_t, static_cast<std::size_t>(rows.back().reason) + 1> list{};
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t number = static_cast<std::size_t>(rows[i].reason); number < list.size(); ++number)
            list[number] = static_cast<std::uint16_t>(i);
    return list;
}();

}  // namespace

std::span<const ReasonRow> all_reasons() noexcept {
    return rows;
}

const ReasonRow& row_of(Reason reason) noexcept {
    return rows[row_numbers[std::min(static_cast<std::size_t>(reason), row_numbers.size() - 1)]];
}

}  // namespace countersign
