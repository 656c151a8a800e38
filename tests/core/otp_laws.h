// What the questions of the room otp keep to, whatever the text; tests and the fuzz target hold them to it.
#pragma once

#include <algorithm>
#include <cctype>
#include <span>
#include <string>

#include "countersign/otp.h"
#include "otp/code.h"
#include "text/digits.h"
#include "text/utf8.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_write.h"

namespace countersign::tests {

// The characters that count, digits as ASCII.
inline std::string plain_code(std::string_view text) {
    std::string code;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = text::decode_code_point(text, at);
        at += c.length;
        const int digit = text::digit_value(c.value);
        if (digit >= 0) code += static_cast<char>('0' + digit);
        else if ((c.value >= 'a' && c.value <= 'z') || (c.value >= 'A' && c.value <= 'Z'))
            code += static_cast<char>(c.value);
    }
    return code;
}

// Empty if the laws hold: a code that is found has the length, lies in the message between characters, stands in no
// verdict, and its session accepts it; a digit right before it or behind makes it none; what is refused keeps nothing.
inline std::string law_of_codes(const std::string& message, std::size_t length, otp::Alphabet alphabet) {
    otp::MessageCheck check{
        {.length = static_cast<std::int64_t>(length), .alphabet = alphabet, .origin = "https://example.com"}};
    const Outcome outcome = check.run(message, {}).outcome();
    const auto& code = check.details().code;
    if (code.has_value() != (outcome == Outcome::accept)) return "a code is there if and only if the outcome is accept";
    if (!(check.kept() == code.value_or(Span{}))) return "what is kept is the code and nothing else";
    if (!check.verdict().canonical().empty()) return "a canonical text";
    if (!code) return {};
    if (std::size_t{code->offset} + code->length > message.size()) return "a place outside of the message";
    const std::string found = message.substr(code->offset, code->length);
    if (text::first_invalid_utf8(found) != std::string::npos) return "a place that cuts a character";
    const std::string plain = plain_code(found);
    if (plain.size() != length) return "a code of another length";
    Buffer out;
    write_verdict(out, "otp.message", check.verdict(), check.described_details());
    if (length >= 6 && out.view().find(plain) != std::string_view::npos) return "the code is in the verdict";
    otp::SessionCheck session{{.session = "s", .length = static_cast<std::int64_t>(length), .alphabet = alphabet}};
    if (session.run(found, {}).outcome() != Outcome::accept) return "its session does not accept the code";
    if (check.details().bound) return {};
    for (const std::size_t place : {std::size_t{code->offset}, std::size_t{code->offset} + code->length}) {
        std::string longer = message;
        longer.insert(place, 1, '7');
        check.run(longer, {});
        const auto& again = check.details().code;
        if (again && again->offset <= place && again->offset + again->length > place)
            if (plain_code(std::string_view{longer}.substr(again->offset, again->length)) == plain)
                return "a part of a longer number was taken";
    }
    return {};
}

// Base32 (RFC 4648 section 6) without padding.
inline std::string encode_key(std::span<const std::uint8_t> bytes) {
    std::string key;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (held += 8; held >= 5; held -= 5) key += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (held - 5) & 31];
    }
    if (held > 0) key += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits << (5 - held) & 31];
    return key;
}

// The code that is left in the slot; empty if there is none.
inline std::string made_code(otp::AppCheck& check, std::string text, Moment now,
                             std::string_view told = R"({"generate":{}})") {
    if (!check.tell(told, {}).ok()) return "(not told)";
    text.reserve(16);
    check.run(Typed{text, {}, text}, now);
    const auto& place = check.details().code;
    return place ? text.substr(place->offset, place->length) : std::string{};
}

