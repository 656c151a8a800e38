// Words in a stated byte order, read from and written to memory of any alignment.
// Every compiler we use turns each function into one load or store (and a swap where the machine needs it).
// Precondition of all of them: the 4 or 8 bytes at `p` exist.
#pragma once

#include <cstdint>

namespace countersign::codec {

inline std::uint32_t load_be32(const std::uint8_t* p) noexcept {
    return std::uint32_t{p[0]} << 24 | std::uint32_t{p[1]} << 16 | std::uint32_t{p[2]} << 8 | std::uint32_t{p[3]};
}

inline void store_be32(std::uint8_t* p, std::uint32_t word) noexcept {
    p[0] = static_cast<std::uint8_t>(word >> 24);
    p[1] = static_cast<std::uint8_t>(word >> 16);
    p[2] = static_cast<std::uint8_t>(word >> 8);
    p[3] = static_cast<std::uint8_t>(word);
}

inline void store_be64(std::uint8_t* p, std::uint64_t word) noexcept {
    store_be32(p, static_cast<std::uint32_t>(word >> 32));
    store_be32(p + 4, static_cast<std::uint32_t>(word));
}

inline std::uint64_t load_le64(const std::uint8_t* p) noexcept {
    return std::uint64_t{p[0]} | std::uint64_t{p[1]} << 8 | std::uint64_t{p[2]} << 16 | std::uint64_t{p[3]} << 24 |
           std::uint64_t{p[4]} << 32 | std::uint64_t{p[5]} << 40 | std::uint64_t{p[6]} << 48 |
           std::uint64_t{p[7]} << 56;
}

inline void store_le64(std::uint8_t* p, std::uint64_t word) noexcept {
    for (int i = 0; i < 8; ++i) p[i] = static_cast<std::uint8_t>(word >> (8 * i));
}

}  // namespace countersign::codec
