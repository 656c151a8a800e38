// The room `otp`: one-time codes. `otp.session` follows the sends of a code and judges what is typed for it, `otp.message`
// finds the code in a message, `otp.app` makes and compares the codes of authenticator apps (RFC 4226, RFC 6238), and
// `otp.delivery` orders what to try when no code comes. Timing rules are the project's own: only a monotonic clock counts
// within a session, wall clocks only from one session to the next, and the server's word goes before the policy's. Whether a
// code that was sent is right, only the server knows: accept means that it can be sent there. Codes and keys are secrets:
// they are in the input slots and nowhere else, never in a verdict, a state or a message.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"

namespace countersign::otp {

// What codes are made of. Letters are those of ASCII, in either case.
enum class Alphabet : std::uint8_t { digits, alphanumeric };

// How long to wait from one send to the next. `fixed`: seconds[0] (300 if there is none). `ladder`: seconds[0] after the
// first send, seconds[1] after the second, and so on; the last one from there on. `server`: what Retry-After says; without
// it seconds[0], or 5 seconds.
enum class ResendRule : std::uint8_t { fixed, ladder, server };

// At most `cap` sends in `windowSeconds` from the first one of the window, in which the ladder begins anew; without
// `windowSeconds` in the whole session.
struct Resend {
    ResendRule rule = ResendRule::fixed;
    List<std::int64_t, 16> seconds{};
    std::optional<std::int64_t> cap{};
    std::optional<std::int64_t> windowSeconds{};
};

enum class Fallback : std::uint8_t { voice, email, ticket };

// Everything that must outlive a page, a tab or a process, and nothing secret. Instants are those of the server's clock
// if `offsetMs` (server minus device) is there, else of the device's; `savedAt` is always the device's.
struct SessionState {
    std::int64_t session = 0;  // which session this is the state of: the first six bytes of the BLAKE2b of its name
    Instant savedAt{};
    std::optional<std::int64_t> offsetMs{};
    std::int64_t sends = 0;                // sends that the server acknowledged; also the index of the next one
    std::optional<Instant> notBefore{};    // the next send
    std::int64_t periodMs = 0;             // the whole period that ends there
    std::int64_t remainingMs = 0;          // what of it was left at `savedAt`
    std::optional<Instant> windowStart{};  // the first send that counts against the cap
    std::int64_t windowSends = 0;
    std::optional<std::int64_t> sendsLeft{};  // as the server said
    std::optional<Instant> expiresAt{};
    std::optional<std::int64_t> attemptsLeft{};
    bool refused = false;   // the server refused a code since the last send
    bool verified = false;  // the server took a code
    bool incident = false;  // the carrier has trouble
    std::optional<Instant> incidentUntil{};
    FixedList<Instant, 8> sentAt{};  // the last sends that were acknowledged
};

// `session` names the session to the server. `destination` is where codes go; no more of it comes back than its ends.
// `origin` and `topOrigin` (for a frame) are what a code in a pasted message may be bound to.
struct SessionSubject {
    std::string session;
    std::int64_t length = 0;  // of a code, 3 to 16
    std::optional<Alphabet> alphabet{};
    Resend resend{};
    List<Fallback, 3> fallbacks{};
    std::optional<std::string> destination{};
    std::optional<std::string> origin{};
    std::optional<std::string> topOrigin{};
    std::optional<SessionState> state{};
};

// What a support desk needs when no code comes: no code, and no whole number or address.
struct TicketDraft {
    std::optional<std::string_view> destination{};  // masked
    std::int64_t sends = 0;
    FixedList<Instant, 8> sentAt{};
    bool incident = false;
};

struct SessionDetails {
    bool mayResend = false;
    std::int64_t secondsLeft = 0;        // until it may, rounded up
    std::optional<Instant> notBefore{};  // none: at once, or never
    std::optional<std::int64_t> sendsLeft{};
    bool exhausted = false;
    FixedList<Fallback, 3> fallbacks{};  // when exhausted
    std::optional<TicketDraft> ticket{};
    std::optional<Instant> expiresAt{};
    std::optional<std::int64_t> attemptsLeft{};
    std::int64_t nextIndex = 0;
    std::string_view idempotencyKey{};  // of the send `nextIndex`: the same in every tab
    SessionState state{};
};

// `tell` takes an object with exactly one member:
//   sent {index}                                    a send was asked for
//   acknowledged {index, retryAfter?, date?, sendsLeft?, expiresAt?}   the server took it; headers as they came
//   failed {index, retryAfter?, date?, sendsLeft?}  it did not, or did not answer
//   verified {ok, attemptsLeft?}                    the server's word on a code
//   state {…}                                       another tab's details.state
//   incident {until?} or {over: true}               the carrier has trouble, or has none any more
//   clock {date}                                    the server's clock, from any answer just received
class SessionCheck final : public Check {
public:
    using Subject = SessionSubject;
    using Details = SessionDetails;
    static constexpr std::size_t max_bytes = 4096;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // What no session can have (a length of 2, a ladder without steps, another session's state) is in status().
    explicit SessionCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;
    Status tell(std::string_view json, Moment now) override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    struct Now;
    struct Told;
    Now at(Moment moment, bool happened) noexcept;
    void take_server_clock(Now& now, std::int64_t server_ms) noexcept;
    Status take(const Told& told, Moment moment) noexcept;
    void merge_state(SessionState other, Now& now) noexcept;
    void describe(const Now& now) noexcept;
    void say_timing(const Now& now, Verdict& verdict) const noexcept;
    void judge_code(std::string_view text, Verdict& verdict) const noexcept;
    void make_key(std::int64_t index) noexcept;

