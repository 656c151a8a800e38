// The laws of otp.delivery. tests/vectors/otp.delivery.json has the single cases.
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "countersign/context.h"
#include "otp_laws.h"
#include "seeded.h"

using namespace countersign;
using namespace countersign::otp;
using countersign::tests::Seeded;

TEST_CASE("The laws of delivery hold for facts that are put together at random, and every step is met", "[laws]") {
    Seeded random{1};
    std::array<int, 16> met{};
    const int rounds = std::getenv("COUNTERSIGN_LONG") != nullptr ? 1'000'000 : 20'000;
    for (int i = 0; i < rounds; ++i) {
        const DeliverySubject facts = tests::delivery_facts([&](std::size_t below) { return random.below(below); });
        const std::string broken = tests::law_of_delivery(facts, {1e12, 0});
        INFO(i);
        REQUIRE(broken.empty());
        DeliveryCheck check{facts};
        check.run("", {1e12, 0});
        for (const DeliveryAdvice& advice : check.details().steps) ++met[static_cast<std::size_t>(advice.step)];
    }
    for (std::size_t step = 0; step < met.size(); ++step) {
        INFO(step);
        CHECK(met[step] > 0);
    }
}

TEST_CASE("Where a step stands, more evidence for another does not put it after what is less likely") {
    // The order of two steps that are there before and after depends on their own facts alone.
    Seeded random{2};
    for (int i = 0; i < 5'000; ++i) {
        DeliverySubject facts = tests::delivery_facts([&](std::size_t below) { return random.below(below); });
        facts.tried.clear();
        DeliveryCheck before{facts};
        before.run("", {1e12, 0});
        facts.tried = {static_cast<DeliveryStep>(random.below(16))};
        DeliveryCheck after{facts};
        after.run("", {1e12, 0});
        std::size_t at = 0;
        for (const DeliveryAdvice& advice : before.details().steps) {
            if (advice.step == facts.tried.front()) continue;
            REQUIRE(at < after.details().steps.size());
            CHECK(after.details().steps[at++].step == advice.step);
        }
        CHECK(at == after.details().steps.size());
    }
}

TEST_CASE(
    "Senders, addresses and hosts come from the policy where the subject has none, and stay when it is replaced") {
    Context context;
    REQUIRE(context
                .load_unsigned_policy(R"({"version":1,"senderIds":["ACME"],"fromAddresses":["codes@acme.example"],)"
                                      R"("hosts":["www.acme.example"]})")
                .ok());
    DeliveryCheck mail{{.channel = Channel::email, .sends = 1, .failures = 1}, &context};
    DeliveryCheck own{{.channel = Channel::sms, .sends = 1, .senderIds = {"OTHER"}}, &context};
    DeliveryCheck sms{{.channel = Channel::sms, .sends = 1}, &context};
    REQUIRE(context.load_unsigned_policy(R"({"version":2})").ok());
    mail.run("", {});
    const auto value_of = [](const DeliveryCheck& check, DeliveryStep step) {
        for (const DeliveryAdvice& advice : check.details().steps)
            if (advice.step == step && !advice.values.empty()) return std::string{advice.values[0].value};
        return std::string{"(none)"};
    };
    CHECK(value_of(mail, DeliveryStep::allow_sender) == "codes@acme.example");
    CHECK(value_of(mail, DeliveryStep::allow_hosts) == "www.acme.example");
    own.run("", {});
    CHECK(value_of(own, DeliveryStep::unblock_sender) == "OTHER");
    sms.run("", {});
    CHECK(value_of(sms, DeliveryStep::unblock_sender) == "ACME");
}

TEST_CASE("What a support desk must not see, or nobody can count, is refused with its place") {
    for (const char* const code : {"482910", "to +13800138000", "", "30007 failed", "x123456y", "\xC3\xA9"}) {
        INFO(code);
        const DeliveryCheck check{{.errorCodes = {code}}};
        CHECK(check.status().message().starts_with("subject.errorCodes"));
    }
    for (const char* const code : {"30007", "ESME_RTHROTTLED", "0x0045", "421-4.7.0", "a:b"}) {
        INFO(code);
        CHECK(DeliveryCheck{{.errorCodes = {code}}}.status().ok());
    }
    CHECK(DeliveryCheck{{.sends = -1}}.status().message().starts_with("subject.sends"));
    CHECK(DeliveryCheck{{.secondsSince = -1}}.status().message().starts_with("subject.secondsSince"));
    CHECK(DeliveryCheck{{.failures = -1}}.status().message().starts_with("subject.failures"));
}
