#include "vocabulary/envelope.h"

#include <catch2/catch.hpp>
#include <string>

#include "countersign/context.h"
#include "signing.h"

using namespace countersign;
using namespace countersign::tests;
using namespace std::string_literals;

namespace {

// A context that trusts the key made from seed byte 1 under the name "operator".
void trust(Context& context, std::uint8_t seed_byte = 1, std::string_view name = "operator") {
    REQUIRE(context.trust(name, SigningKey{seed_byte}.open).ok());
}

StatusCode load(Context& context, const std::string& envelope) {
    return context.load_policy(envelope, 0).code();
}

const std::string policy = R"({"version":3})";

}  // namespace

TEST_CASE("What is signed is the type, a zero byte and the payload") {
    const auto bytes = signed_bytes("policy", "{}");
    CHECK(std::string(bytes.begin(), bytes.end()) == "countersign.policy.v1\0{}"s);
}

TEST_CASE("An envelope of a trusted key is taken") {
    Context context;
    CHECK(load(context, make_envelope("policy", "operator", policy, 1)) == StatusCode::unknown_key);
    trust(context);
    CHECK(load(context, make_envelope("policy", "operator", policy, 1)) == StatusCode::ok);
}

TEST_CASE("A signature over another type, another payload or by another key is refused") {
    Context context;
    trust(context);
    for (const std::string type : {"table", "quote", "Policy", "policy.v1", ""})
        CHECK(load(context, make_envelope(type, "operator", policy, 1)) == StatusCode::bad_signature);
    CHECK(load(context, make_envelope("policy", "operator", policy, 2)) == StatusCode::bad_signature);
    CHECK(load(context, make_envelope("policy", "Operator", policy, 1)) == StatusCode::unknown_key);
    // Each character of the signature and of the payload counts.
    const std::string good = make_envelope("policy", "operator", policy, 1);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        INFO(changed);
        CHECK(load(context, changed) != StatusCode::ok);
    }
    CHECK(load(context, good) == StatusCode::ok);
}

TEST_CASE("A key can be replaced, and keys of several names live side by side") {
    Context context;
    trust(context);
    trust(context, 2, "other");
    CHECK(load(context, make_envelope("policy", "other", policy, 2)) == StatusCode::ok);
    CHECK(load(context, make_envelope("policy", "operator", policy, 1)) == StatusCode::ok);
    trust(context, 3);
    CHECK(load(context, make_envelope("policy", "operator", policy, 1)) == StatusCode::bad_signature);
    CHECK(load(context, make_envelope("policy", "operator", policy, 3)) == StatusCode::ok);
    CHECK(load(context, make_envelope("policy", "other", policy, 2)) == StatusCode::ok);
}

TEST_CASE("A key of another size, or one that signs everything, is of no use") {
    Context context;
    const std::array<std::uint8_t, 33> bytes{};
    for (const std::size_t size : {0U, 31U, 33U})
        CHECK(context.trust("operator", std::span{bytes}.first(size)).code() == StatusCode::bad_key);
    // The points of low order: a signature of zeros would fit some of them.
    for (const bool one : {false, true}) {
        std::array<std::uint8_t, 32> key{};
        key[0] = one ? 1 : 0;
        REQUIRE(context.trust("low", key).ok());
        const std::string zeros = R"({"payload":"eyJ2ZXJzaW9uIjozfQ","key":"low","signature":")";
        CHECK(load(context, zeros + std::string(86, 'A') + "\"}") == StatusCode::bad_signature);
        CHECK(load(context, zeros + "AQ" + std::string(84, 'A') + "\"}") == StatusCode::bad_signature);
    }
}

TEST_CASE("Base64url has one spelling: padding, other letters and loose bits are refused") {
    Context context;
    trust(context);
    const std::string good = make_envelope("policy", "operator", R"({"version":10})", 1);
    const std::size_t quote = good.find("\",\"key\"");
    CHECK(load(context, std::string{good}.insert(quote, "=")) == StatusCode::bad_subject);
    CHECK(load(context, std::string{good}.insert(quote, "\\n")) == StatusCode::bad_subject);
    CHECK(load(context, std::string{good}.insert(quote, " ")) == StatusCode::bad_subject);
    std::string loose = good;  // 14 bytes leave four bits in the last letter
    loose[quote - 1] = static_cast<char>(loose[quote - 1] + 1);
    CHECK(load(context, loose) == StatusCode::bad_subject);
}
