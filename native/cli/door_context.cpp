#include "door_context.h"

#include <array>
#include <chrono>
#include <string>

#include "codec/hex.h"
#include "failure.h"
#include "streams.h"
#include "vocabulary/json_read.h"

namespace countersign::cli {
namespace {

constexpr std::size_t file_limit = std::size_t{8} << 20;

struct KeyFile {
    std::string id;
    std::string publicKey;
};
BOOST_DESCRIBE_STRUCT(KeyFile, (), (id, publicKey))

template<class Clock>
double milliseconds_of() {
    return static_cast<double>(
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count());
}

std::uint32_t length_of(std::string_view text) noexcept {
    return static_cast<std::uint32_t>(text.size());
}

void trust_key_of(const DoorContext& context, std::string_view path) {
    KeyFile file;
    if (const Status status = read_json(read_file(path, file_limit), "key", file); !status.ok())
        throw Failure{path, status.message()};
    std::array<std::uint8_t, 32> key{};
    if (file.publicKey.size() != 64 || !codec::hex_decode(file.publicKey, key).ok)
        throw Failure{path, "key.publicKey: must be 64 hexadecimal characters"};
    context.check(countersign_trust(context.get(), file.id.data(), length_of(file.id), key.data(), key.size()), path);
}

}  // namespace

DoorContext::DoorContext() {
    const std::int32_t result = countersign_context_create(nullptr, &context_);
    if (result < 0) throw Failure{countersign_status_sentence(result)};
}

std::int32_t DoorContext::check(std::int32_t result, std::string_view place) const {
    if (result >= 0) return result;
    std::uint32_t length = 0;
    const char* const text = countersign_message(context_, &length);
    const std::string_view message{text, length};
    if (place.empty()) throw Failure{std::string{message}};
    throw Failure{place, message};
}

void DoorContext::load_policy(const Arguments& arguments) const {
    arguments.not_both("--policy", "--unsigned");
    arguments.not_both("--key", "--unsigned");
    if (const auto path = arguments.value("--unsigned")) {
        const std::string policy = read_file(*path, file_limit);
        check(countersign_load_unsigned_policy(context_, policy.data(), length_of(policy)), *path);
    }
    // Quotes and vouchers are signed, too: a key is of use without a policy.
    if (arguments.has("--policy") || arguments.has("--key")) trust_key_of(*this, arguments.required("--key"));
    if (const auto given = arguments.value("--policy")) {
        const std::string_view path = *given;
        const std::string envelope = read_file(path, file_limit);
        check(countersign_load_policy(context_, envelope.data(), length_of(envelope), 0), path);
    }
}

Moment moment_of(const Arguments& arguments) {
    const auto text = arguments.value("--now");
    if (!text) return {milliseconds_of<std::chrono::system_clock>(), milliseconds_of<std::chrono::steady_clock>()};
    double moment[2] = {};
    if (countersign_moment(text->data(), length_of(*text), moment) < 0)
        throw Failure{"--now",
                      "not a moment: " + quoted(*text) +
                          "; give an instant such as 2026-05-01T12:00:00Z, milliseconds, or {\"wall\":…,\"steady\":…}"};
    return {moment[0], moment[1]};
}

}  // namespace countersign::cli
