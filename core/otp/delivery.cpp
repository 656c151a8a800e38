// The troubleshooting of codes that do not come, as a table of weights over what is known. A weight says how likely a step is
// to help where its fact holds; what nothing speaks for, or something speaks against, is left out.
#include <algorithm>
#include <boost/describe.hpp>

#include "../text/ascii.h"
#include "../text/mask.h"
#include "../text/view.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/policy.h"
#include "code.h"
#include "countersign/otp.h"

namespace countersign::otp {

BOOST_DESCRIBE_ENUM(Channel, sms, voice, email)
BOOST_DESCRIBE_ENUM(LineType, mobile, landline, voip, data)
BOOST_DESCRIBE_ENUM(MailProvider, gmail, outlook, yahoo, icloud, qq, netease, proton)
BOOST_DESCRIBE_ENUM(DeliveryStep, wait_for_carrier, check_line, other_channel, wait, sms_plan, help_center, junk_folder,
                    unblock_sender, allow_sender, mail_filters, allow_hosts, resend, ask_mail_provider, ask_carrier,
                    english_page, other_browser)
BOOST_DESCRIBE_ENUM(DeliveryFact, channel, sends, sentAt, failures, incident, exhausted, lineType, language, mailDomain,
                    fromAddresses)
BOOST_DESCRIBE_STRUCT(DeliverySubject, (),
                      (channel, destination, sends, sentAt, secondsSince, failures, errorCodes, incident, incidentUntil,
                       exhausted, notBefore, lineType, language, mailDomain, otherChannels, browserChanged, tried,
                       senderIds, fromAddresses, hosts))
BOOST_DESCRIBE_STRUCT(DeliveryValue, (), (value, domain))
BOOST_DESCRIBE_STRUCT(DeliveryAdvice, (), (step, why, values, domain, provider, until))
BOOST_DESCRIBE_STRUCT(DeliveryTicket, (), (channel, destination, sends, sentAt, errorCodes, incident, lineType))
BOOST_DESCRIBE_STRUCT(DeliveryDetails, (), (steps, ticket))

namespace {

// How long messages take where nothing is wrong.
constexpr std::int64_t patience_ms = 60'000;
constexpr std::int64_t mail_patience_ms = 300'000;

// The domains of each provider, in the order of MailProvider.
constexpr std::string_view mail_domains[] = {
    " gmail.com googlemail.com ",
    " outlook.com hotmail.com live.com msn.com ",
    " yahoo.com ",
    " icloud.com me.com mac.com ",
    " qq.com foxmail.com ",
    " 163.com 126.com yeah.net ",
    " proton.me protonmail.com pm.me ",
};

std::string_view domain_of(std::string_view address) noexcept {
    return address.substr(address.rfind('@') + 1);
}

// Whether a word is in a list with a space before and behind each; small letters of ASCII.
bool is_listed(std::string_view word, std::string_view list) noexcept {
    for (std::size_t at = 1; at < list.size();) {
        const std::string_view one = list.substr(at, list.find(' ', at) - at);
        if (text::same_but_case(word, one)) return true;
        at += one.size() + 1;
    }
    return false;
}

// The last two labels, or three where the last but one is what registries of countries put there.
std::string_view registrable_looking(std::string_view host) noexcept {
    constexpr std::string_view second_levels = " ac co com edu gov ne net or org ";
    std::size_t begin = host.size();
    for (int labels = 0; begin > 0; --begin) {
        if (host[begin - 1] != '.' || ++labels < 2) continue;
        const std::size_t last = host.rfind('.');
        const std::string_view second = host.substr(begin, last - begin);
        if (labels > 2 || host.size() - last != 3 || !is_listed(second, second_levels)) break;
    }
    return host.substr(begin);
}

// Letters, digits and a few signs; six digits in a row could be a code or a part of a number.
bool is_error_code(std::string_view text) noexcept {
    if (text.empty() || text.size() > 40) return false;
    int digits = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        digits = digit ? digits + 1 : 0;
        const char folded = static_cast<char>(c | 0x20);
        if (digits > 5 || !(digit || (folded >= 'a' && folded <= 'z') || c == '.' || c == '_' || c == ':' || c == '-'))
            return false;
    }
    return true;
}

void name_all(DeliveryAdvice& advice, const List<std::string, 16>& names, bool hosts) noexcept {
    for (const std::string& name : names) {
        DeliveryValue value{name, {}};
        if (hosts) value.domain = registrable_looking(domain_of(name));
        advice.values.add(value);
    }
}

// "a, b, c", as much of it as fits.
std::string_view joined(const DeliveryAdvice& advice, Verdict& verdict) noexcept {
    std::array<char, 400> room{};
    std::size_t size = 0;
    for (const DeliveryValue& value : advice.values) {
        const std::string_view between = size > 0 ? ", " : "";
        if (between.size() + value.value.size() > room.size() - size) break;
        for (const std::string_view part : {between, value.value}) {
            std::copy(part.begin(), part.end(), room.data() + size);
            size += part.size();
        }
    }
    return verdict.keep({room.data(), size});
}

}  // namespace

