// A run allocates nothing, the library keeps nothing, and memory that runs out is a status at every single allocation.
#include <sodium.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "allocation_watch.h"
#include "door/countersign.h"

using namespace countersign::tests;

namespace {

// Other machines may be emulated.
#ifdef __x86_64__
constexpr bool full_speed = true;
#else
constexpr bool full_speed = false;
#endif

bool is_long_run() {
    return std::getenv("COUNTERSIGN_LONG") != nullptr;
}

struct Question {
    std::string subject;
    std::string text;
    std::string copied;
    std::int32_t outcome;
};

const std::string genesis = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
const std::vector<Question> questions = {
    {R"({"coin":"BTC"})", genesis, "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"BTC"})", " " + genesis + "\n", genesis, COUNTERSIGN_ACCEPT},
    {R"({"coin":"BTC","known":[{"address":"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"}]})", genesis, "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"BTC"})", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"BTC"})", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"ETH","network":"ethereum"})", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"USDT","network":"tron"})", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "", COUNTERSIGN_ACCEPT},
    {R"({"coin":"ETH"})", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "", COUNTERSIGN_CAUTION},
    {R"({"coin":"BTC"})", "", "", COUNTERSIGN_INCOMPLETE},
    {R"({"coin":"BTC"})", "1A1zP1", "", COUNTERSIGN_INCOMPLETE},
    {R"({"coin":"BTC"})", "bc1qw508d6q", "", COUNTERSIGN_INCOMPLETE},
    {R"({"coin":"USDT"})", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "", COUNTERSIGN_UNKNOWN},
    {R"({"coin":"BTC"})", genesis, "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", COUNTERSIGN_REJECT},
    {R"({"coin":"BTC"})", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "", COUNTERSIGN_REJECT},
    {R"({"coin":"BTC"})", "1A1zP1 P5QGefi2", "", COUNTERSIGN_REJECT},
    {R"({"coin":"BTC"})", "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "", COUNTERSIGN_REJECT},
    {R"({"coin":"BTC"})", std::string(5000, 'x'), "", COUNTERSIGN_REJECT},
    {R"({"coin":"BTC"})", "\xC3\x28", "", COUNTERSIGN_REJECT},
};

countersign_context* new_context() {
    countersign_context* context = nullptr;
    REQUIRE(countersign_context_create(nullptr, &context) == 0);
    return context;
}

countersign_check* prepare(countersign_context* context, const std::string& subject,
                           std::string_view kind = "deposit.address") {
    countersign_check* check = nullptr;
    REQUIRE(countersign_prepare(context, kind.data(), static_cast<std::uint32_t>(kind.size()), subject.data(),
                                static_cast<std::uint32_t>(subject.size()), &check) == 0);
    return check;
}

void type(countersign_check* check, std::uint32_t slot, const std::string& text) {
    std::uint8_t* input = nullptr;
    REQUIRE(countersign_input(check, slot, static_cast<std::uint32_t>(text.size()), &input) == 0);
    std::copy(text.begin(), text.end(), input);
}

std::int32_t run(countersign_check* check, const Question& question) {
    return countersign_run(check, static_cast<std::uint32_t>(question.text.size()),
                           static_cast<std::uint32_t>(question.copied.size()), 1e12, 1e6);
}

}  // namespace

