#include <algorithm>
#include <boost/describe.hpp>
#include <charconv>
#include <vector>

#include "../vocabulary/describe.h"
#include "countersign/payment.h"
#include "money.h"
#include "quantity.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_ENUM(Rounding, HALF_UP, HALF_DOWN, HALF_EVEN, UP, DOWN)
BOOST_DESCRIBE_ENUM(TaxScope, line, total)
BOOST_DESCRIBE_STRUCT(BillLine, (), (name, quantity, scale, unitPrice, total, currency))
BOOST_DESCRIBE_STRUCT(BillDiscount, (), (name, amount))
BOOST_DESCRIBE_STRUCT(BillFee, (), (name, amount, quoted, currency, coin, network))
BOOST_DESCRIBE_STRUCT(BillTax, (), (name, rate, inclusive, per, amount, base))
BOOST_DESCRIBE_STRUCT(BillSubject, (),
                      (currency, coin, network, lines, discounts, fees, taxes, rounding, shipping, total, expected,
                       expiresAt))
BOOST_DESCRIBE_STRUCT(BillFailure, (), (path, reason, expected, found, difference))
BOOST_DESCRIBE_STRUCT(BillItem, (), (path, name, amount))
BOOST_DESCRIBE_STRUCT(BillOtherFee, (), (name, amount, currency))
BOOST_DESCRIBE_STRUCT(BillDetails, (),
                      (currency, total, lines, discounts, fees, taxes, difference, explainedBy, unexplained, otherFees,
                       failures, failureCount))

// Goes through a bill once and writes down what it finds.
class BillReader {
public:
    explicit BillReader(BillCheck& check) noexcept
        : bill_(check.subject_), unit_(check.unit_), details_(check.details_), check_(check),
          rounding_(check.subject_.rounding.value_or(Rounding::HALF_UP)) {}

    void read() {
        details_.currency = unit_.code;
        read_lines();
        read_discounts();
        read_fees();
        const Whole total = amount_at(bill_.total, "total", nullptr, 0, {});
        const Whole expected = bill_.expected ? amount_at(*bill_.expected, "expected", nullptr, 0, {}) : Whole{};
        read_taxes();
        details_.failureCount = failures_;
        // What cannot be read cannot be added up.
        if (!readable_) return;
        const Whole sum = lines_ - discounts_ + fees_ + shipping_ + taxes_;
        details_.lines = write(lines_);
        details_.discounts = write(discounts_);
        details_.fees = write(fees_ + shipping_);
        details_.taxes = write(taxes_);
        details_.total = write(sum);
        if (sum != total) fail(Reason::payment_sum_mismatch, {"total", nullptr, 0, {}}, sum, total);
        if (total < 0) fail(Reason::payment_negative_total, {"total", nullptr, 0, {}}, total);
        if (bill_.expected) explain(total - expected);
        details_.failureCount = failures_;
    }

private:
    // "lines[3].unitPrice": written only where it is needed.
    struct Place {
        std::string_view whole;  // the name of the member, or of the list
        const void* list;        // null: no list
        std::size_t index;
        std::string_view member;
    };
    // A part of the bill that may explain a difference.
    struct Part {
        Place place;
        std::string_view name;
        Whole amount;
        bool is_fee;
    };