// Empty if the laws hold: a code is made where the key can be used and only there, it fits its key at that moment, and
// neither is in a verdict; nothing that a key begins with is refused.
inline std::string law_of_keys(const std::string& text, Moment now) {
    otp::AppCheck check{{}};
    const std::string code = made_code(check, text, now);
    const Outcome outcome = check.verdict().outcome();
    const bool usable = outcome == Outcome::accept || outcome == Outcome::caution;
    if (code.empty() == usable) return "a code is there if and only if the key can be used";
    if (!check.verdict().canonical().empty()) return "a canonical text";
    for (const std::string_view name : {check.details().issuer.value_or(""), check.details().account.value_or("")})
        if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
            return "a control character";
    if (!(check.kept() == Span{0, static_cast<std::uint32_t>(code.size())})) return "what is kept is not the code";
    for (const Finding& finding : check.verdict().findings())
        for (const Span& span : finding.spans())
            if (std::size_t{span.offset} + span.length > text.size()) return "a place outside of the text";
    Buffer out;
    write_verdict(out, "otp.app", check.verdict(), check.described_details());
    if (text::first_invalid_utf8(out.view()) != std::string_view::npos) return "a verdict that is no UTF-8";
    if (!usable) return {};
    if (std::size_t{static_cast<std::size_t>(check.details().digits.value_or(0))} != code.size())
        return "a code of another length";
    const std::int64_t step = check.details().step.value_or(-1);
    if (!check.tell(R"({"verify":{"window":0}})", {}).ok()) return "verify is not taken";
    if (check.run(Typed{text, code, {}}, now).outcome() != outcome) return "the code does not fit its key";
    if (check.details().step != step || check.details().drift != 0) return "the code fits at another step";
    std::string other = code;
    other[0] = other[0] == '9' ? '0' : static_cast<char>(other[0] + 1);
    if (check.run(Typed{text, other, {}}, now).outcome() != Outcome::reject) return "another code fits, too";
    if (text.find(':') != std::string::npos) return {};
    for (std::size_t end = 0; end < text.size(); ++end)
        if (text::first_invalid_utf8(text.substr(0, end)) == std::string::npos &&
            check.run(Typed{text.substr(0, end), {}, {}}, now).outcome() == Outcome::reject &&
            check.verdict().find(Reason::otp_no_match) == nullptr)
            return "the beginning of a key is refused";
    return {};
}

