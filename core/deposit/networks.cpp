#include "networks.h"

#include <initializer_list>

namespace countersign::deposit {
namespace {

struct Form {
    Family family;
    std::string_view hrp;
    std::array<Base58Version, 3> versions;
    std::uint8_t version_count;
};

constexpr Form UTXO(std::string_view hrp, Base58Version a = {}, Base58Version b = {}, Base58Version c = {}) {
    const auto count = (a.kind.empty() ? 0 : 1) + (b.kind.empty() ? 0 : 1) + (c.kind.empty() ? 0 : 1);
    return {Family::utxo, hrp, {a, b, c}, static_cast<std::uint8_t>(count)};
}
constexpr Form EVM() {
    return {Family::evm, {}, {}, 0};
}
constexpr Network row(std::string_view id, std::string_view name, std::string_view home_coin, std::string_view test_of,
                      const Form& form) {
    return {id, name, home_coin, test_of, form.family, form.hrp, form.versions, form.version_count};
}

constexpr Network networks[] = {
#define COUNTERSIGN_NETWORK(id, name, home_coin, test_of, form, source) row(id, name, home_coin, test_of, form),
#include "networks.def"
#undef COUNTERSIGN_NETWORK
};

struct CoinRow {
    std::string_view ticker;
    std::string_view networks;
};
constexpr CoinRow coins[] = {
#define COUNTERSIGN_COIN(ticker, networks, source) {ticker, networks},
#include "coins.def"
#undef COUNTERSIGN_COIN
};

// Whether `word` is one of the words of a list separated by single spaces.
constexpr bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t space = list.find(' ');
        const std::size_t end = space < list.size() ? space : list.size();
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(end < list.size() ? end + 1 : end);
    }
    return false;
}

constexpr const Network* network_named(std::string_view id) {
    for (const Network& network : networks)
        if (network.id == id) return &network;
    return nullptr;
}

// Every network that coins.def and `test_of` speak of has a row.
consteval bool names_resolve() {
    for (const CoinRow& coin : coins) {
        std::size_t words = coin.networks.empty() ? 0U : 1U;
        for (const char c : coin.networks) words += c == ' ' ? 1U : 0U;
        for (const Network& network : networks) words -= has_word(coin.networks, network.id) ? 1U : 0U;
        if (words != 0) return false;
    }
    for (const Network& network : networks)
        if (!network.test_of.empty() && network_named(network.test_of) == nullptr) return false;
    return true;
}
static_assert(names_resolve(), "coins.def or networks.def names a network without a row");

}  // namespace

std::span<const Network> all_networks() noexcept {
    return networks;
}

const Network* find_network(std::string_view id) noexcept {
    return network_named(id);
}

bool lives_on(std::string_view ticker, const Network& network) noexcept {
    if (network.is_test() || ticker.empty()) return false;
    if (network.home_coin == ticker) return true;
    for (const CoinRow& coin : coins)
        if (coin.ticker == ticker && has_word(coin.networks, network.id)) return true;
    return false;
}

std::size_t network_count(std::string_view ticker) noexcept {
    std::size_t count = 0;
    for (const Network& network : networks) count += lives_on(ticker, network) ? 1U : 0U;
    return count;
}

bool is_coin(std::string_view ticker) noexcept {
    return network_count(ticker) > 0;
}

const Network* home_of(std::string_view ticker) noexcept {
    const Network* only = nullptr;
    for (const Network& network : networks) {
        if (network.home_coin == ticker && !network.is_test()) return &network;
        if (lives_on(ticker, network)) only = &network;
    }
    return network_count(ticker) == 1 ? only : nullptr;
}

}  // namespace countersign::deposit
