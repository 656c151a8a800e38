// Every kind as the doors see it: kinds.def turned into rows. Prepares a check from JSON; decides nothing.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"

// The groups of rows in kinds.def, and whether this build has one: COUNTERSIGN_ONLY names the only one that it has.
#define COUNTERSIGN_DEPOSIT 1
#define COUNTERSIGN_ACCOUNT 2
#define COUNTERSIGN_PAYMENT 3
#ifdef COUNTERSIGN_ONLY
#define COUNTERSIGN_HAS(group) (COUNTERSIGN_ONLY == COUNTERSIGN_##group)
#else
#define COUNTERSIGN_HAS(group) 1
#endif

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
