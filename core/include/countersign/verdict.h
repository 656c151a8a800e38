// The one answer every question gives: findings, the outcome they decide, the exact text the next screen must show.
// reasons.def lists every reason with its grade and parameters. A verdict allocates nothing; it lives in its check
// and stays as it is until the next run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign {

// How much a finding weighs. Order matters: the highest grade of the findings decides the outcome.
enum class Grade : std::uint8_t { info, caution, unfinished, unjudged, stop };

// The values are also the command's exit status; 2 is kept for usage errors.
enum class Outcome : std::uint8_t { accept = 0, reject = 1, caution = 3, incomplete = 4, unknown = 5 };

Outcome outcome_of(Grade highest) noexcept;
std::string_view name_of(Outcome outcome) noexcept;
std::string_view name_of(Grade grade) noexcept;

// A stretch of the text that was judged, in UTF-8 bytes.
struct Span {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

enum class Reason : std::uint16_t {
#define COUNTERSIGN_REASON(number, name, slug, grade, parameters) name = (number),
#if __has_include("reasons.def")
#include "reasons.def"  // installed beside this header
#else
#include "../../vocabulary/reasons.def"
#endif
#undef COUNTERSIGN_REASON
};

// How a parameter reads: `count`, `seconds` (a countdown, 4:12) and `duration` (seconds, too, but shown as hours and
// minutes) are whole numbers, the others text. `network` is an id such as "tron" and `coin` a code such as "USD" that words
// replace by a name if they have one; `instant` is RFC 3339 with the offset of the place whose time is shown; `money` is
// shown as it is.
enum class ParameterType : std::uint8_t { none, count, seconds, duration, instant, money, coin, network, text };

constexpr bool is_number(ParameterType type) noexcept {
    return type == ParameterType::count || type == ParameterType::seconds || type == ParameterType::duration;
}

struct ReasonRow {
    static constexpr std::size_t max_parameters = 4;
    Reason reason{};
    std::string_view slug;
    Grade grade = Grade::info;
    std::array<std::string_view, max_parameters> names{};
    std::array<ParameterType, max_parameters> types{};
    std::uint8_t parameter_count = 0;
};

// The row of a reason, and all rows in the order of their numbers.
const ReasonRow& row_of(Reason reason) noexcept;
std::span<const ReasonRow> all_reasons() noexcept;

struct Parameter {
    std::int64_t number = 0;
    std::string_view text;
};

class Finding {
public:
    static constexpr std::size_t max_spans = 4;

    Finding() = default;
    explicit Finding(Reason reason) noexcept : reason_(reason), grade_(row_of(reason).grade) {}

    [[nodiscard]] Reason reason() const noexcept { return reason_; }
    [[nodiscard]] Grade grade() const noexcept { return grade_; }
    [[nodiscard]] std::span<const Span> spans() const noexcept { return {spans_.data(), span_count_}; }
    [[nodiscard]] std::span<const Parameter> parameters() const noexcept {
        return {parameters_.data(), parameter_count_};
    }

    // Marks a place. Places beyond the fourth are left out.
    Finding& at(std::size_t offset, std::size_t length) noexcept;
    // Gives the next parameter in the order of reasons.def. The text must outlive the verdict: a literal, a member of
    // the subject, or Verdict::keep.
    Finding& with(std::string_view text) noexcept;
    Finding& with(std::int64_t number) noexcept;

private:
    friend class Verdict;
    // As if made anew. Spans and parameters are not read beyond their counts, so nothing is written there.
    void begin(Reason reason, Grade grade) noexcept {
        reason_ = reason;
        grade_ = grade;
        span_count_ = parameter_count_ = 0;
    }

    Reason reason_{};
    Grade grade_ = Grade::info;
    std::uint8_t span_count_ = 0;
    std::uint8_t parameter_count_ = 0;
    std::array<Span, max_spans> spans_{};
    std::array<Parameter, ReasonRow::max_parameters> parameters_{};
};

class Verdict {
public:
    static constexpr std::size_t max_findings = 16;
    static constexpr std::size_t arena_bytes = 2048;

    // `unknown` until the first run: a check that has not looked never accepts.
    [[nodiscard]] Outcome outcome() const noexcept { return outcome_; }
    // Most important first; equal grades in the order they were found.
    [[nodiscard]] std::span<const Finding> findings() const noexcept { return {findings_.data(), count_}; }
    // What the next screen must show; empty unless the outcome is accept or caution, and always for secrets.
    [[nodiscard]] std::string_view canonical() const noexcept { return canonical_; }
    [[nodiscard]] const Finding* find(Reason reason) const noexcept;

    // For rooms. `add` keeps the 16 weightiest findings and returns the new one, valid until the next `add`.
    void begin() noexcept;
    Finding& add(Reason reason) noexcept;
    // Copies text into the verdict's own arena; empty if the arena is full.
    std::string_view keep(std::string_view text) noexcept;
    void set_canonical(std::string_view kept) noexcept { canonical_ = kept; }
    // The one place where findings become an outcome.
    void decide() noexcept;

private:
    Outcome outcome_ = Outcome::unknown;
    std::uint8_t count_ = 0;
    std::uint32_t used_ = 0;
    std::array<Finding, max_findings> findings_{};
    Finding dropped_{};
    std::string_view canonical_;
    std::array<char, arena_bytes> arena_{};
};

}  // namespace countersign
