// The laws of payment.quote, payment.confirm, payment.voucher and payment.history. The single cases are in tests/vectors;
// tests/differential compares the canonical form of JSON with another program's.
#include <catch2/catch.hpp>
#include <functional>

#include "../door/allocation_watch.h"
#include "document_laws.h"
#include "door/countersign.h"
#include "payment/lookalike.h"

using namespace countersign;
using namespace countersign::payment;
using namespace countersign::tests;

namespace {

// JSON of an offer with now and then something odd.
std::string some_offer(Seeded& random) {
    const auto text = [&random] {
        static const char* const texts[] = {"Lamp",         "shipping", "A\\\"B", "\\u202e",
                                            "\xE7\x81\xAF", "1.00",     "x.y[0]", ""};
        return std::string{"\""} + texts[random.below(std::size(texts))] + "\"";
    };
    const auto amount = [&random] {
        static const char* const odd[] = {"1,00", "", "1.001", "-5.00", "9999999999999999999999999999999999999999"};
        return random.below(30) == 0 ? std::string{"\""} + odd[random.below(std::size(odd))] + "\""
                                     : "\"" + std::to_string(random.below(100'000)) + ".5\"";
    };
    const auto list = [&](std::string_view name, const std::function<std::string()>& item) {
        std::string json = ",\"" + std::string{name} + "\":[";
        for (std::size_t i = random.below(4); i > 0; --i) json += item() + (i > 1 ? "," : "");
        return json + "]";
    };
    const auto part = [&] { return "{\"name\":" + text() + ",\"amount\":" + amount() + "}"; };
    std::string json = "{\"payee\":{\"name\":" + text() + "},\"currency\":\"USD\",\"total\":" + amount();
    json += ",\"expiresAt\":\"2026-05-01T14:05:00Z\"";
    if (random.below(2) == 0) json += ",\"id\":" + text() + ",\"address\":null";
    json += list("lines", [&] {
        return "{\"name\":" + text() + ",\"quantity\":" + std::to_string(random.below(9)) +
               ",\"unitPrice\":" + amount() + "}";
    });
    for (const std::string_view name : {"discounts", "fees", "taxes"}) json += list(name, part);
    return json + "}";
}

const std::string payment_json =
    R"({"id":"1","reference":"R-1","payee":"Example Shop","amount":"64.92","currency":"USD","at":"2026-05-01T14:02:00Z"})";

// A history of three payments as it is exported.
std::string some_history() {
    HistorySubject subject;
    std::string exported;
    for (int i = 0; i < 3; ++i) {
        subject.append.emplace();
        REQUIRE(read_json(payment_json, "append", type_row<HistoryPayment>, &*subject.append).ok());
        subject.append->id = std::to_string(i);
        subject.exportAs = HistoryForm::json;
        const HistoryCheck check{subject};
        HistoryRecord record;
        REQUIRE(read_json(*check.details().record, "record", type_row<HistoryRecord>, &record).ok());
        subject.records.push_back(record);
        exported = *check.details().exported;
    }
    return exported;
}

}  // namespace

TEST_CASE("Offers, whatever they say, keep to their laws", "[laws]") {
    Seeded random{7};
    int readable = 0;
    for (int i = 0; i < 300; ++i) {
        const std::string offer = some_offer(random);
        INFO(offer);
        CHECK(law_of_offers(offer).empty());
        readable += QuoteCheck{{signed_by_operator("quote", offer)}, &trusting()}.details().total ? 1 : 0;
    }
    CHECK(readable > 200);
}

TEST_CASE("Vouchers and histories keep to their laws") {
    CHECK(law_of_vouchers(R"({"text":"t","id":"V","payee":{"name":"A"},"currency":"JPY","amount":"500",)"
                          R"("paidAt":"2026-05-01T14:00:00Z","more":{"b":[1,{"c":null}],"a":"\u20ac"}})")
              .empty());
    HistorySubject subject;
    subject.append.emplace();
    REQUIRE(read_json(payment_json, "append", type_row<HistoryPayment>, &*subject.append).ok());
    CHECK(law_of_histories(subject).empty());
}

TEST_CASE("Every single bit of a history that is changed is seen") {
    const std::string good = some_history();
    const auto holds = [](const std::string& records) {
        HistorySubject subject;
        const std::string json = R"({"records":)" + records + "}";
        if (!read_json(json, "subject", HistoryCheck::subject_type(), &subject).ok()) return false;
        HistoryCheck check{subject};
        return check.status().ok() && check.run("", {}).outcome() == Outcome::accept;
    };
    REQUIRE(holds(good));
    REQUIRE(good.size() > 800);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string changed = good;
        changed[bit / 8] = static_cast<char>(static_cast<unsigned char>(changed[bit / 8]) ^ (1U << bit % 8));
        INFO("bit " << bit << ": " << changed);
        REQUIRE_FALSE(holds(changed));
    }
}

TEST_CASE("Names that a person takes for each other look alike, others do not") {
    const std::vector<std::pair<std::string, std::string>> alike = {
        {"Example Shop", "Examp1e Shop"},
        {"Example Shop", "EXAMPLE-SHOP."},
        {"PayPal", "\xD0\xA0\xD0\xB0y\xD0\xA0\xD0\xB0l"},  // Cyrillic
        {"Google", "\xEF\xBC\xA7oogle"},                   // full-width
        {"Caf\xC3\xA9 Central", "Cafe Central"},
        {"Cafe\xCC\x81 Central", "Cafe Central"},
        {"modern", "modem"},
        {"vvalk", "walk"},
        {"Amazon", "Amazom"},
        {"Amazon", "Amazonn"},
        {"Amazon", "Amzon"},
        {"Amazon\xE2\x80\x8B", "Amazon"}};
    const std::vector<std::pair<std::string, std::string>> different = {
        {"Example Shop", "Corner Cafe"},
        {"A", "B"},
        {"ABC", "ABD"},
        {"Anna", "Hanna"},
        {"", ""},
        {"", "A"},
        {"Amazon", "Amazing"},
        {"\xE5\xBC\xA0\xE4\xB8\x89", "\xE5\xBC\xA0\xE5\x9B\x9B"},
        {std::string(500, 'a'), std::string(3, 'a')}};
    for (const auto& [a, b] : alike) {
        INFO(a << " " << b);
        CHECK(look_alike(a, b));
        CHECK(look_alike(b, a));
    }
    for (const auto& [a, b] : different) {
        INFO(a << " " << b);
        CHECK_FALSE(look_alike(a, b));
        CHECK_FALSE(look_alike(b, a));
    }
}

TEST_CASE("Memory that runs out while a document is prepared is a status, at whichever allocation, and runs allocate "
          "nothing") {
    if (!allocations_are_watched()) return;
    const std::string offer =
        R"({"payee":{"name":"A payee with a name that needs memory"},"currency":"USD","total":"1.00",)"
        R"("lines":[{"name":"x","quantity":1,"unitPrice":"1.00"}],"expiresAt":"2026-05-01T14:05:00Z"})";
    const std::string quote = make_envelope("quote", "operator", offer, operator_seed);
    const std::string shown =
        R"([{"field":"payee.name","text":"A payee with a name that needs memory"},{"field":"currency","text":"USD"},)"
        R"({"field":"total","text":"US$1.00"},{"field":"lines[0].name","text":"x"},{"field":"lines[0].quantity","text":"1"},)"
        R"({"field":"lines[0].unitPrice","text":"1.00"},{"field":"expiresAt","text":"2026-05-01T14:05:00Z"}])";
    const std::string draft = R"({\"id\":\"V\",\"payee\":{\"name\":\"A\"},\"currency\":\"USD\",\"amount\":\"1.00\",)"
                              R"(\"paidAt\":\"2026-05-01T14:00:00Z\",\"text\":\"t\",\"more\":{\"a\":[1,{}]}})";
    const std::vector<std::pair<std::string, std::string>> all = {
        {"payment.quote", R"({"quote":)" + quote + R"(,"shown":)" + offer + "}"},
        {"payment.confirm", R"({"quote":)" + quote + R"(,"known":[],"shown":)" + shown + "}"},
        {"payment.voucher", R"({"draft":")" + draft + "\"}"},
        {"payment.history", R"({"exportAs":"csv","append":)" + payment_json + R"(,"records":)" + some_history() +
                                R"(,"statement":[{"amount":"64.92","currency":"USD","at":"2026-05-01"}]})"}};
    const SigningKey key{operator_seed};
    for (const auto& [kind, subject] : all) {
        std::int32_t status = COUNTERSIGN_E_OUT_OF_MEMORY;
        std::string verdict;
        std::int64_t passing = 0;
        for (; status == COUNTERSIGN_E_OUT_OF_MEMORY && passing < 5'000; ++passing) {
            countersign_context* context = nullptr;
            REQUIRE(countersign_context_create(nullptr, &context) == 0);
            REQUIRE(countersign_trust(context, "operator", 8, key.open.data(), 32) == 0);
            countersign_check* check = nullptr;
            fail_allocations_after(passing);
            status = countersign_prepare(context, kind.data(), static_cast<std::uint32_t>(kind.size()), subject.data(),
                                         static_cast<std::uint32_t>(subject.size()), &check);
            fail_allocations_after(-1);
            INFO(kind << " with " << passing << " allocations");
            CHECK((status == 0 || status == COUNTERSIGN_E_OUT_OF_MEMORY));
            if (status == 0) {
                const AllocationCount before = allocation_count();
                CHECK(countersign_run(check, 0, 0, 0, 0) >= 0);
                CHECK(allocation_count().allocations == before.allocations);
                const char* out = nullptr;
                std::uint32_t length = 0;
                REQUIRE(countersign_verdict(check, &out, &length) == 0);
                verdict.assign(out, length);
            }
            countersign_context_destroy(context);
        }
        INFO(kind << " needs " << passing - 1 << " allocations: " << verdict);
        CHECK(passing > 10);
        CHECK(verdict.find("\"outcome\":\"reject\"") == std::string::npos);
        CHECK(verdict.find("\"outcome\":\"unknown\"") == std::string::npos);
    }
}
