#include <boost/describe.hpp>

#include "../text/mask.h"
#include "../vocabulary/describe.h"
#include "countersign/signin.h"

namespace countersign::signin {

BOOST_DESCRIBE_ENUM(Channel, phone, email)
BOOST_DESCRIBE_STRUCT(RecoveryChannel, (), (kind, target, verified))
BOOST_DESCRIBE_STRUCT(RecoverySubject, (), (channels, choice, index))
BOOST_DESCRIBE_STRUCT(OfferedChannel, (), (index, kind, target))
BOOST_DESCRIBE_STRUCT(RecoveryDetails, (), (channels, chosen))

const TypeRow& RecoveryCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& RecoveryCheck::details_type() noexcept {
    return type_row<Details>;
}

Described RecoveryCheck::described_details() const noexcept {
    return described(details_);
}

RecoveryCheck::RecoveryCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    if (!subject_.index) return;
    if (*subject_.index < 0 || *subject_.index >= static_cast<std::int64_t>(subject_.channels.size()))
        refuse(Status{StatusCode::bad_subject, "subject.index", "must be the place of one of the channels"});
}

void RecoveryCheck::clear_details() noexcept {
    details_ = {};
}

void RecoveryCheck::judge(const Typed&, Moment, Verdict& verdict) noexcept {
    if (subject_.channels.empty()) {
        details_.channels.add({.kind = Channel::phone});
        details_.channels.add({.kind = Channel::email});
        verdict.add(Reason::signin_no_channels_named);
        if (subject_.choice) details_.chosen = *subject_.choice == Channel::phone ? 0 : 1;
        else verdict.add(Reason::signin_choose_channel);
        return;
    }
    // What was chosen may be verified, not verified, or nobody says.
    bool chosen_unverified = false;
    bool chosen_unknown = false;
    bool any_unknown = false;
    std::int64_t several = 0;
    std::int64_t index = 0;
    for (const RecoveryChannel& channel : subject_.channels) {
        const bool chosen = subject_.index ? *subject_.index == index : subject_.choice == channel.kind;
        any_unknown = any_unknown || !channel.verified;
        if (channel.verified == true) {
            if (chosen) {
                details_.chosen = static_cast<std::int64_t>(details_.channels.size());
                ++several;
            }
            std::array<char, 72> room{};
            OfferedChannel& offered = details_.channels.append();
            offered.index = index;
            offered.kind = channel.kind;
            if (channel.target) offered.target = verdict.keep(text::mask(*channel.target, room));
        } else if (chosen) {
            (channel.verified ? chosen_unverified : chosen_unknown) = true;
        }
        ++index;
    }
    if (several > 1) details_.chosen.reset();
    if (details_.chosen) return;
    if (details_.channels.empty()) {
        verdict.add(any_unknown ? Reason::signin_channel_unknown : Reason::signin_no_channel);
    } else if (several == 0 && chosen_unknown) {
        verdict.add(Reason::signin_channel_unknown);
    } else if (several == 0 && (chosen_unverified || subject_.choice || subject_.index)) {
        verdict.add(Reason::signin_channel_not_verified);
    } else {
        verdict.add(Reason::signin_choose_channel);
    }
}

}  // namespace countersign::signin
