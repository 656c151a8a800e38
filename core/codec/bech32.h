// Bech32 (BIP-173) and Bech32m (BIP-350): a human-readable part (HRP), the separator '1', 5-bit symbols, a
// checksum of 6 symbols that finds any error in up to 4 characters. Reports which of the two checksums fits;
// which one is due for a witness version is the room's business. The code could also compute a "corrected"
// text; BIP-173 warns against acting on one, so only the place of a slip is told.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace countersign::codec {

enum class Bech32Fault : std::uint8_t {
    none,
    no_separator,    // no '1' at all
    hrp_character,   // a byte outside 33..126 before the separator (or anywhere, without one)
    hrp_length,      // HRP of 0 or more than 83 characters
    data_character,  // a byte after the separator that is none of the 32 data characters
    mixed_case,      // both upper-case and lower-case letters
    too_short,       // fewer than 6 characters after the separator
    too_long,        // more than `max_length` characters, or more symbols than the buffer holds
    checksum,        // well-formed, but neither checksum fits
};

enum class Bech32Variant : std::uint8_t { none, bech32, bech32m };

/// `at`: byte offset in the text for hrp_character, data_character (the first such byte) and mixed_case (the
/// first letter whose case differs from that of the first letter); 0 for other faults. `variant`: which
/// checksum fits; none on every fault. `hrp_length`, `data_length`: characters before the separator, and
/// symbols after it without the 6 of the checksum. Both are 0 unless `fault` is none or checksum.
struct Bech32Result {
    Bech32Fault fault;
    std::uint32_t at;
    Bech32Variant variant;
    std::uint32_t hrp_length;
    std::uint32_t data_length;
};

inline constexpr std::uint32_t bech32_checksum_length = 6;
inline constexpr std::uint32_t bech32_max_hrp_length = 83;

/// Decodes `text` (any length, any bytes); the separator is its last '1' (BIP-173, "Bech32"). Writes
/// `data_length` values 0..31 to symbols[0]..; the HRP is the first `hrp_length` bytes of the text, in the
/// text's own case. The symbols are written even if only the checksum is wrong, so that a room can say what
/// the text resembles. Faults are looked for in this order: bad character, mixed case, no separator, too
/// long, HRP length, too short, checksum. `max_length` is 90 by BIP-173; chains with longer addresses
/// (Cardano, LNURL) pass their own.
[[nodiscard]] Bech32Result bech32_decode(std::string_view text, std::span<std::uint8_t> symbols,
                                         std::uint32_t max_length = 90) noexcept;

/// Writes `hrp`, '1', the `symbols` and the checksum of `variant`, lower-case, and returns the number of
/// characters. Returns 0 if they do not fit `out`, the HRP is not 1..83 characters of 33..126 without
/// upper-case letters, a symbol is above 31, or `variant` is none. The limit of 90 is the caller's.
[[nodiscard]] std::uint32_t bech32_encode(std::string_view hrp, std::span<const std::uint8_t> symbols,
                                          Bech32Variant variant, std::span<char> out) noexcept;

/// A stretch of `length` characters at byte `at`; length 0: nowhere.
struct Bech32Slip {
    std::uint32_t at;
    std::uint32_t length;
};

/// Where one changed character after the first data character, or two swapped neighbours there, would make the checksum
/// of `variant` fit; the first such place. It says where, never what: BIP-173 warns against acting on a correction.
/// Precondition: bech32_decode of `text` gave Bech32Fault::checksum.
[[nodiscard, gnu::cold]] Bech32Slip bech32_slip(std::string_view text, Bech32Variant variant) noexcept;

/// Regroups 5-bit symbols into bytes, most significant bit first (BIP-173, "Segwit address format"), and sets
/// `size`. False, with `size` 0, if a symbol is above 31, 5 or more padding bits are left, a padding bit is
/// not zero, or `out` is smaller than 5/8 of the symbols; `out` may then be partly written.
[[nodiscard]] bool convert_5_to_8(std::span<const std::uint8_t> symbols, std::span<std::uint8_t> out,
                                  std::uint32_t& size) noexcept;

/// What convert_5_to_8 says of the symbols, without writing any bytes.
[[nodiscard]] bool are_whole_bytes(std::span<const std::uint8_t> symbols, std::uint32_t& size) noexcept;

/// Whether `c` is one of the 32 data characters, in either case ('1', 'b', 'i', 'o' are not).
[[nodiscard]] bool is_bech32_character(char c) noexcept;

}  // namespace countersign::codec
