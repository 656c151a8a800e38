#include <boost/describe.hpp>
#include <memory>
#include <vector>

#include "../codec/base64url.h"
#include "../vocabulary/canonical_json.h"
#include "../vocabulary/json_cut.h"
#include "../vocabulary/json_read.h"
#include "../vocabulary/json_write.h"
#include "documents.h"
#include "lookalike.h"
#include "money.h"
#include "offer.h"

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(ShownField, (), (field, text))
BOOST_DESCRIBE_STRUCT(EarlierPayment, (), (idempotencyKey, digest, failed))
BOOST_DESCRIBE_STRUCT(ConfirmSubject, (),
                      (quote, shown, locale, known, idempotencyKey, earlier, pending, clientData, origin))
BOOST_DESCRIBE_STRUCT(ConfirmField, (), (field, text))
BOOST_DESCRIBE_STRUCT(ConfirmFailure, (), (field, reason, expected, found))
BOOST_DESCRIBE_STRUCT(ConfirmDetails, (),
                      (payee, currency, amount, expiresAt, secondsLeft, digest, challenge, document, fields, failures,
                       failureCount))

namespace {

// What a member of well-formed JSON says, if it is a string.
std::string text_member(std::string_view object, std::string_view name) {
    const std::string_view raw = json_member(object, name);
    return raw.starts_with('"') ? json_text(raw) : std::string{};
}

}  // namespace

// Holds what is signed, what is shown and what the device confirmed against each other.
class Confirmation {
public:
    Confirmation(ConfirmCheck& check, std::string_view payload)
        : check_(check), subject_(check.subject_), offer_(check.offer_), unit_(check.unit_), details_(check.details_),
          payload_(payload), amounts_(std::make_unique<AmountCheck>(AmountSubject{
                                 offer_.currency, offer_.coin, offer_.network, check.subject_.locale, {}, true})) {}

    void judge() {
        details_.payee = offer_.payee.name;
        details_.currency = unit_.code;
        details_.expiresAt = offer_.expiresAt;
        std::string path;
        collect(payload_, path);
        read_total();
        compare();
        if (details_.failureCount == 0) make_digest();
        judge_payee();
        judge_earlier();
        if (subject_.pending && (!details_.digest || *subject_.pending != *details_.digest))
            check_.find(Reason::payment_stale_code);
        if (subject_.clientData) judge_client_data();
        check_.canonical_ = details_.amount ? *details_.amount : std::string_view{};
    }

private:
    // Every member that was signed, whatever it is: nothing is left out for want of being known.
    void collect(std::string_view value, std::string& path) {
        const std::size_t size = path.size();
        JsonCutter cutter{value};
        if (cutter.take('{')) {
            for (std::string_view name; cutter.value(name);) {
                std::string_view member;
                static_cast<void>(cutter.take(':') && cutter.value(member) && cutter.take(','));
                if (size > 0) path.push_back('.');
                path.append(json_text(name));
                collect(member, path);
                path.resize(size);
            }
        } else if (cutter.take('[')) {
            std::size_t index = 0;
            for (std::string_view element; cutter.value(element); ++index) {
                static_cast<void>(cutter.take(','));
                path.append("[").append(std::to_string(index)).append("]");
                collect(element, path);
                path.resize(size);
            }
        } else if (cutter.value(value) && value != "null") {
            details_.fields.add({check_.keep(path), check_.keep(value.front() == '"' ? json_text(value) : value)});
        }
    }

    void read_total() {
        const MachineNumber total = read_amount(offer_.total, unit_);
        if (total.reason != Reason{}) {
            fail(Reason::payment_unreadable, "total", {}, offer_.total);
            return;
        }
        total_ = total.value;
        Text text;
        write_amount(text, total_, unit_);
        details_.amount = check_.keep(text.view());
    }

    void fail(Reason reason, std::string_view field, std::optional<std::string_view> expected,
              std::optional<std::string_view> found) {
        ++details_.failureCount;
        if (details_.failures.size() < decltype(details_.failures)::limit)
            details_.failures.add({field, row_of(reason).slug, expected, found});
        check_.find(reason, field, expected.value_or(std::string_view{}), found.value_or(std::string_view{}));
    }

