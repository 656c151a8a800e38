// Counts what this program allocates and frees, and lets chosen allocations fail. It stands in for malloc itself, so it
// sees operator new, libsodium and the C library alike; under the sanitizers, which need malloc for themselves, it is not
// there.
#pragma once

#include <cstddef>
#include <cstdint>

namespace countersign::tests {

struct AllocationCount {
    std::uint64_t allocations = 0;
    std::uint64_t frees = 0;
    std::int64_t live_bytes = 0;
};

// Whether anything is counted in this build.
bool allocations_are_watched() noexcept;
// What this thread did since the program began.
AllocationCount allocation_count() noexcept;
// From now on the allocation after `passing` more ones fails, and all after it, on this thread; a negative number ends it.
void fail_allocations_after(std::int64_t passing) noexcept;

}  // namespace countersign::tests
