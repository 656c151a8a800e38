#include "countersign/context.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "envelope.h"
#include "json_read.h"
#include "policy.h"
#include "table.h"

namespace countersign {

namespace {

// A table that was loaded, newest first, with the bytes it points into (none if it is part of this build).
struct LoadedTable {
    Table table;
    std::string bytes;
    std::unique_ptr<LoadedTable> next;
};

std::span<const std::uint8_t> bytes_of(const std::string& text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

struct Context::State {
    std::array<std::uint8_t, 32> seed{};
    std::unique_ptr<TrustedKey> keys;
    Policy policy;
    std::int64_t accepted_version = -largest_exact;
    std::unique_ptr<LoadedTable> tables;

    // In place of a table of this name, or before all others.
    void take(std::unique_ptr<LoadedTable> loaded) {
        std::unique_ptr<LoadedTable>* place = &tables;
        while (*place != nullptr && (*place)->table.name != loaded->table.name) place = &(*place)->next;
        if (*place != nullptr) loaded->next = std::move((*place)->next);
        *place = std::move(loaded);
    }
};

Context::Context() : state_(std::make_unique<State>()) {
    for (const auto bytes : embedded_tables()) {
        auto loaded = std::make_unique<LoadedTable>();
        if (read_table(bytes, loaded->table, Origin::build).ok()) state_->take(std::move(loaded));
    }
}

Context::~Context() {
    sodium_memzero(state_->seed.data(), state_->seed.size());
}

void Context::set_seed(std::span<const std::uint8_t, 32> seed) noexcept {
    std::copy(seed.begin(), seed.end(), state_->seed.begin());
}

std::span<const std::uint8_t, 32> Context::seed() const noexcept {
    return state_->seed;
}

Status Context::trust(std::string_view key_id, std::span<const std::uint8_t> public_key) {
    if (public_key.size() != 32) return Status{StatusCode::bad_key};
    TrustedKey* key = state_->keys.get();
    while (key != nullptr && key->id != key_id) key = key->next.get();
    if (key == nullptr) {
        auto added = std::make_unique<TrustedKey>();
        added->id = key_id;
        added->next = std::move(state_->keys);
        state_->keys = std::move(added);
        key = state_->keys.get();
    }
    std::copy(public_key.begin(), public_key.end(), key->bytes.begin());
    return {};
}

Status Context::load_policy(std::string_view envelope, std::int64_t minimum_version) {
    std::string payload;
    if (Status status = open_envelope(envelope, "policy", state_->keys.get(), payload); !status.ok()) return status;
    Policy policy;
    if (Status status = read_json(payload, "policy", policy); !status.ok()) return status;
    if (policy.version < minimum_version || policy.version < state_->accepted_version)
        return Status{StatusCode::older_version, "policy.version", sentence(StatusCode::older_version)};
    state_->accepted_version = policy.version;
    state_->policy = std::move(policy);
    return {};
}

Status Context::load_unsigned_policy(std::string_view payload) {
    Policy policy;
    if (Status status = read_json(payload, "policy", policy); !status.ok()) return status;
    state_->policy = std::move(policy);
    return {};
}

Status Context::load_table(std::span<const std::uint8_t> bytes) {
    auto loaded = std::make_unique<LoadedTable>();
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    const bool is_envelope = text.starts_with('{');
    if (is_envelope) {
        if (Status status = open_envelope(text, "table", state_->keys.get(), loaded->bytes); !status.ok())
            return status;
    } else {
        loaded->bytes = text;
    }
    if (Status status = read_table(bytes_of(loaded->bytes), loaded->table); !status.ok()) return status;
    if (!is_envelope && !is_locked(loaded->table)) return Status{StatusCode::bad_table};
    state_->take(std::move(loaded));
    return {};
}

Status Context::open(const Envelope& envelope, std::string_view type, std::string& payload) const {
    return open_envelope(envelope, type, state_->keys.get(), payload);
}

const Policy& Context::policy() const noexcept {
    return state_->policy;
}

const Table* Context::table(std::string_view name) const noexcept {
    const LoadedTable* loaded = state_->tables.get();
    while (loaded != nullptr && loaded->table.name != name) loaded = loaded->next.get();
    return loaded == nullptr ? nullptr : &loaded->table;
}

}  // namespace countersign
