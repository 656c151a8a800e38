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

}  // namespace countersign::payment
