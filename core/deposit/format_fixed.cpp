// Addresses whose length says what they are: Monero's, Stellar's and Algorand's in Base32, TON's in Base64.
#include <algorithm>
#include <array>

#include "../codec/base32.h"
#include "../codec/base58.h"
#include "../codec/base64url.h"
#include "../codec/crc.h"
#include "../codec/edwards25519.h"
#include "../codec/hex.h"
#include "../codec/keccak.h"
#include "../codec/monero58.h"
#include "../codec/sha512_256.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t monero_length = 95;        // tag, two keys, checksum: 69 bytes
constexpr std::size_t monero_long_length = 106;  // and a payment id of 8 bytes
constexpr std::size_t strkey_length = 56;        // version, key, CRC-16: 35 bytes
constexpr std::size_t strkey_long_length = 69;   // and an id of 8 bytes
constexpr std::size_t algorand_length = 58;
constexpr std::size_t ton_length = 48;
constexpr std::size_t ton_raw_digits = 64;

bool is_base32(char c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
}
bool is_base64(char c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
           c == '-' || c == '_';
}
bool is_base58(char c) noexcept {
    return codec::is_base58_character(c);
}

void add_matching(Spelling spelling, std::uint8_t version, std::size_t payload, Reading& reading) noexcept {
    for (const Form& form : forms_of(spelling))
        if (static_cast<std::uint8_t>(form.prefix[0]) == version && form.bytes == payload) reading.forms.add(&form);
}

