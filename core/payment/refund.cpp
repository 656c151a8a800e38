#include <boost/describe.hpp>

#include "../vocabulary/describe.h"
#include "countersign/payment.h"
#include "money.h"
#include "quantity.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(RefundLine, (), (id, contractSigned, shipped, amount))
BOOST_DESCRIBE_STRUCT(RefundSubject, (),
                      (currency, coin, network, lines, captured, refunded, stateVersion, currentVersion))
BOOST_DESCRIBE_STRUCT(RefundLineDetails, (), (id, decision, reasons, amount))
BOOST_DESCRIBE_STRUCT(RefundDetails, (), (currency, stateVersion, refundable, available, contact, lines))

const TypeRow& RefundCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& RefundCheck::details_type() noexcept {
    return type_row<Details>;
}

Described RefundCheck::described_details() const noexcept {
    return described(details_);
}

RefundCheck::RefundCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    refuse(read_unit(subject_.currency, subject_.coin, subject_.network, unit_));
}

void RefundCheck::clear_details() noexcept {
    details_.currency = shown_code(unit_, subject_.coin);
    details_.stateVersion = subject_.stateVersion.text;
    details_.refundable.reset();
    details_.available.reset();
    details_.contact = false;
    details_.lines.clear();
}

// Only what is known to be neither signed nor shipped goes back without asking anybody.
void RefundCheck::judge(const Typed&, Moment, Verdict& verdict) noexcept {
    if (needs_network(unit_, subject_.coin, verdict)) return;
    Whole sum;
    Whole captured;
    Whole refunded;
    bool readable = take_amount(subject_.captured, unit_, "captured", captured, verdict);
    readable = take_amount(subject_.refunded, unit_, "refunded", refunded, verdict) && readable;
    std::int64_t eligible = 0;
    std::int64_t asked = 0;
    std::int64_t refused = 0;
    for (const RefundLine& line : subject_.lines) {
        RefundLineDetails& made = details_.lines.append();
        made.id = line.id;
        made.amount = line.amount;
        Whole amount;
        readable = take_amount(line.amount, unit_, "lines", amount, verdict) && readable;
        if (line.contractSigned == true) made.reasons.add("contract-signed");
        if (line.shipped == true) made.reasons.add("shipped");
        if (!made.reasons.empty()) {
            made.decision = "not-eligible";
            ++refused;
        } else if (line.contractSigned && line.shipped) {
            made.decision = "eligible";
            sum += amount;
            ++eligible;
        } else {
            made.decision = "ask";
            ++asked;
        }
    }
    details_.contact = refused > 0 || asked > 0;
    if (subject_.currentVersion && subject_.currentVersion->text != subject_.stateVersion.text)
        verdict.add(Reason::payment_recheck);
    if (asked > 0) verdict.add(Reason::payment_refund_ask).with(asked);
    if (refused > 0 && eligible + asked > 0) verdict.add(Reason::payment_refund_partly).with(refused);
    if (eligible + asked == 0) verdict.add(Reason::payment_not_refundable);
    if (!readable) return;
    const auto shown = [&](const Whole& amount) {
        Text text;
        write_amount(text, amount, unit_);
        return verdict.keep(text.view());
    };
    details_.refundable = shown(sum);
    details_.available = shown(captured - refunded);
    if (sum > captured - refunded) {
        verdict.add(Reason::payment_refund_exceeds).with(*details_.refundable).with(*details_.available);
        details_.contact = true;
    }
    verdict.set_canonical(*details_.refundable);
}

}  // namespace countersign::payment
