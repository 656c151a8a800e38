// What people paste into an address field that is no address at all: private keys, transaction ids, public keys,
// payment links. Recognised so that the answer can say what it is; never shown again. A shape is enough to refuse: a
// key with one wrong character is still a secret.
#pragma once

#include <optional>
#include <string_view>

#include "countersign/verdict.h"

namespace countersign::deposit {

// deposit_private_key, deposit_txid_or_key, deposit_public_key, deposit_payment_link, or nothing. White space
// inside, as text copied from a document has it, hides none of the first three.
[[gnu::cold]] std::optional<Reason> mistaken_for_address(std::string_view text) noexcept;

// What some addresses look like, too, while they are being typed; asked only of a text that cannot become an address.
// Mini keys, Stellar's seeds with a slip in them, and Base58 of 64 bytes: Solana's transaction ids and key pairs.
[[gnu::cold]] std::optional<Reason> may_be_key(std::string_view text) noexcept;

}  // namespace countersign::deposit
