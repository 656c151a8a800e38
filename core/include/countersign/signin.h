// The room `signin`: why a person cannot sign in, when that ends, and what can be done meanwhile. What the account's state
// is, only the server knows, and says in the subject; nothing here tells known accounts from unknown ones.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"

namespace countersign::text {
class Zone;
}

namespace countersign::signin {

enum class AccountState : std::uint8_t { active, pending, wrong, locked, frozen, recovered };

// What unfreezing asks for: a picture of the identity document, and one of the person holding it.
enum class UnfreezeFile : std::uint8_t { document, holding };
struct GivenFile {
    UnfreezeFile kind = UnfreezeFile::document;
    std::optional<std::string> digest{};  // of the bytes, in any spelling; the same one twice is the same file twice
};

// `lockedAt`, `unlockAt` and `submittedAt` are the server's. A lock ends at the first instant of the next day of the policy
// zone, unless the server says when (`unlockAt`). The policy zone comes with the lock or in the policy, never from the device;
// zones are names of the tz database or "+hh:mm". `localZone` is where the person is.
struct StatusSubject {
    std::optional<AccountState> state{};
    std::optional<Instant> lockedAt{};
    std::optional<Instant> unlockAt{};
    std::optional<std::string> policyZone{};
    std::optional<std::string> localZone{};
    std::optional<std::int64_t> attemptsLeft{};
    std::optional<Instant> submittedAt{};
    std::optional<std::int64_t> reviewDays{};  // how long a review takes at most, in days of 24 hours; 2 if not said
    std::optional<bool> passwordChanged{};     // since the lock began
    List<GivenFile, 8> files{};
};

// What the person can do.
enum class Action : std::uint8_t {
    wait,
    sign_in,
    use_new_password,
    check_password,
    reset_password,
    unfreeze,
    send_documents,
    contact_support,
};

struct StatusDetails {
    std::optional<AccountState> state{};
    bool maySignIn = false;
    bool mayReset = false;  // the password
    std::optional<Instant> unlockAt{};
    std::optional<std::int64_t> remainingSeconds{};        // until then, rounded up
    std::optional<std::string_view> unlockInPolicyZone{};  // RFC 3339 with that zone's offset
    std::optional<std::string_view> unlockInLocalZone{};
    std::optional<std::string_view> policyZone{};
    std::optional<std::string_view> tzVersion{};  // the release of the tz database that was asked
    std::optional<Instant> submittedAt{};
    std::optional<Instant> dueAt{};  // of a review
    FixedList<Action, 4> next{};     // the first is the one to offer first
    FixedList<UnfreezeFile, 2> missing{};
};

// `tell` takes an object with exactly one member:
//   clock {date, roundTripMs?}   the server's clock, an HTTP-date or RFC 3339, from an answer just received
// From then on time left is measured by it, and by a monotonic clock: changing the device's clock changes nothing. An answer
// that took more than ten seconds says too little, and no time left is shown.
class StatusCheck final : public Check {
public:
    using Subject = StatusSubject;
    using Details = StatusDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit StatusCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;
    Status tell(std::string_view json, Moment now) override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    std::int64_t at(Moment moment) noexcept;
    void judge_lock(std::int64_t now, Verdict& verdict) noexcept;
    void judge_review(std::int64_t now, Verdict& verdict) noexcept;
    void judge_frozen(Verdict& verdict) noexcept;
    void show_unlock(std::int64_t unlock, std::int64_t left, Verdict& verdict) noexcept;
    std::optional<std::int64_t> find_unlock(Verdict& verdict) noexcept;
    [[nodiscard]] const Table* zones() const noexcept;
    [[nodiscard]] std::optional<text::Zone> zone_named(std::string_view name) const noexcept;
    void say_unknown_zone(Verdict& verdict) const noexcept;

    Subject subject_;
    const Context* context_;
    bool anchored_ = false;
    bool clock_uncertain_ = false;
    bool unlocked_ = false;  // once, and for good
    std::int64_t timeline_minus_steady_ = 0;
    std::array<char, 32> policy_time_{};
    std::array<char, 32> local_time_{};
    Details details_;
};

// Ways to prove who one is. `target` is the number or address; no more of it comes back than its ends.
enum class Channel : std::uint8_t { phone, email };
struct RecoveryChannel {
    Channel kind = Channel::phone;
    std::optional<std::string> target{};
    std::optional<bool> verified{};
};

// Without `channels` the server does not say whether there is such an account: both ways are offered, alike to everybody.
// `choice` is the kind that the person chose, or, where there are several of it, `index` the channel.
struct RecoverySubject {
    List<RecoveryChannel, 16> channels{};
    std::optional<Channel> choice{};
    std::optional<std::int64_t> index{};
};

struct OfferedChannel {
    std::optional<std::int64_t> index{};  // in the subject's channels
    Channel kind = Channel::phone;
    std::optional<std::string_view> target{};  // masked
};

// `channels` holds those that are verified, and nothing of the others. `chosen` is an index into them.
struct RecoveryDetails {
    FixedList<OfferedChannel, 16> channels{};
    std::optional<std::int64_t> chosen{};
};

class RecoveryCheck final : public Check {
public:
    using Subject = RecoverySubject;
    using Details = RecoveryDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit RecoveryCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Details details_;
};

// How far a verification has come. Left out: not known.
enum class Level : std::uint8_t { none, review, verified, refused };

// `needs` names what the operation needs; without it the policy's gate for this operation does, and without one identity is
// needed, as for all operations. "view" needs nothing.
enum class Need : std::uint8_t { identity, address };
struct GateSubject {
    std::string operation;
    std::optional<Level> identity{};
    std::optional<Level> address{};
    std::optional<List<Need, 2>> needs{};
};

struct GateDetails {
    std::string_view operation{};
    bool allowed = false;
    FixedList<Need, 2> needs{};
    FixedList<Need, 2> missing{};  // in the order to do them
};

class GateCheck final : public Check {
public:
    using Subject = GateSubject;
    using Details = GateDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit GateCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    void need(Need what, const std::optional<Level>& level, Verdict& verdict) noexcept;

    Subject subject_;
    bool identity_ = false;  // needed
    bool address_ = false;
    Details details_;
};

}  // namespace countersign::signin
