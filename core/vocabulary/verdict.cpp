#include "countersign/verdict.h"

#include <algorithm>
#include <cstring>

namespace countersign {
namespace {

void there_is_no_such_parameter_type() {}

// Reads "found:network chosen:network" at compile time; a misspelt type does not compile.
consteval ParameterType type_named(std::string_view name) {
    constexpr std::array<std::string_view, 9> names = {"none",  "count", "seconds", "duration", "instant",
                                                       "money", "coin",  "network", "text"};
    for (std::size_t i = 1; i < names.size(); ++i)
        if (names[i] == name) return static_cast<ParameterType>(i);
    there_is_no_such_parameter_type();  // not constexpr: ends the compilation
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

constexpr ReasonRow rows[] = {
#define COUNTERSIGN_REASON(number, name, slug, grade, parameters)                                                      \
    make_row(Reason::name, slug, Grade::grade, parameters),
#include "reasons.def"
#undef COUNTERSIGN_REASON
};

consteval bool rows_rise() {
    for (std::size_t i = 1; i < std::size(rows); ++i)
        if (rows[i - 1].reason >= rows[i].reason) return false;
    return true;
}
static_assert(rows_rise(), "reasons.def: numbers must rise, so that each has one row");

// The row of each number; of one that is no reason's, the row before it.
constexpr auto row_numbers = [] {
    std::array<std::uint16_t, static_cast<std::size_t>(rows[std::size(rows) - 1].reason) + 1> list{};
    for (std::size_t i = 0; i < std::size(rows); ++i)
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

Outcome outcome_of(Grade highest) noexcept {
    switch (highest) {
    case Grade::info: return Outcome::accept;
    case Grade::caution: return Outcome::caution;
    case Grade::unfinished: return Outcome::incomplete;
    case Grade::unjudged: return Outcome::unknown;
    case Grade::stop: return Outcome::reject;
    }
    return Outcome::unknown;
}

std::string_view name_of(Outcome outcome) noexcept {
    switch (outcome) {
    case Outcome::accept: return "accept";
    case Outcome::reject: return "reject";
    case Outcome::caution: return "caution";
    case Outcome::incomplete: return "incomplete";
    case Outcome::unknown: return "unknown";
    }
    return "unknown";
}

std::string_view name_of(Grade grade) noexcept {
    switch (grade) {
    case Grade::info: return "info";
    case Grade::caution: return "caution";
    case Grade::unfinished: return "unfinished";
    case Grade::unjudged: return "unjudged";
    case Grade::stop: return "stop";
    }
    return "unjudged";
}

Finding& Finding::at(std::size_t offset, std::size_t length) noexcept {
    if (span_count_ < max_spans)
        spans_[span_count_++] = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
    return *this;
}

Finding& Finding::with(std::string_view text) noexcept {
    if (parameter_count_ < ReasonRow::max_parameters) parameters_[parameter_count_++] = {0, text};
    return *this;
}

Finding& Finding::with(std::int64_t number) noexcept {
    if (parameter_count_ < ReasonRow::max_parameters) parameters_[parameter_count_++] = {number, {}};
    return *this;
}

const Finding* Verdict::find(Reason reason) const noexcept {
    for (const Finding& finding : findings())
        if (finding.reason() == reason) return &finding;
    return nullptr;
}

void Verdict::begin() noexcept {
    outcome_ = Outcome::unknown;
    count_ = 0;
    used_ = 0;
    canonical_ = {};
}

Finding& Verdict::add(Reason reason) noexcept {
    const Grade grade = row_of(reason).grade;
    std::size_t place = count_;
    while (place > 0 && findings_[place - 1].grade() < grade) --place;
    if (place < max_findings) {
        if (count_ < max_findings) ++count_;
        for (std::size_t i = count_ - 1; i > place; --i) findings_[i] = findings_[i - 1];
    }
    Finding& added = place < max_findings ? findings_[place] : dropped_;
    added.begin(reason, grade);
    return added;
}

std::string_view Verdict::keep(std::string_view text) noexcept {
    if (text.empty() || text.size() > arena_bytes - used_) return {};
    char* const start = arena_.data() + used_;
    std::memcpy(start, text.data(), text.size());
    used_ += static_cast<std::uint32_t>(text.size());
    return {start, text.size()};
}

void Verdict::decide() noexcept {
    outcome_ = outcome_of(count_ == 0 ? Grade::info : findings_[0].grade());
    if (outcome_ != Outcome::accept && outcome_ != Outcome::caution) canonical_ = {};
}

}  // namespace countersign