// Facts of a delivery, each there or not as `choose(n)`, a number below n, says.
template<class Choose>
otp::DeliverySubject delivery_facts(Choose choose) {
    using namespace otp;
    const auto maybe = [&] { return choose(3) == 0; };
    DeliverySubject facts{.channel = static_cast<Channel>(choose(3))};
    if (maybe()) facts.destination = facts.channel == Channel::email ? "somebody@gmail.com" : "+447700900123";
    if (maybe()) facts.sends = choose(4);
    for (std::size_t n = maybe() ? choose(4) : 0; n > 0; --n)
        facts.sentAt.add({1'000'000'000'000 - static_cast<std::int64_t>(choose(400)) * 1000 + 20'000});
    if (maybe()) facts.secondsSince = choose(400);
    if (maybe()) facts.failures = choose(3);
    if (maybe()) facts.errorCodes = {"30007"};
    if (maybe()) facts.incident = choose(2) == 0;
    if (maybe()) facts.incidentUntil = Instant{1'000'000'000'000 + static_cast<std::int64_t>(choose(3)) * 1000 - 1000};
    if (maybe()) facts.exhausted = choose(2) == 0;
    if (maybe()) facts.notBefore = Instant{1'000'000'000'000 + static_cast<std::int64_t>(choose(3)) * 1000 - 1000};
    if (maybe()) facts.lineType = static_cast<LineType>(choose(4));
    if (maybe()) facts.language = choose(2) == 0 ? "en-US" : "de";
    if (maybe()) facts.mailDomain = choose(2) == 0 ? "yahoo.com" : "example.org";
    for (std::size_t n = maybe() ? choose(3) : 0; n > 0; --n)
        facts.otherChannels.push_back(static_cast<Channel>(choose(3)));
    if (maybe()) facts.browserChanged = choose(2) == 0;
    for (std::size_t n = maybe() ? choose(4) : 0; n > 0; --n)
        facts.tried.push_back(static_cast<DeliveryStep>(choose(16)));
    if (maybe()) facts.senderIds = {"ACME", "10690001"};
    if (maybe()) facts.fromAddresses = {"no-reply@mail.acme.example"};
    if (maybe()) facts.hosts = {"acme.example"};
    return facts;
}

// Whether a fact that is given as the reason of a step is known, and speaks for it.
inline bool fact_holds(otp::DeliveryFact fact, const otp::DeliverySubject& facts, const otp::DeliveryAdvice& advice) {
    using enum otp::DeliveryFact;
    switch (fact) {
    case channel: return true;
    case sends: return facts.sends || !facts.sentAt.empty();
    case sentAt: return !facts.sentAt.empty() || facts.secondsSince;
    case failures: return facts.failures.value_or(0) > 0;
    case incident: return facts.incident == true;
    case exhausted: return facts.exhausted == true;
    case lineType: return facts.lineType && facts.lineType != otp::LineType::mobile;
    case language: return facts.language && !facts.language->starts_with("en");
    case mailDomain: return advice.domain.has_value();
    case fromAddresses: return !facts.fromAddresses.empty();
    }
    return false;
}

// Empty if the laws hold: each step once, with a sentence of its own and a reason that is known; none that was tried, or that
// something known speaks against; a draft for the desk where the desk is a step, without what must not be in it.
inline std::string law_of_delivery(const otp::DeliverySubject& facts, Moment now) {
    using enum otp::DeliveryStep;
    otp::DeliveryCheck check{facts};
    if (!check.status().ok()) return {};
    const Verdict& verdict = check.run("", now);
    const auto& steps = check.details().steps;
    if (verdict.outcome() != Outcome::accept && verdict.outcome() != Outcome::incomplete) return "another outcome";
    if (verdict.findings().size() != steps.size()) return "a step without a finding, or a finding without a step";
    const bool mail = facts.channel == otp::Channel::email;
    const bool sms = facts.channel == otp::Channel::sms;
    const auto line_is = [&](otp::LineType type) { return sms && facts.lineType == type; };
    const bool fixed = line_is(otp::LineType::landline) || line_is(otp::LineType::voip);
    const bool incident = !mail && facts.incident == true &&
                          (!facts.incidentUntil || static_cast<double>(facts.incidentUntil->ms) > now.wall_ms);
    const bool none_sent = facts.sends ? *facts.sends == 0 : false;
    unsigned seen = 0;
    for (const otp::DeliveryAdvice& advice : steps) {
        const unsigned bit = 1U << static_cast<unsigned>(advice.step);
        if ((seen & bit) != 0) return "a step twice";
        seen |= bit;
        if (!fact_holds(advice.why, facts, advice)) return "a reason that is not known";
        if (advice.until && static_cast<double>(advice.until->ms) <= now.wall_ms) return "a wait until the past";
    }
    const auto has = [&](otp::DeliveryStep step) { return (seen >> static_cast<unsigned>(step) & 1) != 0; };
    for (const otp::DeliveryStep step : facts.tried)
        if (has(step)) return "a step that was tried";
    if (has(resend) && (incident || facts.exhausted == true || fixed || line_is(otp::LineType::data)))
        return "a send that would be used up for nothing";
    if (incident && !has(wait_for_carrier) && facts.tried.empty()) return "an incident that is not said";
    if (has(wait_for_carrier) && !incident) return "an incident that nobody told of";
    if (has(check_line) != fixed && facts.tried.empty()) return "a kind of line that nobody told of";
    if (has(sms_plan) && (!sms || fixed)) return "a SIM where there is none";
    if (mail && (has(unblock_sender) || has(ask_carrier))) return "a telephone in a matter of mail";
    if (!mail && (has(junk_folder) || has(allow_sender) || has(mail_filters) || has(ask_mail_provider)))
        return "mail in a matter of telephones";
    if (none_sent && (has(wait) || has(junk_folder) || has(unblock_sender) || has(mail_filters) || has(sms_plan)))
        return "the search for what was never sent";
    if (has(english_page) && !facts.language) return "a language that nobody told of";
    if (has(other_browser) && facts.browserChanged == true) return "another browser after another browser";
    if (has(other_channel) && std::all_of(facts.otherChannels.begin(), facts.otherChannels.end(),
                                          [&](otp::Channel channel) { return channel == facts.channel; }))
        return "another way that nobody verified";
    if (has(help_center) != check.details().ticket.has_value())
        return "a draft without the desk, or the desk without one";
    Buffer out;
    write_verdict(out, "otp.delivery", verdict, check.described_details());
    if (facts.destination && facts.destination->size() > 6 &&
        out.view().find(*facts.destination) != std::string_view::npos)
        return "the whole destination is in the verdict";
    return {};
}

}  // namespace countersign::tests