// The first 4 bytes of Keccak-256 of all before them.
bool monero_sum_fits(Bytes bytes) noexcept {
    const std::size_t size = bytes.size() - 4;
    const codec::Hash256 hash = codec::keccak256(bytes.first(size));
    return std::equal(hash.begin(), hash.begin() + 4, bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

bool read_monero(std::string_view text, Reading& reading) noexcept {
    std::array<std::uint8_t, 77> bytes;
    const auto result = codec::monero58_decode(text, bytes);
    if (result.fault != codec::Monero58Fault::none) return false;
    const Bytes decoded{bytes.data(), result.size};
    add_matching(Spelling::monero, bytes[0], decoded.size() - 5, reading);
    if (reading.forms.empty()) return false;
    // Two keys after the tag. Monero's wallets refuse keys that are no points (check_key), and so does the network.
    const auto is_key = [&](std::size_t at) {
        return codec::edwards25519_decompresses_strictly(Bytes{bytes}.subspan(at).first<32>());
    };
    if (!monero_sum_fits(decoded) || !is_key(1) || !is_key(33)) {
        reading.clear();
        return false;
    }
    reading.format = "base58";
    return true;
}

// The CRC-16 stands after the bytes it is of: little-endian in strkeys, big-endian in TON's addresses.
bool crc_fits(Bytes bytes, bool little_endian) noexcept {
    const std::size_t size = bytes.size() - 2;
    const std::uint16_t sum = codec::crc16_xmodem(bytes.first(size));
    return bytes[size + (little_endian ? 0 : 1)] == (sum & 0xFF) && bytes[size + (little_endian ? 1 : 0)] == sum >> 8;
}

bool read_strkey(std::string_view text, Reading& reading) noexcept {
    std::array<std::uint8_t, 43> bytes;
    const auto result = codec::base32_decode(text, bytes);
    if (!result.ok || !crc_fits({bytes.data(), result.size}, true)) return false;
    add_matching(Spelling::strkey, bytes[0], result.size - 3, reading);
    if (reading.forms.empty()) return false;
    if (result.size == bytes.size()) {
        std::uint64_t id = 0;  // CAP-27: big-endian, after the key
        for (std::size_t i = 33; i < 41; ++i) id = id << 8 | bytes[i];
        reading.memo = id;
        reading.full = true;
    }
    reading.format = "strkey";
    return true;
}

bool read_algorand(std::string_view text, Reading& reading) noexcept {
    std::array<std::uint8_t, 36> bytes;
    if (!codec::base32_decode(text, bytes).ok) return false;
    const codec::Hash256 hash = codec::sha512_256(Bytes{bytes}.first(32));
    for (std::size_t i = 0; i < 4; ++i)
        if (hash[28 + i] != bytes[32 + i]) return false;
    for (const Form& form : forms_of(Spelling::algorand)) reading.forms.add(&form);
    reading.format = "base32";
    return true;
}

// TEP-2: a tag of flags, the workchain (0 or -1), 32 bytes, CRC-16.
bool read_ton(std::string_view text, Reading& reading) noexcept {
    std::array<std::uint8_t, 36> bytes;
    if (!codec::base64url_decode(text, bytes, codec::Base64Alphabet::either).ok || !crc_fits(bytes, false))
        return false;
    const bool test = (bytes[0] & 0x80) != 0;
    const unsigned tag = bytes[0] & 0x7FU;
    if ((tag != 0x11 && tag != 0x51) || (bytes[1] != 0 && bytes[1] != 0xFF)) return false;
    for (const Form& form : forms_of(Spelling::ton))
        if (network_of(form).is_test() == test) reading.forms.add(&form);
    reading.kind = tag == 0x11 ? "bounceable" : "non-bounceable";
    reading.format = text.find_first_of("+/") == std::string_view::npos ? "base64url" : "base64";
    return true;
}

// The workchain that a raw address begins with, colon included; empty if none does.
std::string_view raw_start(std::string_view text) noexcept {
    for (const std::string_view start : {std::string_view{"0:"}, std::string_view{"-1:"}})
        if (text.starts_with(start)) return start;
    return {};
}

bool read_ton_raw(std::string_view text, Reading& reading) noexcept {
    const std::string_view start = raw_start(text);
    if (start.empty() || text.size() != start.size() + ton_raw_digits) return false;
    if (!codec::hex_case(text.substr(start.size())).ok) return false;
    for (const Form& form : forms_of(Spelling::ton_raw)) reading.forms.add(&form);
    reading.format = "raw";
    reading.checksum = Checksum::left_out;
    reading.fold_case = true;
    return true;
}

// A text that has one alphabet, at most one of some characters in front, and one length.
Diagnosis diagnose_shape(std::string_view text, std::string_view firsts, bool (*belongs)(char),
                         std::size_t length) noexcept {
    if (!firsts.empty() && firsts.find(text[0]) == std::string_view::npos) return {};
    std::size_t good = 0;
    while (good < text.size() && belongs(text[good])) ++good;
    if (good < 2 && good < text.size()) return {};
    if (good < text.size()) return wrong_at(Reason::deposit_character, good);
    if (text.size() < length) return unfinished(length - text.size());
    return {.reason = text.size() > length ? Reason::deposit_length : Reason::deposit_checksum};
}

// The first characters that a tag and 8 bytes give: the tag's share of 58^10 is the same for every key but at its ends.
std::string_view first_of_monero(const Form& form) noexcept {
    switch (form.prefix[0]) {
    case 0x12:
    case 0x13: return "4";
    case 0x2a: return "78";
    default: return "579AB";  // test networks; nobody chooses them
    }
}

}  // namespace

bool read_fixed(std::string_view text, Reading& reading) noexcept {
    switch (text.size()) {
    case ton_length: return read_ton(text, reading);
    case strkey_length:
    case strkey_long_length: return read_strkey(text, reading);
    case algorand_length: return read_algorand(text, reading);
    case monero_length:
    case monero_long_length: return read_monero(text, reading);
    default: return read_ton_raw(text, reading);
    }
}

Diagnosis diagnose_fixed(const Form& form, std::string_view text) noexcept {
    switch (form.spelling) {
    case Spelling::monero: {
        // The first 11 characters are 8 bytes, of which the tag is the first.
        std::array<std::uint8_t, 8> block;
        const auto first = codec::monero58_decode(text.substr(0, 11), block);
        if (first.size == block.size() && block[0] != static_cast<std::uint8_t>(form.prefix[0])) return {};
        std::array<std::uint8_t, 77> bytes;
        const auto whole = codec::monero58_decode(text, bytes);
        if (whole.size == form.bytes + 5U && monero_sum_fits({bytes.data(), whole.size}))
            return {};  // keys that are none
        return diagnose_shape(text, first_of_monero(form), is_base58,
                              form.bytes > 64 ? monero_long_length : monero_length);
    }
    case Spelling::strkey: {
        static constexpr std::string_view firsts = "GMC";
        const std::size_t i = form.prefix[0] == 0x30 ? 0 : form.prefix[0] == 0x60 ? 1 : 2;
        std::array<std::uint8_t, 43> bytes;
        const bool whole = text.size() == strkey_length || text.size() == strkey_long_length;
        const auto result = codec::base32_decode(text.substr(0, strkey_long_length), bytes);
        if (whole && result.ok && crc_fits({bytes.data(), result.size}, true)) return {};  // another version
        return diagnose_shape(text, firsts.substr(i, 1), is_base32,
                              form.bytes > 32 ? strkey_long_length : strkey_length);
    }
    case Spelling::algorand: return diagnose_shape(text, {}, is_base32, algorand_length);
    case Spelling::ton: {
        std::array<std::uint8_t, 36> bytes;
        if (text.size() == ton_length && codec::base64url_decode(text, bytes, codec::Base64Alphabet::either).ok &&
            crc_fits(bytes, false))
            return {};  // other flags, or another workchain
        return diagnose_shape(text, "EU", is_base64, ton_length);
    }
    default: {
        const std::string_view start = raw_start(text);
        if (start.empty()) return text == "0" || text == "-1" || text == "-" ? unfinished(ton_raw_digits) : Diagnosis{};
        for (std::size_t i = start.size(); i < text.size(); ++i)
            if (!codec::is_hex(text[i])) return wrong_at(Reason::deposit_character, i);
        const std::size_t length = start.size() + ton_raw_digits;
        if (text.size() < length) return unfinished(length - text.size());
        return {.reason = Reason::deposit_length};
    }
    }
}

}  // namespace countersign::deposit
