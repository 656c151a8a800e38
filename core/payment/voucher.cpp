#include <boost/describe.hpp>

#include "../vocabulary/canonical_json.h"
#include "../vocabulary/json_read.h"
#include "documents.h"
#include "money.h"
#include "offer.h"

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(VoucherDocument, (),
                      (id, payee, currency, coin, network, amount, paidAt, reference, confirmation, text, more))
BOOST_DESCRIBE_STRUCT(VoucherSubject, (), (payload, key, signature, draft, text, digest, confirmation))
BOOST_DESCRIBE_STRUCT(VoucherDetails, (), (document, digest, id, payee, currency, amount, paidAt, reference, text))

namespace {

// The whole file, as people get it.
struct VoucherFile {
    std::string_view payload;
    std::string_view key;
    std::string_view signature;
    std::string_view text;
    std::string_view digest;
};
BOOST_DESCRIBE_STRUCT(VoucherFile, (), (payload, key, signature, text, digest))

}  // namespace

const TypeRow& VoucherCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& VoucherCheck::details_type() noexcept {
    return type_row<Details>;
}

Described VoucherCheck::described_details() const noexcept {
    return described(details_);
}

VoucherCheck::VoucherCheck(Subject subject, const Context* context) : subject_(std::move(subject)) {
    const bool is_signed = subject_.payload && subject_.key && subject_.signature;
    if (is_signed == subject_.draft.has_value()) {
        refuse(Status{StatusCode::bad_subject, "subject", "takes either payload, key and signature, or draft"});
        return;
    }
    const Envelope envelope = is_signed ? Envelope{*subject_.payload, *subject_.key, *subject_.signature} : Envelope{};
    const std::string* const given = is_signed                               ? open(context, envelope, "voucher")
                                     : has_room(subject_.draft->size() * 12) ? &*subject_.draft
                                                                             : nullptr;
    if (given == nullptr) return;
    Buffer canonical;
    Unit unit;
    Status status = read_json(*given, "voucher", document_);
    if (status.ok()) status = canonical_json(*given, "voucher", canonical);
    if (status.ok() && is_signed && canonical.view() != *given)
        status = Status{StatusCode::bad_subject, "voucher", "is not in the form of RFC 8785"};
    if (status.ok()) status = read_unit_in("voucher", document_.currency, document_.coin, document_.network, unit);
    refuse(status);
    if (!status.ok()) return;
    if (unit.code.empty()) {
        find(Reason::payment_network_needed, *document_.coin);
        return;
    }
    const std::string_view payload = keep(canonical.view());
    const std::string_view digest = keep(hex_of(sum_of(payload)));
    details_.document = payload;
    details_.digest = digest;
    details_.id = document_.id;
    details_.payee = document_.payee.name;
    details_.currency = unit.code;
    details_.paidAt = document_.paidAt;
    if (document_.reference) details_.reference = *document_.reference;
    details_.text = document_.text;
    const MachineNumber amount = read_amount(document_.amount, unit);
    if (amount.reason == Reason{}) {
        Text text;
        write_amount(text, amount.value, unit);
        details_.amount = keep(text.view());
    } else {
        find(Reason::payment_unreadable, "amount");
    }
    if ((subject_.text && *subject_.text != document_.text) || (subject_.digest && *subject_.digest != digest))
        find(Reason::payment_voucher_changed);
    if (subject_.confirmation && subject_.confirmation != document_.confirmation) find(Reason::payment_voucher_other);
    if (!is_signed) {
        find(Reason::payment_voucher_unsigned);
        return;
    }
    const VoucherFile file{envelope.payload, envelope.key, envelope.signature, document_.text, digest};
    Buffer written;
    refuse(canonical_described(described(file), written));
    canonical_ = keep(written.view());
}

}  // namespace countersign::payment
