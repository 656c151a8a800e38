// Subjects of payment.refund (r), payment.methods (m) and payment.factors (f), the letter before the JSON: what is accepted
// has nothing against it in its own details.
#include <cstdint>
#include <string_view>

#include "countersign/payment.h"
#include "payment/money.h"
#include "require.h"
#include "vocabulary/json_read.h"

using namespace countersign;
using namespace countersign::payment;
using tests::require;

namespace {

template<class C>
std::unique_ptr<C> judged(std::string_view json, typename C::Subject& subject) {
    if (!read_json(json, "subject", C::subject_type(), &subject).ok()) return nullptr;
    auto check = std::make_unique<C>(subject);
    if (!check->status().ok()) return nullptr;
    check->run("", {});
    return check;
}

void refund(std::string_view json) {
    RefundSubject subject;
    const auto check = judged<RefundCheck>(json, subject);
    if (check == nullptr) return;
    const RefundDetails& details = check->details();
    const Outcome outcome = check->verdict().outcome();
    std::size_t eligible = 0;
    auto line = subject.lines.begin();
    for (const RefundLineDetails& one : details.lines) {
        const bool known_free = line->contractSigned == false && line->shipped == false;
        require((one.decision == "eligible") == known_free, "eligible, and not known to be neither signed nor shipped");
        require((one.decision == "not-eligible") != one.reasons.empty(), "a refusal without a reason");
        eligible += one.decision == "eligible" ? 1 : 0;
        ++line;
    }
    if (outcome == Outcome::accept)
        require(eligible == subject.lines.size() && eligible > 0, "accepted, not all eligible");
    if (outcome == Outcome::accept || outcome == Outcome::caution)
        require(eligible > 0 && details.refundable.has_value() && !details.refundable->starts_with('-'),
                "accepted without an amount");
    const bool too_much = check->verdict().find(Reason::payment_refund_exceeds) != nullptr;
    require(details.contact == (eligible < details.lines.size() || too_much), "nobody to ask");
}

void methods(std::string_view json) {
    MethodsSubject subject;
    const auto check = judged<MethodsCheck>(json, subject);
    if (check == nullptr) return;
    std::size_t fitting = 0;
    for (const MethodDetails& one : check->details().methods) {
        fitting += one.fits == true ? 1 : 0;
        require(one.fits != false || !one.reasons.empty(), "a way to pay does not fit, and nothing says why");
        require(one.fits != true || one.reasons.empty(), "a way to pay fits, and something is against it");
    }
    if (check->verdict().outcome() == Outcome::accept) require(fitting > 0, "accepted without a way to pay");
}

void factors(std::string_view json) {
    FactorsSubject subject;
    const auto check = judged<FactorsCheck>(json, subject);
    if (check == nullptr) return;
    const FactorsDetails& details = check->details();
    const Outcome outcome = check->verdict().outcome();
    require(details.enabled + static_cast<std::int64_t>(details.available.size()) ==
                static_cast<std::int64_t>(subject.factors.size()),
            "a factor that is neither on nor off");
    if (outcome != Outcome::accept && outcome != Outcome::caution) return;
    require(details.enabled >= details.needed, "accepted with fewer factors than needed");
    bool strong = false;
    for (const Factor& one : subject.factors)
        strong = strong || (one.enabled && (one.kind == FactorKind::totp || one.kind == FactorKind::webauthn));
    require(strong || !details.strongNeeded, "accepted without a strong factor");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view json{reinterpret_cast<const char*>(data) + 1, size - 1};
    if (data[0] == 'r') refund(json);
    if (data[0] == 'm') methods(json);
    if (data[0] == 'f') factors(json);
    return 0;
}