    Subject subject_;
    SessionState state_;  // its instants are on the timeline
    bool anchored_ = false;
    bool server_clock_ = false;         // the server's clock was told since the check was prepared
    bool retry_after_ignored_ = false;  // the last answer's was no time
    std::int64_t timeline_minus_steady_ = 0;
    std::int64_t key_index_ = -1;
    std::array<char, 32> key_{};
    std::array<char, 72> masked_{};
    std::string_view masked_view_;
    Details details_;
};

// Where the code is in a message. `origin` is the page's, or its host; `topOrigin` that of the page around it, for a page in
// a frame. A message that is bound to a site is not judged without them.
struct MessageSubject {
    std::int64_t length = 0;  // of the code, 3 to 16
    std::optional<Alphabet> alphabet{};
    std::optional<std::string> origin{};
    std::optional<std::string> topOrigin{};
};

// `code` is a place in the message: it stays in the slot, to be moved to a session, and nothing else of it comes out.
struct MessageDetails {
    std::optional<Span> code{};
    bool bound = false;  // to a site, by its last line
};

class MessageCheck final : public Check {
public:
    using Subject = MessageSubject;
    using Details = MessageDetails;
    static constexpr std::size_t max_bytes = 16384;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit MessageCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;
    [[nodiscard]] Span kept() const noexcept override { return kept_; }

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Details details_;
    Span kept_;
};

enum class AppType : std::uint8_t { totp, hotp };
enum class Algorithm : std::uint8_t { SHA1, SHA256, SHA512 };  // as `otpauth:` writes them

// What the issuer says of its codes. It serves a key that is given alone; by default totp, SHA1, 6 digits, 30 seconds. A link
// states its own, and goes first: where it states something else, that is a finding. Only `counter` (hotp: of the next
// code) goes before a link's, which tells where the counting began.
struct AppSubject {
    std::optional<AppType> type{};
    std::optional<Algorithm> algorithm{};
    std::optional<std::int64_t> digits{};  // 6 to 8
    std::optional<std::int64_t> period{};  // in seconds, 1 to 86400
    std::optional<std::int64_t> counter{};
};

// Bytes of slot 0 as it is after the run; not of the text, which is gone by then.
struct CodePlace {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

struct AppDetails {
    std::optional<AppType> type{};
    std::optional<Algorithm> algorithm{};
    std::optional<std::int64_t> digits{};
    std::optional<std::int64_t> period{};   // totp
    std::optional<std::int64_t> counter{};  // hotp
    std::optional<std::string_view> issuer{};
    std::optional<std::string_view> account{};
    std::optional<std::int64_t> step{};  // of the code that was made or that fitted: totp's time step, hotp's counter
    std::optional<std::int64_t> secondsLeft{};  // of the present step, rounded up; totp
    std::optional<std::int64_t> drift{};        // verify: how many steps the code's is later than the one expected
    std::optional<CodePlace> code{};            // generate: where it was left, to be moved or taken
};

// The key of an authenticator app: base32 as apps show it, or an `otpauth:` link (Google's Key URI Format). `tell` takes an
// object with exactly one member, for all runs to come:
//   generate {counter?}                 makes the code of now, and leaves it at the start of slot 0
//   verify {window?, counter?, after?}  compares with the code in slot 1, in constant time, steps within `window` (0 to 100,
//                                       by default 1) counting too: for totp both ways, for hotp later ones alone. Steps up
//                                       to `after`, that of the last code that was taken, do not count (RFC 6238 section 5.2)
// `counter` (hotp) is that of the next code, instead of the subject's. Time is the moment's wall clock.
class AppCheck final : public Check {
public:
    using Subject = AppSubject;
    using Details = AppDetails;
    static constexpr std::size_t max_bytes = 2048;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // Digits, a period or a counter that no code can have are in status().
    explicit AppCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;
    [[nodiscard]] Span kept() const noexcept override;
    Status tell(std::string_view json, Moment now) override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    struct Key;
    struct Link;
    struct Told;
    void read_link(Link& link, std::string_view rest, Key& key, Verdict& verdict) noexcept;
    void read_settings(const Link& link, Verdict& verdict) noexcept;
    std::string_view decode(const Link& link, std::string_view part, Verdict& verdict) noexcept;
    void make_code(const Key& key, std::int64_t step, char* code) const noexcept;
    void compare(const Key& key, std::string_view typed, Verdict& verdict) noexcept;

