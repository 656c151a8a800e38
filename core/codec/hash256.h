// The 32 bytes that every hash in this directory returns, first byte of the digest first.
#pragma once

#include <array>
#include <cstdint>

namespace countersign::codec {

using Hash256 = std::array<std::uint8_t, 32>;

}  // namespace countersign::codec
