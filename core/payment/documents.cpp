#include "documents.h"

#include <boost/describe.hpp>

#include "../codec/hex.h"
#include "../codec/sha256.h"
#include "../vocabulary/buffer.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/envelope.h"
#include "../vocabulary/json_read.h"
#include "offer.h"
#include "units.h"

namespace countersign::payment {

codec::Hash256 sum_of(std::string_view text) noexcept {
    return codec::sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string hex_of(const codec::Hash256& sum) {
    std::string text(2 * sum.size(), '\0');
    codec::hex_encode(sum, text);
    return text;
}

Status read_unit_in(std::string_view root, const std::optional<std::string>& currency,
                    const std::optional<std::string>& coin, const std::optional<std::string>& network,
                    Unit& unit) noexcept {
    const Status status = read_unit(currency, coin, network, unit);
    if (status.ok()) return status;
    Status placed{status.code(), root, ""};
    placed.append(status.message().substr(std::string_view{"subject"}.size()));
    return placed;
}

void DocumentCheck::find(Reason reason, std::string_view first, std::string_view second, std::string_view third) {
    for (const Found& one : found_)
        if (one.reason == reason) return;
    if (found_.size() == decltype(found_)::limit) return;
    found_.append() = {reason, {first, second, third, {}}, 0};
}

void DocumentCheck::find(Reason reason, std::int64_t count) {
    const std::size_t before = found_.size();
    find(reason);
    if (found_.size() > before) found_[before].count = count;
}

bool DocumentCheck::has_room(std::size_t bytes) noexcept {
    Buffer probe;
    const bool there = probe.extend(bytes + (std::size_t{32} << 10)) != nullptr;
    if (!there) refuse(Status{StatusCode::out_of_memory});
    return there;
}

const std::string* DocumentCheck::open(const Context* context, const Envelope& envelope, std::string_view type) {
    // A payload becomes an offer, its fields, what is confirmed, and that once more in its canonical form.
    if (!has_room(envelope.payload.size() * 12)) return nullptr;
    std::string& payload = kept_.emplace_back();
    const Status status = context != nullptr ? context->open(envelope, type, payload) : Status{StatusCode::unknown_key};
    if (status.ok()) return &payload;
    if (status.code() == StatusCode::unknown_key) find(Reason::payment_unknown_signer, keep(envelope.key));
    else find(Reason::payment_bad_signature);
    return nullptr;
}

const std::string* DocumentCheck::open_offer(const Context* context, const Envelope& envelope, Offer& offer,
                                             Unit& unit) {
    const std::string* const payload = open(context, envelope, "quote");
    if (payload == nullptr) return nullptr;
    Status status = read_json(*payload, "quote", offer);
    if (status.ok() && !offer.expiresAt) status = Status{StatusCode::bad_subject, "quote.expiresAt", "is missing"};
    if (status.ok()) status = read_unit_in("quote", offer.currency, offer.coin, offer.network, unit);
    refuse(status);
    if (!status.ok()) return nullptr;
    expires_at_ = offer.expiresAt;
    if (!unit.code.empty()) return payload;
    find(Reason::payment_network_needed, *offer.coin);
    return nullptr;
}

void DocumentCheck::judge(const Typed&, Moment now, Verdict& verdict) noexcept {
    for (const Found& one : found_) {
        Finding& finding = verdict.add(one.reason);
        const ReasonRow& row = row_of(one.reason);
        for (std::size_t i = 0; i < row.parameter_count; ++i)
            is_number(row.types[i]) ? finding.with(one.count) : finding.with(one.texts[i]);
    }
    if (expires_at_) {
        const std::int64_t left = expires_at_->ms - whole_ms(now.wall_ms, false);
        if (seconds_left_ != nullptr) *seconds_left_ = left > 0 ? seconds_left(left) : 0;
        if (left <= 0) {
            std::array<char, 24> room;
            verdict.add(Reason::payment_quote_expired).with(verdict.keep(format_instant(*expires_at_, room)));
        }
    }
    verdict.set_canonical(canonical_);
}

}  // namespace countersign::payment
