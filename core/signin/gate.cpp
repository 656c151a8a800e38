#include <boost/describe.hpp>

#include "../vocabulary/describe.h"
#include "../vocabulary/policy.h"
#include "countersign/signin.h"

namespace countersign::signin {

BOOST_DESCRIBE_ENUM(Level, none, review, verified, refused)
BOOST_DESCRIBE_ENUM(Need, identity, address)
BOOST_DESCRIBE_STRUCT(GateSubject, (), (operation, identity, address, needs))
BOOST_DESCRIBE_STRUCT(GateDetails, (), (operation, allowed, needs, missing))

const TypeRow& GateCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& GateCheck::details_type() noexcept {
    return type_row<Details>;
}

Described GateCheck::described_details() const noexcept {
    return described(details_);
}

GateCheck::GateCheck(Subject subject, const Context* context) : Check(max_bytes), subject_(std::move(subject)) {
    if (subject_.operation.empty() || subject_.operation.size() > 64) {
        refuse(Status{StatusCode::bad_subject, "subject.operation", "must have 1 to 64 bytes"});
        return;
    }
    identity_ = subject_.operation != "view";
    if (subject_.needs) {
        identity_ = false;
        for (const Need what : *subject_.needs) (what == Need::identity ? identity_ : address_) = true;
    } else if (context != nullptr) {
        for (const Gate& gate : context->policy().gates) {
            if (gate.operation != subject_.operation) continue;
            identity_ = gate.identity;
            address_ = gate.address.value_or(false);
        }
    }
}

void GateCheck::clear_details() noexcept {
    details_ = {};
}

void GateCheck::need(Need what, const std::optional<Level>& level, Verdict& verdict) noexcept {
    const bool identity = what == Need::identity;
    details_.needs.add(what);
    if (level == Level::verified) return;
    details_.missing.add(what);
    if (!level) {
        verdict.add(Reason::signin_level_unknown);
        return;
    }
    switch (*level) {
    case Level::none: verdict.add(identity ? Reason::signin_identity_needed : Reason::signin_address_needed); return;
    case Level::review:
        verdict.add(identity ? Reason::signin_identity_in_review : Reason::signin_address_in_review);
        return;
    case Level::refused:
        verdict.add(identity ? Reason::signin_identity_refused : Reason::signin_address_refused);
        return;
    case Level::verified: return;
    }
}

void GateCheck::judge(const Typed&, Moment, Verdict& verdict) noexcept {
    details_.operation = subject_.operation;
    if (identity_) need(Need::identity, subject_.identity, verdict);
    if (address_) need(Need::address, subject_.address, verdict);
    details_.allowed = details_.missing.empty();
}

}  // namespace countersign::signin
