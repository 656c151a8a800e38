// What payment.amount keeps to, whatever is typed:
//   an accepted amount's canonical text, as machines write it, is accepted again as the same amount (unless the currency's
//   own zeros make more than 38 digits of it), and its groups put together are that text;
//   what is not accepted has no amount;
//   every reading of an ambiguous text is an amount in the currency;
//   no beginning of an acceptable text is rejected. One exception: without a language, one sign is read as the decimal sign
//   until it is repeated or another sign follows, so "1,5" is too precise in yen although "1,500,000" is an amount.
#pragma once

#include <string>

#include "countersign/payment.h"
#include "text/utf8.h"

namespace countersign::tests {

// Empty, or the law that is broken.
inline std::string law_of_amounts(const payment::AmountSubject& subject, const std::string& text) {
    payment::AmountCheck check{subject};
    const Outcome outcome = check.run(text, {}).outcome();
    const payment::AmountDetails& details = check.details();
    payment::AmountSubject machine = subject;
    machine.mode = payment::AmountMode::machine;
    payment::AmountCheck again{machine};
    if (outcome != Outcome::accept) {
        if (details.minorUnits || details.display || details.words || !check.verdict().canonical().empty())
            return "an amount that was not accepted";
        for (const payment::AmountReading& reading : details.readings)
            if (again.run(reading.display, {}).outcome() == Outcome::accept
                    ? again.details().minorUnits != reading.minorUnits
                    : !again.verdict().find(Reason::payment_negative))
                return "a reading that is no amount";
        return {};
    }
    const std::string canonical{check.verdict().canonical()};
    std::string groups;
    for (const std::string_view group : details.groups) groups += group;
    if (canonical != details.display || canonical != groups || canonical.empty())
        return "display, groups and canonical differ";
    const bool too_long = again.run(canonical, {}).find(Reason::payment_overflow) != nullptr && canonical.size() > 39;
    if (!too_long && (again.verdict().outcome() != Outcome::accept ||
                      again.details().minorUnits != details.minorUnits || again.verdict().canonical() != canonical))
        return "the canonical text is not the same amount";
    for (std::size_t size = 0; size < text.size(); size += text::decode_code_point(text, size).length) {
        const Verdict& verdict = check.run(std::string_view{text}.substr(0, size), {});
        if (verdict.outcome() != Outcome::reject) continue;
        const bool excepted = verdict.findings().size() == 1 && verdict.find(Reason::payment_too_precise) != nullptr &&
                              !check.details().locale && subject.mode != payment::AmountMode::machine;
        if (!excepted) return "a beginning of it is rejected: " + text.substr(0, size);
    }
    return {};
}

}  // namespace countersign::tests
