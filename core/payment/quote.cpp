#include <boost/describe.hpp>
#include <vector>

#include "../text/view.h"
#include "documents.h"
#include "money.h"
#include "offer.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(QuoteSubject, (), (quote, shown))
BOOST_DESCRIBE_STRUCT(OfferChange, (), (path, quoted, shown))
BOOST_DESCRIBE_STRUCT(QuoteDetails, (),
                      (document, id, payee, currency, total, expiresAt, secondsLeft, changes, changeCount))

// What a page shows against what was signed. What the page does not tell is not compared; that it has to be shown is
// payment.confirm's.
class OfferComparison {
public:
    OfferComparison(QuoteCheck& check, const Offer& shown) noexcept
        : check_(check), quoted_(check.offer_), shown_(shown), unit_(check.unit_) {}

    void compare() {
        compare_payee();
        if (shown_.address && shown_.address != quoted_.address) {
            change("address", quoted_.address, *shown_.address);
            check_.find(Reason::payment_address_changed, text::view_of(quoted_.address), *shown_.address);
        }
        compare_unit();
        compare_lines();
        compare_amounts("discounts", quoted_.discounts, shown_.discounts, false);
        compare_amounts("fees", quoted_.fees, shown_.fees, true);
        compare_amounts("taxes", quoted_.taxes, shown_.taxes, true);
        if (differ(quoted_.total, shown_.total, unit_, "total")) {
            change("total", quoted_.total, shown_.total);
            check_.find(Reason::payment_amount_changed, quoted_.total, shown_.total);
        }
    }

private:
    using Text = std::optional<std::string_view>;

    void change(std::string_view path, const Text& quoted, const Text& shown) {
        ++check_.details_.changeCount;
        check_.details_.changes.add({path, quoted, shown});
    }
    std::string_view path_of(std::string_view list, std::size_t index, std::string_view member) {
        std::string path{list};
        path.append("[").append(std::to_string(index)).append("]");
        if (!member.empty()) path.append(".").append(member);
        return check_.keep(path);
    }

    void compare_payee() {
        const auto part = [this](std::string_view path, const Text& quoted, const Text& shown) {
            if (!shown || quoted == shown) return;
            change(path, quoted, shown);
            check_.find(Reason::payment_payee_changed, quoted ? *quoted : std::string_view{}, *shown);
        };
        part("payee.name", quoted_.payee.name, shown_.payee.name);
        part("payee.id", quoted_.payee.id, shown_.payee.id);
        part("payee.account", quoted_.payee.account, shown_.payee.account);
    }

    void compare_unit() {
        const auto part = [this](std::string_view path, const Text& quoted, const Text& shown) {
            if (!shown || quoted == shown) return;
            change(path, quoted, shown);
            check_.find(Reason::payment_currency_mismatch, *shown, unit_.code);
        };
        part("currency", quoted_.currency, shown_.currency);
        part("coin", quoted_.coin, shown_.coin);
        part("network", quoted_.network, shown_.network);
    }

    // Whether two amounts differ; one that cannot be read is a finding of its own.
    bool differ(std::string_view quoted, std::string_view shown, const Unit& unit, std::string_view path) {
        const MachineNumber first = read_amount(quoted, unit);
        const MachineNumber second = read_amount(shown, unit);
        if (first.reason == Reason{} && second.reason == Reason{}) return first.value != second.value;
        check_.find(Reason::payment_unreadable, path);
        return false;
    }

    // For each of the quoted ones the first of the same name that is shown and has no other: its number, or none.
    template<class List>
    static std::vector<const typename List::value_type*> partners(const List& quoted, const List& shown,
                                                                  std::vector<char>& taken) {
        std::vector<const typename List::value_type*> found;
        found.reserve(quoted.size());
        taken.assign(shown.size(), 0);
        for (const auto& one : quoted) {
            std::size_t at = 0;
            auto other = shown.begin();
            for (; other != shown.end() && (taken[at] != 0 || other->name != one.name); ++other) ++at;
            if (other != shown.end()) taken[at] = 1;
            found.push_back(other != shown.end() ? &*other : nullptr);
        }
        return found;
    }

