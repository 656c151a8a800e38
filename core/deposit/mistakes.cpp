#include "mistakes.h"

#include <algorithm>
#include <array>

#include "../codec/base32.h"
#include "../codec/base58.h"
#include "../codec/crc.h"
#include "../codec/hex.h"
#include "../codec/sha256.h"
#include "formats.h"

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

// Whether it is a Bech32 address that is still being typed, which some keys measure like.
bool begins_like_bech32(std::string_view text) noexcept {
    for (const Form& form : forms_of(Spelling::segwit, Spelling::shelley)) {
        const std::size_t size = form.prefix.size();
        if (text.size() > size && text[size] == '1' && same_but_case(text.substr(0, size), form.prefix)) return true;
    }
    return false;
}

// Wallet import format: 0x80 (0xef on test networks), 32 bytes, 01 for a compressed key, checksum. What that arithmetic
// gives: 51 characters from 5 or 9, 52 from K, L or c. Encrypted keys (BIP-38): 58 from 6P.
bool measures_like_wallet_key(const Shape& shape) noexcept {
    const char first = shape.start[0];
    switch (shape.size) {
    case 51: return first == '5' || first == '9';
    case 52: return first == 'K' || first == 'L' || first == 'c';
    case 58: return shape.starts_with("6P");
    default: return false;
    }
}

// Seeds that are as long as what somebody may still be typing: their checksums tell.
// Wallet keys of other networks have other versions: Base58Check of a version, 32 bytes, and 01 for a compressed key.
bool is_other_wallet_key(std::string_view text) noexcept {
    std::array<std::uint8_t, 38> bytes;
    if (text.size() < 50 || text.size() > 53) return false;
    const auto result = codec::base58_decode(text, bytes);
    return (result.size == 37 || (result.size == 38 && bytes[33] == 1)) &&
           codec::base58check_valid({bytes.data(), result.size});
}
// Mini keys (Casascius): 22 or 30 characters, and the first byte of SHA-256 of them and '?' is 0.
bool is_mini_key(std::string_view text) noexcept {
    if ((text.size() != 22 && text.size() != 30) || text[0] != 'S') return false;
    std::array<std::uint8_t, 31> message;
    for (std::size_t i = 0; i < text.size(); ++i) message[i] = static_cast<std::uint8_t>(text[i]);
    message[text.size()] = '?';
    return codec::sha256({message.data(), text.size() + 1})[0] == 0;
}
// XRP Ledger: Base58Check with its alphabet of 0x23 and 33 bytes.
bool is_ripple_public_key(std::string_view text) noexcept {
    std::array<std::uint8_t, 38> bytes;
    const auto result = codec::base58_decode(text, bytes, codec::ripple_alphabet);
    return text[0] == 'a' && result.size == 38 && codec::base58check_valid(bytes);
}
// Base58 of 64 bytes: a signature, by which Solana names transactions, or a key pair.
bool is_64_bytes(std::string_view text) noexcept {
    std::array<std::uint8_t, 64> bytes;
    return text.size() >= 64 && text.size() <= 88 && codec::base58_decode(text, bytes).size == 64;
}
// XRP Ledger: Base58Check with its alphabet of 0x21, or 0x01e14b for Ed25519, and 16 bytes.
bool is_ripple_seed(std::string_view text) noexcept {
    std::array<std::uint8_t, 23> bytes;
    const auto result = codec::base58_decode(text, bytes, codec::ripple_alphabet);
    return text[0] == 's' && (result.size == 21 || result.size == 23) &&
           codec::base58check_valid({bytes.data(), result.size});
}
// Stellar, SEP-23: a strkey of version 0x90.
bool is_stellar_seed(std::string_view text) noexcept {
    std::array<std::uint8_t, 35> bytes;
    if (text.size() != 56 || text[0] != 'S' || !codec::base32_decode(text, bytes).ok) return false;
    const std::uint16_t sum = codec::crc16_xmodem(std::span{bytes}.first(33));
    return bytes[33] == (sum & 0xFF) && bytes[34] == sum >> 8;
}

// Keys that say what they are, by how they begin or what stands before Bech32's separator.
struct Mark {
    std::string_view text;
    std::size_t least;  // characters of the whole
    Reason reason;
};
constexpr Mark starts[] = {
    {"PVT_", 20, Reason::deposit_private_key},        {"ed25519:", 60, Reason::deposit_private_key},
    {"suiprivkey1", 20, Reason::deposit_private_key}, {"secret-extended-key-", 30, Reason::deposit_private_key},
    {"PUB_", 20, Reason::deposit_public_key},         {"EOS", 50, Reason::deposit_public_key},
    {"GXC", 50, Reason::deposit_public_key},          {"ed25519:", 40, Reason::deposit_public_key}};
