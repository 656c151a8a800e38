#include <boost/describe.hpp>

#include "../text/view.h"
#include "../vocabulary/describe.h"
#include "code.h"
#include "countersign/otp.h"

namespace countersign::otp {

BOOST_DESCRIBE_ENUM(Alphabet, digits, alphanumeric)
BOOST_DESCRIBE_STRUCT(MessageSubject, (), (length, alphabet, origin, topOrigin))
BOOST_DESCRIBE_STRUCT(MessageDetails, (), (code, bound))

const TypeRow& MessageCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& MessageCheck::details_type() noexcept {
    return type_row<Details>;
}

Described MessageCheck::described_details() const noexcept {
    return described(details_);
}

MessageCheck::MessageCheck(Subject subject, const Context*) : Check(max_bytes), subject_(std::move(subject)) {
    if (subject_.length < 3 || subject_.length > 16)
        refuse(Status{StatusCode::bad_subject, "subject.length", "must be 3 to 16"});
}

void MessageCheck::clear_details() noexcept {
    details_ = {};
    kept_ = {};
}

void MessageCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    details_.bound = !read_bound_code(typed.text).host.empty();
    const MessageCode found = judge_message(
        typed.text, static_cast<std::size_t>(subject_.length), subject_.alphabet.value_or(Alphabet::digits),
        {text::view_of(subject_.origin), text::view_of(subject_.topOrigin)}, verdict);
    if (found.code.length > 0) {
        details_.code = kept_ = found.code;
    } else if (!found.said) {
        verdict.add(typed.text.find_first_not_of(" \t\r\n") == std::string_view::npos ? Reason::otp_no_message
                                                                                      : Reason::otp_no_code);
    }
}

}  // namespace countersign::otp
