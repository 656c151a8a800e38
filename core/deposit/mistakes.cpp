#include "mistakes.h"

#include <array>

#include "../codec/base58.h"
#include "../codec/hex.h"

namespace countersign::deposit {
namespace {

bool all_hex(std::string_view text) noexcept {
    for (const char c : text)
        if (!codec::is_hex(c)) return false;
    return true;
}

bool all_base58(std::string_view text) noexcept {
    for (const char c : text)
        if (!codec::is_base58_character(c)) return false;
    return true;
}

// Wallet import format: 0x80 (0xef on test networks), 32 bytes, 01 for a compressed key, checksum. What that arithmetic
// gives: 51 characters from 5 or 9, 52 from K, L or c. Encrypted keys (BIP-38): 58 from 6P. Mini keys (Casascius): 22
// or 30 from S.
bool is_wallet_key(std::string_view text) noexcept {
    if (!all_base58(text)) return false;
    const char first = text.empty() ? '\0' : text[0];
    switch (text.size()) {
        case 51: return first == '5' || first == '9';
        case 52: return first == 'K' || first == 'L' || first == 'c';
        case 58: return text.starts_with("6P");
        case 22:
        case 30: return first == 'S';
        default: return false;
    }
}

// Extended keys (BIP-32, SLIP-132): a four-letter mark and 107 characters. A good part of one is as telling as all of it.
bool is_extended_key(std::string_view text, std::string_view mark) noexcept {
    static constexpr std::string_view letters = "xyzYZtuvUV";
    return text.size() > 40 && letters.find(text[0]) != std::string_view::npos && text.substr(1, 3) == mark &&
           all_base58(text);
}

// Recovery words (BIP-39): 12, 15, 18, 21 or 24 lower-case words of 3 to 8 letters, single spaces between them.
bool is_recovery_phrase(std::string_view text) noexcept {
    std::size_t words = 0;
    std::size_t letters = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] >= 'a' && text[i] <= 'z') {
            ++letters;
            continue;
        }
        if ((i < text.size() && text[i] != ' ') || letters < 3 || letters > 8) return false;
        ++words;
        letters = 0;
    }
    return words >= 12 && words <= 24 && words % 3 == 0;
}

// "bitcoin:", "ethereum:" and the like (RFC 3986 scheme), or a web address.
bool is_link(std::string_view text) noexcept {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon < 2 || colon > 20) return false;
    for (const char c : text.substr(0, colon))
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))
            return false;
    const char first = text[0];
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
}

}  // namespace

std::optional<Reason> mistaken_for_address(std::string_view text) noexcept {
    if (text.size() < 16) return is_link(text) ? std::optional{Reason::deposit_payment_link} : std::nullopt;
    if (is_wallet_key(text) || is_extended_key(text, "prv") || is_recovery_phrase(text))
        return Reason::deposit_private_key;
    const bool prefixed = text.starts_with("0x") || text.starts_with("0X");
    const std::string_view digits = prefixed ? text.substr(2) : text;
    if (digits.size() == 64 && all_hex(digits)) return Reason::deposit_txid_or_key;
    const bool compressed = digits.size() == 66 && (digits.starts_with("02") || digits.starts_with("03"));
    const bool whole = digits.size() == 130 && digits.starts_with("04");
    if (((compressed || whole) && all_hex(digits)) || is_extended_key(text, "pub")) return Reason::deposit_public_key;
    if (is_link(text)) return Reason::deposit_payment_link;
    return {};
}

}  // namespace countersign::deposit
