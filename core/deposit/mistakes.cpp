#include "mistakes.h"

#include <array>

#include "../codec/base58.h"
#include "../codec/hex.h"

namespace countersign::deposit {
namespace {

// A text seen without the white space in it, as keys get when they are copied out of a document. It is measured where
// it lies; no copy of a key is made. Its alphabet is looked at only when its length is a key's, which an address's is not.
struct Shape {
    std::string_view text;
    std::size_t size = 0;
    std::array<char, 4> start{};
    bool prefixed = false;  // begins with 0x, which the other members leave out

    [[nodiscard]] bool starts_with(std::string_view mark) const noexcept {
        return std::string_view{start.data(), start.size()}.starts_with(mark);
    }
    [[nodiscard]] bool is_hex() const noexcept {
        return is_all_of([](char c) { return codec::is_hex(c); });
    }
    [[nodiscard]] bool is_base58() const noexcept {
        return is_all_of([](char c) { return codec::is_base58_character(c); });
    }

    static bool is_space(char c) noexcept { return c <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n'); }

private:
    template<class Belongs>
    [[nodiscard]] bool is_all_of(Belongs belongs) const noexcept {
        for (const char c : text)
            if (!is_space(c) && !belongs(c)) return false;
        return true;
    }
};

Shape shape_of(std::string_view text) noexcept {
    Shape shape{.text = text};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (Shape::is_space(c)) continue;
        if (shape.size == 1 && shape.start[0] == '0' && (c == 'x' || c == 'X') && !shape.prefixed) {
            shape = {.text = text.substr(i + 1), .prefixed = true};
            continue;
        }
        if (shape.size < shape.start.size()) shape.start[shape.size] = c;
        ++shape.size;
    }
    return shape;
}

// Wallet import format: 0x80 (0xef on test networks), 32 bytes, 01 for a compressed key, checksum. What that arithmetic
// gives: 51 characters from 5 or 9, 52 from K, L or c. Encrypted keys (BIP-38): 58 from 6P. Mini keys (Casascius): 22
// or 30 from S.
bool measures_like_wallet_key(const Shape& shape) noexcept {
    const char first = shape.start[0];
    switch (shape.size) {
    case 51: return first == '5' || first == '9';
    case 52: return first == 'K' || first == 'L' || first == 'c';
    case 58: return shape.starts_with("6P");
    case 22:
    case 30: return first == 'S';
    default: return false;
    }
}

bool is_wallet_key(const Shape& shape) noexcept {
    return !shape.prefixed && measures_like_wallet_key(shape) && shape.is_base58();
}

// Extended keys (BIP-32, SLIP-132): a four-letter mark and 107 characters. A good part of one is as telling as all of it.
bool is_extended_key(const Shape& shape, std::string_view mark) noexcept {
    static constexpr std::string_view letters = "xyzYZtuvUV";
    return shape.size > 40 && std::string_view{shape.start.data() + 1, 3} == mark &&
           letters.find(shape.start[0]) != std::string_view::npos && shape.is_base58();
}

// Recovery words (BIP-39): 12, 15, 18, 21 or 24 words of 3 to 8 letters, however they are spaced and capitalised.
bool is_recovery_phrase(std::string_view text) noexcept {
    std::size_t words = 0;
    std::size_t letters = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            ++letters;
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            return false;
        } else if (letters > 0) {
            if (letters < 3 || letters > 8) return false;
            ++words;
            letters = 0;
        }
    }
    return words >= 12 && words <= 24 && words % 3 == 0;
}

// "bitcoin:", "ethereum:" and the like (RFC 3986 scheme), or a web address.
bool is_link(std::string_view text) noexcept {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon < 2 || colon > 20) return false;
    for (const char c : text.substr(0, colon))
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
              c == '.'))
            return false;
    const char first = text[0];
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
}

}  // namespace

std::optional<Reason> mistaken_for_address(std::string_view text) noexcept {
    const Shape shape = shape_of(text);
    if (is_wallet_key(shape) || is_extended_key(shape, "prv") || is_recovery_phrase(text))
        return Reason::deposit_private_key;
    if (shape.size == 64 && shape.is_hex()) return Reason::deposit_txid_or_key;
    const bool compressed = shape.size == 66 && (shape.starts_with("02") || shape.starts_with("03"));
    const bool whole = shape.size == 130 && shape.starts_with("04");
    if (((compressed || whole) && shape.is_hex()) || is_extended_key(shape, "pub")) return Reason::deposit_public_key;
    if (is_link(text)) return Reason::deposit_payment_link;
    return {};
}

}  // namespace countersign::deposit
