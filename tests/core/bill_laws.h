// What payment.bill keeps to, whatever the bill says:
//   a bill that is accepted or cautioned is what its parts add up to, has no failure but unexpected fees, and shows that sum;
//   the same bill with the sum as its total has no sum that differs;
//   parts that explain a difference make it, exactly;
//   where something cannot be read there is no sum at all.
#pragma once

#include <string>

#include "countersign/payment.h"
#include "payment/money.h"

namespace countersign::tests {

// Empty, or the law that is broken.
inline std::string law_of_bills(const payment::BillSubject& bill) {
    payment::BillCheck check{bill};
    if (!check.status().ok()) return {};
    const Outcome outcome = check.run("", {}).outcome();
    const payment::BillDetails& details = check.details();
    const payment::Unit unit{details.currency, {}, static_cast<std::uint8_t>(details.currency == "JPY" ? 0 : 2), false};
    const auto value = [&](std::string_view text) { return payment::read_amount(text, unit).value; };
    if (check.verdict().find(Reason::payment_unreadable) != nullptr && details.total)
        return "a sum of what cannot be read";
    if (outcome == Outcome::accept || outcome == Outcome::caution) {
        if (!details.total || check.verdict().canonical() != *details.total) return "an accepted bill without its sum";
        if (value(*details.total) != value(bill.total)) return "an accepted bill that does not add up";
        for (const payment::BillFailure& failure : details.failures)
            if (failure.reason != "payment.unexpected-fee") return "an accepted bill with a failure";
    }
    if (!details.total) return {};
    if (!details.explainedBy.empty()) {
        payment::Whole sum;
        for (const payment::BillItem& item : details.explainedBy) sum += value(item.amount);
        if (sum != value(*details.difference)) return "an explanation that is not the difference";
    }
    payment::BillSubject right = bill;
    right.total = *details.total;
    payment::BillCheck again{right};
    if (again.run("", {}).find(Reason::payment_sum_mismatch) != nullptr) return "its own sum differs";
    return {};
}

}  // namespace countersign::tests
