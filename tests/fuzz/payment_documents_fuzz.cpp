// The laws of tests/core/document_laws.h. The first letter says what the rest is: the payload of an offer (o), the draft of a
// voucher (v), a subject of payment.history (h), any JSON (j), client data that a device confirmed an offer with (c), or two
// names, a line each (n), of which the first looks like the second as much as the other way round.

#include "../core/document_laws.h"
#include "codec/base64url.h"
#include "payment/lookalike.h"
#include "require.h"
#include "text/utf8.h"

using namespace countersign;
using namespace countersign::tests;

namespace {

std::string law_of_names(std::string_view names) {
    const std::string_view first = names.substr(0, names.find('\n'));
    const std::string_view second = names.substr(std::min(first.size() + 1, names.size()));
    if (text::first_invalid_utf8(names) != std::string_view::npos) return {};
    return payment::look_alike(first, second) == payment::look_alike(second, first) ? ""
                                                                                    : "one looks like the other, alone";
}

// Whatever the device says, it does not make an offer acceptable whose texts are not shown.
std::string law_of_client_data(std::string_view json) {
    static const Envelope envelope = signed_by_operator(
        "quote", R"({"payee":{"name":"A"},"currency":"USD","total":"1.00","expiresAt":"2026-05-01T14:05:00Z"})");
    payment::ConfirmSubject subject{envelope};
    subject.clientData = base64url(json);
    subject.origin = "https://shop.example";
    payment::ConfirmCheck check{subject, &trusting()};
    const Verdict& verdict = check.run("", {});
    return verdict.outcome() == Outcome::reject && verdict.find(Reason::payment_confirmed_other) != nullptr
               ? ""
               : "a device confirmed what was not shown";
}

std::string law_of_history_json(std::string_view json) {
    payment::HistorySubject subject;
    if (!read_json(json, "subject", payment::HistoryCheck::subject_type(), &subject).ok()) return {};
    return law_of_histories(subject);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest{reinterpret_cast<const char*>(data) + 1, size - 1};
    std::string broken;
    switch (data[0]) {
    case 'o': broken = law_of_offers(rest); break;
    case 'v': broken = law_of_vouchers(rest); break;
    case 'h': broken = law_of_history_json(rest); break;
    case 'j': broken = law_of_canonical_json(rest); break;
    case 'c': broken = law_of_client_data(rest); break;
    case 'n': broken = law_of_names(rest); break;
    default: break;
    }
    tests::require(broken);
    return 0;
}
