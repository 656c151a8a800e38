#include "countersign/verdict.h"

#include <algorithm>
#include <cstring>

namespace countersign {

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
