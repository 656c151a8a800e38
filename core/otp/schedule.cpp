#include "schedule.h"

#include <algorithm>

#include "../vocabulary/clock.h"

namespace countersign::otp {
namespace {

constexpr std::int64_t most_sends = 1'000'000;
constexpr std::int64_t most_wait_ms = std::int64_t{400} * 86'400'000;

void bound(Instant& instant) noexcept {
    instant.ms = std::clamp(instant.ms, -longest_ms, longest_ms);
}

void bound(std::optional<std::int64_t>& number) noexcept {
    if (number) number = std::clamp(*number, std::int64_t{0}, most_sends);
}

void later(std::optional<Instant>& mine, const std::optional<Instant>& other) noexcept {
    if (other && (!mine || *mine < *other)) mine = other;
}

void fewer(std::optional<std::int64_t>& mine, const std::optional<std::int64_t>& other) noexcept {
    if (other && (!mine || *other < *mine)) mine = other;
}

// A wait that begins now. The later end wins, with its own period.
void wait_until(SessionState& state, std::int64_t end, std::int64_t period) noexcept {
    if (state.notBefore && state.notBefore->ms > end) return;
    state.periodMs = state.notBefore && state.notBefore->ms == end ? std::max(state.periodMs, period) : period;
    state.notBefore = Instant{end};
}

std::optional<std::int64_t> window_end(const SessionState& state, const Resend& resend) noexcept {
    if (!state.windowStart || !resend.windowSeconds) return {};
    return state.windowStart->ms + std::min(*resend.windowSeconds, most_wait_ms / 1000) * 1000;
}

bool window_is_over(const SessionState& state, const Resend& resend, std::int64_t now) noexcept {
    const auto end = window_end(state, resend);
    return end && now >= *end;
}

}  // namespace

void bound(SessionState& state) noexcept {
    bound(state.savedAt);
    if (state.offsetMs) state.offsetMs = std::clamp(*state.offsetMs, -longest_ms, longest_ms);
    state.sends = std::clamp(state.sends, std::int64_t{0}, most_sends);
    state.windowSends = std::clamp(state.windowSends, std::int64_t{0}, most_sends);
    state.periodMs = std::clamp(state.periodMs, std::int64_t{0}, most_wait_ms);
    state.remainingMs = std::clamp(state.remainingMs, std::int64_t{0}, state.periodMs);
    for (auto* const instant : {&state.notBefore, &state.windowStart, &state.expiresAt, &state.incidentUntil})
        if (*instant) bound(**instant);
    bound(state.sendsLeft);
    bound(state.attemptsLeft);
    for (Instant& instant : state.sentAt) bound(instant);
}

void shift(SessionState& state, std::int64_t by) noexcept {
    const auto move = [by](Instant& instant) { instant.ms = std::clamp(instant.ms + by, -longest_ms, longest_ms); };
    for (auto* const instant : {&state.notBefore, &state.windowStart, &state.expiresAt, &state.incidentUntil})
        if (*instant) move(**instant);
    for (Instant& instant : state.sentAt) move(instant);
}

std::int64_t policy_period(const Resend& resend, std::int64_t send) noexcept {
    std::int64_t seconds = resend.rule == ResendRule::fixed ? 300 : 0;
    std::int64_t step = 0;
    for (const std::int64_t one : resend.seconds) {
        seconds = one;
        if (++step == send || resend.rule != ResendRule::ladder) break;
    }
    return std::clamp(seconds * 1000, floor_ms, most_wait_ms);
}

Resending resending(const SessionState& state, const Resend& resend, std::int64_t now) noexcept {
    Resending answer;
    const bool over = window_is_over(state, resend, now);
    if (resend.cap) answer.sends_left = std::max<std::int64_t>(*resend.cap - (over ? 0 : state.windowSends), 0);
    if (!over) fewer(answer.sends_left, state.sendsLeft);
    answer.exhausted = answer.sends_left == 0;
    if (state.verified) return answer;
    answer.not_before = state.notBefore ? state.notBefore->ms : now;
    if (answer.exhausted) {
        const auto end = window_end(state, resend);
        if (end && !over && resend.cap != 0) {
            answer.not_before = std::max(*answer.not_before, *end);
        } else {
            answer.not_before.reset();
        }
    }
    if (!answer.not_before) return answer;
    answer.wait_ms = std::max<std::int64_t>(*answer.not_before - now, 0);
    answer.may = answer.wait_ms == 0;
    if (answer.may) answer.not_before.reset();
    return answer;
}

bool incident_lasts(const SessionState& state, std::int64_t now) noexcept {
    return state.incident && (!state.incidentUntil || now < state.incidentUntil->ms);
}

void on_sent(SessionState& state, std::int64_t index, std::int64_t now) noexcept {
    if (index >= state.sends) wait_until(state, now + floor_ms, floor_ms);
}

void on_acknowledged(SessionState& state, const Resend& resend, std::int64_t index, std::optional<std::int64_t> wait,
                     std::int64_t now) noexcept {
    if (index < state.sends) return;  // a late or second answer
    if (!state.windowStart || window_is_over(state, resend, now)) {
        state.windowStart = Instant{now};
        state.windowSends = 0;
        state.sendsLeft.reset();
    }
    // A send that cannot arrive does not cost the person one of theirs.
    if (!incident_lasts(state, now))
        state.windowSends = std::min(state.windowSends + index + 1 - state.sends, most_sends);
    state.sends = std::min(index + 1, most_sends);
    const std::int64_t period =
        std::max(policy_period(resend, std::max<std::int64_t>(state.windowSends, 1)), wait.value_or(0));
    wait_until(state, now + period, period);
    state.expiresAt.reset();
    state.attemptsLeft.reset();
    state.refused = false;
    constexpr std::size_t kept = decltype(state.sentAt)::limit;
    if (state.sentAt.size() == kept) {
        for (std::size_t i = 1; i < kept; ++i) state.sentAt[i - 1] = state.sentAt[i];
        state.sentAt[kept - 1] = Instant{now};
    } else {
        state.sentAt.add(Instant{now});
    }
}

void on_failed(SessionState& state, std::int64_t index, std::optional<std::int64_t> wait, std::int64_t now) noexcept {
    if (index < state.sends) return;
    if (wait) {
        const std::int64_t period = std::max(*wait, floor_ms);
        wait_until(state, now + period, period);
    }
}

void merge(SessionState& state, const SessionState& other, std::int64_t now) noexcept {
    // Nothing waits longer than its whole period: a state that says so was saved under another clock.
    const std::int64_t end = other.notBefore ? std::min(other.notBefore->ms, now + other.periodMs) : 0;
    // Of what belongs to one send, the later send's counts; what two tabs know of the same one adds up.
    if (other.sends > state.sends) {
        state.sends = other.sends;
        state.expiresAt = other.expiresAt;
        state.attemptsLeft = other.attemptsLeft;
        state.refused = other.refused;
        state.sendsLeft = other.sendsLeft;
        state.windowStart = other.windowStart;
        state.windowSends = other.windowSends;
        state.sentAt = other.sentAt;
    } else if (other.sends == state.sends) {
        later(state.expiresAt, other.expiresAt);
        fewer(state.attemptsLeft, other.attemptsLeft);
        fewer(state.sendsLeft, other.sendsLeft);
        state.refused = state.refused || other.refused;
        later(state.windowStart, other.windowStart);
        state.windowSends = std::max(state.windowSends, other.windowSends);
    }
    if (other.notBefore) wait_until(state, end, other.periodMs);
    state.verified = state.verified || other.verified;
    if (other.incident) {
        // Without an end is longer than with one.
        if (!state.incident) state.incidentUntil = other.incidentUntil;
        else if (!other.incidentUntil) state.incidentUntil.reset();
        else if (state.incidentUntil) later(state.incidentUntil, other.incidentUntil);
        state.incident = true;
    }
}

void settle(SessionState& state, std::int64_t now) noexcept {
    if (state.notBefore) state.notBefore->ms = std::min(state.notBefore->ms, now + state.periodMs);
    if (state.windowStart) state.windowStart->ms = std::min(state.windowStart->ms, now);
}

std::optional<std::int64_t> retry_after_ms(std::string_view value, std::optional<std::int64_t> date_ms) noexcept {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    if (value.empty()) return {};
    std::int64_t seconds = 0;
    const bool digits = std::all_of(value.begin(), value.end(), [&seconds](char c) {
        if (c < '0' || c > '9') return false;
        seconds = std::min(seconds * 10 + (c - '0'), most_wait_ms);
        return true;
    });
    if (digits) return std::min(seconds * 1000, most_wait_ms);
    if (!date_ms) return {};
    const auto until = parse_http_date(value, *date_ms);
    if (!until) return {};
    return std::clamp(*until - *date_ms, std::int64_t{0}, most_wait_ms);
}

}  // namespace countersign::otp