constexpr std::string_view secret_hrp_ends[] = {"_sk", "_xsk", "xprv"};
constexpr std::string_view public_hrp_ends[] = {"_vk", "_xvk", "xpub"};

std::optional<Reason> marked_key(std::string_view text) noexcept {
    for (const Mark& mark : starts)
        if (text.size() >= mark.least && text.starts_with(mark.text)) return mark.reason;
    const std::size_t separator = text.rfind('1');
    if (separator == std::string_view::npos || text.size() < separator + 32) return {};
    for (const std::string_view end : secret_hrp_ends)
        if (text.substr(0, separator).ends_with(end)) return Reason::deposit_private_key;
    for (const std::string_view end : public_hrp_ends)
        if (text.substr(0, separator).ends_with(end)) return Reason::deposit_public_key;
    return {};
}

bool is_cashaddr_prefix(std::string_view scheme) noexcept {
    for (const Form& form : forms_of(Spelling::cashaddr))
        if (same_but_case(scheme, form.prefix)) return true;
    return false;
}

bool is_wallet_key(const Shape& shape) noexcept {
    return !shape.prefixed && measures_like_wallet_key(shape) && shape.is_base58() && !begins_like_bech32(shape.text);
}

// Extended keys (BIP-32, SLIP-132): a four-letter mark and 107 characters. A good part of one is as telling as all of it.
bool is_extended_key(const Shape& shape, std::string_view mark) noexcept {
    static constexpr std::string_view letters = "xyzYZtuvUV";
    return shape.size > 40 && std::string_view{shape.start.data() + 1, 3} == mark &&
           letters.find(shape.start[0]) != std::string_view::npos && shape.is_base58();
}

// Recovery words, however they are spaced and capitalised. BIP-39: 12, 15, 18, 21 or 24 words of 3 to 8 letters; Algorand
// has 25 of them. Monero has 25, or 13, of up to 12 letters.
bool is_recovery_phrase(std::string_view text) noexcept {
    std::size_t words = 0;
    std::size_t letters = 0;
    std::size_t longest = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            ++letters;
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            return false;
        } else if (letters > 0) {
            if (letters < 3) return false;
            longest = letters > longest ? letters : longest;
            ++words;
            letters = 0;
        }
    }
    if (longest > 8) return longest <= 12 && (words == 13 || words == 25);
    return words >= 12 && words <= 25 && (words % 3 == 0 || words % 12 == 1);
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
    if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) return false;
    // "bitcoincash:" is part of an address, until something is asked for after it.
    return !is_cashaddr_prefix(text.substr(0, colon)) || text.find('?') != std::string_view::npos;
}

}  // namespace

std::optional<Reason> may_be_key(std::string_view text) noexcept {
    if (is_64_bytes(text)) return Reason::deposit_txid_or_key;
    if (is_mini_key(text)) return Reason::deposit_private_key;
    const bool stellar = text.size() == 56 && text[0] == 'S' && std::all_of(text.begin(), text.end(), [](char c) {
                             return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
                         });
    return stellar ? std::optional{Reason::deposit_private_key} : std::nullopt;
}

std::optional<Reason> mistaken_for_address(std::string_view text) noexcept {
    const Shape shape = shape_of(text);
    if (is_wallet_key(shape) || is_extended_key(shape, "prv") || is_recovery_phrase(text) ||
        is_other_wallet_key(text) || is_ripple_seed(text) || is_stellar_seed(text))
        return Reason::deposit_private_key;
    if (const auto marked = marked_key(text)) return marked;
    if (shape.size == 64 && shape.is_hex()) return Reason::deposit_txid_or_key;
    const bool compressed = shape.size == 66 && (shape.starts_with("02") || shape.starts_with("03"));
    const bool whole = shape.size == 130 && shape.starts_with("04");
    if (((compressed || whole) && shape.is_hex()) || is_ripple_public_key(text) || is_extended_key(shape, "pub"))
        return Reason::deposit_public_key;
    if (is_link(text)) return Reason::deposit_payment_link;
    return {};
}

}  // namespace countersign::deposit
