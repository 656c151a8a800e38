// A check: a question prepared once and run on every keystroke. Every room's check is one of these; the doors know no
// other shape. `run` looks at the text, decides, and keeps nothing of it; what it says is in the verdict and details.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "countersign/moment.h"
#include "countersign/status.h"
#include "countersign/verdict.h"

namespace countersign {

struct Described;  // a room's details together with their description; see core/vocabulary/describe.h
struct TypeRow;    // the description of a struct that crosses a door; see there

// What the person typed, viewed, never copied. `other` is slot 1: an earlier secret, or what was copied. `slot` is the
// memory that holds the text, for kinds that leave a secret of their own in its place; without it they have none to leave.
struct Typed {
    std::string_view text;
    std::string_view other{};
    std::span<char> slot{};
};

// A keyboard or input event with the DOM's names (UI Events, Input Events). A modifier the host was not told is `unknown`.
enum class Modifier : std::int8_t { unknown = -1, off = 0, on = 1 };
struct KeyEvent {
    std::string_view type, code, key, input_type;
    Modifier caps_lock = Modifier::unknown, num_lock = Modifier::unknown, shift = Modifier::unknown,
             ctrl = Modifier::unknown, alt = Modifier::unknown, meta = Modifier::unknown, alt_graph = Modifier::unknown;
    Modifier repeat = Modifier::unknown, is_composing = Modifier::unknown;
    std::int32_t location = -1, key_code = -1, value_length = -1, selection_start = -1, selection_end = -1;
};

// Each check class also has `using Subject`, `using Details`, `max_bytes`, a constructor (Subject, const Context*), and
// `subject_type()` and `details_type()` for the doors.
class Check {
public:
    Check(const Check&) = delete;
    Check& operator=(const Check&) = delete;
    virtual ~Check() = default;

    // Whether the subject was one this check can judge. A check that was not well prepared answers `unknown`.
    [[nodiscard]] const Status& status() const noexcept { return status_; }

    // Judges the text. Text over the kind's limit and ill-formed UTF-8 (Unicode 15, table 3-7) are findings.
    const Verdict& run(const Typed& typed, Moment now) noexcept;
    const Verdict& run(std::string_view text, Moment now) noexcept { return run(Typed{text, {}}, now); }

    [[nodiscard]] const Verdict& verdict() const noexcept { return verdict_; }
    [[nodiscard]] virtual Described described_details() const noexcept = 0;

    // Kinds that take secrets: the part of slot 0 that the door must not wipe yet, because the last run found (or left)
    // there what the host may now move to another check. It is wiped when it is moved, on the next run, on wipe and
    // on release.
    [[nodiscard]] virtual Span kept() const noexcept { return {}; }

    // Kinds that take neither answer StatusCode::not_taken.
    virtual Status observe(const KeyEvent& event, Moment now) noexcept;
    virtual Status tell(std::string_view json, Moment now);

protected:
    explicit Check(std::size_t max_bytes) noexcept : max_bytes_(max_bytes) {}
    void refuse(const Status& status) noexcept { status_ = status; }

    virtual void clear_details() noexcept = 0;
    // Adds findings to a verdict that has none yet. The text is well-formed UTF-8 within the limit.
    virtual void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept = 0;

private:
    std::size_t max_bytes_;
    Status status_;
    Verdict verdict_;
};

}  // namespace countersign