TEST_CASE("The watch sees every way to allocate: these tests can fail") {
    if (!allocations_are_watched()) return;
    const AllocationCount before = allocation_count();
    auto* const one = new int{1};
    void* const two = std::malloc(100);
    void* volatile three = std::realloc(two, 10'000);
    AllocationCount after = allocation_count();
    CHECK(after.allocations - before.allocations == 3);
    CHECK(after.live_bytes - before.live_bytes >= 10'004);
    delete one;
    std::free(three);
    after = allocation_count();
    CHECK(after.live_bytes == before.live_bytes);
    CHECK(after.frees - before.frees == 3);
}

TEST_CASE("A run of deposit.address allocates nothing, whatever the outcome") {
    countersign_context* const context = new_context();
    for (const Question& question : questions) {
        countersign_check* const check = prepare(context, question.subject);
        type(check, 0, question.text);
        type(check, 1, question.copied);
        for (int again = 0; again < 2; ++again) {
            const AllocationCount before = allocation_count();
            const std::int32_t outcome = run(check, question);
            const AllocationCount after = allocation_count();
            INFO(question.subject << " " << question.text);
            CHECK(outcome == question.outcome);
            CHECK(after.allocations == before.allocations);
            CHECK(after.frees == before.frees);
        }
    }
    countersign_context_destroy(context);
}

TEST_CASE("A run of otp.app allocates nothing, whatever the outcome") {
    countersign_context* const context = new_context();
    countersign_check* const check = prepare(context, R"({"algorithm":"SHA512"})", "otp.app");
    for (const std::string told : {R"({"generate":{}})", R"({"verify":{"window":2}})"}) {
        REQUIRE(countersign_tell(check, told.data(), static_cast<std::uint32_t>(told.size()), 1e12, 1e6) == 0);
        for (const std::string text : {"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "", "GEZD1",
                                       "otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQ&issuer=%41", "https://a.test/"}) {
            type(check, 0, text + std::string(100, ' '));
            type(check, 1, "482910");
            const AllocationCount before = allocation_count();
            const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(text.size()), 6, 1e12, 1e6);
            const AllocationCount after = allocation_count();
            INFO(text);
            CHECK(outcome >= 0);
            CHECK(after.allocations == before.allocations);
            CHECK(after.frees == before.frees);
        }
    }
    countersign_context_destroy(context);
}

TEST_CASE("A run of otp.session and of otp.message allocates nothing, whatever the outcome") {
    countersign_context* const context = new_context();
    countersign_check* const checks[] = {
        prepare(context, R"({"session":"s","length":6,"resend":{"rule":"fixed","cap":1},"destination":"a@b.test"})",
                "otp.session"),
        prepare(context, R"({"length":6,"origin":"https://example.com"})", "otp.message")};
    const std::string told = R"({"acknowledged":{"index":0,"retryAfter":"x"}})";
    REQUIRE(countersign_tell(checks[0], told.data(), static_cast<std::uint32_t>(told.size()), 1e12, 1e6) == 0);
    for (countersign_check* const check : checks)
        for (const std::string text : {"482910", "", "4829", "482910 1", "Your code is 482910.", "482910, 482911",
                                       "482910\n@example.com #482910", "482910\n@x.test #482910", "\xC3\x28"}) {
            type(check, 0, text + std::string(100, ' '));
            const AllocationCount before = allocation_count();
            const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(text.size()), 0, 1e12, 1e6);
            const AllocationCount after = allocation_count();
            INFO(text);
            CHECK(outcome >= 0);
            CHECK(after.allocations == before.allocations);
            CHECK(after.frees == before.frees);
        }
    countersign_context_destroy(context);
}

TEST_CASE("A run of payment.amount allocates nothing, whatever the outcome") {
    countersign_context* const context = new_context();
    for (const std::string subject :
         {R"({"currency":"USD","locale":"en"})", R"({"currency":"CNY","allowNegative":true})",
          R"({"coin":"NEAR","network":"near"})", R"({"coin":"USDT"})"}) {
        countersign_check* const check = prepare(context, subject, "payment.amount");
        for (const std::string text : {"1234.50", "-$1,234,567.89", "99999999999999999999999999999999999999", "1,234",
                                       "1,2", "5.", "", "5 U", "\u20AC5", "5x", "\xC3\x28"}) {
            type(check, 0, text + std::string(100, ' '));
            const AllocationCount before = allocation_count();
            const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(text.size()), 0, 1e12, 1e6);
            const AllocationCount after = allocation_count();
            INFO(subject << " " << text);
            CHECK(outcome >= 0);
            CHECK(after.allocations == before.allocations);
            CHECK(after.frees == before.frees);
        }
    }
    countersign_context_destroy(context);
}

TEST_CASE("Key events and runs of password.entry and password.retry allocate nothing") {
    countersign_context* const context = new_context();
    countersign_key_event event{};
    event.size = sizeof event;
    event.caps_lock = event.shift = 1;
    std::copy_n("keydown", 7, event.type);
    std::copy_n("KeyA", 4, event.code);
    std::copy_n("\xD1\x84", 2, event.key);
    for (const char* const kind : {"password.entry", "password.retry"}) {
        countersign_check* const check =
            prepare(context, R"({"enrolledLayout":"us","profile":"NFKC","bcrypt":true,"maxLength":9})", kind);
        for (const std::string& text :
             {std::string{"pass"}, std::string{}, std::string{"\xD1\x84 cafe\xCC\x81 \xEF\xBC\xA1"},
              std::string(90, '1'), std::string(4000, '\x7F'), std::string{"\xC3\x28"}, std::string(5000, 'x')}) {
            type(check, 0, text + std::string(100, ' '));
            const AllocationCount before = allocation_count();
            const std::int32_t observed = countersign_observe(check, &event, 1e12, 1e6);
            const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(text.size()), 0, 1e12, 1e6);
            const AllocationCount after = allocation_count();
            INFO(kind << " " << text.size());
            CHECK(observed == 0);
            CHECK(outcome >= 0);
            CHECK(after.allocations == before.allocations);
            CHECK(after.frees == before.frees);
        }
        REQUIRE(countersign_tell(check, R"({"refused":true})", 16, 1e12, 1e6) == 0);
    }
    countersign_context_destroy(context);
}

