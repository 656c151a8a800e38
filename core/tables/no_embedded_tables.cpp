// The WebAssembly module carries no tables: a page loads the ones it needs.
#include "../vocabulary/table.h"

namespace countersign {

std::span<const std::span<const std::uint8_t>> embedded_tables() noexcept {
    return {};
}

}  // namespace countersign
