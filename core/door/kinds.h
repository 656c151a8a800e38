// Every kind as the doors see it: kinds.def turned into rows. Prepares a check from JSON; decides nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "../vocabulary/groups.h"
#include "countersign/check.h"
#include "countersign/context.h"

namespace countersign {

enum KindFlags : unsigned { takes_text = 1, second_slot = 2, secret = 4, timeless = 8, stateful = 16 };

struct KindRow {
    std::string_view name;
    unsigned flags;
    std::size_t max_bytes;
    const TypeRow& (*subject)() noexcept;
    const TypeRow& (*details)() noexcept;
    // Reads the subject and makes the check. Null with a status that names the place when either fails.
    std::unique_ptr<Check> (*prepare)(std::string_view subject, const Context& context, Status& status);

    [[nodiscard]] bool has(unsigned flag) const noexcept { return (flags & flag) != 0; }
};

std::span<const KindRow> all_kinds() noexcept;
const KindRow* find_kind(std::string_view name) noexcept;

}  // namespace countersign