    std::string_view keep(std::string_view text) { return check_.kept_.emplace_back(text); }
    std::string_view write(const Whole& amount) {
        Text text;
        write_amount(text, amount, unit_);
        return keep(text.view());
    }
    std::string_view write(const Place& place) {
        Text text;
        text.add(place.whole);
        if (place.list == nullptr) return keep(text.view());
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), place.index);
        text.add("[");
        text.add({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
        text.add("]");
        if (!place.member.empty()) text.add(".");
        text.add(place.member);
        return keep(text.view());
    }

    // One finding for the first failure of a kind; the details have all.
    BillCheck::Found* found(Reason reason) {
        for (const BillCheck::Found& one : check_.found_)
            if (one.reason == reason) return nullptr;
        BillCheck::Found& made = check_.found_.append();
        made.reason = reason;
        return &made;
    }
    BillFailure* failure(Reason reason, const Place& place) {
        ++failures_;
        if (details_.failures.size() == decltype(details_.failures)::limit) return nullptr;
        BillFailure& made = details_.failures.append();
        made.path = write(place);
        made.reason = row_of(reason).slug;
        return &made;
    }
    void fail(Reason reason, const Place& place, std::string_view name) {
        static_cast<void>(failure(reason, place));
        if (BillCheck::Found* const finding = found(reason)) finding->texts[0] = name;
    }
    void fail(Reason reason, const Place& place, const Whole& total) {
        if (BillFailure* const one = failure(reason, place)) one->found = write(total);
        if (BillCheck::Found* const finding = found(reason)) finding->texts[0] = write(total);
    }
    void fail(Reason reason, const Place& place, const Whole& expected, const Whole& stated,
              std::string_view name = {}) {
        if (BillFailure* const one = failure(reason, place)) {
            one->expected = write(expected);
            one->found = write(stated);
            one->difference = write(stated - expected);
        }
        BillCheck::Found* const finding = found(reason);
        if (finding == nullptr) return;
        std::size_t next = 0;
        if (!name.empty()) finding->texts[next++] = name;
        finding->texts[next++] = write(expected);
        finding->texts[next] = write(stated);
    }
    // An amount that is none, with payment.amount's reason in the details.
    void unreadable(Reason reason, const Place& place) {
        readable_ = false;
        BillFailure* const one = failure(reason, place);
        BillCheck::Found* const finding = found(Reason::payment_unreadable);
        if (finding != nullptr) finding->texts[0] = one != nullptr ? one->path : write(place);
    }
    Whole amount_at(std::string_view text, std::string_view whole, const void* list, std::size_t index,
                    std::string_view member, bool below_zero = true) {
        const MachineNumber number = read_amount(text, unit_);
        const Reason reason = number.reason != Reason{}         ? number.reason
                              : number.value < 0 && !below_zero ? Reason::payment_negative
                                                                : Reason{};
        if (reason == Reason{}) return number.value;
        unreadable(reason, {whole, list, index, member});
        return 0;
    }
    void mismatch(const Place& place, std::string_view currency) {
        readable_ = false;
        static_cast<void>(failure(Reason::payment_currency_mismatch, place));
        if (BillCheck::Found* const finding = found(Reason::payment_currency_mismatch))
            finding->texts = {currency, unit_.code, {}, {}};
    }

    void read_lines() {
        nets_.reserve(bill_.lines.size());
        std::size_t index = 0;
        for (const BillLine& line : bill_.lines) {
            const std::size_t at = index++;
            nets_.emplace_back(0);
            const std::int64_t before = failures_;
            if (line.currency && *line.currency != unit_.code)
                mismatch({"lines", this, at, "currency"}, *line.currency);
            const Whole price = amount_at(line.unitPrice, "lines", this, at, "unitPrice");
            const MachineNumber quantity = read_number(line.quantity.text);
            const std::int64_t scale = line.scale.value_or(0);
            // Zeros at the end say no more than the scale allows.
            const bool fine = scale >= 0 && scale <= 18 && quantity.value > 0 && quantity.reason == Reason{} &&
                              quantity.decimals <= static_cast<std::size_t>(scale);
            if (!fine) {
                readable_ = false;
                fail(Reason::payment_bad_quantity, {"lines", this, at, "quantity"}, line.name);
            }
            const std::optional<Whole> stated =
                line.total ? std::optional{amount_at(*line.total, "lines", this, at, "total")} : std::nullopt;
            if (!fine) continue;
            const Whole exact = divide(quantity.value * price, power_of_ten(quantity.decimals), rounding_);
            if (!exact.fits(64) && exact.size() >= power_of_ten(38)) {
                unreadable(Reason::payment_overflow, {"lines", this, at, "quantity"});
                continue;
            }
            if (stated && *stated != exact && failures_ == before)
                fail(Reason::payment_line_mismatch, {"lines", this, at, "total"}, exact, *stated, line.name);
            nets_.back() = stated ? *stated : exact;
            lines_ += nets_.back();
        }
    }
    void read_discounts() {
        std::size_t index = 0;
        for (const BillDiscount& discount : bill_.discounts) {
            const std::size_t at = index++;
            const Whole amount = amount_at(discount.amount, "discounts", this, at, "amount", false);
            discounts_ += amount;
            parts_.push_back(
                {{"discounts", this, at, {}}, discount.name ? *discount.name : std::string_view{}, -amount, false});
        }
    }
    void read_fees() {
        if (bill_.shipping) {
            shipping_ = amount_at(*bill_.shipping, "shipping", nullptr, 0, {}, false);
            parts_.push_back({{"shipping", nullptr, 0, {}}, "shipping", shipping_, true});
        }
        std::size_t index = 0;
        for (const BillFee& fee : bill_.fees) {
            const std::size_t at = index++;
            Unit unit = unit_;
            if (fee.currency || fee.coin) {
                unit = {};
                if (!read_unit(fee.currency, fee.coin, fee.network, unit).ok() || unit.code.empty()) {
                    mismatch({"fees", this, at, fee.coin ? "coin" : "currency"}, fee.coin ? *fee.coin : *fee.currency);
                    continue;
                }
                if (fee.currency && unit.code != unit_.code) {
                    mismatch({"fees", this, at, "currency"}, unit.code);
                    continue;
                }
            }
            const bool apart = unit.code != unit_.code || unit.is_asset != unit_.is_asset;
            const MachineNumber number = read_amount(fee.amount, unit);
            if (number.reason != Reason{} || number.value < 0) {
                unreadable(number.reason != Reason{} ? number.reason : Reason::payment_negative,
                           {"fees", this, at, "amount"});
                continue;
            }
            Text text;
            write_amount(text, number.value, unit);
            const std::string_view shown = keep(text.view());
            if (apart) {
                details_.otherFees.add({fee.name, shown, unit.code});
                text.add(" ");
                text.add(unit.code);
            } else {
                fees_ += number.value;
                parts_.push_back({{"fees", this, at, {}}, fee.name, number.value, true});
            }
            const Reason reason = fee.quoted ? Reason::payment_other_fee : Reason::payment_unexpected_fee;
            if (fee.quoted && !apart) continue;
            if (!fee.quoted) {
                if (BillFailure* const one = failure(reason, {"fees", this, at, {}})) one->found = keep(text.view());
            }
            if (BillCheck::Found* const finding = found(reason)) finding->texts = {fee.name, keep(text.view()), {}, {}};
        }
    }

    // Lines less discounts: what taxes are on, unless they say otherwise.
    void share_discounts() {
        if (shared_ || discounts_ == 0) return;
        shared_ = true;
        std::vector<Whole> weights(nets_.size());
        for (std::size_t i = 0; i < nets_.size(); ++i) weights[i] = nets_[i] < 0 ? Whole{} : nets_[i];
        std::vector<Whole> shares(nets_.size());
        allocate(discounts_, weights, shares);
        for (std::size_t i = 0; i < nets_.size(); ++i) nets_[i] -= shares[i];
    }
    void read_taxes() {
        std::size_t index = 0;
        for (const BillTax& tax : bill_.taxes) {
            const std::size_t at = index++;
            const Whole stated = amount_at(tax.amount, "taxes", this, at, "amount", false);
            std::string_view rate = tax.rate;
            const bool percent = rate.ends_with('%');
            if (percent) rate.remove_suffix(1);
            const MachineNumber number = read_number(rate);
            const Whole one = power_of_ten(number.decimals + (percent ? 2 : 0));
            // More than the whole, and not a percentage: it is not clear which of the two it is.
            const bool clear = number.reason == Reason{} && number.value >= 0 && number.decimals <= 18 &&
                               (percent ? number.value <= one * 10 : number.value < one);
            if (!clear) unreadable(Reason::payment_not_a_number, {"taxes", this, at, "rate"});
            const std::optional<Whole> base =
                tax.base ? std::optional{amount_at(*tax.base, "taxes", this, at, "base")} : std::nullopt;
            if (!readable_) continue;
            // Inclusive: the part of the base that is the tax.
            const Whole of = tax.inclusive ? one + number.value : one;
            Whole due;
            if (tax.per == TaxScope::line) {
                share_discounts();
                for (const Whole& net : nets_) due += divide(net * number.value, of, rounding_);
            } else {
                due = divide((base ? *base : lines_ - discounts_) * number.value, of, rounding_);
            }
            if (due != stated) fail(Reason::payment_tax_mismatch, {"taxes", this, at, "amount"}, due, stated);
            if (tax.inclusive) continue;
            taxes_ += stated;
            parts_.push_back({{"taxes", this, at, {}}, tax.name ? *tax.name : std::string_view{"tax"}, stated, false});
        }
    }

    // The parts of a bill that make the difference to what was expected: the fees, if they do; else all that is beside the
    // lines; else the one part that does. Anything else would be a guess.
    void explain(const Whole& difference) {
        details_.difference = write(difference);
        if (difference == 0) return;
        const Whole extras = fees_ + shipping_;
        const Whole beside = extras + taxes_ - discounts_;
        std::size_t single = 0;
        for (const Part& part : parts_) single += part.amount == difference ? 1U : 0U;
        const int way = extras == difference ? 1 : beside == difference ? 2 : single == 1 ? 3 : 0;
        if (way == 0) {
            details_.unexplained = write(difference - extras);
            if (BillCheck::Found* const finding = found(Reason::payment_unexplained_difference))
                finding->texts = {*details_.difference, *details_.unexplained, {}, {}};
            return;
        }
        Text names;
        for (const Part& part : parts_) {
            if (part.amount == 0 || (way == 1 && !part.is_fee) || (way == 3 && part.amount != difference)) continue;
            details_.explainedBy.add({write(part.place), part.name, write(part.amount)});
            if (names.size > 0) names.add(", ");
            names.add(part.name);
            names.add(" ");
            names.add(write(part.amount));
        }
        if (BillCheck::Found* const finding = found(Reason::payment_expected_differs))
            finding->texts = {*details_.difference, keep(names.view()), {}, {}};
    }

    const BillSubject& bill_;
    const Unit& unit_;
    BillDetails& details_;
    BillCheck& check_;
    Rounding rounding_;
    bool readable_ = true;
    bool shared_ = false;
    std::int64_t failures_ = 0;
    Whole lines_, discounts_, fees_, shipping_, taxes_;
    std::vector<Whole> nets_;
    std::vector<Part> parts_;
};

const TypeRow& BillCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& BillCheck::details_type() noexcept {
    return type_row<Details>;
}

Described BillCheck::described_details() const noexcept {
    return described(details_);
}

BillCheck::BillCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    const Status status = read_unit(subject_.currency, subject_.coin, subject_.network, unit_);
    refuse(status);
    if (status.ok() && unit_.code.empty()) {
        details_.currency = *subject_.coin;
        found_.append() = {Reason::payment_network_needed, {*subject_.coin, {}, {}, {}}};
    } else if (status.ok()) {
        BillReader{*this}.read();
    }
}

void BillCheck::judge(const Typed&, Moment now, Verdict& verdict) noexcept {
    for (const Found& one : found_) {
        Finding& finding = verdict.add(one.reason);
        for (std::size_t i = 0; i < row_of(one.reason).parameter_count; ++i) finding.with(one.texts[i]);
    }
    if (subject_.expiresAt && now.wall_ms >= static_cast<double>(subject_.expiresAt->ms)) {
        std::array<char, 24> room;
        verdict.add(Reason::payment_quote_expired).with(verdict.keep(format_instant(*subject_.expiresAt, room)));
    }
    if (details_.total) verdict.set_canonical(*details_.total);
}

}  // namespace countersign::payment
