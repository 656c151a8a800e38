// A table: data compiled ahead of time and used in place (words, public suffixes, layouts, …). One form for all, little
// endian: magic "CSTB", format 1, name[32], version[24], SHA-256 of the data, length, data. A table is taken when its
// sum is in tables.lock, which is compiled in, or when it came in a signed envelope. The core never reads a file.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "countersign/status.h"

namespace countersign {

struct Table {
    std::string_view name;
    std::string_view version;
    std::array<std::uint8_t, 32> sum{};
    std::span<const std::uint8_t> data;
};

inline constexpr std::size_t table_header_bytes = 104;

// Reads the header and checks the sum of the data, but of a table that is part of the build: that one came with the code.
// The table points into `bytes`.
enum class Origin : std::uint8_t { outside, build };
Status read_table(std::span<const std::uint8_t> bytes, Table& table, Origin origin = Origin::outside) noexcept;

// Whether tables.lock names this table with this sum.
bool is_locked(const Table& table) noexcept;

// The tables that are part of this build: all of them natively, none in the WebAssembly module.
std::span<const std::span<const std::uint8_t>> embedded_tables() noexcept;

// A little-endian number inside a table. The caller has checked that four bytes are there.
std::uint32_t table_number(std::span<const std::uint8_t> data, std::size_t offset) noexcept;

}  // namespace countersign
