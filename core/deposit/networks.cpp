#include "networks.h"

#include <initializer_list>

namespace countersign::deposit {
namespace {

// --- the words that rows of networks.def are written with ---

constexpr Reason retired_spelling = Reason::deposit_retired_spelling;
constexpr Reason retired_network = Reason::deposit_retired_network;
constexpr Reason generic_prefix = Reason::deposit_generic_prefix;
constexpr Reason shielded = Reason::deposit_shielded_address;
constexpr Reason stake = Reason::deposit_stake_address;
constexpr Reason validator = Reason::deposit_validator_address;
constexpr Reason contract = Reason::deposit_contract_address;

constexpr MemoForm no_memo{};
constexpr MemoForm memo(std::string_view type, std::uint16_t max_bytes) {
    return {type, max_bytes};
}

// A prefix may hold zero bytes, so its length is the literal's.
template<std::size_t N>
constexpr Form form(Spelling spelling, const char (&prefix)[N], std::string_view kind, std::uint8_t bytes,
                    Reason standing) {
    return {spelling, bytes, 0, standing, kind, {prefix, N - 1}};
}

template<std::size_t N>
constexpr Form base58check(const char (&version)[N], std::string_view kind, Reason standing = {}) {
    return form(Spelling::base58check, version, kind, 20, standing);
}
template<std::size_t N>
constexpr Form ripple(const char (&version)[N], std::string_view kind, std::uint8_t bytes) {
    return form(Spelling::ripple, version, kind, bytes, {});
}
template<std::size_t N>
constexpr Form ss58(const char (&prefix)[N], Reason standing = {}) {
    return form(Spelling::ss58, prefix, "account", 32, standing);
}
template<std::size_t N>
constexpr Form monero(const char (&tag)[N], std::string_view kind, std::uint8_t bytes) {
    return form(Spelling::monero, tag, kind, bytes, {});
}
template<std::size_t N>
constexpr Form segwit(const char (&hrp)[N]) {
    return form(Spelling::segwit, hrp, {}, 0, {});
}
template<std::size_t N>
constexpr Form bech32(const char (&hrp)[N], std::string_view kind, std::uint8_t bytes, Reason standing = {}) {
    return form(Spelling::bech32, hrp, kind, bytes, standing);
}
template<std::size_t N>
constexpr Form bech32m(const char (&hrp)[N], std::string_view kind, std::uint8_t bytes, Reason standing = {}) {
    return form(Spelling::bech32m, hrp, kind, bytes, standing);
}
template<std::size_t N>
constexpr Form cosmos(const char (&hrp)[N]) {
    return form(Spelling::cosmos, hrp, {}, 0, {});
}
template<std::size_t N>
constexpr Form shelley(const char (&hrp)[N]) {
    return form(Spelling::shelley, hrp, {}, 0, {});
}
template<std::size_t N>
constexpr Form cashaddr(const char (&prefix)[N], std::uint8_t highest_type) {
    return form(Spelling::cashaddr, prefix, {}, highest_type, {});
}
template<std::size_t N>
constexpr Form strkey(const char (&version)[N], std::string_view kind, std::uint8_t bytes, Reason standing = {}) {
    return form(Spelling::strkey, version, kind, bytes, standing);
}
constexpr Form only(Spelling spelling, std::string_view kind, std::uint8_t bytes = 0) {
    return form(spelling, "", kind, bytes, {});
}
constexpr Form evm() {
    return only(Spelling::evm, "account", 20);
}

// --- tables ---

struct Row {
    static constexpr std::size_t most_forms = 8;
    Network network;
    std::array<Form, most_forms> forms{};
    std::size_t form_count = 0;
};

consteval Row row(const Network& network, std::initializer_list<Form> forms) {
    Row made{network};
    for (const Form& form : forms) {
        made.forms[made.form_count++] = form;
        made.network.has_names = made.network.has_names || form.spelling >= Spelling::antelope_name;
    }
    return made;
}

constexpr Row rows[] = {
#define COUNTERSIGN_NETWORK(id, name, home_coin, test_of, memo, source, ...)                                           \
    row({id, name, home_coin, test_of, memo}, {__VA_ARGS__}),
#include "networks.def"
#undef COUNTERSIGN_NETWORK
};

constexpr auto networks = [] {
    std::array<Network, std::size(rows)> list{};
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = rows[i].network;
    return list;
}();

constexpr std::size_t form_count = [] {
    std::size_t count = 0;
    for (const Row& row : rows) count += row.form_count;
    return count;
}();

constexpr std::size_t spelling_count = static_cast<std::size_t>(Spelling::count);

// All forms, sorted by spelling, the first bytes of their prefixes, and where each spelling begins.
struct Forms {
    std::array<Form, form_count> list{};
    std::array<std::uint8_t, form_count + 7> first_byte{};
    std::array<std::uint8_t, spelling_count + 1> begin{};
};
constexpr Forms forms = [] {
    Forms sorted{};
    std::size_t next = 0;
    for (std::size_t spelling = 0; spelling < spelling_count; ++spelling) {
        sorted.begin[spelling] = static_cast<std::uint8_t>(next);
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            for (std::size_t f = 0; f < rows[i].form_count; ++f) {
                if (rows[i].forms[f].spelling != static_cast<Spelling>(spelling)) continue;
                const Form& form = rows[i].forms[f];
                sorted.list[next] = form;
                sorted.list[next].network = static_cast<std::uint8_t>(i);
                sorted.first_byte[next++] = form.prefix.empty() ? 0 : static_cast<std::uint8_t>(form.prefix[0]);
            }
        }
    }
    sorted.begin[spelling_count] = static_cast<std::uint8_t>(next);
    return sorted;
}();
static_assert(form_count < 256 && std::size(rows) < 256);

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

// The networks of a coin besides its home; empty for coins that live at home alone.
constexpr std::string_view networks_of(std::string_view ticker) {
    for (const CoinRow& coin : coins)
        if (coin.ticker == ticker) return coin.networks;
    return {};
}

bool is_one_of(std::string_view others, std::string_view ticker, const Network& network) noexcept {
    if (network.is_test() || ticker.empty()) return false;
    return network.home_coin == ticker || has_word(others, network.id);
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

std::span<const Form> forms_of(Spelling first, Spelling last) noexcept {
    const std::size_t begin = forms.begin[static_cast<std::size_t>(first)];
    return std::span{forms.list}.subspan(begin, forms.begin[static_cast<std::size_t>(last) + 1] - begin);
}

const std::uint8_t* first_bytes_of(Spelling first) noexcept {
    return &forms.first_byte[forms.begin[static_cast<std::size_t>(first)]];
}

const Network& network_of(const Form& form) noexcept {
    return networks[form.network];
}

bool lives_on(std::string_view ticker, const Network& network) noexcept {
    return is_one_of(networks_of(ticker), ticker, network);
}

Places places_of(std::string_view ticker) noexcept {
    Places places;
    const std::string_view others = networks_of(ticker);
    const Network* only = nullptr;
    for (const Network& network : networks) {
        if (!is_one_of(others, ticker, network)) continue;
        ++places.count;
        only = &network;
        if (network.home_coin == ticker) places.home = &network;
    }
    if (places.count == 1) places.home = only;
    return places;
}

}  // namespace countersign::deposit
