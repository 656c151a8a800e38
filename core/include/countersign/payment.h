// The room `payment`: amounts, bills, refunds and ways to pay. Amounts are whole minor units from the first character to
// the last, in the currency or on the network that the subject names; nothing is rounded but where a bill declares how,
// nothing is guessed, and nothing that is not a number becomes zero. Currencies are those of ISO 4217, whose digits differ
// from what browsers show for some of them. Knows no rates and converts nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"
#include "countersign/moment.h"

namespace countersign::text {
struct NumberLocale;
}

namespace countersign::payment {

// What amounts are counted in, as the tables have it: a currency of ISO 4217 or an asset on a network.
struct Unit {
    std::string_view code{};     // empty: not known
    std::string_view symbols{};  // each with a space before it
    std::uint8_t digits = 0;     // of the minor unit
    bool is_asset = false;
};

// How an amount is written: as a person does, or as a program does (a point, no groups, zeros at the end are fine).
enum class AmountMode : std::uint8_t { typed, machine };

// Either `currency` (ISO 4217, three capitals) or `coin` (an upper-case ticker) with its `network`. `locale` is a BCP 47
// tag: its signs are then the only ones that count. Without one, or with one that CLDR lacks, some amounts are ambiguous.
struct AmountSubject {
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    std::optional<std::string> locale{};
    std::optional<AmountMode> mode{};
    std::optional<bool> allowNegative{};
};

// An amount of every language: the digits of ISO 4217 with a point, or those that an asset's amount needs.
struct AmountReading {
    std::string_view minorUnits;
    std::string_view display;
};

struct AmountWords {
    std::string_view en;
    std::string_view zh;  // financial numerals
};

// `minorUnits`, `display` and `words` are there once the amount is; `readings` where it may mean more than one thing: those
// that are amounts in this currency. `locale` is whose signs counted. `groups` is `display` in threes, to read aloud.
struct AmountDetails {
    std::string_view currency;
    std::optional<std::string_view> network;
    std::int64_t digits = 0;
    std::optional<std::string_view> locale;
    std::optional<std::string_view> minorUnits;
    std::optional<std::string_view> display;
    std::optional<AmountWords> words;
    FixedList<AmountReading, 2> readings;
    FixedList<std::string_view, 32> groups;
};

// How what does not divide is rounded, by its size: HALF_UP means away from zero from a half on.
enum class Rounding : std::uint8_t { HALF_UP, HALF_DOWN, HALF_EVEN, UP, DOWN };

class AmountCheck final : public Check {
public:
    using Subject = AmountSubject;
    using Details = AmountDetails;
    static constexpr std::size_t max_bytes = 4096;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // An unknown currency, coin or network is in status().
    explicit AmountCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    void take(std::string_view number, std::size_t fraction, bool negative, Verdict& verdict) noexcept;
    void offer(std::string_view number, std::size_t fraction, bool negative, Verdict& verdict) noexcept;

    Subject subject_;
    Unit unit_;
    const text::NumberLocale* locale_ = nullptr;  // null: nobody knows the language
    std::string_view tag_{};
    Details details_;
};

// A number of things, in JSON a whole number or a string.
struct Quantity {
    std::string text;
};

// `scale` declares how many decimals the quantity may have; without it, it is whole. `currency` only where it is said again.
struct BillLine {
    std::string name;
    Quantity quantity;
    std::optional<std::int64_t> scale{};
    std::string unitPrice;
    std::optional<std::string> total{};
    std::optional<std::string> currency{};
};

struct BillDiscount {
    std::optional<std::string> name{};
    std::string amount;
};

// `quoted`: whether it was in the offer. A fee in `coin` (a network's, say) that is not what the bill is in is kept apart.
struct BillFee {
    std::string name;
    std::string amount;
    bool quoted = false;
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
};

// Whether a tax is rounded for each line or once.
enum class TaxScope : std::uint8_t { line, total };

// `rate` is a fraction ("0.19") or a percentage ("19%"). It is on the lines less the discounts, which are shared out among
// the lines by size; on `base` where that is something else and the tax is rounded once.
struct BillTax {
    std::optional<std::string> name{};
    std::string rate;
    bool inclusive = false;
    TaxScope per = TaxScope::total;
    std::string amount;
    std::optional<std::string> base{};
};

// All amounts are decimal strings as programs write them, in the bill's currency. `expected` is what the person agreed to.
struct BillSubject {
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    List<BillLine, 10000> lines{};
    List<BillDiscount, 1000> discounts{};
    List<BillFee, 1000> fees{};
    List<BillTax, 1000> taxes{};
    std::optional<Rounding> rounding{};
    std::optional<std::string> shipping{};
    std::string total;
    std::optional<std::string> expected{};
    std::optional<Instant> expiresAt{};
};

// What does not hold, where. `reason` is that of a finding, or for an amount that cannot be read that of payment.amount.
struct BillFailure {
    std::string_view path;
    std::string_view reason;
    std::optional<std::string_view> expected;
    std::optional<std::string_view> found;
    std::optional<std::string_view> difference;
};

struct BillItem {
    std::string_view path;
    std::string_view name;
    std::string_view amount;
};

struct BillOtherFee {
    std::string_view name;
    std::string_view amount;
    std::string_view currency;
};

// `total` is what the parts add up to, `difference` the bill's total less what was expected, `explainedBy` the parts that make
// this difference. Sums are null where something in them cannot be read. The first failures are listed, and all counted.
struct BillDetails {
    std::string_view currency;
    std::optional<std::string_view> total;
    std::optional<std::string_view> lines;
    std::optional<std::string_view> discounts;
    std::optional<std::string_view> fees;
    std::optional<std::string_view> taxes;
    std::optional<std::string_view> difference;
    FixedList<BillItem, 64> explainedBy;
    std::optional<std::string_view> unexplained;
    FixedList<BillOtherFee, 64> otherFees;
    FixedList<BillFailure, 256> failures;
    std::int64_t failureCount = 0;
};

class BillCheck final : public Check {
public:
    using Subject = BillSubject;
    using Details = BillDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // The whole bill is gone through here; a run only looks at the clock.
    explicit BillCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override {}
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    friend class BillReader;
    // A finding that every run gives.
    struct Found {
        Reason reason{};
        std::array<std::string_view, ReasonRow::max_parameters> texts{};
    };

