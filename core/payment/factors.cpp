#include <boost/describe.hpp>

#include "../vocabulary/describe.h"
#include "countersign/payment.h"
#include "money.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_ENUM(FactorKind, sms, email, totp, webauthn)
BOOST_DESCRIBE_STRUCT(Factor, (), (kind, enabled))
BOOST_DESCRIBE_STRUCT(StepUp, (), (from, factors, strong))
BOOST_DESCRIBE_STRUCT(FactorsSubject, (), (currency, coin, network, amount, factors, stepUp))
BOOST_DESCRIBE_STRUCT(FactorsDetails, (), (state, enabled, needed, strongNeeded, available))

const TypeRow& FactorsCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& FactorsCheck::details_type() noexcept {
    return type_row<Details>;
}

Described FactorsCheck::described_details() const noexcept {
    return described(details_);
}

FactorsCheck::FactorsCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    if (subject_.currency || subject_.coin || subject_.amount || !subject_.stepUp.empty())
        refuse(read_unit(subject_.currency, subject_.coin, subject_.network, unit_));
}

void FactorsCheck::clear_details() noexcept {
    details_.state = "none";
    details_.enabled = details_.needed = 0;
    details_.strongNeeded = false;
    details_.available.clear();
}

void FactorsCheck::judge(const Typed&, Moment, Verdict& verdict) noexcept {
    bool strong = false;
    for (const Factor& factor : subject_.factors) {
        if (!factor.enabled) {
            details_.available.add(factor.kind);
            continue;
        }
        ++details_.enabled;
        strong = strong || factor.kind == FactorKind::totp || factor.kind == FactorKind::webauthn;
    }
    details_.state = details_.enabled == 0 ? "none" : details_.enabled == 1 ? "one" : "ok";
    if (details_.enabled == 0) verdict.add(Reason::payment_no_factor);
    else if (!strong) verdict.add(Reason::payment_weak_factor);
    if (subject_.stepUp.empty()) return;
    if (needs_network(unit_, subject_.coin, verdict)) return;
    if (!subject_.amount) {
        verdict.add(Reason::payment_amount_needed);
        return;
    }
    Whole amount;
    if (!take_amount(*subject_.amount, unit_, "amount", amount, verdict)) return;
    for (const StepUp& step : subject_.stepUp) {
        Whole from;
        if (!take_amount(step.from, unit_, "stepUp", from, verdict)) return;
        if (amount < from) continue;
        if (step.factors > details_.needed) details_.needed = step.factors;
        details_.strongNeeded = details_.strongNeeded || step.strong.value_or(false);
    }
    if (details_.enabled < details_.needed)
        verdict.add(Reason::payment_more_factors).with(details_.needed).with(details_.enabled);
    if (details_.strongNeeded && !strong) verdict.add(Reason::payment_strong_factor_needed);
}

}  // namespace countersign::payment
