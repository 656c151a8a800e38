// The tables of networks and coins, read from networks.def and coins.def. Rows only, no rules.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::deposit {

enum class Family : std::uint8_t { utxo, evm };

// A Base58Check version byte and the kind of address it marks.
struct Base58Version {
    std::uint8_t version = 0;
    std::string_view kind;
};

struct Network {
    std::string_view id;
    std::string_view name;
    std::string_view home_coin;
    std::string_view test_of;  // main network that this one tests; empty for main networks
    Family family = Family::utxo;
    std::string_view hrp;  // of SegWit addresses (BIP-173); empty if the network has none
    std::array<Base58Version, 3> versions{};
    std::uint8_t version_count = 0;

    [[nodiscard]] std::span<const Base58Version> base58_versions() const noexcept {
        return {versions.data(), version_count};
    }
    [[nodiscard]] bool is_test() const noexcept { return !test_of.empty(); }
};

std::span<const Network> all_networks() noexcept;
const Network* find_network(std::string_view id) noexcept;

// Whether any network or row of coins.def knows the ticker.
bool is_coin(std::string_view ticker) noexcept;
// Whether the coin lives on the network.
bool lives_on(std::string_view ticker, const Network& network) noexcept;
// The network that the ticker alone means: its home, or the only one it lives on; null for a coin of several.
const Network* home_of(std::string_view ticker) noexcept;
// How many main networks the coin lives on.
std::size_t network_count(std::string_view ticker) noexcept;

}  // namespace countersign::deposit
