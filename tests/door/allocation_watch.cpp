#include "allocation_watch.h"

#include <malloc.h>

#include <cerrno>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#define COUNTERSIGN_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTERSIGN_SANITIZED 1
#endif
#endif

namespace countersign::tests {
namespace {

thread_local constinit AllocationCount count;
thread_local constinit std::int64_t passing = -1;

}  // namespace

AllocationCount allocation_count() noexcept {
    return count;
}

void fail_allocations_after(std::int64_t more) noexcept {
    passing = more;
}

#if defined(__GLIBC__) && !defined(COUNTERSIGN_SANITIZED)

bool allocations_are_watched() noexcept {
    return true;
}

namespace {

bool fails() noexcept {
    if (passing < 0) return false;
    if (passing > 0) {
        --passing;
        return false;
    }
    errno = ENOMEM;
    return true;
}

void* counted(void* block) noexcept {
    if (block == nullptr) return nullptr;
    ++count.allocations;
    count.live_bytes += static_cast<std::int64_t>(malloc_usable_size(block));
    return block;
}

void forget(void* block) noexcept {
    if (block == nullptr) return;
    ++count.frees;
    count.live_bytes -= static_cast<std::int64_t>(malloc_usable_size(block));
}

}  // namespace

#else

bool allocations_are_watched() noexcept {
    return false;
}

#endif

}  // namespace countersign::tests

#if defined(__GLIBC__) && !defined(COUNTERSIGN_SANITIZED)

extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);

void* malloc(std::size_t size) noexcept {
    using namespace countersign::tests;
    return fails() ? nullptr : counted(__libc_malloc(size));
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    using namespace countersign::tests;
    return fails() ? nullptr : counted(__libc_calloc(count, size));
}
void* realloc(void* block, std::size_t size) noexcept {
    using namespace countersign::tests;
    if (fails()) return nullptr;
    const std::size_t before = block == nullptr ? 0 : malloc_usable_size(block);
    void* const moved = __libc_realloc(block, size);
    if (moved == nullptr) return nullptr;
    if (block != nullptr) {
        count.live_bytes -= static_cast<std::int64_t>(before);
        ++count.frees;
    }
    return counted(moved);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    using namespace countersign::tests;
    return fails() ? nullptr : counted(__libc_memalign(alignment, size));
}
void* memalign(std::size_t alignment, std::size_t size) noexcept {
    return aligned_alloc(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
    *out = aligned_alloc(alignment, size);
    return *out == nullptr ? ENOMEM : 0;
}
void free(void* block) noexcept {
    countersign::tests::forget(block);
    __libc_free(block);
}

}  // extern "C"

#endif