    void compare_lines() {
        std::vector<char> taken;
        const auto others = partners(quoted_.lines, shown_.lines, taken);
        std::size_t at = 0;
        for (const OfferLine& line : quoted_.lines) {
            const std::size_t index = at++;
            const OfferLine* const other = others[index];
            if (other == nullptr) {
                change(path_of("lines", index, {}), line.quantity.text, {});
                check_.find(Reason::payment_quantity_changed, line.name, line.quantity.text, "0");
                continue;
            }
            compare_line(line, *other, index);
        }
        at = 0;
        for (const OfferLine& line : shown_.lines) {
            const std::size_t index = at++;
            if (taken[index] != 0) continue;
            change(path_of("lines", index, {}), {}, line.quantity.text);
            check_.find(Reason::payment_quantity_changed, line.name, "0", line.quantity.text);
        }
    }
    void compare_line(const OfferLine& quoted, const OfferLine& shown, std::size_t index) {
        MachineNumber first = read_number(quoted.quantity.text);
        MachineNumber second = read_number(shown.quantity.text);
        if (first.reason != Reason{} || second.reason != Reason{}) {
            check_.find(Reason::payment_bad_quantity, quoted.name);
        } else {
            for (; first.decimals < second.decimals; ++first.decimals) first.value = first.value * 10;
            for (; second.decimals < first.decimals; ++second.decimals) second.value = second.value * 10;
            if (first.value != second.value) {
                change(path_of("lines", index, "quantity"), quoted.quantity.text, shown.quantity.text);
                check_.find(Reason::payment_quantity_changed, quoted.name, quoted.quantity.text, shown.quantity.text);
            }
        }
        price("lines", index, "unitPrice", quoted.name, quoted.unitPrice, shown.unitPrice, unit_);
        if (quoted.total && shown.total)
            price("lines", index, "total", quoted.name, *quoted.total, *shown.total, unit_);
    }
    void price(std::string_view list, std::size_t index, std::string_view member, std::string_view name,
               std::string_view quoted, std::string_view shown, const Unit& unit) {
        if (quoted == shown) return;
        const std::string_view path = path_of(list, index, member);
        if (!differ(quoted, shown, unit, path)) return;
        change(path, quoted, shown);
        check_.find(Reason::payment_price_changed, name, quoted, shown);
    }

    void compare_amounts(std::string_view name, const List<OfferAmount, 100>& quoted,
                         const List<OfferAmount, 100>& shown, bool charged) {
        std::vector<char> taken;
        const auto others = partners(quoted, shown, taken);
        std::size_t at = 0;
        for (const OfferAmount& one : quoted) {
            const std::size_t index = at++;
            const OfferAmount* const other = others[index];
            if (other == nullptr) {
                change(path_of(name, index, {}), one.amount, {});
                check_.find(Reason::payment_price_changed, one.name, one.amount, "0");
                continue;
            }
            Unit unit;
            if (!one.currency && !one.coin) {
                unit = unit_;
            } else if (!read_unit(one.currency, one.coin, one.network, unit).ok()) {
                check_.find(Reason::payment_unreadable, path_of(name, index, "amount"));
                continue;
            }
            if (one.currency != other->currency || one.coin != other->coin || one.network != other->network) {
                change(path_of(name, index, "currency"), one.coin ? Text{*one.coin} : Text{one.currency},
                       other->coin ? Text{*other->coin} : Text{other->currency});
                check_.find(Reason::payment_currency_mismatch,
                            other->coin       ? std::string_view{*other->coin}
                            : other->currency ? std::string_view{*other->currency}
                                              : unit_.code,
                            unit.code);
                continue;
            }
            price(name, index, "amount", one.name, one.amount, other->amount, unit);
        }
        at = 0;
        for (const OfferAmount& one : shown) {
            const std::size_t index = at++;
            if (taken[index] != 0) continue;
            change(path_of(name, index, {}), {}, one.amount);
            if (charged) check_.find(Reason::payment_unexpected_fee, one.name, one.amount);
            else check_.find(Reason::payment_price_changed, one.name, "0", one.amount);
        }
    }

    QuoteCheck& check_;
    const Offer& quoted_;
    const Offer& shown_;
    const Unit& unit_;
};

const TypeRow& QuoteCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& QuoteCheck::details_type() noexcept {
    return type_row<Details>;
}

Described QuoteCheck::described_details() const noexcept {
    return described(details_);
}

QuoteCheck::QuoteCheck(Subject subject, const Context* context) : subject_(std::move(subject)) {
    const std::string* const payload = open_offer(context, subject_.quote, offer_, unit_);
    if (payload == nullptr) return;
    details_.document = *payload;
    if (offer_.id) details_.id = *offer_.id;
    details_.payee = offer_.payee.name;
    details_.currency = unit_.code;
    details_.expiresAt = offer_.expiresAt;
    seconds_left_ = &details_.secondsLeft;
    const MachineNumber total = read_amount(offer_.total, unit_);
    if (total.reason == Reason{}) {
        Text text;
        write_amount(text, total.value, unit_);
        details_.total = keep(text.view());
        canonical_ = *details_.total;
    } else {
        find(Reason::payment_unreadable, "total");
    }
    if (subject_.shown) OfferComparison{*this, *subject_.shown}.compare();
}

}  // namespace countersign::payment