    Subject subject_;
    Unit unit_;
    List<std::string, 100000> kept_{};  // what the details view
    FixedList<Found, Verdict::max_findings> found_{};
    Details details_;
};

// `contractSigned`: all signatures that are needed are there. `shipped`: handed to the carrier, or delivered digitally; a
// printed label is not. Null where nobody knows.
struct RefundLine {
    std::string id;
    std::optional<bool> contractSigned{};
    std::optional<bool> shipped{};
    std::string amount;
};

// `stateVersion` is the version of the order's state that the lines speak of, `currentVersion` the server's now, if it is
// known. `captured` was paid, `refunded` already given back.
struct RefundSubject {
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    List<RefundLine, 1000> lines{};
    std::string captured;
    std::string refunded;
    Quantity stateVersion;
    std::optional<Quantity> currentVersion{};
};

// `decision` is "eligible", "not-eligible" with all of its reasons ("contract-signed", "shipped"), or "ask".
struct RefundLineDetails {
    std::string_view id;
    std::string_view decision;
    FixedList<std::string_view, 2> reasons;
    std::string_view amount;
};

// `refundable` is the sum of the eligible lines, `available` what was paid and not given back. Not being eligible is never the
// last word: `contact` says that people can be asked.
struct RefundDetails {
    std::string_view currency;
    std::string_view stateVersion;
    std::optional<std::string_view> refundable;
    std::optional<std::string_view> available;
    bool contact = false;
    FixedList<RefundLineDetails, 1000> lines;
};

class RefundCheck final : public Check {
public:
    using Subject = RefundSubject;
    using Details = RefundDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit RefundCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Unit unit_;
    Details details_;
};

// A way to pay, and for what: nothing listed means everything. Countries are ISO 3166 codes of two letters.
struct PaymentMethod {
    std::string id;
    List<std::string, 300> currencies{};
    List<std::string, 300> countries{};
    std::optional<std::string> least{};
    std::optional<std::string> most{};
};

struct MethodsSubject {
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    std::string amount;
    std::optional<std::string> country{};
    List<PaymentMethod, 100> methods{};
};

// `fits` is null where the country decides and is not known. `reasons`: "currency", "country", "least", "most".
struct MethodDetails {
    std::string_view id;
    std::optional<bool> fits;
    FixedList<std::string_view, 4> reasons;
};

struct MethodsDetails {
    std::string_view currency;
    FixedList<MethodDetails, 100> methods;
};

class MethodsCheck final : public Check {
public:
    using Subject = MethodsSubject;
    using Details = MethodsDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit MethodsCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Unit unit_;
    Details details_;
};

// What a payment can be confirmed with beside a password. Codes by text message and mail are weaker: both can be diverted.
enum class FactorKind : std::uint8_t { sms, email, totp, webauthn };

struct Factor {
    FactorKind kind = FactorKind::sms;
    bool enabled = false;
};

// From this amount on so many factors must be on, one of them a strong one if `strong`.
struct StepUp {
    std::string from;
    std::int64_t factors = 1;
    std::optional<bool> strong{};
};

struct FactorsSubject {
    std::optional<std::string> currency{};
    std::optional<std::string> coin{};
    std::optional<std::string> network{};
    std::optional<std::string> amount{};
    List<Factor, 16> factors{};
    List<StepUp, 16> stepUp{};
};

// `state` is "none", "one" or "ok" by how many are on. `available` are those that are not.
struct FactorsDetails {
    std::string_view state;
    std::int64_t enabled = 0;
    std::int64_t needed = 0;
    bool strongNeeded = false;
    FixedList<FactorKind, 16> available;
};

class FactorsCheck final : public Check {
public:
    using Subject = FactorsSubject;
    using Details = FactorsDetails;
    static constexpr std::size_t max_bytes = 0;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit FactorsCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Unit unit_;
    Details details_;
};

}  // namespace countersign::payment
