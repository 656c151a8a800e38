#include "table.h"

#include <algorithm>
#include <cstring>

#include "../codec/sha256.h"

namespace countersign {
namespace {

#include "table_lock.inc"

std::string_view fixed_text(std::span<const std::uint8_t> field) noexcept {
    const auto end = std::find(field.begin(), field.end(), std::uint8_t{0});
    return {reinterpret_cast<const char*>(field.data()), static_cast<std::size_t>(end - field.begin())};
}

}  // namespace

std::uint32_t table_number(std::span<const std::uint8_t> data, std::size_t offset) noexcept {
    std::uint32_t number = 0;
    std::memcpy(&number, data.data() + offset, sizeof number);  // every host of ours is little endian
    return number;
}

Status read_table(std::span<const std::uint8_t> bytes, Table& table, Origin origin) noexcept {
    if (bytes.size() < table_header_bytes || std::memcmp(bytes.data(), "CSTB", 4) != 0 || table_number(bytes, 4) != 1)
        return Status{StatusCode::bad_table, "table", "not a table of format 1"};
    table.name = fixed_text(bytes.subspan(8, 32));
    table.version = fixed_text(bytes.subspan(40, 24));
    std::copy_n(bytes.begin() + 64, table.sum.size(), table.sum.begin());
    table.data = bytes.subspan(table_header_bytes);
    if (table_number(bytes, 96) != table.data.size() ||
        (origin == Origin::outside && codec::sha256(table.data) != table.sum))
        return Status{StatusCode::bad_table, "table", "damaged: its sum does not fit its data"};
    return {};
}

bool is_locked(const Table& table) noexcept {
    return std::any_of(std::begin(table_lock), std::end(table_lock),
                       [&](const LockedTable& locked) { return locked.name == table.name && locked.sum == table.sum; });
}

}  // namespace countersign