    enum class Wish : std::uint8_t { none, generate, verify };
    Subject subject_;
    Wish wish_ = Wish::none;
    std::int64_t window_ = 1;
    std::int64_t after_ = -1;
    std::optional<std::int64_t> counter_{};
    std::array<char, max_bytes> labels_{};  // issuer and account as they are without percent signs
    std::size_t labels_size_ = 0;
    Details details_;
};

enum class Channel : std::uint8_t { sms, voice, email };
enum class LineType : std::uint8_t { mobile, landline, voip, data };  // data: a SIM without messages
enum class MailProvider : std::uint8_t { gmail, outlook, yahoo, icloud, qq, netease, proton };

// What a person can try when no code comes.
enum class DeliveryStep : std::uint8_t {
    wait_for_carrier,
    check_line,
    other_channel,
    wait,
    sms_plan,
    help_center,
    junk_folder,
    unblock_sender,
    allow_sender,
    mail_filters,
    allow_hosts,
    resend,
    ask_mail_provider,
    ask_carrier,
    english_page,
    other_browser,
};

// The fact of the subject, by its member's name, that put a step where it is.
enum class DeliveryFact : std::uint8_t {
    channel,
    sends,
    sentAt,
    failures,
    incident,
    exhausted,
    lineType,
    language,
    mailDomain,
    fromAddresses,
};

// What is known of a code that did not come. What is left out is unknown: nothing is concluded from it. Sender ids, addresses
// and hosts are the policy's where the subject has none.
struct DeliverySubject {
    Channel channel = Channel::sms;
    std::optional<std::string>
        destination{};  // no more of it comes back than its ends, and the domain of a mail address
    std::optional<std::int64_t>
        sends{};                     // that the server acknowledged; as many as `sentAt` has if that is there alone
    FixedList<Instant, 8> sentAt{};  // the last ones
    std::optional<std::int64_t> secondsSince{};  // the last send, where `sentAt` is not known
    std::optional<std::int64_t> failures{};      // times that a code was asked for and the server did not answer
    List<std::string, 16> errorCodes{};          // for the support desk: letters, digits and . _ : - alone
    std::optional<bool> incident{};              // the carrier has trouble: sms and voice
    std::optional<Instant> incidentUntil{};
    std::optional<bool> exhausted{};  // no more sends
    std::optional<Instant> notBefore{};
    std::optional<LineType> lineType{};  // as the server's look-up says, never guessed
    std::optional<std::string> language{};
    std::optional<std::string> mailDomain{};  // of the address
    List<Channel, 3> otherChannels{};         // that the person has verified
    std::optional<bool> browserChanged{};
    List<DeliveryStep, 16> tried{};
    List<std::string, 16> senderIds{};
    List<std::string, 16> fromAddresses{};
    List<std::string, 16> hosts{};
};

// `domain`: for an address or a host, the end of it that looks like what somebody registered: what to look at.
struct DeliveryValue {
    std::string_view value{};
    std::optional<std::string_view> domain{};
};

struct DeliveryAdvice {
    DeliveryStep step{};
    DeliveryFact why{};
    FixedList<DeliveryValue, 16> values{};     // sender ids, addresses, hosts or channels, as the step needs them
    std::optional<std::string_view> domain{};  // the mail provider's
    std::optional<MailProvider> provider{};    // where the domain is one that is known
    std::optional<Instant> until{};
};

// For the support desk: no code, and no whole number or address.
struct DeliveryTicket {
    Channel channel{};
    std::optional<std::string_view> destination{};  // masked
    std::optional<std::int64_t> sends{};
    FixedList<Instant, 8> sentAt{};
    FixedList<std::string_view, 16> errorCodes{};
    std::optional<bool> incident{};
    std::optional<LineType> lineType{};
};

struct DeliveryDetails {
    FixedList<DeliveryAdvice, 16> steps{};  // the most likely to help first; there is a finding for each
    std::optional<DeliveryTicket> ticket{};
};

// What to try when no code comes. It takes no text.
class DeliveryCheck final : public Check {
public:
    using Subject = DeliverySubject;
    using Details = DeliveryDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // Counts below 0, and error codes that could hold a number or a code, are in status().
    explicit DeliveryCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    struct Facts;
    struct Proposals;
    [[nodiscard]] Facts facts_at(std::int64_t now) const noexcept;
    void propose(const Facts& facts, Proposals& proposals) const noexcept;
    void advise(DeliveryAdvice& advice, const Facts& facts, Verdict& verdict) noexcept;

    Subject subject_;
    std::string_view mail_domain_;
    std::array<char, 72> masked_{};
    std::string_view masked_view_;
    Details details_;
};

}  // namespace countersign::otp
