#include <algorithm>
#include <boost/describe.hpp>

#include "../vocabulary/describe.h"
#include "countersign/payment.h"
#include "money.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(PaymentMethod, (), (id, currencies, countries, least, most))
BOOST_DESCRIBE_STRUCT(MethodsSubject, (), (currency, coin, network, amount, country, methods))
BOOST_DESCRIBE_STRUCT(MethodDetails, (), (id, fits, reasons))
BOOST_DESCRIBE_STRUCT(MethodsDetails, (), (currency, methods))

const TypeRow& MethodsCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& MethodsCheck::details_type() noexcept {
    return type_row<Details>;
}

Described MethodsCheck::described_details() const noexcept {
    return described(details_);
}

MethodsCheck::MethodsCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    refuse(read_unit(subject_.currency, subject_.coin, subject_.network, unit_));
}

void MethodsCheck::clear_details() noexcept {
    details_.currency = shown_code(unit_, subject_.coin);
    details_.methods.clear();
}

void MethodsCheck::judge(const Typed&, Moment, Verdict& verdict) noexcept {
    if (needs_network(unit_, subject_.coin, verdict)) return;
    Whole amount;
    if (!take_amount(subject_.amount, unit_, "amount", amount, verdict)) return;
    bool any = false;
    bool unsure = false;
    bool currency_fits = false;  // some method takes the currency,
    bool country_fits = false;   // and the country as well
    // The nearest amounts that would do.
    std::optional<Whole> least;
    std::optional<Whole> most;
    std::string_view least_text;
    std::string_view most_text;
    const auto lists = [](const auto& list, std::string_view one) {
        return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
    };
    for (const PaymentMethod& method : subject_.methods) {
        Whole from;
        Whole to;
        if ((method.least && !take_amount(*method.least, unit_, "methods", from, verdict)) ||
            (method.most && !take_amount(*method.most, unit_, "methods", to, verdict)))
            return;
        MethodDetails& made = details_.methods.append();
        made.id = method.id;
        const bool takes_currency = lists(method.currencies, unit_.code);
        const bool unknown_country = !subject_.country && !method.countries.empty();
        const bool takes_country =
            unknown_country || method.countries.empty() || lists(method.countries, *subject_.country);
        if (!takes_currency) made.reasons.add("currency");
        if (!takes_country) made.reasons.add("country");
        if (method.least && amount < from) made.reasons.add("least");
        if (method.most && amount > to) made.reasons.add("most");
        if (!made.reasons.empty()) made.fits = false;
        else if (!unknown_country) made.fits = true;
        any = any || made.fits == true;
        unsure = unsure || !made.fits;
        currency_fits = currency_fits || takes_currency;
        if (!takes_currency || !takes_country) continue;
        country_fits = true;
        if (method.least && amount < from && (!least || from < *least)) {
            least = from;
            least_text = *method.least;
        }
        if (method.most && amount > to && (!most || to > *most)) {
            most = to;
            most_text = *method.most;
        }
    }
    if (any) return;
    if (unsure) {
        verdict.add(Reason::payment_country_needed);
        return;
    }
    if (subject_.methods.empty()) verdict.add(Reason::payment_no_method);
    else if (!currency_fits) verdict.add(Reason::payment_method_currency).with(unit_.code);
    else if (!country_fits) verdict.add(Reason::payment_method_country).with(std::string_view{*subject_.country});
    if (least) verdict.add(Reason::payment_method_least).with(least_text);
    if (most) verdict.add(Reason::payment_method_most).with(most_text);
}

}  // namespace countersign::payment
