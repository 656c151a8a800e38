// After a call nothing of a secret is left: not in the slot, not on the stack that the call used, not anywhere in the
// process. Calls run on a thread whose stack is painted before and searched after. tests/wasm/residue.test.mjs does the
// same to all of the module's memory.
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

#include "countersign/otp.h"
#include "countersign/password.h"
#include "countersign/password_new.h"
#include "door/countersign.h"
#include "secret_kind.h"
#include "traces.h"
#include "vocabulary/slot.h"

#if defined(__SANITIZE_ADDRESS__)
#define COUNTERSIGN_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTERSIGN_SANITIZED 1
#endif
#endif

using namespace countersign;
using namespace countersign::tests;

namespace {

// The sanitizer puts red zones around what is on the stack, so depths mean nothing under it.
#ifdef COUNTERSIGN_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// A stack of our own: painted, run on, and then looked at.
class WatchedStack {
public:
    static constexpr std::size_t bytes = std::size_t{128} << 10;
    static constexpr std::uint8_t paint = 0xA5;

    WatchedStack()
        : memory_(static_cast<std::uint8_t*>(
              mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {
        REQUIRE(memory_ != MAP_FAILED);
    }
    WatchedStack(const WatchedStack&) = delete;
    WatchedStack& operator=(const WatchedStack&) = delete;
    ~WatchedStack() { munmap(memory_, bytes); }

    void run(std::function<void()> call) {
        std::fill_n(memory_, bytes, paint);
        Job job{std::move(call), nullptr};
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        REQUIRE(pthread_attr_setstack(&attributes, memory_, bytes) == 0);
        pthread_t thread{};
        REQUIRE(pthread_create(&thread, &attributes, &WatchedStack::start, &job) == 0);
        REQUIRE(pthread_join(thread, nullptr) == 0);
        pthread_attr_destroy(&attributes);
        top_ = job.top;
    }

    [[nodiscard]] std::span<const std::uint8_t> all() const { return {memory_, bytes}; }
    // How far below the frame that made the call the stack was written.
    [[nodiscard]] std::size_t depth() const {
        const std::uint8_t* const lowest = std::find_if(memory_, memory_ + bytes, [](auto b) { return b != paint; });
        return static_cast<std::size_t>(top_ - lowest);
    }

private:
    struct Job {
        std::function<void()> call;
        const std::uint8_t* top;
    };
    static void* start(void* given) {
        auto& job = *static_cast<Job*>(given);
        volatile std::uint8_t here = 0;
        job.top = const_cast<const std::uint8_t*>(&here);
        job.call();
        return nullptr;
    }

    std::uint8_t* memory_;
    const std::uint8_t* top_ = nullptr;
};

// Covers what the test's own calls may have left below this frame.
[[gnu::noinline]] void cover_own_stack() {
    volatile std::uint8_t below[std::size_t{64} << 10];
    for (std::size_t i = 0; i < sizeof below; ++i) below[i] = 0;
}

// Every window found in the writable memory of this process.
std::size_t found_in_process(const Traces& traces) {
    std::size_t found = 0;
    std::FILE* const maps = std::fopen("/proc/self/maps", "r");
    REQUIRE(maps != nullptr);
    char line[512];
    while (std::fgets(line, sizeof line, maps) != nullptr) {
        char* rest = nullptr;  // "from-to rw..", in hexadecimal
        const std::uintptr_t from = std::strtoull(line, &rest, 16);
        if (*rest != '-') continue;
        const std::uintptr_t to = std::strtoull(rest + 1, &rest, 16);
        if (!std::string_view{rest}.starts_with(" rw") || to - from > (std::size_t{256} << 20)) continue;
        // The file names memory by its address.
        const auto* const memory = reinterpret_cast<const std::uint8_t*>(from);  // NOLINT(performance-no-int-to-ptr)
        found += traces.found_in({memory, to - from});
    }
    static_cast<void>(std::fclose(maps));
    return found;
}

class Secrets {
public:
    Secrets() {
        REQUIRE(countersign_context_create(nullptr, &context_) == 0);
        secret_ = prepare("test.secret", "{\"minimumLength\":8}");
        message_ = prepare("deposit.address", "{\"coin\":\"BTC\"}");
    }
    Secrets(const Secrets&) = delete;
    Secrets& operator=(const Secrets&) = delete;
    ~Secrets() { countersign_context_destroy(context_); }

    countersign_check* prepare(std::string_view kind, std::string_view subject) {
        countersign_check* check = nullptr;
        REQUIRE(countersign_prepare(context_, kind.data(), static_cast<std::uint32_t>(kind.size()), subject.data(),
                                    static_cast<std::uint32_t>(subject.size()), &check) == 0);
        return check;
    }
    static std::uint8_t* input(countersign_check* check, std::uint32_t slot, std::size_t size) {
        std::uint8_t* place = nullptr;
        REQUIRE(countersign_input(check, slot, static_cast<std::uint32_t>(size), &place) == 0);
        return place;
    }
    [[nodiscard]] countersign_check* secret() const { return secret_; }
    [[nodiscard]] countersign_check* message() const { return message_; }

private:
    countersign_context* context_ = nullptr;
    countersign_check* secret_ = nullptr;
    countersign_check* message_ = nullptr;
};

constexpr std::uint32_t capacity = 300;

SecretText secret_number(std::uint64_t i) {
    return {0x5ec2e7 + i * 7919, 16 + i % 240};
}

}  // namespace

TEST_CASE("A run leaves nothing of a secret in its slot or on the stack, a thousand times", "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    std::uint8_t* const slot0 = Secrets::input(secrets.secret(), 0, capacity);
    std::uint8_t* const slot1 = Secrets::input(secrets.secret(), 1, capacity);
    for (std::uint64_t i = 0; i < (sanitized ? 200 : 1000); ++i) {
        const SecretText text = secret_number(i);
        const SecretText earlier = i % 3 == 0 ? text : secret_number(i + 100'000);
        const auto size0 = static_cast<std::uint32_t>(text.size());
        const auto size1 = static_cast<std::uint32_t>(earlier.size());
        text.write_to(slot0);
        earlier.write_to(slot1);
        std::int32_t outcome = -1;
        stack.run([&] { outcome = countersign_run(secrets.secret(), size0, size1, 1e12, 1e6); });
        INFO(i);
        REQUIRE(outcome == COUNTERSIGN_ACCEPT);
        for (const SecretText& each : {text, earlier}) {
            const Traces traces{each};
            REQUIRE(traces.windows() > each.size());
            CHECK(traces.found_in({slot0, capacity}) == 0);
            CHECK(traces.found_in({slot1, capacity}) == 0);
            CHECK(traces.found_in(stack.all()) == 0);
            if (sanitized || i % 100 != 0) continue;
            cover_own_stack();
            CHECK(found_in_process(traces) == 0);
        }
    }
}

TEST_CASE("What follows a run leaves nothing of a secret either", "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    countersign_key_event event{};
    event.size = sizeof event;
    for (std::uint64_t i = 0; i < 50; ++i) {
        const SecretText text = secret_number(i);
        const auto size = static_cast<std::uint32_t>(text.size());
        std::uint8_t* const slot = Secrets::input(secrets.secret(), 0, capacity);
        const Traces traces{text};
        const auto nothing_left = [&] {
            std::size_t found = traces.found_in({slot, capacity}) + traces.found_in(stack.all());
            if (!sanitized && i % 10 == 0) {
                cover_own_stack();
                found += found_in_process(traces);
            }
            return found == 0;
        };
        const auto call = [&](const std::function<std::int32_t()>& door) {
            std::int32_t result = -1;
            stack.run([&] { result = door(); });
            CHECK(result >= 0);
            CHECK(nothing_left());
        };
        const char* out = nullptr;
        std::uint32_t length = 0;
        text.write_to(slot);
        call([&] { return countersign_run(secrets.secret(), size, 0, 0, 0); });
        call([&] { return countersign_observe(secrets.secret(), &event, 0, 0); });
        call([&] { return countersign_tell(secrets.secret(), "{\"minimumLength\":9}", 19, 0, 0); });
        call([&] { return countersign_verdict(secrets.secret(), &out, &length); });
        call([&] { return countersign_explain(secrets.secret(), "en", 2, &out, &length); });

        // A code found in a message goes to the session without leaving the core.
        std::uint8_t* const message = Secrets::input(secrets.message(), 0, capacity + 20);
        std::fill_n(message, capacity + 20, std::uint8_t{'.'});
        text.write_to(message + 10);
        std::int32_t moved = -1;
        stack.run([&] { moved = countersign_move(secrets.message(), 10, size, secrets.secret()); });
        CHECK(moved == static_cast<std::int32_t>(size));
        CHECK(traces.found_in({message, capacity + 20}) == 0);
        CHECK(traces.found_in(stack.all()) == 0);
        CHECK(traces.found_in({slot, capacity}) > 0);
        call([&] { return countersign_run(secrets.secret(), size, 0, 0, 0); });
    }
}

TEST_CASE("A code found in a message goes to its session, and nothing of it is left behind", "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    const std::string_view before = "Your code is ";
    countersign_check* const message = secrets.prepare("otp.message", R"({"length":16})");
    countersign_check* const session =
        secrets.prepare("otp.session", R"({"session":"s","length":16,"resend":{"rule":"fixed"}})");
    for (std::uint64_t i = 0; i < 50; ++i) {
        const SecretText code = SecretText::digits(i, 16);
        const Traces traces{code};
        const auto everywhere = [&] {
            if (sanitized || i % 10 != 0) return std::size_t{0};
            cover_own_stack();
            return found_in_process(traces);
        };
        std::uint8_t* const slot = Secrets::input(message, 0, capacity);
        std::fill_n(slot, capacity, std::uint8_t{'.'});
        std::copy(before.begin(), before.end(), slot);
        code.write_to(slot + before.size());
        std::int32_t result = -1;
        stack.run([&] { result = countersign_run(message, 60, 0, 0, 0); });
        REQUIRE(result == COUNTERSIGN_ACCEPT);
        CHECK(traces.found_in(stack.all()) == 0);
        CHECK(traces.found_in({slot, capacity}) > 0);
        CHECK(std::count(slot, slot + capacity, 0) == capacity - 16);  // all around it is wiped
        const char* out = nullptr;
        std::uint32_t length = 0;
        REQUIRE(countersign_verdict(message, &out, &length) == 0);
        CHECK(std::string_view{out, length}.find("[13,16]") != std::string_view::npos);
        CHECK(traces.found_in({reinterpret_cast<const std::uint8_t*>(out), length}) == 0);

        // Not to where it would stay, and not what is around it.
        CHECK(countersign_move(message, 13, 16, secrets.message()) == COUNTERSIGN_E_NOT_TAKEN);
        CHECK(countersign_move(message, 12, 16, session) == COUNTERSIGN_E_BAD_LENGTH);
        CHECK(countersign_move(message, 13, 17, session) == COUNTERSIGN_E_BAD_LENGTH);
        CHECK(countersign_move(message, 0xFFFFFFFF, 16, session) == COUNTERSIGN_E_BAD_LENGTH);
        stack.run([&] { result = countersign_move(message, 13, 16, session); });
        CHECK(result == 16);
        CHECK(traces.found_in({slot, capacity}) == 0);
        CHECK(traces.found_in(stack.all()) == 0);
        CHECK(countersign_move(message, 13, 16, session) == COUNTERSIGN_E_BAD_LENGTH);
        stack.run([&] { result = countersign_run(session, 16, 0, 0, 0); });
        CHECK(result == COUNTERSIGN_ACCEPT);
        CHECK(traces.found_in(stack.all()) == 0);
        CHECK(everywhere() == 0);
        REQUIRE(countersign_verdict(session, &out, &length) == 0);
        CHECK(traces.found_in({reinterpret_cast<const std::uint8_t*>(out), length}) == 0);
        CHECK(countersign_tell(session, R"({"sent":{"index":0}})", 20, 0, 0) == 0);
        REQUIRE(countersign_explain(session, "en", 2, &out, &length) == 0);
        CHECK(everywhere() == 0);

        // A code that nobody moves goes with the next run, on wipe, and where there is none at once.
        for (int way = 0; way < 3; ++way) {
            std::copy(before.begin(), before.end(), slot);
            code.write_to(slot + before.size());
            if (way == 2) slot[before.size() + 16] = '1';  // 17 digits: no code
            CHECK(countersign_run(message, 30, 0, 0, 0) == (way == 2 ? COUNTERSIGN_REJECT : COUNTERSIGN_ACCEPT));
            if (way == 0) CHECK(countersign_run(message, 0, 0, 0, 0) == COUNTERSIGN_INCOMPLETE);
            if (way == 1) CHECK(countersign_wipe(message) == 0);
            CHECK(traces.found_in({slot, capacity}) == 0);
            CHECK(countersign_move(message, 13, 16, session) == COUNTERSIGN_E_BAD_LENGTH);
        }
    }
}

TEST_CASE("A key leaves nothing behind but the code that was asked for, a thousand times", "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    const char* const algorithms[] = {"SHA1", "SHA256", "SHA512"};
    for (std::uint64_t i = 0; i < (sanitized ? 200 : 1000); ++i) {
        const std::string subject = std::string{R"({"digits":8,"algorithm":")"} + algorithms[i % 3] + "\"}";
        countersign_check* const app = secrets.prepare("otp.app", subject);
        countersign_check* const session =
            secrets.prepare("otp.session", R"({"session":"s","length":8,"resend":{"rule":"fixed"}})");
        // As it is written, as base32 text, and as the bytes that it stands for.
        const SecretText key = SecretText::key(i, 32 + 8 * (i % 24));
        const Traces written{key};
        const Traces bytes{key.decoded()};
        std::uint8_t* const slot0 = Secrets::input(app, 0, capacity);
        std::uint8_t* const slot1 = Secrets::input(app, 1, capacity);
        std::int32_t result = -1;
        const auto nothing_left = [&] {
            std::size_t found = 0;
            for (const Traces* traces : {&written, &bytes})
                found += traces->found_in({slot0, capacity}) + traces->found_in(stack.all()) +
                         (sanitized || i % 100 != 0 ? 0 : (cover_own_stack(), found_in_process(*traces)));
            return found == 0;
        };
        INFO(i);
        REQUIRE(countersign_tell(app, R"({"generate":{}})", 15, 0, 0) == 0);
        key.write_to(slot0);
        stack.run([&] { result = countersign_run(app, static_cast<std::uint32_t>(key.size()), 0, 1e12, 0); });
        REQUIRE(result == COUNTERSIGN_ACCEPT);
        CHECK(nothing_left());
        CHECK(std::count(slot0, slot0 + capacity, 0) == capacity - 8);
        // Reversed, so that the test holds none of it itself; by a mask that a compiler cannot know, since one for ARM kept
        // the code as it was in a frame of the test.
        const volatile std::uint8_t mask = 0xFF;
        std::array<std::uint8_t, 8> code{};
        for (std::size_t k = 0; k < 8; ++k) code[k] = static_cast<std::uint8_t>(slot0[k] ^ mask);
        const Traces made{SecretText::hidden(code)};
        CHECK(made.found_in({slot0, capacity}) == 1);
        CHECK(made.found_in(stack.all()) == 0);
        const char* out = nullptr;
        std::uint32_t length = 0;
        REQUIRE(countersign_verdict(app, &out, &length) == 0);
        CHECK(made.found_in({reinterpret_cast<const std::uint8_t*>(out), length}) == 0);
        CHECK(countersign_move(app, 0, 8, secrets.message()) == COUNTERSIGN_E_NOT_TAKEN);
        CHECK(countersign_move(app, 0, 9, session) == COUNTERSIGN_E_BAD_LENGTH);
        stack.run([&] { result = countersign_move(app, 0, 8, session); });
        CHECK(result == 8);
        CHECK(made.found_in({slot0, capacity}) == 0);
        CHECK(countersign_run(session, 8, 0, 0, 0) == COUNTERSIGN_ACCEPT);

        REQUIRE(countersign_tell(app, R"({"verify":{}})", 13, 0, 0) == 0);
        key.write_to(slot0);
        for (std::size_t k = 0; k < 8; ++k) slot1[k] = static_cast<std::uint8_t>(code[k] ^ mask);
        stack.run([&] { result = countersign_run(app, static_cast<std::uint32_t>(key.size()), 8, 1e12, 0); });
        CHECK(result == COUNTERSIGN_ACCEPT);
        CHECK(nothing_left());
        CHECK(made.found_in({slot1, capacity}) == 0);
        CHECK(made.found_in(stack.all()) == 0);
        CHECK((sanitized || i % 100 != 0 || (cover_own_stack(), found_in_process(made)) == 0));
        CHECK(countersign_release(app) == 0);
        CHECK(countersign_release(session) == 0);
    }
}

TEST_CASE("What the runs of codes write to the stack lies within the part that is wiped", "[residue]") {
    if (sanitized) return;
    WatchedStack stack;
    std::string key(400, 'A');
    for (const otp::Algorithm algorithm : {otp::Algorithm::SHA1, otp::Algorithm::SHA256, otp::Algorithm::SHA512})
        for (const char* const told : {R"({"generate":{}})", R"({"verify":{"window":3}})"}) {
            otp::AppCheck app{{.algorithm = algorithm}};
            REQUIRE(app.tell(told, {}).ok());
            for (const std::string& text : {key, "otpauth://totp/" + std::string(1000, 'a') + "?secret=" + key}) {
                std::string slot = text;
                stack.run([&] { app.run(Typed{slot, "482910", slot}, {}); });
                INFO(stack.depth());
                CHECK(stack.depth() < wiped_stack_bytes);
            }
        }
    const std::string message =
        "Your code is 482910. Or " + std::string(3000, '7') + " https://x.test/482911, call 1 2 3";
    otp::MessageCheck finder{{.length = 6}};
    otp::SessionCheck session{
        {.session = "s", .length = 6, .fallbacks = {otp::Fallback::voice}, .destination = "a@b.test"}};
    CHECK(session.tell(R"({"acknowledged":{"index":0,"sendsLeft":0,"retryAfter":"x"}})", {}).ok());
    for (const std::string& text :
         {message, std::string{"482910"}, std::string{}, message + "\n@example.com #482910"}) {
        stack.run([&] { finder.run(text, {}); });
        CHECK(stack.depth() < wiped_stack_bytes);
        stack.run([&] { session.run(text, {}); });
        INFO(stack.depth());
        CHECK(stack.depth() < wiped_stack_bytes);
    }
}

TEST_CASE("A password leaves nothing behind, whatever was seen of its keys, a thousand times for each kind",
          "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    for (const char* const kind : {"password.entry", "password.retry"})
        for (std::uint64_t i = 0; i < (sanitized ? 200 : 1000); ++i) {
            const char* const subjects[] = {"{}", R"({"profile":"NFKD","bcrypt":true})",
                                            R"({"enrolledLayout":"de","profile":"OpaqueString","failed":true})"};
            countersign_check* const check = secrets.prepare(kind, subjects[i % 3]);
            const SecretText text = i % 5 == 0 ? secret_number(i) : SecretText{i + 77, 12 + i % 50};
            const Traces traces{text};
            const auto size = static_cast<std::uint32_t>(text.size());
            std::uint8_t* const slot = Secrets::input(check, 0, capacity);
            // Each of its characters comes as a key event, as it does while it is typed.
            countersign_key_event event{};
            event.size = sizeof event;
            event.shift = event.caps_lock = static_cast<std::int8_t>(i % 2);
            std::copy_n("keydown", 7, event.type);
            std::copy_n("KeyA", 4, event.code);
            std::int32_t result = 0;
            stack.run([&] {
                for (std::uint32_t k = 0; k < size; ++k) {
                    event.key[0] = static_cast<char>(text.at(k));
                    event.code[3] = static_cast<char>('A' + text.at(k) % 26);
                    result += countersign_observe(check, &event, 1e12, 1e6 + 100.0 * k);
                }
            });
            REQUIRE(result == 0);
            event.key[0] = event.code[3] = 0;
            INFO(kind << " " << i);
            const auto nothing_left = [&] {
                std::size_t found = traces.found_in({slot, capacity}) + traces.found_in(stack.all());
                if (!sanitized && i % 100 == 0) {
                    cover_own_stack();
                    found += found_in_process(traces);
                }
                return found == 0;
            };
            text.write_to(slot);
            stack.run([&] { result = countersign_run(check, size, 0, 1e12, 1e6); });
            CHECK(result >= 0);
            CHECK(nothing_left());
            stack.run([&] { result = countersign_tell(check, R"({"refused":true})", 16, 1e12, 1e6); });
            CHECK(result == 0);
            text.write_to(slot);
            stack.run([&] { result = countersign_run(check, size, 0, 1e12, 1e6); });
            CHECK(result >= 0);
            CHECK(nothing_left());
            // Failures: a bad moment, a length beyond the slot, a text that is too long or ill-formed.
            text.write_to(slot);
            stack.run([&] { result = countersign_run(check, size, 0, 0.0 / 0.0, 0); });
            CHECK(result == COUNTERSIGN_E_BAD_MOMENT);
            CHECK(nothing_left());
            text.write_to(slot);
            slot[size] = 0xC3;
            stack.run([&] { result = countersign_run(check, size + 1, 0, 1e12, 1e6); });
            CHECK(result == COUNTERSIGN_REJECT);
            CHECK(nothing_left());
            const char* out = nullptr;
            std::uint32_t length = 0;
            REQUIRE(countersign_verdict(check, &out, &length) == 0);
            CHECK(traces.found_in({reinterpret_cast<const std::uint8_t*>(out), length}) == 0);
            REQUIRE(countersign_explain(check, "en", 2, &out, &length) == 0);
            CHECK(nothing_left());
            CHECK(countersign_release(check) == 0);
        }
}

TEST_CASE("What the runs of passwords write to the stack lies within the part that is wiped", "[residue]") {
    if (sanitized) return;
    WatchedStack stack;
    std::string marks = "e";
    for (int i = 0; i < 200; ++i) marks += i % 2 == 0 ? "\xCC\x81" : "\xCC\xA3";
    const std::string texts[] = {"",
                                 "correct horse",
                                 std::string(4096, 'x'),
                                 marks,
                                 "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB ann@mail.example ",
                                 "\xEF\xBC\xA1\xE2\x80\x9Cp\xD0\xB0ss\xE2\x80\x8B\t\xD9\xA4\xE3\x85\x81"};
    for (const password::Profile profile :
         {password::Profile::none, password::Profile::OpaqueString, password::Profile::NFKC, password::Profile::NFKD}) {
        password::EntryCheck entry{{.profile = profile, .maxLength = 9, .bcrypt = true}};
        password::RetryCheck retry{{.profile = profile}};
        const KeyEvent key{
            .type = "keydown", .code = "KeyA", .key = "\xD1\x84", .caps_lock = Modifier::on, .shift = Modifier::on};
        for (const std::string& text : texts)
            for (password::TypedCheck* const check :
                 {static_cast<password::TypedCheck*>(&entry), static_cast<password::TypedCheck*>(&retry)}) {
                stack.run([&] {
                    static_cast<void>(check->observe(key, {}));
                    check->run(text, {});
                    static_cast<void>(check->tell(R"({"refused":true})", {}));
                    check->run(text, {});
                });
                INFO(text.size() << " bytes: " << stack.depth());
                CHECK(stack.depth() < wiped_stack_bytes);
            }
    }
}

TEST_CASE("A password that is to be chosen leaves nothing behind, nor does the present one, a thousand times",
          "[residue]") {
    Secrets secrets;
    WatchedStack stack;
    const char* const subjects[] = {
        R"({"languages":["de","fr","es","pt"]})", R"({"minScore":4,"context":[{"kind":"name","text":"Ann Miller"}]})",
        R"({"secondFactor":true,"context":[{"kind":"birth-date","text":"1990-05-17"}]})", R"({"breach":true})"};
    for (const char* const subject : subjects) {
        countersign_check* const check = secrets.prepare("password.new", subject);
        std::uint8_t* const slot0 = Secrets::input(check, 0, capacity);
        std::uint8_t* const slot1 = Secrets::input(check, 1, capacity);
        for (std::uint64_t i = 0; i < (sanitized ? 60 : 340); ++i) {
            const SecretText text = i % 5 == 0 ? secret_number(i) : SecretText{i + 77, 12 + i % 50};
            const SecretText present = i % 3 == 0 ? text : secret_number(i + 100'000);
            std::int32_t result = -1;
            const auto size0 = static_cast<std::uint32_t>(text.size());
            const auto size1 = static_cast<std::uint32_t>(present.size());
            text.write_to(slot0);
            present.write_to(slot1);
            INFO(subject << " " << i);
            const auto nothing_left = [&] {
                std::size_t found = 0;
                for (const SecretText& each : {text, present}) {
                    const Traces traces{each};
                    found += traces.found_in({slot0, capacity}) + traces.found_in({slot1, capacity}) +
                             traces.found_in(stack.all());
                    if (sanitized || i % 50 != 0) continue;
                    cover_own_stack();
                    found += found_in_process(traces);
                }
                return found == 0;
            };
            stack.run([&] { result = countersign_run(check, size0, size1, 1.78e12, 1e6); });
            CHECK(result >= 0);
            CHECK(nothing_left());
            const char* out = nullptr;
            std::uint32_t length = 0;
            REQUIRE(countersign_verdict(check, &out, &length) == 0);
            CHECK(Traces{text}.found_in({reinterpret_cast<const std::uint8_t*>(out), length}) == 0);
            // Failures: a bad moment, ill-formed text.
            text.write_to(slot0);
            stack.run([&] { result = countersign_run(check, size0, 0, 0.0 / 0.0, 0); });
            CHECK(result == COUNTERSIGN_E_BAD_MOMENT);
            CHECK(nothing_left());
            text.write_to(slot0);
            slot0[size0] = 0xC3;
            stack.run([&] { result = countersign_run(check, size0 + 1, 0, 1.78e12, 1e6); });
            CHECK(result == COUNTERSIGN_REJECT);
            CHECK(nothing_left());
        }
    }
}

TEST_CASE("What the runs of passwords to be chosen write to the stack lies within the part that is wiped",
          "[residue]") {
    if (sanitized) return;
    WatchedStack stack;
    const Context context;
    password::NewCheck check{{.context = {{password::OwnKind::name, "Ann Miller"}}, .breach = true}, &context};
    std::string repeats = "ab";
    while (repeats.size() < 256) repeats += repeats + "x";
    for (const std::string& text :
         {std::string{"x"}, std::string{"correct horse battery staple"}, repeats, std::string(256, '1'),
          std::string(8192, 'a'), std::string{"1l!i|1l!i|march1990-05-17"}}) {
        stack.run([&] { check.run({text, text}, Moment{1.78e12, 0}); });
        INFO(text.size() << " bytes: " << stack.depth());
        CHECK(stack.depth() < wiped_stack_bytes);
    }
}

TEST_CASE("A secret is wiped when the run is refused, when less of it was run, on wipe and on release", "[residue]") {
    Secrets secrets;
    const SecretText text = secret_number(7);
    const auto size = static_cast<std::uint32_t>(text.size());
    const Traces traces{text};
    std::uint8_t* slot = Secrets::input(secrets.secret(), 0, capacity);

    text.write_to(slot + 20);
    CHECK(countersign_run(secrets.secret(), size, 0, 0.0 / 0.0, 0) == COUNTERSIGN_E_BAD_MOMENT);
    CHECK(traces.found_in({slot, capacity}) == 0);
    text.write_to(slot + 20);
    CHECK(countersign_run(secrets.secret(), capacity + 1, 0, 0, 0) == COUNTERSIGN_E_BAD_LENGTH);
    CHECK(traces.found_in({slot, capacity}) == 0);
    text.write_to(slot);
    CHECK(countersign_run(secrets.secret(), 8, 0, 0, 0) == COUNTERSIGN_ACCEPT);
    CHECK(traces.found_in({slot, capacity}) == 0);
    text.write_to(slot);
    CHECK(countersign_wipe(secrets.secret()) == 0);
    CHECK(traces.found_in({slot, capacity}) == 0);

    // A larger slot is another one; a released one is gone.
    text.write_to(slot);
    const std::uint32_t larger = 10 * capacity;
    slot = Secrets::input(secrets.secret(), 0, larger);
    CHECK(traces.found_in({slot, larger}) == 0);
    text.write_to(slot);
    if (!sanitized) CHECK(found_in_process(traces) > 0);
    CHECK(countersign_release(secrets.secret()) == 0);
    if (!sanitized) {
        cover_own_stack();
        CHECK(found_in_process(traces) == 0);
    }
}

TEST_CASE("A check that takes no secrets wipes its slots when it is released", "[residue]") {
    Secrets secrets;
    const SecretText text = secret_number(8);
    const Traces traces{text};
    text.write_to(Secrets::input(secrets.message(), 0, capacity));
    if (!sanitized) CHECK(found_in_process(traces) > 0);
    CHECK(countersign_release(secrets.message()) == 0);
    if (!sanitized) {
        cover_own_stack();
        CHECK(found_in_process(traces) == 0);
    }
}

TEST_CASE("The search finds a secret where one is: these tests can fail", "[residue]") {
    const SecretText text = secret_number(3);
    const Traces traces{text};
    std::array<std::uint8_t, 600> memory{};
    CHECK(traces.found_in(memory) == 0);
    // 8 bytes in each disguise, at an odd place.
    for (std::size_t i = 0; i < 8; ++i) memory[101 + i] = text.at(5 + i);
    CHECK(traces.found_in(memory) == 1);
    for (std::size_t i = 0; i < 8; ++i) memory[201 + i] = text.at(12 - i);
    CHECK(traces.found_in(memory) == 2);
    for (std::size_t i = 0; i < 4; ++i) memory[301 + 2 * i] = text.at(5 + i);
    CHECK(traces.found_in(memory) == 4);  // the zero before them makes a window, too
    if (!sanitized) {
        const auto kept = std::make_unique<std::array<std::uint8_t, 600>>(memory);
        memory.fill(0);
        CHECK(found_in_process(traces) >= 4);
        CHECK(kept->size() == 600);
    }

    // A check that is run without the door's wiping leaves its copies on the stack.
    test::SecretCheck check{{}};
    WatchedStack stack;
    const auto typed = std::make_unique<std::array<std::uint8_t, 300>>();
    text.write_to(typed->data());
    stack.run([&] { check.run({reinterpret_cast<const char*>(typed->data()), text.size()}, Moment{}); });
    CHECK(traces.found_in(stack.all()) > 0);
}

TEST_CASE("What a secret's run writes to the stack lies within the part that is wiped", "[residue]") {
    if (sanitized) return;
    const auto typed = std::make_unique<std::array<std::uint8_t, 4096>>();
    WatchedStack stack;
    std::size_t base = 0;
    stack.run([] {});
    base = stack.depth();
    for (const std::size_t size : {0U, 1U, 55U, 56U, 64U, 511U, 512U, 513U, 4096U}) {
        SecretText{1, size}.write_to(typed->data());
        test::SecretCheck check{{}};
        const Typed text{{reinterpret_cast<const char*>(typed->data()), size},
                         {reinterpret_cast<const char*>(typed->data()), size}};
        stack.run([&] { check.run(text, Moment{}); });
        INFO("for " << size << " bytes: " << stack.depth() << " of the stack, " << base << " of them the test's own");
        CHECK(stack.depth() < wiped_stack_bytes);
    }
}