TEST_CASE("A run of password.new allocates nothing, whatever the outcome") {
    countersign_context* const context = new_context();
    countersign_check* const check =
        prepare(context, R"({"breach":true,"languages":["de","pt"],"context":[{"kind":"name","text":"Ann Miller"}]})",
                "password.new");
    for (const std::string& text :
         {std::string{}, std::string{"password"}, std::string{"correct horse battery staple"}, std::string(300, 'a'),
          std::string{"1l!i|1l!i|1l!i|4@$ annmiller"}, std::string{"\xC3\x28"}, std::string(9000, 'x')}) {
        type(check, 0, text + std::string(100, ' '));
        const AllocationCount before = allocation_count();
        const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(text.size()), 0, 1.78e12, 1e6);
        const AllocationCount after = allocation_count();
        INFO(text.size());
        CHECK(outcome >= 0);
        CHECK(after.allocations == before.allocations);
        CHECK(after.frees == before.frees);
    }
    countersign_context_destroy(context);
}

TEST_CASE("A million runs, and preparing again and again, keep no memory") {
    const AllocationCount begin = allocation_count();
    countersign_context* const context = new_context();
    std::vector<countersign_check*> checks;
    for (const Question& question : questions) {
        checks.push_back(prepare(context, question.subject));
        type(checks.back(), 0, question.text);
        type(checks.back(), 1, question.copied);
    }
    const AllocationCount before = allocation_count();
    const int rounds = (!allocations_are_watched()    ? 20'000
                        : full_speed || is_long_run() ? 1'000'000
                                                      : 50'000) /
                           static_cast<int>(questions.size()) +
                       1;
    std::int64_t wrong = 0;
    for (int i = 0; i < rounds; ++i)
        for (std::size_t q = 0; q < questions.size(); ++q)
            wrong += run(checks[q], questions[q]) == questions[q].outcome ? 0 : 1;
    CHECK(wrong == 0);
    CHECK(allocation_count().allocations == before.allocations);
    CHECK(allocation_count().live_bytes == before.live_bytes);

    const auto once = [&] {
        countersign_check* const check = prepare(context, questions[2].subject);
        type(check, 0, genesis);
        const char* out = nullptr;
        std::uint32_t length = 0;
        REQUIRE(run(check, {"", genesis, "", 0}) == COUNTERSIGN_ACCEPT);
        REQUIRE(countersign_verdict(check, &out, &length) == 0);
        REQUIRE(countersign_explain(check, "en", 2, &out, &length) == 0);
        REQUIRE(countersign_release(check) == 0);
    };
    once();
    const AllocationCount settled = allocation_count();
    for (int i = 0; i < (is_long_run() ? 1'000'000 : 10'000); ++i) once();
    CHECK(allocation_count().live_bytes == settled.live_bytes);
    countersign_context_destroy(context);
    checks.clear();
    checks.shrink_to_fit();
    CHECK(allocation_count().live_bytes == begin.live_bytes);
}

TEST_CASE("Memory that runs out is a status, at whichever allocation it happens") {
    if (!allocations_are_watched()) return;
    using Act = std::function<std::int32_t(countersign_context*, countersign_check*)>;
    static const std::string subject =
        R"({"coin":"USDT","network":"tron","known":[{"address":"a-very-long-address-that-needs-memory","label":)"
        R"("and-a-label-that-needs-some-memory-too"},{"address":"another-very-long-address-that-needs-memory"}]})";
    static const std::string policy =
        R"({"version":1,"coins":[{"coin":"BTC","networks":["bitcoin","a-very-long-name-of-a-network"]}],)"
        R"("words":[{"language":"en","reason":"deposit.empty","text":"a sentence that needs memory of its own"}]})";
    static const std::string lines = R"({"id":1,"subject":{"coin":"BTC"},"text":"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"})"
                                     "\n{\"id\":2}\n" +
                                     std::string{R"({"id":[1],"subject":{"coin":"BTC"},"events":[{"text":"a"}]})"};
    static std::array<std::uint8_t, 32> key{9};
    static const char* out = nullptr;
    static const std::uint8_t* data = nullptr;
    static std::uint32_t length = 0;
    std::array<std::uint8_t, crypto_box_SEEDBYTES> seed{1};
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> box_key{};
    std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> box_secret{};
    crypto_box_seed_keypair(box_key.data(), box_secret.data(), seed.data());
    static std::vector<std::uint8_t> box(48 + 100);
    crypto_box_seal(box.data(), box.data(), 100, box_key.data());
    const std::vector<std::pair<std::string, Act>> acts = {
        {"create",
         [](countersign_context*, countersign_check*) {
             countersign_context* made = nullptr;
             const std::int32_t status = countersign_context_create(nullptr, &made);
             fail_allocations_after(-1);
             countersign_context_destroy(made);
             return status;
         }},
        {"trust",
         [](countersign_context* context, countersign_check*) {
             return countersign_trust(context, "a-key-with-a-long-name-that-needs-memory", 40, key.data(), 32);
         }},
        {"prepare",
         [](countersign_context* context, countersign_check*) {
             countersign_check* made = nullptr;
             const auto size = static_cast<std::uint32_t>(subject.size());
             const std::int32_t status =
                 countersign_prepare(context, "deposit.address", 15, subject.data(), size, &made);
             CHECK((status == 0) == (made != nullptr));
             return status;
         }},
        {"unsigned policy",
         [](countersign_context* context, countersign_check*) {
             const auto size = static_cast<std::uint32_t>(policy.size());
             return countersign_load_unsigned_policy(context, policy.data(), size);
         }},
        {"input",
         [](countersign_context*, countersign_check* check) {
             std::uint8_t* place = nullptr;
             return countersign_input(check, 1, 100'000, &place);
         }},
        {"run", [](countersign_context*, countersign_check* check) { return countersign_run(check, 34, 0, 0, 0); }},
        {"verdict",
         [](countersign_context*, countersign_check* check) { return countersign_verdict(check, &out, &length); }},
        {"explain", [](countersign_context*,
                       countersign_check* check) { return countersign_explain(check, "en", 2, &out, &length); }},
        {"seal",
         [&](countersign_context*, countersign_check* check) {
             return countersign_seal(check, box_key.data(), 32, key.data(), 32, &data, &length);
         }},
        {"open",
         [&](countersign_context* context, countersign_check*) {
             const auto size = static_cast<std::uint32_t>(box.size());
             return countersign_open(context, box.data(), size, box_secret.data(), 32, &data, &length);
         }},
        {"lines",
         [](countersign_context* context, countersign_check*) {
             const auto size = static_cast<std::uint32_t>(lines.size());
             return countersign_lines(context, "deposit.address", 15, lines.data(), size, 0, 0, &out, &length);
         }},
    };
    for (const auto& [name, act] : acts) {
        const std::int64_t live = allocation_count().live_bytes;
        std::int64_t passing = 0;
        std::int32_t status = COUNTERSIGN_E_OUT_OF_MEMORY;
        for (; status == COUNTERSIGN_E_OUT_OF_MEMORY && passing < 1000; ++passing) {
            countersign_context* const context = new_context();
            countersign_check* const check = prepare(context, R"({"coin":"BTC"})");
            type(check, 0, genesis);
            REQUIRE(countersign_run(check, 34, 0, 0, 0) == COUNTERSIGN_ACCEPT);
            fail_allocations_after(passing);
            status = act(context, check);
            fail_allocations_after(-1);
            INFO(name << " with " << passing << " allocations");
            CHECK((status >= 0 || status == COUNTERSIGN_E_OUT_OF_MEMORY));
            // The context goes on working.
            countersign_check* const next = prepare(context, R"({"coin":"BTC"})");
            type(next, 0, genesis);
            CHECK(countersign_run(next, 34, 0, 0, 0) == COUNTERSIGN_ACCEPT);
            countersign_context_destroy(context);
        }
        INFO(name << " needs " << passing - 1 << " allocations");
        CHECK(status >= 0);
        CHECK((passing > 1) == (name != "run"));
        CHECK(allocation_count().live_bytes - live < 4096);
    }
}
