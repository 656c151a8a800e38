// The timing of a session as a pure function of its state and a moment on its timeline: when the next send may be asked
// for, what an answer of the server changes, how the states of two tabs become one. Knows no clock: a timeline is the
// server's clock, or the device's until the server's is known, carried on by a monotonic clock. All times are in
// milliseconds and within `longest_ms` of zero.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "countersign/otp.h"

namespace countersign::otp {

inline constexpr std::int64_t floor_ms = 5000;  // between two sends, whatever the policy and the server say

// Brings every number of a state that came from outside into its bounds.
void bound(SessionState& state) noexcept;
// Moves every instant of the timeline.
void shift(SessionState& state, std::int64_t by) noexcept;

// The period of the policy after the `send`-th send of a window, counted from 1, in milliseconds.
std::int64_t policy_period(const Resend& resend, std::int64_t send) noexcept;

struct Resending {
    bool may = false;
    bool exhausted = false;
    std::optional<std::int64_t> not_before{};  // none: never
    std::optional<std::int64_t> sends_left{};
    std::int64_t wait_ms = 0;
};
Resending resending(const SessionState& state, const Resend& resend, std::int64_t now) noexcept;

// Whether the carrier has trouble that is not known to have ended.
bool incident_lasts(const SessionState& state, std::int64_t now) noexcept;

void on_sent(SessionState& state, std::int64_t index, std::int64_t now) noexcept;
// `wait` is what Retry-After says, in milliseconds.
void on_acknowledged(SessionState& state, const Resend& resend, std::int64_t index, std::optional<std::int64_t> wait,
                     std::int64_t now) noexcept;
void on_failed(SessionState& state, std::int64_t index, std::optional<std::int64_t> wait, std::int64_t now) noexcept;
// Takes over what another state on the same timeline knows more of. The order of merging does not matter.
void merge(SessionState& state, const SessionState& other, std::int64_t now) noexcept;

// After the timeline has moved under the state: nothing waits longer than its whole period, no window begins later.
void settle(SessionState& state, std::int64_t now) noexcept;

// Retry-After (RFC 9110 section 10.2.3) in milliseconds: seconds, or a date measured against the answer's own Date.
// Nothing for anything else.
std::optional<std::int64_t> retry_after_ms(std::string_view value, std::optional<std::int64_t> date_ms) noexcept;

}  // namespace countersign::otp
