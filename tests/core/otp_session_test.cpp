// The timing of otp.session against a simulation that knows the true time and keeps every send ever made, and the laws of
// its states. tests/vectors/otp.session.json has the single cases.
#include <sodium.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "countersign/otp.h"
#include "otp/schedule.h"
#include "seeded.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_read.h"
#include "vocabulary/json_write.h"

using namespace countersign;
using namespace countersign::otp;
using countersign::tests::Seeded;

namespace {

constexpr std::int64_t start_ms = 1'795'334'400'000;  // 2026-11-22T08:00:00Z

std::string json_of(Described described) {
    Buffer out;
    write_described(out, *described.type, described.object);
    return std::string{out.view()};
}

// The state as details have it, cut out of their JSON: it is the last member.
std::string state_json(const SessionCheck& check) {
    const std::string details = json_of(check.described_details());
    const std::size_t at = details.find("\"state\":") + 8;
    return details.substr(at, details.size() - at - 1);
}

std::string instant(std::int64_t ms) {
    std::array<char, 24> room{};
    return std::string{format_instant(Instant{ms}, room)};
}

std::string resend_json(const Resend& resend) {
    static const char* const rules[] = {"fixed", "ladder", "server"};
    std::string json = std::string{R"({"rule":")"} + rules[static_cast<int>(resend.rule)] + R"(","seconds":[)";
    for (const std::int64_t seconds : resend.seconds) json += (json.back() == '[' ? "" : ",") + std::to_string(seconds);
    json += "]";
    if (resend.cap) json += ",\"cap\":" + std::to_string(*resend.cap);
    if (resend.windowSeconds) json += ",\"windowSeconds\":" + std::to_string(*resend.windowSeconds);
    return json + "}";
}

std::unique_ptr<SessionCheck> prepare(const Resend& resend, const std::string& state = {}) {
    std::string json = R"({"session":"a session","length":6,"resend":)" + resend_json(resend);
    if (!state.empty()) json += ",\"state\":" + state;
    SessionSubject subject;
    const Status status = read_json(json + "}", "subject", SessionCheck::subject_type(), &subject);
    INFO(json << " " << status.message());
    REQUIRE(status.ok());
    auto check = std::make_unique<SessionCheck>(std::move(subject));
    REQUIRE(check->status().ok());
    return check;
}

void tell(SessionCheck& check, const std::string& json, Moment now) {
    const Status status = check.tell(json, now);
    INFO(json << " " << status.message());
    REQUIRE(status.ok());
}

// Everything that happened, in true time; each answer is worked out from the beginning.
struct Simulation {
    struct Send {
        std::int64_t at = 0;
        std::int64_t wait = 0;
    };
    Resend resend;
    std::vector<Send> taken;
    std::vector<std::int64_t> asked;

    [[nodiscard]] std::int64_t seconds_after(std::size_t send_of_window) const {
        const std::vector<std::int64_t> steps{resend.seconds.begin(), resend.seconds.end()};
        if (resend.rule == ResendRule::fixed) return steps.empty() ? 300 : steps[0];
        if (resend.rule == ResendRule::server) return steps.empty() ? 0 : steps[0];
        return steps[std::min(send_of_window, steps.size()) - 1];
    }

    struct Answer {
        bool may = false;
        bool exhausted = false;
        std::int64_t seconds = 0;
        std::int64_t left = -1;
    };
    [[nodiscard]] Answer at(std::int64_t now) const {
        std::int64_t open_from = 0;
        std::int64_t window = 0;
        std::size_t count = 0;
        const std::int64_t window_ms = resend.windowSeconds ? *resend.windowSeconds * 1000 : 1'000'000'000'000;
        for (const Send& send : taken) {
            if (count == 0 || send.at >= window + window_ms) {
                window = send.at;
                count = 0;
            }
            ++count;
            open_from = std::max(open_from, send.at + std::max({seconds_after(count) * 1000, send.wait, floor_ms}));
        }
        for (const std::int64_t time : asked) open_from = std::max(open_from, time + floor_ms);
        if (count > 0 && now >= window + window_ms) count = 0;
        Answer answer;
        if (resend.cap) answer.left = std::max<std::int64_t>(*resend.cap - static_cast<std::int64_t>(count), 0);
        answer.exhausted = answer.left == 0;
        if (answer.exhausted && !resend.windowSeconds) return answer;
        if (answer.exhausted) open_from = std::max(open_from, window + window_ms);
        answer.may = now >= open_from;
        if (!answer.may) answer.seconds = (open_from - now + 999) / 1000;
        return answer;
    }
};

Resend random_policy(Seeded& random) {
    Resend resend;
    resend.rule = static_cast<ResendRule>(random.below(3));
    const std::size_t steps = random.below(4) + (resend.rule == ResendRule::ladder ? 1 : 0);
    for (std::size_t i = 0; i < steps; ++i) resend.seconds.push_back(static_cast<std::int64_t>(random.below(400)));
    if (random.below(3) > 0) resend.cap = static_cast<std::int64_t>(1 + random.below(5));
    if (random.below(2) > 0) resend.windowSeconds = static_cast<std::int64_t>(1 + random.below(3600));
    return resend;
}

// A tab: its check, and its monotonic clock, which begins anew with every page.
struct Tab {
    std::unique_ptr<SessionCheck> check;
    std::int64_t steady_begin = 0;
};

enum class Clocks { server_known, device_alone };

class World {
public:
    World(std::uint64_t seed, Clocks clocks)
        : random_(seed), clocks_(clocks), simulation_{random_policy(random_), {}, {}} {
        server_ahead_ =
            clocks == Clocks::server_known ? static_cast<std::int64_t>(random_.below(7'200'000)) - 3'600'000 : 0;
        for (Tab& tab : tabs_) load(tab, {});
    }

    void step() {
        Tab& tab = tabs_[random_.below(2)];
        switch (random_.below(9)) {
        case 0: now_ += static_cast<std::int64_t>(random_.below(20'000)); break;
        case 1: now_ += static_cast<std::int64_t>(random_.below(900'000)); break;  // sleep
        case 2:
            // To the last millisecond before the next send, or to the first that allows it.
            if (const auto next = simulation_.at(now_); !next.may && !next.exhausted)
                while (!simulation_.at(now_ + 1).may)
                    now_ += std::max<std::int64_t>(simulation_.at(now_).seconds * 1000 - 1000, 1);
            if (random_.below(2) == 0) ++now_;
            break;
        case 3:
            if (clocks_ == Clocks::server_known)
                wall_error_ += static_cast<std::int64_t>(random_.below(14'400'000)) - 7'200'000;
            break;
        case 4: {
            const std::string state = state_json(*run(tab));
            now_ += static_cast<std::int64_t>(random_.below(60'000));
            load(tab, state);
            break;
        }
        default: press(tab); break;
        }
        look();
    }

private:
    [[nodiscard]] Moment moment(const Tab& tab) const {
        return {static_cast<double>(now_ + wall_error_), static_cast<double>(now_ - tab.steady_begin)};
    }
    [[nodiscard]] std::string date() const { return R"("date":")" + instant(now_ + server_ahead_) + "\""; }

    SessionCheck* run(Tab& tab) {
        tab.check->run("", moment(tab));
        return tab.check.get();
    }

    void load(Tab& tab, const std::string& state) {
        tab.check = prepare(simulation_.resend, state);
        tab.steady_begin = now_ - static_cast<std::int64_t>(random_.below(1000));
        if (clocks_ == Clocks::server_known) {
            if (random_.below(2) == 0) run(tab);  // a tick before the server's clock is known
            tell(*tab.check, "{\"clock\":{" + date() + "}}", moment(tab));
        }
    }

    void press(Tab& tab) {
        const SessionDetails& seen = run(tab)->details();
        if (!seen.mayResend) return;
        const std::string index = std::to_string(seen.nextIndex);
        tell(*tab.check, "{\"sent\":{\"index\":" + index + "}}", moment(tab));
        simulation_.asked.push_back(now_);
        now_ += static_cast<std::int64_t>(random_.below(3000));
        const std::int64_t wait = random_.below(3) == 0 ? static_cast<std::int64_t>(random_.below(600)) : -1;
        const std::string header = wait >= 0 ? ",\"retryAfter\":\"" + std::to_string(wait) + "\"" : "";
        const std::string head = clocks_ == Clocks::server_known && random_.below(2) == 0 ? "," + date() : "";
        switch (random_.below(6)) {
        case 0: break;  // never answered
        case 1: tell(*tab.check, "{\"failed\":{\"index\":" + index + head + "}}", moment(tab)); break;
        default:
            tell(*tab.check, "{\"acknowledged\":{\"index\":" + index + header + head + "}}", moment(tab));
            simulation_.taken.push_back({now_, std::max<std::int64_t>(wait, 0) * 1000});
        }
        Tab& other = &tab == &tabs_[0] ? tabs_[1] : tabs_[0];
        tell(*other.check, "{\"state\":" + state_json(*run(tab)) + "}", moment(other));
    }

    void look() {
        const Simulation::Answer due = simulation_.at(now_);
        for (Tab& tab : tabs_) {
            const SessionDetails& seen = run(tab)->details();
            INFO("at " << now_ - start_ms << " ms, " << resend_json(simulation_.resend) << ", "
                       << simulation_.taken.size() << " sends, tab " << &tab - tabs_ << ": "
                       << json_of(tab.check->described_details()));
            REQUIRE(seen.mayResend == due.may);
            REQUIRE(seen.secondsLeft == due.seconds);
            REQUIRE(seen.exhausted == due.exhausted);
            REQUIRE(seen.sendsLeft.value_or(-1) == due.left);
            REQUIRE(seen.nextIndex == static_cast<std::int64_t>(simulation_.taken.size()));
        }
    }

    Seeded random_;
    Clocks clocks_;
    std::int64_t now_ = start_ms;
    std::int64_t wall_error_ = 0;
    std::int64_t server_ahead_ = 0;
    Simulation simulation_;
    Tab tabs_[2];
};

#ifdef COUNTERSIGN_SLOW_HOST
constexpr std::uint64_t worlds = 30;
#else
constexpr std::uint64_t worlds = 300;
#endif

SessionState random_state(Seeded& random, std::int64_t now) {
    SessionState state;
    state.sends = static_cast<std::int64_t>(random.below(4));
    if (random.below(4) > 0) {
        state.periodMs = static_cast<std::int64_t>(random.below(600'000));
        state.notBefore =
            Instant{now - state.periodMs +
                    static_cast<std::int64_t>(random.below(static_cast<std::size_t>(2 * state.periodMs + 1)))};
    }
    if (random.below(2) > 0) state.expiresAt = Instant{now + static_cast<std::int64_t>(random.below(1000))};
    if (random.below(2) > 0) state.attemptsLeft = static_cast<std::int64_t>(random.below(3));
    if (random.below(2) > 0) state.sendsLeft = static_cast<std::int64_t>(random.below(3));
    state.windowSends = static_cast<std::int64_t>(random.below(4));
    if (state.windowSends > 0) state.windowStart = Instant{now - static_cast<std::int64_t>(random.below(1000))};
    state.refused = random.below(2) > 0;
    state.verified = random.below(8) == 0;
    state.incident = random.below(3) == 0;
    if (state.incident && random.below(2) > 0)
        state.incidentUntil = Instant{now + static_cast<std::int64_t>(random.below(1000))};
    return state;
}

std::string json_of(const SessionState& state) {
    SessionDetails details;
    details.state = state;
    Buffer out;
    write_described(out, SessionCheck::details_type(), &details);
    return std::string{out.view()};
}

}  // namespace

TEST_CASE(
    "Two tabs, sleeps, reloads and wall clocks set by hours agree with a simulation of true time to the millisecond",
    "[laws]") {
    for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
        INFO("world " << seed);
        World world{seed, seed % 2 == 0 ? Clocks::server_known : Clocks::device_alone};
        for (int i = 0; i < 60; ++i) world.step();
    }
}

TEST_CASE("After a reload under a wrong clock no more is left than when the state was saved, and it runs down") {
    Seeded random{7};
    for (int i = 0; i < 2000; ++i) {
        const Resend resend{.rule = ResendRule::fixed, .seconds = {300}};
        auto check = prepare(resend);
        const double begin = static_cast<double>(start_ms);
        tell(*check, R"({"acknowledged":{"index":0}})", {begin, 0});
        const auto played = static_cast<double>(random.below(300'000));
        check->run("", {begin + played, played});
        const std::int64_t left = check->details().secondsLeft;
        const std::string state = state_json(*check);
        const double wrong = begin + static_cast<double>(random.below(14'400'000)) - 7'200'000;
        auto again = prepare(resend, state);
        again->run("", {wrong, 5});
        CHECK(again->details().secondsLeft <= left);
        const std::int64_t now_left = again->details().secondsLeft;
        again->run("", {wrong, 5 + static_cast<double>(now_left) * 1000});
        CHECK(again->details().mayResend);
    }
}

TEST_CASE("A saved and restored state is the same state, byte for byte, and answers the same") {
    Seeded random{8};
    for (int i = 0; i < 300; ++i) {
        const Resend resend = random_policy(random);
        auto check = prepare(resend);
        double now = static_cast<double>(start_ms);
        for (int send = 0; send < 3; ++send) {
            check->run("", {now, now});
            if (check->details().mayResend)
                tell(*check,
                     "{\"acknowledged\":{\"index\":" + std::to_string(check->details().nextIndex) + ",\"date\":\"" +
                         instant(static_cast<std::int64_t>(now) + 1234) + "\"}}",
                     {now, now});
            now += static_cast<double>(random.below(400'000));
        }
        check->run("12", {now, now});
        auto again = prepare(resend, state_json(*check));
        again->run("12", {now, 17});
        CHECK(json_of(check->described_details()) == json_of(again->described_details()));
    }
}

TEST_CASE("States of tabs come together in any order, and twice is once", "[laws]") {
    Seeded random{9};
    const std::int64_t now = start_ms;
    for (int i = 0; i < 20'000; ++i) {
        const SessionState a = random_state(random, now);
        SessionState b = random_state(random, now);
        const SessionState c = random_state(random, now);
        const auto merged = [](SessionState first, const SessionState& second) {
            merge(first, second, start_ms);
            return first;
        };
        // Two states of as many sends are of the same sends: what was counted of them is the same.
        if (b.sends == a.sends) {
            b.windowStart = a.windowStart;
            b.windowSends = a.windowSends;
        }
        REQUIRE(json_of(merged(a, b)) == json_of(merged(b, a)));
        REQUIRE(json_of(merged(a, a)) == json_of(a));
        REQUIRE(json_of(merged(merged(a, b), b)) == json_of(merged(a, b)));
        if (a.sends != b.sends && b.sends != c.sends && a.sends != c.sends)
            REQUIRE(json_of(merged(merged(a, b), c)) == json_of(merged(a, merged(b, c))));
    }
}

TEST_CASE("The idempotency key is the first 16 bytes of the BLAKE2b of session, a zero byte and the index") {
    auto check = prepare({});
    check->run("", {});
    std::array<unsigned char, 64> hash{};
    const std::string text{"a session\0"
                           "0",
                           11};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), 16);
    CHECK(check->details().idempotencyKey == std::string_view{hex.data()});
}

TEST_CASE("Moments beyond every calendar, and states full of extremes, make no undefined arithmetic") {
    for (const double wall : {-1e300, -1e17, 0.0, 1e17, 1e300})
        for (const double steady : {-1e300, -1.5, 0.0, 0.5, 1e300}) {
            auto check = prepare({.rule = ResendRule::fixed, .seconds = {300}, .cap = 2, .windowSeconds = 60});
            tell(
                *check,
                R"({"acknowledged":{"index":0,"retryAfter":"99999999999999999999","date":"9999-12-31T23:59:59Z","expiresAt":"0001-01-01T00:00:00Z"}})",
                {wall, steady});
            check->run("123456", {-wall, -steady});
            tell(*check, R"({"acknowledged":{"index":4294967295}})", {wall, steady});
            CHECK(check->run("123456", {steady, wall}).outcome() != Outcome::unknown);
        }
}

TEST_CASE("A tell that says nothing, or two things, or speaks of another session is refused with its place") {
    auto check = prepare({});
    const auto message = [&](std::string_view json) { return std::string{check->tell(json, {}).message()}; };
    CHECK(message("{}") == "tell: must have exactly one member");
    CHECK(message(R"({"sent":{"index":0},"clock":{"date":"x"}})") == "tell: must have exactly one member");
    CHECK(message(R"({"clock":{"date":"x"}})") == "tell.clock.date: is no HTTP-date and no RFC 3339 date-time");
    CHECK(message(R"({"sent":{"index":-1}})") == "tell.sent.index: is out of range");
    CHECK(message(R"({"acknowledged":{"index":0,"expiresAt":"soon"}})") ==
          "tell.acknowledged.expiresAt: must be an RFC 3339 date-time");
    CHECK(message(R"({"acknowledged":{"index":0,"retryAfter":true}})") ==
          "tell.acknowledged.retryAfter: must be a string or a whole number");
    check->run("", {});
    std::string state = state_json(*check);
    state.replace(state.find(':') + 1, 1, "1");
    CHECK(message("{\"state\":" + state + "}") == "tell.state.session: is the state of another session");
}
