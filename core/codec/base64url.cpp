#include "codec/base64url.h"

#include <array>

namespace countersign::codec {
namespace {

constexpr std::uint8_t no_value = 0xff;
constexpr std::string_view characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::uint8_t& value : table) value = no_value;
    for (std::uint8_t i = 0; i < 64; ++i) table[static_cast<std::uint8_t>(characters[i])] = i;
    return table;
}();

}  // namespace

Base64Result base64url_decode(std::string_view text, std::span<std::uint8_t> out) noexcept {
    const std::size_t size = base64url_decoded_size(text.size());
    const auto end = static_cast<std::uint32_t>(text.size());
    if (out.size() < size) return {false, end, 0};

    std::uint32_t bits = 0;  // the newest bits lowest; those above `held` have been written already
    std::uint32_t held = 0;
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::uint8_t value = values[static_cast<std::uint8_t>(text[at])];
        if (value == no_value) return {false, static_cast<std::uint32_t>(at), 0};
        bits = bits << 6 | value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[written++] = static_cast<std::uint8_t>(bits >> held);
        }
    }
    if (text.size() % 4 == 1) return {false, end, 0};
    if ((bits & ((1U << held) - 1)) != 0) return {false, end - 1, 0};
    return {true, end, static_cast<std::uint32_t>(written)};
}

std::uint32_t base64url_encode(std::span<const std::uint8_t> data, std::span<char> out) noexcept {
    if (out.size() < base64url_encoded_size(data.size())) return 0;
    std::uint32_t bits = 0;
    std::uint32_t held = 0;
    std::size_t written = 0;
    for (const std::uint8_t byte : data) {
        bits = bits << 8 | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            out[written++] = characters[bits >> held & 63];
        }
    }
    if (held > 0) out[written++] = characters[bits << (6 - held) & 63];
    return static_cast<std::uint32_t>(written);
}

}  // namespace countersign::codec
