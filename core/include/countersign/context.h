// A context: the operator's side of every question. It holds the trusted keys, the policy and the tables; checks are
// prepared from it and must not outlive it. Contexts are independent; one is used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "countersign/status.h"

namespace countersign {

struct Policy;
struct Table;

// A signed document as it travels: {"payload": base64url, "key": id, "signature": base64url}, an Ed25519 signature (RFC 8032)
// over "countersign.<type>.v1", a zero byte, and the payload's bytes.
struct Envelope {
    std::string payload;
    std::string key;
    std::string signature;
};

class Context {
public:
    Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context();

    // 32 random bytes of the host, for what must not be guessed outside this process; zeros if there are none.
    void set_seed(std::span<const std::uint8_t, 32> seed) noexcept;
    [[nodiscard]] std::span<const std::uint8_t, 32> seed() const noexcept;
    // Adds or replaces a key that envelopes may be signed with. 32 bytes, Ed25519.
    Status trust(std::string_view key_id, std::span<const std::uint8_t> public_key);
    // Takes a signed policy whose version is at least `minimum_version` and not below one taken before.
    Status load_policy(std::string_view envelope, std::int64_t minimum_version);
    // Takes a policy nobody signed: for trying things out, never for what came over a network.
    Status load_unsigned_policy(std::string_view payload);
    // Takes a table, raw if tables.lock names it, else in an envelope of type "table". The bytes are copied.
    Status load_table(std::span<const std::uint8_t> bytes);

    // Checks a document of the given type and gives its payload's bytes.
    Status open(const Envelope& envelope, std::string_view type, std::string& payload) const;

    [[nodiscard]] const Policy& policy() const noexcept;
    // Null when no table of this name was loaded.
    [[nodiscard]] const Table* table(std::string_view name) const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace countersign
