// The checksum that EIP-55 hides in the case of an Ethereum address: letter i is upper-case when digit i of
// the Keccak-256 of the lower-case address is 8 or more. Judges 40 hexadecimal characters without "0x". Does
// not know EIP-1191 (chain-dependent) spellings, and does not decide what an all-lower-case address means: it
// carries no checksum, and that is the room's business.
#pragma once

#include <span>
#include <string_view>

namespace countersign::codec {

/// Whether the case of every letter is the one EIP-55 demands. False if `hex40` is not 40 hexadecimal
/// characters. An all-lower or all-upper text is judged like any other (a few addresses are spelled so, see
/// the EIP's test cases).
[[nodiscard]] bool eip55_matches(std::string_view hex40) noexcept;

/// Writes the EIP-55 spelling of `hex40`, whatever its case. Precondition: 40 hexadecimal characters;
/// otherwise `out` is filled with zero bytes, which match no address.
void eip55_spell(std::string_view hex40, std::span<char, 40> out) noexcept;

}  // namespace countersign::codec