// The subject's facts at a moment, as questions are asked of them.
struct DeliveryCheck::Facts {
    std::int64_t now = 0;
    std::optional<std::int64_t> sends{};
    std::optional<std::int64_t> since_ms{};
    std::int64_t patience = patience_ms;
    bool mail = false;
    bool incident = false;
    bool exhausted = false;
    bool no_messages_there = false;  // a fixed line, as the server says
    bool data_only = false;
    bool other_channels = false;

    [[nodiscard]] bool known(std::int64_t least) const noexcept { return sends && *sends >= least; }
    [[nodiscard]] bool none_sent() const noexcept { return sends && *sends < 1; }
    [[nodiscard]] bool recent() const noexcept { return since_ms && *since_ms < patience; }
};

// In the order of their weights; steps of one weight in the order in which they came.
struct DeliveryCheck::Proposals {
    struct One {
        DeliveryStep step{};
        DeliveryFact why{};
        int weight = 0;
    };
    FixedList<One, 16> all;
    const List<DeliveryStep, 16>& tried;

    void add(DeliveryStep step, int weight, DeliveryFact why) noexcept {
        if (weight == 0 || std::find(tried.begin(), tried.end(), step) != tried.end()) return;
        all.add({step, why, weight});
        for (std::size_t i = all.size() - 1; i > 0 && all[i - 1].weight < all[i].weight; --i)
            std::swap(all[i - 1], all[i]);
    }
};

const TypeRow& DeliveryCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& DeliveryCheck::details_type() noexcept {
    return type_row<Details>;
}

Described DeliveryCheck::described_details() const noexcept {
    return described(details_);
}

