// What is signed and kept in the room `payment`: the offer (payment.quote), what the person agrees to (payment.confirm), the
// voucher and the history. Envelopes are those of context.h; digests are SHA-256 over RFC 8785 text, so that any program can
// compute them again. Signs nothing, and sends nothing: codes are otp.session's, keys are the operator's and the device's.
#pragma once

#include "countersign/payment.h"

namespace countersign::payment {

// Who is paid. `id` is the operator's, `account` is where the money goes: an IBAN, an address.
struct Payee {
    std::string name;
    std::optional<std::string> id{};
    std::optional<std::string> account{};
};

struct OfferLine {
    std::string name;
    Quantity quantity;
    std::string unitPrice;
    std::optional<std::string> total{};
};

// A discount, a fee or a tax. In what the offer is in, unless it says otherwise (a network's fee).
struct OfferAmount {
    std::string name;
    std::string amount;
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
};

// What is to be paid: the payload of an envelope of the type "quote", where `expiresAt` is due, or what a page shows of it.
// Amounts are decimal strings as programs write them. `address` is where the goods go. Whether it adds up is payment.bill's.
struct Offer {
    std::optional<std::string> id{};
    Payee payee;
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    List<OfferLine, 1000> lines{};
    List<OfferAmount, 100> discounts{};
    List<OfferAmount, 100> fees{};
    List<OfferAmount, 100> taxes{};
    std::optional<std::string> address{};
    std::string total;
    std::optional<Instant> issuedAt{};
    std::optional<Instant> expiresAt{};
};

// `shown` is what the page shows now. Without it only the signature and the time are judged.
struct QuoteSubject {
    Envelope quote;
    std::optional<Offer> shown{};
};

// What differs: `path` is the member of the offer, as in "lines[2].unitPrice"; null where one of the two has none.
struct OfferChange {
    std::string_view path;
    std::optional<std::string_view> quoted;
    std::optional<std::string_view> shown;
};

// All null, but for the count, unless the signature holds. `document` is the offer's JSON exactly as it was signed: what a
// page is to show. `total` is canonical. `secondsLeft` is until `expiresAt`.
struct QuoteDetails {
    std::optional<std::string_view> document;
    std::optional<std::string_view> id;
    std::optional<std::string_view> payee;
    std::optional<std::string_view> currency;
    std::optional<std::string_view> total;
    std::optional<Instant> expiresAt;
    std::optional<std::int64_t> secondsLeft;
    FixedList<OfferChange, 100> changes;
    std::int64_t changeCount = 0;
};

// One member of the signed offer and the text that stands for it on the page. `field` is its path: "payee.name",
// "lines[0].quantity", "total".
struct ShownField {
    std::string field;
    std::string text;
};

// A payment that was begun or made. Without `failed: true` it counts as made, since it may have been.
struct EarlierPayment {
    std::optional<std::string> idempotencyKey{};
    std::optional<std::string> digest{};
    std::optional<bool> failed{};
};

// `shown`: every text of the offer that the page shows, as the page shows it. A text fits if it equals what is signed; an
// amount also in any spelling that payment.amount reads as that amount in `locale`; an instant in any of RFC 3339's.
// `known` are the payees that were paid before; left out, nothing is said of the payee. `pending` is the
// digest that a code, or the device, was asked to confirm. `clientData` is the clientDataJSON of WebAuthn or of Secure
// Payment Confirmation, base64url, `origin` the page's own.
struct ConfirmSubject {
    Envelope quote;
    List<ShownField, 6000> shown{};
    std::optional<std::string> locale{};
    std::optional<List<Payee, 1000>> known{};
    std::optional<std::string> idempotencyKey{};
    List<EarlierPayment, 1000> earlier{};
    std::optional<std::string> pending{};
    std::optional<std::string> clientData{};
    std::optional<std::string> origin{};
};

// A signed member in its order: what the page has to show.
struct ConfirmField {
    std::string_view field;
    std::string_view text;
};

struct ConfirmFailure {
    std::string_view field;
    std::string_view reason;
    std::optional<std::string_view> expected;
    std::optional<std::string_view> found;
};

// `fields` are the signed members, once the signature holds. `document` is the RFC 8785 text of what is confirmed, `digest` its
// SHA-256 in hexadecimal, `challenge` the same 32 bytes in base64url, for WebAuthn: all three only once everything that is
// signed is shown and nothing else. `amount` is the total, canonical.
struct ConfirmDetails {
    std::optional<std::string_view> payee;
    std::optional<std::string_view> currency;
    std::optional<std::string_view> amount;
    std::optional<Instant> expiresAt;
    std::optional<std::int64_t> secondsLeft;
    std::optional<std::string_view> digest;
    std::optional<std::string_view> challenge;
    std::optional<std::string_view> document;
    FixedList<ConfirmField, 6000> fields;
    FixedList<ConfirmFailure, 100> failures;
    std::int64_t failureCount = 0;
};

// JSON of any shape, whole numbers within 2^53 - 1.
struct AnyJson {};

// The payload of an envelope of the type "voucher", in the form of RFC 8785. `text` is for people, in any language.
// `reference` is what statements call the payment, `confirmation` the digest of payment.confirm, `more` the operator's own.
struct VoucherDocument {
    std::string id;
    Payee payee;
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    std::string amount;
    Instant paidAt{};
    std::optional<std::string> reference{};
    std::optional<std::string> confirmation{};
    std::string text;
    std::optional<AnyJson> more{};
};

// A voucher file: an envelope, and beside it `text` and `digest` for people who open it, which must be those that are
// signed. `confirmation`: what was confirmed on this device, if it is known. In place of the envelope `draft`, the JSON of a
// voucher that is still to be signed: details.document is then what to sign.
struct VoucherSubject {
    std::optional<std::string> payload{};
    std::optional<std::string> key{};
    std::optional<std::string> signature{};
    std::optional<std::string> draft{};
    std::optional<std::string> text{};
    std::optional<std::string> digest{};
    std::optional<std::string> confirmation{};
};

// All null unless the signature holds, or it is a draft. `digest` is the SHA-256 of the payload, in hexadecimal. The verdict's
// canonical text is the whole file, with `text` and `digest`.
struct VoucherDetails {
    std::optional<std::string_view> document;
    std::optional<std::string_view> digest;
    std::optional<std::string_view> id;
    std::optional<std::string_view> payee;
    std::optional<std::string_view> currency;
    std::optional<std::string_view> amount;
    std::optional<Instant> paidAt;
    std::optional<std::string_view> reference;
    std::optional<std::string_view> text;
};

// A payment or, below zero, a refund. `at` is RFC 3339, `voucher` the digest of its voucher.
struct HistoryPayment {
    std::string id;
    std::optional<std::string> reference{};
    std::string payee;
    std::string amount;
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    std::string at;
    std::optional<std::string> voucher{};
};

// `hash` is the SHA-256, in hexadecimal, of the RFC 8785 text of {"payment","previous"}, with null for what is left out.
// `previous` is the hash of the record before; of the first one, 64 zeros.
struct HistoryRecord {
    HistoryPayment payment;
    std::string previous;
    std::string hash;
};

// A line of a bank's or a shop's statement. `at` is a date, or RFC 3339.
struct StatementLine {
    std::optional<std::string> reference{};
    std::string amount;
    std::string currency;
    std::string at;
};

enum class HistoryForm : std::uint8_t { json, csv };

// `records` from the first on, or from the one after the hash `after`. `head` is the last hash as it was noted elsewhere:
// without it nobody sees that records are missing at the end. `append` is a new payment. The statement is of the days
// `from` to `until`, both included; `days` is by how many a statement's date may be off (1).
struct HistorySubject {
    List<HistoryRecord, 5000> records{};
    std::optional<std::string> after{};
    std::optional<std::string> head{};
    std::optional<HistoryPayment> append{};
    List<StatementLine, 1000> statement{};
    std::optional<std::string> from{};
    std::optional<std::string> until{};
    std::optional<std::int64_t> days{};
    std::optional<HistoryForm> exportAs{};
};

// `state`: "matched"; "missing" from the statement; "duplicate", charged again; "different", with the difference; "unknown"
// to the history. `line` and `record` count from zero.
struct StatementMatch {
    std::string_view state;
    std::optional<std::int64_t> line;
    std::optional<std::int64_t> record;
    std::optional<std::string_view> difference;
};

// `intact` is how many records from the first on are as they were written. `head` is the last hash then; `record` is the new
// record as JSON, to be kept after the others, and `head` is then its hash. `exported` is the history in the form that was
// asked for. All of that is null where not all records are intact.
struct HistoryDetails {
    std::int64_t records = 0;
    std::int64_t intact = 0;
    std::optional<std::string_view> head;
    std::optional<std::string_view> record;
    std::optional<std::string_view> exported;
    std::int64_t matched = 0;
    std::int64_t missing = 0;
    std::int64_t duplicate = 0;
    std::int64_t different = 0;
    std::int64_t unknown = 0;
    FixedList<StatementMatch, 2000> matches;
};

// A check whose verdict is settled when it is prepared, but for the time.
class DocumentCheck : public Check {
protected:
    // A finding that every run gives.
    struct Found {
        Reason reason{};
        std::array<std::string_view, ReasonRow::max_parameters> texts{};
        std::int64_t count = 0;
    };

