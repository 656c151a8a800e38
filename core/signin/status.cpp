#include <algorithm>
#include <boost/describe.hpp>

#include "../text/zones.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/json_read.h"
#include "../vocabulary/policy.h"
#include "../vocabulary/table.h"
#include "countersign/signin.h"

namespace countersign::signin {

BOOST_DESCRIBE_ENUM(AccountState, active, pending, wrong, locked, frozen, recovered)
BOOST_DESCRIBE_ENUM(UnfreezeFile, document, holding)
BOOST_DESCRIBE_ENUM(Action, wait, sign_in, use_new_password, check_password, reset_password, unfreeze, send_documents,
                    contact_support)
BOOST_DESCRIBE_STRUCT(GivenFile, (), (kind, digest))
BOOST_DESCRIBE_STRUCT(StatusSubject, (),
                      (state, lockedAt, unlockAt, policyZone, localZone, attemptsLeft, submittedAt, reviewDays,
                       passwordChanged, files))
BOOST_DESCRIBE_STRUCT(StatusDetails, (),
                      (state, maySignIn, mayReset, unlockAt, remainingSeconds, unlockInPolicyZone, unlockInLocalZone,
                       policyZone, tzVersion, submittedAt, dueAt, next, missing))

namespace {

constexpr std::int64_t longest_round_trip_ms = 10'000;

struct ClockTold {
    std::string date;
    std::optional<std::uint32_t> roundTripMs;
};
BOOST_DESCRIBE_STRUCT(ClockTold, (), (date, roundTripMs))

struct Told {
    ClockTold clock;
};
BOOST_DESCRIBE_STRUCT(Told, (), (clock))

}  // namespace

const TypeRow& StatusCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& StatusCheck::details_type() noexcept {
    return type_row<Details>;
}

Described StatusCheck::described_details() const noexcept {
    return described(details_);
}

StatusCheck::StatusCheck(Subject subject, const Context* context)
    : Check(max_bytes), subject_(std::move(subject)), context_(context) {
    const auto wrong = [this](std::string_view place, std::string_view what) {
        refuse(Status{StatusCode::bad_subject, place, what});
    };
    if (subject_.attemptsLeft && *subject_.attemptsLeft < 0) wrong("subject.attemptsLeft", "must not be negative");
    if (subject_.reviewDays && (*subject_.reviewDays < 0 || *subject_.reviewDays > 366))
        wrong("subject.reviewDays", "must be 0 to 366");
    for (const std::optional<Instant>* const instant : {&subject_.lockedAt, &subject_.unlockAt, &subject_.submittedAt})
        if (*instant && ((*instant)->ms < -longest_ms || (*instant)->ms > longest_ms))
            wrong("subject", "an instant out of bounds");
}

// The first moment ties the clocks together; from then on the monotonic one alone carries time on.
std::int64_t StatusCheck::at(Moment moment) noexcept {
    const std::int64_t steady = whole_ms(moment.steady_ms, false);
    if (!anchored_) {
        anchored_ = true;
        timeline_minus_steady_ = whole_ms(moment.wall_ms, false) - steady;
    }
    return steady + timeline_minus_steady_;
}

Status StatusCheck::tell(std::string_view json, Moment moment) {
    Told told;
    if (Status status = read_json(json, "tell", told); !status.ok()) return status;
    const auto date = parse_server_date(told.clock.date, whole_ms(moment.wall_ms, false));
    if (!date) return Status{StatusCode::bad_subject, "tell.clock.date", "is no HTTP-date and no RFC 3339 date-time"};
    const std::int64_t round_trip = told.clock.roundTripMs.value_or(0);
    anchored_ = true;
    clock_uncertain_ = round_trip > longest_round_trip_ms;
    timeline_minus_steady_ = *date + round_trip / 2 - whole_ms(moment.steady_ms, false);
    return {};
}

void StatusCheck::clear_details() noexcept {
    details_ = {};
}

void StatusCheck::judge(const Typed&, Moment moment, Verdict& verdict) noexcept {
    const std::int64_t now = at(moment);
    details_.state = subject_.state;
    if (!subject_.state) {
        verdict.add(Reason::signin_state_unknown);
        details_.next.add(Action::contact_support);
        return;
    }
    switch (*subject_.state) {
    case AccountState::active:
        details_.maySignIn = details_.mayReset = true;
        details_.next.add(Action::sign_in);
        return;
    case AccountState::pending: judge_review(now, verdict); return;
    case AccountState::wrong:
        if (subject_.attemptsLeft) verdict.add(Reason::signin_wrong_attempts_left).with(*subject_.attemptsLeft);
        else verdict.add(Reason::signin_wrong);
        details_.maySignIn = details_.mayReset = true;
        details_.next.add(Action::check_password);
        details_.next.add(Action::reset_password);
        return;
    case AccountState::locked: judge_lock(now, verdict); return;
    case AccountState::frozen: judge_frozen(verdict); return;
    case AccountState::recovered:
        verdict.add(Reason::signin_recovered);
        details_.mayReset = true;
        details_.next.add(Action::reset_password);
        return;
    }
}

void StatusCheck::judge_review(std::int64_t now, Verdict& verdict) noexcept {
    details_.submittedAt = subject_.submittedAt;
    if (!subject_.submittedAt) {
        verdict.add(Reason::signin_pending);
        details_.next.add(Action::wait);
        return;
    }
    const std::int64_t due = subject_.submittedAt->ms + subject_.reviewDays.value_or(2) * 86'400'000;
    details_.dueAt = Instant{due};
    if (now > due) {
        verdict.add(Reason::signin_pending_overdue);
        details_.next.add(Action::contact_support);
        return;
    }
    verdict.add(Reason::signin_pending_due).with(seconds_left(due - now));
    details_.next.add(Action::wait);
}

void StatusCheck::judge_frozen(Verdict& verdict) noexcept {
    verdict.add(Reason::signin_frozen);
    details_.next.add(Action::unfreeze);
    if (subject_.files.empty()) {
        details_.next.add(Action::contact_support);
        return;
    }
    bool document = false;
    bool holding = false;
    bool twice = false;
    for (auto one = subject_.files.begin(); one != subject_.files.end(); ++one) {
        (one->kind == UnfreezeFile::document ? document : holding) = true;
        for (auto other = std::next(one); other != subject_.files.end(); ++other)
            twice = twice || (one->digest && other->digest && one->digest == other->digest);
    }
    if (twice) verdict.add(Reason::signin_same_file_twice);
    if (!document) {
        verdict.add(Reason::signin_document_missing);
        details_.missing.add(UnfreezeFile::document);
    }
    if (!holding) {
        verdict.add(Reason::signin_holding_picture_missing);
        details_.missing.add(UnfreezeFile::holding);
    }
    details_.next.add(Action::send_documents);
}

const Table* StatusCheck::zones() const noexcept {
    return context_ != nullptr ? context_->table("zones") : nullptr;
}

std::optional<text::Zone> StatusCheck::zone_named(std::string_view name) const noexcept {
    const Table* const table = zones();
    return text::find_zone(name, table != nullptr ? table->data : std::span<const std::uint8_t>{});
}

void StatusCheck::say_unknown_zone(Verdict& verdict) const noexcept {
    if (zones() == nullptr && !text::is_fixed_offset(*details_.policyZone)) verdict.add(Reason::signin_table_missing);
    else verdict.add(Reason::signin_zone_unknown).with(verdict.keep(details_.policyZone->substr(0, 64)));
}

// The instant at which the lock ends: what the server says, or else the first one of the policy zone's next day.
std::optional<std::int64_t> StatusCheck::find_unlock(Verdict& verdict) noexcept {
    if (subject_.unlockAt) return subject_.unlockAt->ms;
    if (!subject_.lockedAt) {
        verdict.add(Reason::signin_lock_time_missing);
        return {};
    }
    if (!details_.policyZone) {
        verdict.add(Reason::signin_policy_zone_missing);
        return {};
    }
    const auto zone = zone_named(*details_.policyZone);
    if (!zone) {
        say_unknown_zone(verdict);
        return {};
    }
    const auto unlock = zone->next_day(subject_.lockedAt->ms);
    if (!unlock) verdict.add(Reason::signin_beyond_zones);
    return unlock;
}

void StatusCheck::judge_lock(std::int64_t now, Verdict& verdict) noexcept {
    details_.mayReset = true;
    if (subject_.policyZone) details_.policyZone = *subject_.policyZone;
    else if (context_ != nullptr && context_->policy().lockZone) details_.policyZone = *context_->policy().lockZone;
    const bool changed = subject_.passwordChanged.value_or(false);
    const std::optional<std::int64_t> unlock = find_unlock(verdict);
    if (!unlock) {
        verdict.add(Reason::signin_locked);
    } else {
        details_.unlockAt = Instant{*unlock};
        unlocked_ = unlocked_ || (!clock_uncertain_ && now >= *unlock);
        if (unlocked_) {
            details_.remainingSeconds = 0;
            details_.maySignIn = true;
            verdict.add(changed ? Reason::signin_use_new_password : Reason::signin_lock_ended);
            details_.next.add(changed ? Action::use_new_password : Action::sign_in);
            return;
        }
        show_unlock(*unlock, *unlock - now, verdict);
    }
    if (clock_uncertain_) verdict.add(Reason::signin_clock_uncertain);
    verdict.add(changed ? Reason::signin_password_changed_while_locked : Reason::signin_reset_while_locked);
    details_.next.add(Action::wait);
    if (!changed) details_.next.add(Action::reset_password);
}

// Says until when, as far as zones and clocks allow.
void StatusCheck::show_unlock(std::int64_t unlock, std::int64_t left, Verdict& verdict) noexcept {
    if (!clock_uncertain_) details_.remainingSeconds = seconds_left(left);
    if (!details_.policyZone) verdict.add(Reason::signin_policy_zone_missing);
    const auto period_in = [&](const std::optional<std::string_view>& name) -> std::optional<text::ZonePeriod> {
        const auto zone = name ? zone_named(*name) : std::nullopt;
        return zone ? zone->at(unlock) : std::nullopt;
    };
    const auto policy = period_in(details_.policyZone);
    if (policy) details_.unlockInPolicyZone = format_instant(Instant{unlock}, policy->offset_ms, policy_time_);
    if (details_.policyZone && !policy) say_unknown_zone(verdict);
    std::optional<text::ZonePeriod> local;
    if (policy && subject_.localZone) {
        local = period_in(std::string_view{*subject_.localZone});
        if (local) details_.unlockInLocalZone = format_instant(Instant{unlock}, local->offset_ms, local_time_);
        else
            verdict.add(Reason::signin_local_zone_unknown)
                .with(verdict.keep(std::string_view{*subject_.localZone}.substr(0, 64)));
    }
    const Table* const table = zones();
    const bool zones_read =
        table != nullptr && ((details_.policyZone && !text::is_fixed_offset(*details_.policyZone)) ||
                             (subject_.localZone && !text::is_fixed_offset(*subject_.localZone)));
    if (zones_read) details_.tzVersion = table->version;
    if (clock_uncertain_) {
        verdict.add(Reason::signin_locked);
    } else if (!policy) {
        verdict.add(Reason::signin_locked_for).with(*details_.remainingSeconds);
    } else if (!local || local->offset_ms == policy->offset_ms) {
        verdict.add(Reason::signin_locked_until).with(*details_.unlockInPolicyZone).with(*details_.remainingSeconds);
    } else {
        verdict.add(Reason::signin_locked_until_local)
            .with(*details_.unlockInPolicyZone)
            .with(*details_.unlockInLocalZone)
            .with(*details_.remainingSeconds);
    }
}

}  // namespace countersign::signin
