// What quotes, confirmations, vouchers and histories keep to, whatever they say:
//   an offer that is shown as it was signed has not changed, and no member of it may be left out, changed or added;
//   what is confirmed is its own canonical form, and its digest that form's SHA-256;
//   a voucher is its own canonical form, and the file that is made of it is checked as it is;
//   a record that was appended is the next of its history, and one character of it changed is seen.
#pragma once

#include <sodium.h>

#include <string>

#include "countersign/payment_documents.h"
#include "payment/offer.h"
#include "seeded.h"
#include "signing.h"
#include "vocabulary/canonical_json.h"
#include "vocabulary/json_read.h"

namespace countersign::tests {

constexpr std::uint8_t operator_seed = 1;

inline const Context& trusting() {
    static const Context& context = []() -> const Context& {
        static Context made;
        static_cast<void>(made.trust("operator", SigningKey{operator_seed}.open));
        return made;
    }();
    return context;
}

inline Envelope signed_by_operator(std::string_view type, std::string_view payload) {
    Envelope envelope;
    static_cast<void>(
        read_json(make_envelope(type, "operator", payload, operator_seed), "envelope", type_row<Envelope>, &envelope));
    return envelope;
}

inline std::string sha256_hex(std::string_view text) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> sum{};
    crypto_hash_sha256(sum.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return to_hex(sum);
}

// Empty, or what broke.
inline std::string law_of_canonical_json(std::string_view json) {
    Buffer once;
    if (!canonical_json(json, "document", once).ok()) return {};
    Buffer twice;
    if (!canonical_json(once.view(), "document", twice).ok()) return "a canonical form that has none";
    return once.view() == twice.view() ? "" : "a canonical form that is another one's";
}

inline std::string law_of_offers(std::string_view payload) {
    const Envelope envelope = signed_by_operator("quote", payload);
    payment::QuoteSubject as_signed{envelope, payment::Offer{}};
    if (!read_json(payload, "quote", *as_signed.shown).ok()) return {};
    payment::QuoteCheck quote{as_signed, &trusting()};
    if (!quote.status().ok()) return {};
    const Verdict& judged = quote.run("", {});
    if (judged.find(Reason::payment_bad_signature) != nullptr) return "a signature that does not hold";
    if (!quote.details().changes.empty()) return "an offer that differs from itself";
    if (!quote.details().document) return {};

    payment::ConfirmSubject subject{envelope};
    payment::ConfirmCheck nothing{subject, &trusting()};
    const auto& fields = nothing.details().fields;
    if (nothing.run("", {}).outcome() != Outcome::reject || nothing.details().digest) return "confirmed unseen";
    for (const payment::ConfirmField& field : fields)
        subject.shown.push_back({std::string{field.field}, std::string{field.text}});
    payment::ConfirmCheck all{subject, &trusting()};
    const payment::ConfirmDetails& details = all.details();
    const bool readable = all.run("", {}).find(Reason::payment_unreadable) == nullptr;
    if (readable != details.digest.has_value()) return "all is shown, and there is no digest, or one of nothing";
    if (!details.digest) return {};
    if (sha256_hex(*details.document) != *details.digest) return "a digest of something else";
    if (std::string broken = law_of_canonical_json(*details.document); !broken.empty()) return broken;
    subject.shown.front().text += "x";
    if (payment::ConfirmCheck{subject, &trusting()}.details().digest) return "a text that was changed is confirmed";
    subject.shown.pop_front();
    if (payment::ConfirmCheck{subject, &trusting()}.details().digest) return "a text that is not shown is confirmed";
    return {};
}

inline std::string law_of_vouchers(std::string_view draft) {
    payment::VoucherSubject subject;
    subject.draft = draft;
    payment::VoucherCheck unsigned_one{subject, &trusting()};
    if (!unsigned_one.status().ok() || !unsigned_one.details().document) return {};
    if (unsigned_one.run("", {}).outcome() == Outcome::accept) return "a voucher that nobody signed";
    const std::string document{*unsigned_one.details().document};
    Envelope envelope = signed_by_operator("voucher", document);
    subject = {envelope.payload, envelope.key, envelope.signature, {}, {}, {}, {}};
    payment::VoucherCheck signed_one{subject, &trusting()};
    const bool readable = unsigned_one.verdict().find(Reason::payment_unreadable) == nullptr;
    if ((signed_one.run("", {}).outcome() == Outcome::accept) != readable) return "a signed voucher is not taken";
    if (!readable) return {};
    if (signed_one.details().document != document || sha256_hex(document) != *signed_one.details().digest)
        return "another voucher";
    const std::string file{signed_one.verdict().canonical()};
    payment::VoucherSubject again;
    if (!read_json(file, "subject", payment::VoucherCheck::subject_type(), &again).ok()) return "no voucher file";
    payment::VoucherCheck from_file{again, &trusting()};
    if (from_file.run("", {}).outcome() != Outcome::accept || from_file.verdict().canonical() != file)
        return "a voucher file is not checked as it is";
    return {};
}

inline std::string law_of_histories(const payment::HistorySubject& given) {
    payment::HistorySubject subject = given;
    payment::HistoryCheck check{subject};
    if (!check.status().ok()) return {};
    const payment::HistoryDetails& details = check.details();
    const Outcome outcome = check.run("", {}).outcome();
    if (details.intact < details.records && outcome != Outcome::reject) return "a changed history is not rejected";
    if (details.head.has_value() != (check.verdict().find(Reason::payment_history_changed) == nullptr &&
                                     check.verdict().find(Reason::payment_history_cut) == nullptr))
        return "a head of what does not hold, or none of what does";
    if (!details.record) return {};
    payment::HistoryRecord record;
    if (!read_json(*details.record, "record", type_row<payment::HistoryRecord>, &record).ok())
        return "a record that cannot be read";
    subject.append.reset();
    subject.records.push_back(record);
    subject.head = record.hash;
    payment::HistoryCheck next{subject};
    if (next.details().intact != details.records + 1 || next.details().head != details.head)
        return "what was appended is not the next record";
    subject.records.back().payment.payee += "x";
    if (payment::HistoryCheck{subject}.details().head) return "a record that was changed is taken";
    return {};
}

}  // namespace countersign::tests
