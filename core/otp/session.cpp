#include <sodium.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <charconv>
#include <span>

#include "../codec/hex.h"
#include "../text/mask.h"
#include "../text/utf8.h"
#include "../text/view.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/json_read.h"
#include "code.h"
#include "countersign/otp.h"
#include "schedule.h"

namespace countersign::otp {

BOOST_DESCRIBE_ENUM(Alphabet, digits, alphanumeric)
BOOST_DESCRIBE_ENUM(ResendRule, fixed, ladder, server)
BOOST_DESCRIBE_ENUM(Fallback, voice, email, ticket)
BOOST_DESCRIBE_STRUCT(Resend, (), (rule, seconds, cap, windowSeconds))
BOOST_DESCRIBE_STRUCT(SessionState, (),
                      (session, savedAt, offsetMs, sends, notBefore, periodMs, remainingMs, windowStart, windowSends,
                       sendsLeft, expiresAt, attemptsLeft, refused, verified, incident, incidentUntil, sentAt))
BOOST_DESCRIBE_STRUCT(SessionSubject, (),
                      (session, length, alphabet, resend, fallbacks, destination, origin, topOrigin, state))
BOOST_DESCRIBE_STRUCT(TicketDraft, (), (destination, sends, sentAt, incident))
BOOST_DESCRIBE_STRUCT(SessionDetails, (),
                      (mayResend, secondsLeft, notBefore, sendsLeft, exhausted, fallbacks, ticket, expiresAt,
                       attemptsLeft, nextIndex, idempotencyKey, state))

namespace {

struct Sent {
    std::uint32_t index = 0;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (index))

// What the server answered to a send, its headers as they came.
struct Answered {
    std::uint32_t index = 0;
    std::optional<HeaderValue> retryAfter;
    std::optional<std::string> date;
    std::optional<std::uint32_t> sendsLeft;
    std::optional<Instant> expiresAt;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (index, retryAfter, date, sendsLeft, expiresAt))

struct Failed {
    std::uint32_t index = 0;
    std::optional<HeaderValue> retryAfter;
    std::optional<std::string> date;
    std::optional<std::uint32_t> sendsLeft;
};
BOOST_DESCRIBE_STRUCT(Failed, (), (index, retryAfter, date, sendsLeft))

struct Verified {
    bool ok = false;
    std::optional<std::uint32_t> attemptsLeft;
};
BOOST_DESCRIBE_STRUCT(Verified, (), (ok, attemptsLeft))

struct Incident {
    std::optional<Instant> until;
    std::optional<bool> over;
};
BOOST_DESCRIBE_STRUCT(Incident, (), (until, over))

struct ClockTold {
    std::string date;
};
BOOST_DESCRIBE_STRUCT(ClockTold, (), (date))

std::array<unsigned char, crypto_generichash_BYTES_MAX> blake2b(std::string_view text, std::string_view more) noexcept {
    std::array<unsigned char, crypto_generichash_BYTES_MAX> hash{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    for (const std::string_view part : {text, more})
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    crypto_generichash_final(&state, hash.data(), hash.size());
    return hash;
}

std::int64_t tag_of(std::string_view session) noexcept {
    std::int64_t tag = 0;
    const auto hash = blake2b(session, {});
    for (std::size_t i = 0; i < 6; ++i) tag = tag << 8 | hash[i];
    return tag;
}

Status fault_of(const SessionSubject& subject, std::int64_t tag) noexcept {
    constexpr std::int64_t year = 31'536'000;
    const auto wrong = [](std::string_view place, std::string_view what) {
        return Status{StatusCode::bad_subject, place, what};
    };
    const Resend& resend = subject.resend;
    if (subject.session.empty() || subject.session.size() > 256)
        return wrong("subject.session", "must have 1 to 256 bytes");
    if (subject.length < 3 || subject.length > 16) return wrong("subject.length", "must be 3 to 16");
    if (resend.rule == ResendRule::ladder && resend.seconds.empty())
        return wrong("subject.resend.seconds", "a ladder needs a step");
    for (const std::int64_t seconds : resend.seconds)
        if (seconds < 0 || seconds > year) return wrong("subject.resend.seconds", "must be 0 to 31536000");
    if (resend.cap && (*resend.cap < 1 || *resend.cap > 1'000'000))
        return wrong("subject.resend.cap", "must be 1 to 1000000");
    if (resend.windowSeconds && (*resend.windowSeconds < 1 || *resend.windowSeconds > year))
        return wrong("subject.resend.windowSeconds", "must be 1 to 31536000");
    if (subject.state && subject.state->session != tag)
        return wrong("subject.state.session", "is the state of another session");
    return {};
}

}  // namespace

// A moment on the timeline and on the device's own clock.
struct SessionCheck::Now {
    std::int64_t timeline = 0;
    std::int64_t wall = 0;
    std::int64_t steady = 0;
};

struct SessionCheck::Told {
    std::optional<Sent> sent;
    std::optional<Answered> acknowledged;
    std::optional<Failed> failed;
    std::optional<Verified> verified;
    std::optional<SessionState> state;
    std::optional<Incident> incident;
    std::optional<ClockTold> clock;
    BOOST_DESCRIBE_CLASS(Told, (), (sent, acknowledged, failed, verified, state, incident, clock), (), ())
};

const TypeRow& SessionCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& SessionCheck::details_type() noexcept {
    return type_row<Details>;
}

Described SessionCheck::described_details() const noexcept {
    return described(details_);
}

SessionCheck::SessionCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    state_.session = tag_of(subject_.session);
    if (const Status status = fault_of(subject_, state_.session); !status.ok()) {
        refuse(status);
        return;
    }
    if (subject_.state) {
        state_ = *subject_.state;
        bound(state_);
    }
    if (subject_.destination) masked_view_ = text::mask(*subject_.destination, masked_);
}

// The moment on the timeline. The first one fixes it; from then on the monotonic clock alone carries it on.
SessionCheck::Now SessionCheck::at(Moment moment, bool happened) noexcept {
    Now now{0, whole_ms(moment.wall_ms, happened), whole_ms(moment.steady_ms, happened)};
    if (!anchored_) {
        anchored_ = true;
        const std::int64_t offset = state_.offsetMs.value_or(0);
        std::int64_t timeline = now.wall + offset;
        if (subject_.state) {
            // A clock that was set back meanwhile must not lengthen what was left when the state was saved.
            timeline = std::max(timeline, state_.savedAt.ms + offset);
            if (state_.notBefore) timeline = std::max(timeline, state_.notBefore->ms - state_.remainingMs);
        }
        timeline_minus_steady_ = timeline - now.steady;
        settle(state_, timeline);
    }
    now.timeline = now.steady + timeline_minus_steady_;
    return now;
}

// The server's clock becomes the timeline. What was measured on the device's clock keeps its distance from now; what was
// saved on the server's gets its true distance back.
void SessionCheck::take_server_clock(Now& now, std::int64_t server_ms) noexcept {
    server_ms = std::clamp(server_ms, -longest_ms, longest_ms);
    const std::int64_t by = server_ms - now.timeline;
    // Within a second it says nothing: that is what a header resolves and an answer takes.
    if (server_clock_ && by >= -1000 && by <= 1000) return;
    if (!state_.offsetMs) shift(state_, by);
    server_clock_ = true;
    state_.offsetMs = server_ms - now.wall;
    timeline_minus_steady_ += by;
    now.timeline = server_ms;
    settle(state_, now.timeline);
}

void SessionCheck::merge_state(SessionState other, Now& now) noexcept {
    bound(other);
    if (!other.offsetMs) {
        shift(other, now.timeline - now.wall);
    } else if (!state_.offsetMs) {
        const std::int64_t by = now.wall + *other.offsetMs - now.timeline;
        shift(state_, by);
        timeline_minus_steady_ += by;
        now.timeline += by;
        state_.offsetMs = other.offsetMs;
    }
    merge(state_, other, now.timeline);
    settle(state_, now.timeline);
}

Status SessionCheck::tell(std::string_view json, Moment moment) {
    Told told;
    if (Status status = read_json(json, "tell", told); !status.ok()) return status;
    return take(told, moment);
}

Status SessionCheck::take(const Told& told, Moment moment) noexcept {
    const auto wrong = [](std::string_view place, std::string_view what) {
        return Status{StatusCode::bad_subject, place, what};
    };
    const int members = int{told.sent.has_value()} + int{told.acknowledged.has_value()} + int{told.failed.has_value()} +
                        int{told.verified.has_value()} + int{told.state.has_value()} + int{told.incident.has_value()} +
                        int{told.clock.has_value()};
    if (members != 1) return wrong("tell", "must have exactly one member");
    if (told.state && told.state->session != state_.session)
        return wrong("tell.state.session", "is the state of another session");
    Now now = at(moment, true);
    // A point in time that the server named, on the timeline.
    const auto named = [&now, this](Instant instant) {
        instant.ms = std::clamp(instant.ms, -longest_ms, longest_ms) + (state_.offsetMs ? 0 : now.timeline - now.wall);
        return instant;
    };
    if (told.clock) {
        const auto date = parse_server_date(told.clock->date, now.wall);
        if (!date) return wrong("tell.clock.date", "is no HTTP-date and no RFC 3339 date-time");
        take_server_clock(now, *date);
    }
    if (told.sent) on_sent(state_, told.sent->index, now.timeline);
    const auto wait_of = [&](const std::optional<HeaderValue>& value, const std::optional<std::string>& text) {
        const auto date = text ? parse_server_date(*text, now.wall) : std::nullopt;
        if (date) take_server_clock(now, *date);
        const auto wait = value ? retry_after_ms(value->text, date) : std::nullopt;
        retry_after_ignored_ = value && !wait;
        return wait;
    };
    if (told.acknowledged && told.acknowledged->index >= state_.sends) {
        const Answered& answer = *told.acknowledged;
        const auto wait = wait_of(answer.retryAfter, answer.date);
        on_acknowledged(state_, subject_.resend, answer.index, wait, now.timeline);
        if (answer.sendsLeft) state_.sendsLeft = *answer.sendsLeft;
        if (answer.expiresAt) state_.expiresAt = named(*answer.expiresAt);
    }
    if (told.failed && told.failed->index >= state_.sends) {
        const Failed& answer = *told.failed;
        const auto wait = wait_of(answer.retryAfter, answer.date);
        on_failed(state_, answer.index, wait, now.timeline);
        if (answer.sendsLeft) state_.sendsLeft = *answer.sendsLeft;
    }
    if (told.verified) {
        state_.verified = state_.verified || told.verified->ok;
        state_.refused = !told.verified->ok;
        if (told.verified->attemptsLeft) state_.attemptsLeft = *told.verified->attemptsLeft;
    }
    if (told.state) merge_state(*told.state, now);
    if (told.incident) {
        state_.incident = !told.incident->over.value_or(false);
        state_.incidentUntil.reset();
        if (state_.incident && told.incident->until) state_.incidentUntil = named(*told.incident->until);
    }
    return {};
}

void SessionCheck::clear_details() noexcept {
    // Whole in describe(), which needs the moment; this is for a text that is not judged at all.
    details_ = Details{};
    details_.state = state_;
}

void SessionCheck::judge(const Typed& typed, Moment moment, Verdict& verdict) noexcept {
    const Now now = at(moment, false);
    describe(now);
    if (state_.verified) {
        verdict.add(Reason::otp_verified);
    } else {
        judge_code(typed.text, verdict);
    }
    say_timing(now, verdict);
}

// Everything but the code, from the state and the moment.
void SessionCheck::describe(const Now& now) noexcept {
    const Resending resend = resending(state_, subject_.resend, now.timeline);
    SessionState& shown = details_.state;
    // On the server's clock as it is; on the device's as that clock now goes.
    if (state_.offsetMs) {
        shown.offsetMs = now.timeline - now.wall;
    } else {
        shift(shown, now.wall - now.timeline);
    }
    shown.savedAt = Instant{now.wall};
    shown.remainingMs = shown.notBefore ? std::max<std::int64_t>(state_.notBefore->ms - now.timeline, 0) : 0;
    const std::int64_t shifted = state_.offsetMs ? 0 : now.wall - now.timeline;
    details_.mayResend = resend.may;
    details_.secondsLeft = seconds_left(resend.wait_ms);
    if (resend.not_before) details_.notBefore = Instant{*resend.not_before + shifted};
    details_.sendsLeft = resend.sends_left;
    details_.exhausted = resend.exhausted;
    details_.expiresAt = shown.expiresAt;
    details_.attemptsLeft = state_.attemptsLeft;
    details_.nextIndex = state_.sends;
    make_key(state_.sends);
    details_.idempotencyKey = {key_.data(), key_.size()};
    if (!resend.exhausted) return;
    for (const Fallback fallback : subject_.fallbacks) details_.fallbacks.add(fallback);
    TicketDraft& ticket = details_.ticket.emplace();
    if (subject_.destination) ticket.destination = masked_view_;
    ticket.sends = state_.sends;
    ticket.sentAt = shown.sentAt;
    ticket.incident = state_.incident;
}

void SessionCheck::say_timing(const Now& now, Verdict& verdict) const noexcept {
    if (state_.verified) return;
    if (state_.attemptsLeft == 0) {
        verdict.add(Reason::otp_no_attempts);
    } else if (state_.refused && state_.attemptsLeft) {
        verdict.add(Reason::otp_attempts_left).with(*state_.attemptsLeft);
    } else if (state_.refused) {
        verdict.add(Reason::otp_wrong_code);
    }
    if (state_.expiresAt && now.timeline >= state_.expiresAt->ms) verdict.add(Reason::otp_expired);
    const bool lasting = incident_lasts(state_, now.timeline);
    if (lasting && state_.incidentUntil) {
        verdict.add(Reason::otp_carrier_delay_until).with(seconds_left(state_.incidentUntil->ms - now.timeline));
    } else if (lasting) {
        verdict.add(Reason::otp_carrier_delay);
    }
    if (details_.exhausted && details_.notBefore) {
        verdict.add(Reason::otp_exhausted_until).with(state_.windowSends).with(details_.secondsLeft);
    } else if (details_.exhausted) {
        verdict.add(Reason::otp_exhausted).with(state_.windowSends);
    } else if (!details_.mayResend) {
        verdict.add(Reason::otp_resend_wait).with(details_.secondsLeft);
    }
    if (retry_after_ignored_) verdict.add(Reason::otp_retry_after_ignored);
}

void SessionCheck::judge_code(std::string_view text, Verdict& verdict) const noexcept {
    const Alphabet alphabet = subject_.alphabet.value_or(Alphabet::digits);
    const auto length = static_cast<std::size_t>(subject_.length);
    const Entry entry = read_entry(text, alphabet);
    if (entry.bad.length == 0 && entry.characters <= length) {
        if (entry.characters == 0) {
            verdict.add(Reason::otp_empty);
        } else if (entry.characters < length) {
            verdict.add(Reason::otp_incomplete).with(static_cast<std::int64_t>(length - entry.characters));
        }
        return;
    }
    // More than a code, or something else: perhaps the whole message.
    const Page page{text::view_of(subject_.origin), text::view_of(subject_.topOrigin), false};
    const MessageCode found = judge_message(text, length, alphabet, page, verdict);
    if (found.code.length > 0) verdict.add(Reason::otp_found_in_message).at(found.code.offset, found.code.length);
    if (found.code.length > 0 || found.said) return;
    if (entry.bad.length > 0) {
        verdict.add(Reason::otp_bad_character).at(entry.bad.offset, entry.bad.length);
    } else {
        verdict.add(Reason::otp_too_long).with(subject_.length);
    }
}

void SessionCheck::make_key(std::int64_t index) noexcept {
    if (index == key_index_) return;
    key_index_ = index;
    std::array<char, 24> number{};  // a zero byte, then the index in decimal
    const auto end = std::to_chars(number.data() + 1, number.data() + number.size(), index);
    const auto hash = blake2b(subject_.session, {number.data(), static_cast<std::size_t>(end.ptr - number.data())});
    codec::hex_encode(std::span{hash}.first(key_.size() / 2), key_);
}

}  // namespace countersign::otp