    // Whether the page's text stands for the signed one.
    bool fits(std::size_t index, std::string_view text) {
        const ConfirmField& field = details_.fields[index];
        if (text == field.text) return true;
        const std::size_t dot = field.field.rfind('.');
        const std::string_view name = field.field.substr(dot == std::string_view::npos ? 0 : dot + 1);
        if (name == "expiresAt" || name == "issuedAt") {
            const auto shown = parse_instant(text);
            return shown && shown == parse_instant(field.text);
        }
        if (name != "amount" && name != "unitPrice" && name != "total") return false;
        // Amounts in something else stand beside its name.
        const std::string_view owner = field.field.substr(0, dot + 1);
        for (std::size_t i = index < 3 ? 0 : index - 3;
             dot != std::string_view::npos && i < details_.fields.size() && i < index + 4; ++i) {
            const std::string_view other = details_.fields[i].field;
            if (other.starts_with(owner) && (other.ends_with(".currency") || other.ends_with(".coin"))) return false;
        }
        const MachineNumber signed_amount = read_amount(field.text, unit_);
        const Verdict& verdict = amounts_->run(text, {});
        if (signed_amount.reason != Reason{} || verdict.outcome() != Outcome::accept) return false;
        Text written;
        write_amount(written, signed_amount.value, unit_);
        std::string_view shown = verdict.canonical();
        if (field.field.starts_with("discounts[") && shown.starts_with('-')) shown.remove_prefix(1);
        return shown == written.view();
    }

    void compare() {
        texts_.assign(details_.fields.size(), nullptr);
        std::size_t next = 0;
        for (const ShownField& one : subject_.shown) {
            std::size_t looked = 0;
            for (; looked < texts_.size(); ++looked, ++next) {
                if (next >= texts_.size()) next = 0;
                if (details_.fields[next].field == one.field) break;
            }
            if (looked == texts_.size()) {
                fail(Reason::payment_unsigned_field, one.field, {}, one.text);
                continue;
            }
            if (texts_[next] == nullptr) texts_[next] = &one.text;
            if (!fits(next, one.text))
                fail(Reason::payment_shown_differs, one.field, details_.fields[next].text, one.text);
        }
        for (std::size_t i = 0; i < texts_.size(); ++i)
            if (texts_[i] == nullptr)
                fail(Reason::payment_unshown_field, details_.fields[i].field, details_.fields[i].text, {});
    }

