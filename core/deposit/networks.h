// The tables of networks and coins, read from networks.def and coins.def. Rows only, no rules.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "../text/eight_bytes.h"
#include "countersign/verdict.h"

namespace countersign::deposit {

// How a form is spelled: its alphabet, its checksum, and where its parts stand. formats.h says which file reads which.
enum class Spelling : std::uint8_t {
    base58check,  // Base58 of prefix, payload, 4 bytes of sha256d
    ripple,       // the same with the XRP Ledger's alphabet
    ss58,         // Base58 of prefix, payload, 2 bytes of BLAKE2b
    base58,       // Base58 of the payload alone
    byron,        // Base58 of Cardano's CBOR, with a CRC-32
    monero,       // Monero's Base58 in blocks of prefix, payload, 4 bytes of Keccak-256
    segwit,       // Bech32 or Bech32m by witness version (BIP-350)
    bech32,
    bech32m,
    cosmos,   // Bech32 with the network's HRP, and those that follow from it for validators and keys
    shelley,  // Bech32 of a header byte and credentials (CIP-19)
    cashaddr,
    evm,
    strkey,    // Base32 of prefix, payload, CRC-16 (SEP-23)
    algorand,  // Base32 of the payload and 4 bytes of SHA-512/256
    ton,
    ton_raw,
    // Texts that resemble many others: read only for a network that uses them, and never said to "belong" elsewhere.
    antelope_name,  // EOS
    graphene_name,  // GXChain
    near_name,
    near_implicit,
    count
};

struct Network;

// One way of spelling addresses on one network.
struct Form {
    Spelling spelling{};
    std::uint8_t bytes = 0;    // payload, without prefix and checksum; for CashAddr the highest type
    std::uint8_t network = 0;  // its row in networks.def
    Reason standing{};         // what stands against the form, or 0
    std::string_view kind;
    std::string_view prefix;  // version bytes, HRP, or CashAddr's prefix
};

// A memo, tag or comment that exchanges ask for on networks where their customers share an address.
struct MemoForm {
    std::string_view type;        // empty: the network has none
    std::uint16_t max_bytes = 0;  // 0: a number, not a text
};

struct Network {
    std::string_view id;
    std::string_view name;
    std::string_view home_coin;
    std::string_view test_of;  // main network that this one tests; empty for main networks
    MemoForm memo;
    bool has_names = false;  // some of its forms are texts that resemble many others

    [[nodiscard]] bool is_test() const noexcept { return !test_of.empty(); }
};

std::span<const Network> all_networks() noexcept;
const Network* find_network(std::string_view id) noexcept;

// All forms of one spelling, or of neighbouring ones, in the order of networks.def.
std::span<const Form> forms_of(Spelling first, Spelling last) noexcept;
inline std::span<const Form> forms_of(Spelling spelling) noexcept {
    return forms_of(spelling, spelling);
}
// The first bytes of their prefixes, 0 for an empty one, in the same order; seven bytes more may be read.
const std::uint8_t* first_bytes_of(Spelling first) noexcept;
const Network& network_of(const Form& form) noexcept;

// The first of the forms whose prefix begins with the byte and of which `fits` is true; null if there is none.
template<class Fits>
const Form* find_form(Spelling first, Spelling last, std::uint8_t byte, Fits fits) noexcept {
    const std::span<const Form> forms = forms_of(first, last);
    const std::uint8_t* const bytes = first_bytes_of(first);
    for (std::size_t at = 0; at < forms.size(); at += 8) {
        std::uint64_t found = text::equal_bytes(text::eight_bytes(bytes + at), byte);
        for (; found != 0; found &= found - 1) {
            const std::size_t place = at + text::first_mark(found);
            if (place < forms.size() && fits(forms[place])) return &forms[place];
        }
    }
    return nullptr;
}

// Whether the coin lives on the network.
bool lives_on(std::string_view ticker, const Network& network) noexcept;

// Where a coin lives: on how many main networks (0: nobody knows the ticker), and which of them the ticker alone means:
// its home, or the only one; null for a coin of several.
struct Places {
    std::size_t count = 0;
    const Network* home = nullptr;
};
Places places_of(std::string_view ticker) noexcept;

}  // namespace countersign::deposit
