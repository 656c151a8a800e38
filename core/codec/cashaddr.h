// CashAddr (bitcoincash.org, "Address format for Bitcoin Cash", version 1.1): Bech32's characters, and a checksum of
// 8 symbols (a 40-bit BCH code) over a prefix and the payload. It finds any error in up to 6 characters of an address
// and any run of up to 8. The prefix takes part in the checksum whether or not it is written, so a text without one
// is decoded under the prefix of the network it is offered for. Which prefixes and types there are, and where the
// colon stands, is the room's business. As with Bech32, only the place of a slip is told, never a correction.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "codec/bech32.h"

namespace countersign::codec {

enum class CashAddrFault : std::uint32_t {
    none,
    character,   // a byte that is none of the 32 data characters
    mixed_case,  // both upper-case and lower-case letters
    too_short,   // fewer than 8 characters
    too_long,    // more symbols than the buffer holds
    checksum,    // well-formed, but not under this prefix
};

/// `at`: byte offset in the text for character (the first such byte) and mixed_case (the first letter whose case
/// differs from that of the first letter); 0 for other faults. `size`: symbols without the 8 of the checksum; 0
/// unless `fault` is none or checksum.
struct CashAddrResult {
    CashAddrFault fault;
    std::uint32_t at;
    std::uint32_t size;
};

inline constexpr std::uint32_t cashaddr_checksum_length = 8;

/// Decodes `text` (any length, any bytes), which is what stands after the colon, under `prefix`, which is lower-case
/// and has none. Writes `size` values 0..31 to symbols[0]..; also if only the checksum is wrong, and perhaps a part of
/// them on another fault. Faults are looked for in this order: character, mixed case, too short, too long, checksum.
/// The case of a prefix that was written is the caller's to compare.
[[nodiscard]] CashAddrResult cashaddr_decode(std::string_view text, std::string_view prefix,
                                             std::span<std::uint8_t> symbols) noexcept;

/// Where one changed character, or two swapped neighbours, would make the checksum fit under `prefix`; the first such
/// place, length 0 if there is none. Precondition: cashaddr_decode of both gave CashAddrFault::checksum.
[[nodiscard, gnu::cold]] Bech32Slip cashaddr_slip(std::string_view text, std::string_view prefix) noexcept;

/// `ok`: the symbols are a version byte and a hash of the length it states. `type`: the four type bits (0 P2PKH, 1
/// P2SH). `hash_size`: 20, 24, 28, 32, 40, 48, 56 or 64. Both are 0 unless ok.
struct CashAddrPayload {
    bool ok;
    std::uint8_t type;
    std::uint32_t hash_size;
};

/// What symbols as cashaddr_decode wrote them are ("Payload"); convert_5_to_8 gives the bytes. Not ok if the version
/// byte's top bit is set, its size bits state another length, 5 or more padding bits are left, or one of them is not
/// zero. Any type is ok. Chains that number their versions otherwise (Kaspa) ask are_whole_bytes alone.
[[nodiscard]] CashAddrPayload cashaddr_payload(std::span<const std::uint8_t> symbols) noexcept;

}  // namespace countersign::codec