    // What is confirmed, as anybody can write it again.
    void make_digest() {
        Buffer json;
        json.add("{\"amount\":");
        write_text(json, *details_.amount);
        json.add(",\"currency\":");
        write_text(json, unit_.code);
        json.add(",\"network\":");
        write_described(json, type_row<std::optional<std::string>>, &offer_.network);
        json.add(",\"expiresAt\":");
        write_described(json, type_row<std::optional<Instant>>, &offer_.expiresAt);
        json.add(",\"payee\":");
        write_described(json, type_row<Payee>, &offer_.payee);
        json.add(",\"fees\":[");
        for (const OfferAmount& fee : offer_.fees) {
            if (&fee != &offer_.fees.front()) json.add(',');
            write_described(json, type_row<OfferAmount>, &fee);
        }
        json.add("],\"shown\":{");
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            if (i > 0) json.add(',');
            write_text(json, details_.fields[i].field);
            json.add(':');
            write_text(json, *texts_[i]);
        }
        json.add("}}");
        Buffer document;
        const Status status =
            json.bad() ? Status{StatusCode::out_of_memory} : canonical_json(json.view(), "document", document);
        if (!status.ok()) {
            check_.refuse(status);
            return;
        }
        details_.document = check_.keep(document.view());
        const codec::Hash256 sum = sum_of(*details_.document);
        details_.digest = check_.keep(hex_of(sum));
        std::array<char, codec::base64url_encoded_size(sizeof sum)> challenge{};
        static_cast<void>(codec::base64url_encode(sum, challenge));
        details_.challenge = check_.keep({challenge.data(), challenge.size()});
    }

    void judge_payee() {
        if (!subject_.known) return;
        const Payee& payee = offer_.payee;
        const Payee* like = nullptr;
        bool known = false;
        bool same_account = false;
        for (const Payee& one : *subject_.known) {
            const bool account = payee.account && one.account == payee.account;
            if (account || one.name == payee.name || (payee.id && one.id == payee.id)) {
                known = true;
                same_account = same_account || account || !payee.account || !one.account;
            } else if (like == nullptr && look_alike(one.name, payee.name)) {
                like = &one;
            }
        }
        if (known && !same_account) check_.find(Reason::payment_other_account, payee.name);
        if (!known && like != nullptr) check_.find(Reason::payment_lookalike_payee, payee.name, like->name);
        if (!known && like == nullptr) check_.find(Reason::payment_first_payee, payee.name);
    }

    void judge_earlier() {
        for (const EarlierPayment& one : subject_.earlier) {
            if (one.failed == true) continue;
            const bool same_key = subject_.idempotencyKey && one.idempotencyKey == subject_.idempotencyKey;
            if (same_key || (details_.digest && one.digest && *one.digest == *details_.digest))
                check_.find(Reason::payment_duplicate);
        }
    }

    // W3C Web Authentication, section 5.8.1, and Secure Payment Confirmation, section 5 (CollectedClientPaymentData).
    void judge_client_data() {
        if (!subject_.origin) {
            check_.refuse(Status{StatusCode::bad_subject, "subject.origin", "is missing"});
            return;
        }
        if (const std::string_view part = other_part(); !part.empty())
            check_.find(Reason::payment_confirmed_other, part);
    }
    // The first part of the client data that is not of this payment.
    std::string_view other_part() {
        std::string json(codec::base64url_decoded_size(subject_.clientData->size()), '\0');
        const auto decoded =
            codec::base64url_decode(*subject_.clientData, {reinterpret_cast<std::uint8_t*>(json.data()), json.size()});
        if (!decoded.ok || !is_json(json) || json_member(json, "type").empty()) return "clientData";
        const std::string type = text_member(json, "type");
        const bool is_payment = type == "payment.get";
        if (!is_payment && type != "webauthn.get") return "type";
        if (!details_.challenge || text_member(json, "challenge") != *details_.challenge) return "challenge";
        if (text_member(json, "origin") != *subject_.origin) return "origin";
        if (!is_payment) return json_member(json, "crossOrigin") == "true" ? "crossOrigin" : "";
        const std::string_view payment = json_member(json, "payment");
        const std::string payee = text_member(payment, "payeeName");
        const std::string payee_origin = text_member(payment, "payeeOrigin");
        const bool fits =
            payee.empty() ? !payee_origin.empty() && offer_.payee.id == payee_origin : payee == offer_.payee.name;
        if (!fits) return "payment.payee";
        const std::string_view total = json_member(payment, "total");
        const MachineNumber value = read_amount(text_member(total, "value"), unit_);
        if (value.reason != Reason{} || value.value != total_ || text_member(total, "currency") != unit_.code)
            return "payment.total";
        return {};
    }

    ConfirmCheck& check_;
    const ConfirmSubject& subject_;
    const Offer& offer_;
    const Unit& unit_;
    ConfirmDetails& details_;
    std::string_view payload_;
    std::unique_ptr<AmountCheck> amounts_;
    Whole total_;
    std::vector<const std::string*> texts_;  // what stands for each field on the page
};

const TypeRow& ConfirmCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& ConfirmCheck::details_type() noexcept {
    return type_row<Details>;
}

Described ConfirmCheck::described_details() const noexcept {
    return described(details_);
}

ConfirmCheck::ConfirmCheck(Subject subject, const Context* context) : subject_(std::move(subject)) {
    seconds_left_ = &details_.secondsLeft;
    if (const std::string* const payload = open_offer(context, subject_.quote, offer_, unit_))
        Confirmation{*this, *payload}.judge();
}

}  // namespace countersign::payment
