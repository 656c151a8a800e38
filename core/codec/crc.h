// The two cyclic redundancy checks that address formats end with. Names and parameters are those of the RevEng
// "Catalogue of parametrised CRC algorithms". They find every error that lies within as many adjacent bits as the value
// has, and any two single bits; they are no protection against anyone who wants them to fit. The byte order in which a
// format writes the value is the caller's.
#pragma once

#include <cstdint>
#include <span>

namespace countersign::codec {

/// CRC-16/XMODEM: polynomial 0x1021, from 0, not reflected. Stellar's strkeys append it little-endian, TON's addresses
/// big-endian. Any length; of nothing it is 0.
[[nodiscard]] std::uint16_t crc16_xmodem(std::span<const std::uint8_t> data) noexcept;

/// CRC-32/ISO-HDLC (zlib, RFC 1952, section 8): polynomial 0x04c11db7, reflected, from all ones, inverted. Cardano's
/// Byron addresses hold it as a CBOR number. Any length; of nothing it is 0.
[[nodiscard]] std::uint32_t crc32(std::span<const std::uint8_t> data) noexcept;

}  // namespace countersign::codec