    DocumentCheck() noexcept : Check(0) {}
    // The first finding of a reason is the one that is given.
    void find(Reason reason, std::string_view first = {}, std::string_view second = {}, std::string_view third = {});
    void find(Reason reason, std::int64_t count);
    std::string_view keep(std::string_view text) { return kept_.emplace_back(text); }
    // Whether so much memory is there, which a host without exceptions must know before; else that is the status.
    bool has_room(std::size_t bytes) noexcept;
    // The payload of a signed document; null, with a finding, where the signature does not hold.
    const std::string* open(const Context* context, const Envelope& envelope, std::string_view type);
    // The same for an offer, which is read, with its unit; null, too, with a status that names the place.
    const std::string* open_offer(const Context* context, const Envelope& envelope, Offer& offer, Unit& unit);

    void clear_details() noexcept override {}
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

    List<std::string, 100000> kept_{};  // what the details view
    FixedList<Found, Verdict::max_findings> found_{};
    std::string_view canonical_{};
    std::optional<Instant> expires_at_{};
    std::optional<std::int64_t>* seconds_left_ = nullptr;  // until then, in the details
};

class QuoteCheck final : public DocumentCheck {
public:
    using Subject = QuoteSubject;
    using Details = QuoteDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // A signed payload that is no offer is in status().
    explicit QuoteCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

private:
    friend class OfferComparison;
    Subject subject_;
    Offer offer_;
    Unit unit_;
    Details details_;
};

class ConfirmCheck final : public DocumentCheck {
public:
    using Subject = ConfirmSubject;
    using Details = ConfirmDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit ConfirmCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

private:
    friend class Confirmation;
    Subject subject_;
    Offer offer_;
    Unit unit_;
    Details details_;
};

class VoucherCheck final : public DocumentCheck {
public:
    using Subject = VoucherSubject;
    using Details = VoucherDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit VoucherCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

private:
    Subject subject_;
    VoucherDocument document_;
    Details details_;
};

class HistoryCheck final : public DocumentCheck {
public:
    using Subject = HistorySubject;
    using Details = HistoryDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit HistoryCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

private:
    friend class HistoryReader;
    Subject subject_;
    std::optional<HistoryRecord> appended_{};
    Details details_;
};

}  // namespace countersign::payment
