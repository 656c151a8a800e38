#include "countersign/context.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "envelope.h"
#include "json_read.h"
#include "policy.h"
#include "table.h"

namespace countersign {

struct Context::State {
    std::vector<TrustedKey> keys;
    Policy policy;
    std::int64_t accepted_version = std::numeric_limits<std::int64_t>::min();
    std::vector<Table> tables;
    std::vector<std::unique_ptr<std::vector<std::uint8_t>>> owned;  // bytes that loaded tables point into

    void take(const Table& table) {
        const auto old = std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == table.name; });
        if (old == tables.end()) {
            tables.push_back(table);
        } else {
            *old = table;
        }
    }
};

Context::Context() : state_(std::make_unique<State>()) {
    for (const auto bytes : embedded_tables()) {
        Table table;
        if (read_table(bytes, table).ok()) state_->take(table);
    }
}

Context::~Context() = default;

Status Context::trust(std::string_view key_id, std::span<const std::uint8_t> public_key) {
    if (public_key.size() != 32) return Status{StatusCode::bad_key};
    auto& keys = state_->keys;
    auto key = std::find_if(keys.begin(), keys.end(), [&](const TrustedKey& k) { return k.id == key_id; });
    if (key == keys.end()) {
        keys.push_back({std::string{key_id}, {}});
        key = keys.end() - 1;
    }
    std::copy(public_key.begin(), public_key.end(), key->bytes.begin());
    return {};
}

Status Context::load_policy(std::string_view envelope, std::int64_t minimum_version) {
    std::vector<std::uint8_t> payload;
    if (Status status = open_envelope(envelope, "policy", state_->keys, payload); !status.ok()) return status;
    Policy policy;
    const std::string_view json{reinterpret_cast<const char*>(payload.data()), payload.size()};
    if (Status status = read_json(json, "policy", policy); !status.ok()) return status;
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
    auto owned = std::make_unique<std::vector<std::uint8_t>>();
    const bool is_envelope = !bytes.empty() && bytes.front() == '{';
    if (is_envelope) {
        const std::string_view json{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        if (Status status = open_envelope(json, "table", state_->keys, *owned); !status.ok()) return status;
    } else {
        owned->assign(bytes.begin(), bytes.end());
    }
    Table table;
    if (Status status = read_table(*owned, table); !status.ok()) return status;
    if (!is_envelope && !is_locked(table)) return Status{StatusCode::bad_table};
    state_->take(table);
    state_->owned.push_back(std::move(owned));
    return {};
}

const Policy& Context::policy() const noexcept {
    return state_->policy;
}

const Table* Context::table(std::string_view name) const noexcept {
    for (const Table& table : state_->tables)
        if (table.name == name) return &table;
    return nullptr;
}

}  // namespace countersign