DeliveryCheck::DeliveryCheck(Subject subject, const Context* context) : Check(max_bytes), subject_(std::move(subject)) {
    const auto count = [this](std::string_view name, const std::optional<std::int64_t>& number) {
        if (number && *number < 0) refuse(Status{StatusCode::bad_subject, name, "must be 0 or more"});
    };
    count("subject.sends", subject_.sends);
    count("subject.secondsSince", subject_.secondsSince);
    count("subject.failures", subject_.failures);
    for (const std::string& code : subject_.errorCodes)
        if (!is_error_code(code))
            refuse(Status{StatusCode::bad_subject, "subject.errorCodes",
                          "must be 1 to 40 letters, digits and . _ : - without six digits in a row"});
    // Copied: a policy that is loaded later is not this check's.
    if (context != nullptr) {
        const Policy& policy = context->policy();
        if (subject_.senderIds.empty()) subject_.senderIds = policy.senderIds;
        if (subject_.fromAddresses.empty()) subject_.fromAddresses = policy.fromAddresses;
        if (subject_.hosts.empty()) subject_.hosts = policy.hosts;
    }
    const std::string_view destination = text::view_of(subject_.destination);
    if (subject_.destination) masked_view_ = text::mask(destination, masked_);
    mail_domain_ = text::view_of(subject_.mailDomain);
    if (mail_domain_.empty() && destination.find('@') != std::string_view::npos) mail_domain_ = domain_of(destination);
    // It goes into a sentence; what no host has in its name would break that into pieces.
    if (std::any_of(mail_domain_.begin(), mail_domain_.end(),
                    [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
        mail_domain_ = {};
}

void DeliveryCheck::clear_details() noexcept {
    details_.steps.clear();
    details_.ticket.reset();
}

DeliveryCheck::Facts DeliveryCheck::facts_at(std::int64_t now) const noexcept {
    Facts facts{.now = now, .sends = subject_.sends};
    const auto last = std::max_element(subject_.sentAt.begin(), subject_.sentAt.end());
    if (last != subject_.sentAt.end()) {
        if (!facts.sends) facts.sends = static_cast<std::int64_t>(subject_.sentAt.size());
        // A send that is still to come says that a clock is wrong, and no more.
        if (last->ms <= now) facts.since_ms = now - std::max(last->ms, now - longest_ms);
    } else if (subject_.secondsSince) {
        facts.since_ms = std::min(*subject_.secondsSince, longest_ms / 1000) * 1000;
    }
    facts.mail = subject_.channel == Channel::email;
    if (facts.mail) facts.patience = mail_patience_ms;
    facts.incident =
        !facts.mail && subject_.incident == true && (!subject_.incidentUntil || subject_.incidentUntil->ms > now);
    facts.exhausted = subject_.exhausted == true;
    const bool sms = subject_.channel == Channel::sms;
    facts.no_messages_there = sms && (subject_.lineType == LineType::landline || subject_.lineType == LineType::voip);
    facts.data_only = sms && subject_.lineType == LineType::data;
    facts.other_channels = std::any_of(subject_.otherChannels.begin(), subject_.otherChannels.end(),
                                       [this](Channel channel) { return channel != subject_.channel; });
    return facts;
}

// Which steps, how likely, and why. What people did about codes that were sent comes only where one may have been.
void DeliveryCheck::propose(const Facts& facts, Proposals& proposals) const noexcept {
    using enum DeliveryStep;
    using Fact = DeliveryFact;
    const bool sms = subject_.channel == Channel::sms;
    const bool useless = facts.no_messages_there || facts.data_only;
    const std::int64_t failures = subject_.failures.value_or(0);
    const Fact counted = facts.sends ? Fact::sends : Fact::channel;

    if (facts.incident) proposals.add(wait_for_carrier, 100, Fact::incident);
    if (facts.no_messages_there) proposals.add(check_line, 97, Fact::lineType);
    if (facts.other_channels) {
        if (useless) proposals.add(other_channel, 95, Fact::lineType);
        else if (facts.exhausted) proposals.add(other_channel, 85, Fact::exhausted);
        else if (facts.incident) proposals.add(other_channel, 80, Fact::incident);
        else if (facts.known(2)) proposals.add(other_channel, 60, Fact::sends);
    }
    if (facts.exhausted) proposals.add(help_center, 84, Fact::exhausted);
    if (failures > 0 && !subject_.hosts.empty())
        proposals.add(allow_hosts, facts.none_sent() ? 96 : 45, Fact::failures);
    // What is sent while the carrier has trouble would be lost.
    if (!facts.incident && !facts.exhausted && !useless) proposals.add(resend, facts.none_sent() ? 90 : 42, counted);
    if (!subject_.browserChanged.value_or(false) && (facts.known(2) || failures > 1))
        proposals.add(other_browser, 25, facts.known(2) ? Fact::sends : Fact::failures);
    if (!facts.exhausted && (!facts.none_sent() || failures > 0))
        proposals.add(help_center, 10, facts.none_sent() ? Fact::failures : counted);
    if (facts.none_sent()) return;

    if (facts.recent() && !facts.incident) proposals.add(wait, 90, Fact::sentAt);
    if (facts.mail) {
        proposals.add(junk_folder, 75, counted);
        if (!subject_.fromAddresses.empty()) proposals.add(allow_sender, 65, Fact::fromAddresses);
        proposals.add(mail_filters, 55, mail_domain_.empty() ? Fact::channel : Fact::mailDomain);
        if (facts.known(2)) proposals.add(ask_mail_provider, 35, Fact::sends);
    } else {
        if (!facts.no_messages_there) proposals.add(unblock_sender, 70, counted);
        if (facts.data_only) proposals.add(sms_plan, 98, Fact::lineType);
        else if (sms && !facts.no_messages_there) proposals.add(sms_plan, 50, Fact::channel);
        if (facts.known(2) && !facts.incident) proposals.add(ask_carrier, 30, Fact::sends);
    }
    const std::string_view language = text::view_of(subject_.language);
    if (!language.empty() && !text::same_but_case(language.substr(0, language.find('-')), "en"))
        proposals.add(english_page, 28, Fact::language);
}

// What a step needs, and its sentence.
void DeliveryCheck::advise(DeliveryAdvice& advice, const Facts& facts, Verdict& verdict) noexcept {
    const auto until = [&](const std::optional<Instant>& instant) {
        if (!instant || instant->ms <= facts.now) return std::int64_t{0};
        advice.until = instant;
        return std::min(seconds_left(instant->ms - facts.now), longest_ms);
    };
    switch (advice.step) {
    case DeliveryStep::wait_for_carrier:
        if (const std::int64_t seconds = until(subject_.incidentUntil); seconds > 0)
            verdict.add(Reason::otp_carrier_delay_until).with(seconds);
        else verdict.add(Reason::otp_carrier_delay);
        return;
    case DeliveryStep::resend:
        if (const std::int64_t seconds = until(subject_.notBefore); seconds > 0)
            verdict.add(Reason::otp_resend_wait).with(seconds);
        else verdict.add(facts.none_sent() ? Reason::otp_not_sent : Reason::otp_try_resend);
        return;
    case DeliveryStep::wait:
        until(Instant{facts.now - *facts.since_ms + facts.patience});
        verdict.add(Reason::otp_try_wait).with(*facts.since_ms / 1000);
        return;
    case DeliveryStep::unblock_sender:
        name_all(advice, subject_.senderIds, false);
        if (advice.values.empty()) verdict.add(Reason::otp_try_blocklist);
        else verdict.add(Reason::otp_try_blocklist_of).with(joined(advice, verdict));
        return;
    case DeliveryStep::allow_sender:
        name_all(advice, subject_.fromAddresses, true);
        verdict.add(Reason::otp_try_allow_sender).with(joined(advice, verdict)).with(*advice.values[0].domain);
        return;
    case DeliveryStep::allow_hosts:
        name_all(advice, subject_.hosts, true);
        verdict.add(Reason::otp_try_hosts).with(joined(advice, verdict));
        return;
    case DeliveryStep::other_channel:
        for (const Channel channel : subject_.otherChannels) {
            constexpr std::string_view names[] = {"sms", "voice", "email"};
            if (channel != subject_.channel) advice.values.add({names[static_cast<std::size_t>(channel)], {}});
        }
        verdict.add(Reason::otp_try_other_channel);
        return;
    case DeliveryStep::mail_filters:
    case DeliveryStep::ask_mail_provider:
        if (!mail_domain_.empty()) advice.domain = mail_domain_;
        for (std::size_t i = 0; i < std::size(mail_domains); ++i)
            if (is_listed(mail_domain_, mail_domains[i])) advice.provider = static_cast<MailProvider>(i);
        if (advice.step == DeliveryStep::ask_mail_provider) verdict.add(Reason::otp_try_mail_provider);
        else if (mail_domain_.empty()) verdict.add(Reason::otp_try_filters);
        else verdict.add(Reason::otp_try_filters_at).with(mail_domain_);
        return;
    case DeliveryStep::check_line: verdict.add(Reason::otp_try_line); return;
    case DeliveryStep::sms_plan: verdict.add(Reason::otp_try_sms_plan); return;
    case DeliveryStep::junk_folder: verdict.add(Reason::otp_try_junk); return;
    case DeliveryStep::ask_carrier: verdict.add(Reason::otp_try_carrier); return;
    case DeliveryStep::english_page: verdict.add(Reason::otp_try_english); return;
    case DeliveryStep::other_browser: verdict.add(Reason::otp_try_browser); return;
    case DeliveryStep::help_center: break;
    }
    verdict.add(Reason::otp_try_help);
    DeliveryTicket& ticket = details_.ticket.emplace();
    ticket.channel = subject_.channel;
    if (subject_.destination) ticket.destination = masked_view_;
    ticket.sends = facts.sends;
    ticket.sentAt = subject_.sentAt;
    for (const std::string& code : subject_.errorCodes) ticket.errorCodes.add(code);
    ticket.incident = subject_.incident;
    ticket.lineType = subject_.lineType;
}

void DeliveryCheck::judge(const Typed&, Moment moment, Verdict& verdict) noexcept {
    const Facts facts = facts_at(whole_ms(moment.wall_ms, false));
    Proposals proposals{{}, subject_.tried};
    propose(facts, proposals);
    for (const Proposals::One& one : proposals.all) {
        DeliveryAdvice& advice = details_.steps.append();
        advice.step = one.step;
        advice.why = one.why;
        advise(advice, facts, verdict);
    }
}

}  // namespace countersign::otp
