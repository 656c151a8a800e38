// The laws of core/codec and core/text/utf8, for any bytes:
//   what decodes, encodes back to the same text, and what was encoded decodes to the same bytes;
//   a fault is located inside the text, and the text before it holds no such fault;
//   two routes to the same answer agree; nothing is written past the size that is reported.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sodium.h>

#include "codec/base32.h"
#include "codec/base58.h"
#include "codec/base64url.h"
#include "codec/bech32.h"
#include "codec/cashaddr.h"
#include "codec/crc.h"
#include "codec/edwards25519.h"
#include "codec/eip55.h"
#include "codec/hex.h"
#include "codec/keccak.h"
#include "codec/monero58.h"
#include "codec/sha256.h"
#include "codec/sha512_256.h"
#include "text/utf8.h"

#include "../core/encoders.h"

// libsodium's own, which takes the root; the point is four field elements of at most 40 bytes.
extern "C" int ge25519_frombytes(void* point, const unsigned char* encoded);

namespace {

using namespace countersign::codec;
using namespace countersign::tests;
using Bytes = std::span<const std::uint8_t>;

void require(bool law) {
    if (!law) std::abort();
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
    }
    return result;
}

void base58(std::string_view text, Bytes data) {
    std::array<std::uint8_t, base58_max_bytes> bytes;
    std::array<char, 400> spelled;
    const Base58Result decoded = base58_decode(text, bytes);
    if (decoded.fault == Base58Fault::none) {
        require(std::string_view(spelled.data(), base58_encode(std::span(bytes).first(decoded.size), spelled)) == text);
        // Exactly enough room is enough, one byte less is too long.
        std::vector<std::uint8_t> exact(decoded.size);
        require(base58_decode(text, exact).fault == Base58Fault::none);
        require(std::equal(exact.begin(), exact.end(), bytes.begin()));
        if (!exact.empty()) exact.pop_back();
        require((base58_decode(text, exact).fault == Base58Fault::too_long) == (decoded.size > 0));
    } else if (decoded.fault == Base58Fault::character) {
        require(decoded.at < text.size() && !is_base58_character(text[decoded.at]));
        require(base58_decode(text.substr(0, decoded.at), bytes).fault != Base58Fault::character);
    }
    if (data.size() <= base58_max_bytes) {
        const std::string_view encoded(spelled.data(), base58_encode(data, spelled));
        const Base58Result again = base58_decode(encoded, bytes);
        require(again.fault == Base58Fault::none && again.size == data.size());
        require(std::equal(data.begin(), data.end(), bytes.begin()));
    }
}

void bech32(std::string_view text, Bytes data) {
    std::vector<std::uint8_t> symbols(text.size());
    std::vector<char> spelled(std::max(text.size(), data.size() + 16));
    const Bech32Result decoded = bech32_decode(text, symbols, 1000);
    if (decoded.fault == Bech32Fault::none) {
        require(decoded.hrp_length + 1 + decoded.data_length + bech32_checksum_length == text.size());
        const std::string hrp = lower(text.substr(0, decoded.hrp_length));
        const auto written =
            bech32_encode(hrp, std::span(symbols).first(decoded.data_length), decoded.variant, spelled);
        require(std::string_view(spelled.data(), written) == lower(text));
    } else {
        require(decoded.variant == Bech32Variant::none);
    }
    if (decoded.fault == Bech32Fault::data_character) require(!is_bech32_character(text[decoded.at]));
    if (decoded.fault == Bech32Fault::mixed_case) {
        const Bech32Result before = bech32_decode(text.substr(0, decoded.at), symbols, 1000);
        require(before.fault != Bech32Fault::mixed_case);
    }

    // Any bytes as symbols: encoding refuses only what is above 31, and regrouping refuses those as well.
    const bool all_symbols = std::all_of(data.begin(), data.end(), [](std::uint8_t s) { return s < 32; });
    const auto written = bech32_encode("fuzz", data, Bech32Variant::bech32m, spelled);
    require((written != 0) == all_symbols);
    std::vector<std::uint8_t> bytes(data.size());
    std::uint32_t size = 0;
    const bool regrouped = convert_5_to_8(data, bytes, size);
    require(!regrouped || (all_symbols && size == data.size() * 5 / 8));
    if (written != 0) {
        symbols.resize(data.size());
        const Bech32Result again = bech32_decode({spelled.data(), written}, symbols, written);
        require(again.fault == Bech32Fault::none && again.variant == Bech32Variant::bech32m);
        require(std::equal(data.begin(), data.end(), symbols.begin(), symbols.end()));
    }
}

void base64url(std::string_view text, Bytes data) {
    std::vector<std::uint8_t> bytes(base64url_decoded_size(text.size()));
    const Base64Result decoded = base64url_decode(text, bytes);
    if (decoded.ok) {
        require(decoded.size == bytes.size());
        std::string again(base64url_encoded_size(bytes.size()), '?');
        require(base64url_encode(bytes, again) == again.size() && again == text);
    } else {
        require(decoded.at <= text.size());
    }
    std::string encoded(base64url_encoded_size(data.size()), '?');
    require(base64url_encode(data, encoded) == encoded.size());
    bytes.assign(data.size(), 0);
    require(base64url_decode(encoded, bytes).ok && std::equal(data.begin(), data.end(), bytes.begin(), bytes.end()));
}

void base64_alphabets(std::string_view text) {
    std::vector<std::uint8_t> bytes(base64url_decoded_size(text.size()));
    std::vector<std::uint8_t> others(bytes.size());
    const Base64Result url = base64url_decode(text, bytes);
    const Base64Result standard = base64url_decode(text, others, Base64Alphabet::standard);
    if (url.ok && standard.ok) require(bytes == others);
    const Base64Result either = base64url_decode(text, others, Base64Alphabet::either);
    require(either.ok == (url.ok || standard.ok));
    if (url.ok) require(bytes == others);
    require(either.at <= text.size() && either.at == std::max(url.at, standard.at));
}

void base32(std::string_view text, Bytes data) {
    std::vector<std::uint8_t> bytes(base32_decoded_size(text.size()));
    const Base32Result decoded = base32_decode(text, bytes);
    if (decoded.ok) require(decoded.size == bytes.size() && encode_base32(bytes) == text);
    else require(decoded.at <= text.size() && decoded.size == 0);
    const std::string encoded = encode_base32(data);
    bytes.assign(data.size(), 0);
    require(base32_decode(encoded, bytes).ok && std::equal(data.begin(), data.end(), bytes.begin(), bytes.end()));
}

void cashaddr(std::string_view text, Bytes data) {
    std::vector<std::uint8_t> symbols(text.size());
    const CashAddrResult decoded = cashaddr_decode(text, "bitcoincash", symbols);
    symbols.resize(decoded.size);
    switch (decoded.fault) {
    case CashAddrFault::none: require(encode_cashaddr("bitcoincash", symbols) == lower(text)); break;
    case CashAddrFault::character: require(!is_bech32_character(text[decoded.at])); break;
    case CashAddrFault::mixed_case: {
        std::vector<std::uint8_t> before(text.size());
        require(cashaddr_decode(text.substr(0, decoded.at), "bitcoincash", before).fault != CashAddrFault::mixed_case);
        break;
    }
    case CashAddrFault::too_short: require(text.size() < cashaddr_checksum_length); break;
    case CashAddrFault::too_long: require(false); break;  // there was room
    case CashAddrFault::checksum: {
        const Bech32Slip slip = cashaddr_slip(text, "bitcoincash");
        require(slip.length <= 2 && slip.at + slip.length <= text.size());
        // Some character at the place mends the text, or the swap does.
        bool mended = slip.length == 0;
        std::string changed = lower(text);
        if (slip.length == 2) std::swap(changed[slip.at], changed[slip.at + 1]);
        symbols.resize(text.size());
        for (std::size_t symbol = 0; symbol < 32 && !mended; ++symbol) {
            if (slip.length == 1) changed[slip.at] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"[symbol];
            mended = cashaddr_decode(changed, "bitcoincash", symbols).fault == CashAddrFault::none;
        }
        require(mended);
        break;
    }
    }

    // The input as symbols, cut down to five bits.
    std::vector<std::uint8_t> five(data.begin(), data.end());
    for (std::uint8_t& symbol : five) symbol &= 31;
    const std::string encoded = encode_cashaddr("ecash", five);
    symbols.assign(five.size(), 0);
    require(cashaddr_decode(encoded, "ecash", symbols).fault == CashAddrFault::none && symbols == five);
    std::vector<std::uint8_t> bytes(data.size());
    std::uint32_t size = 0;
    const CashAddrPayload payload = cashaddr_payload(data);
    if (payload.ok) {
        require(convert_5_to_8(data, bytes, size) && size == 1 + payload.hash_size);
        const auto again = regroup(std::span(bytes).first(1 + payload.hash_size), 5);
        require(std::equal(again.begin(), again.end(), data.begin(), data.end()));
        require(payload.type == bytes[0] >> 3 && payload.type < 16);
    }
}

void monero58(std::string_view text, Bytes data) {
    std::vector<std::uint8_t> bytes(text.size());
    const Monero58Result decoded = monero58_decode(text, bytes);
    if (decoded.fault == Monero58Fault::none) {
        require(encode_monero58(std::span(bytes).first(decoded.size)) == text);
        std::vector<std::uint8_t> exact(decoded.size);
        require(monero58_decode(text, exact).fault == Monero58Fault::none);
        if (!exact.empty()) exact.pop_back();
        require((monero58_decode(text, exact).fault == Monero58Fault::too_long) == (decoded.size > 0));
    } else {
        require(decoded.size == 0 && decoded.at <= text.size());
        if (decoded.fault == Monero58Fault::character) require(!is_base58_character(text[decoded.at]));
        if (decoded.fault == Monero58Fault::overflow) require(decoded.at % 11 == 0);
    }
    const std::string encoded = encode_monero58(data);
    bytes.assign(data.size(), 0);
    require(monero58_decode(encoded, bytes).fault == Monero58Fault::none);
    require(std::equal(data.begin(), data.end(), bytes.begin(), bytes.end()));
}

void checks(Bytes data) {
    require(crc16_xmodem(data) == crc16_by_bits(data, 0x1021));
    require(crc32(data) == crc32_by_bits(data, 0xedb88320));
}

void edwards25519(Bytes data) {
    std::array<std::uint8_t, 32> encoded{};
    std::copy_n(data.begin(), std::min(data.size(), encoded.size()), encoded.begin());
    alignas(16) std::array<unsigned char, 160> point;
    require(edwards25519_decompresses(encoded) == (ge25519_frombytes(point.data(), encoded.data()) == 0));
}

void hex(std::string_view text) {
    std::vector<std::uint8_t> bytes(text.size() / 2);
    const HexResult decoded = hex_decode(text, bytes);
    const HexCase looked = hex_case(text);
    require(looked.ok == std::all_of(text.begin(), text.end(), [](char c) { return is_hex(c); }));
    if (text.size() % 2 != 0) return require(!decoded.ok && decoded.at == text.size());
    const auto first_bad = std::find_if(text.begin(), text.end(), [](char c) { return !is_hex(c); });
    require(decoded.at == static_cast<std::size_t>(first_bad - text.begin()));
    require(decoded.ok == (first_bad == text.end()));
    if (decoded.ok) {
        std::string spelled;
        for (const std::uint8_t byte : bytes) {
            spelled += "0123456789abcdef"[byte >> 4];
            spelled += "0123456789abcdef"[byte & 15];
        }
        require(spelled == lower(text));
        require(looked.has_lower == decoded.has_lower && looked.has_upper == decoded.has_upper);
    }
}

void eip55(std::string_view text) {
    std::array<char, 40> spelled;
    eip55_spell(text, spelled);
    const std::string_view due(spelled.data(), spelled.size());
    require(eip55_matches(text) == (text == due && due[0] != '\0'));
    if (due[0] != '\0') require(eip55_matches(due) && lower(due) == lower(text));
}

void hashes(Bytes data) {
    Hash256 expected;
    crypto_hash_sha256(expected.data(), data.data(), data.size());
    require(sha256(data) == expected);
    require(sha256d(data) == sha256(expected));
    require(keccak256(data) != expected);
    require(sha512_256(data) != expected && sha512_256(data) == sha512_256(std::vector(data.begin(), data.end())));
}

void utf8(std::string_view text) {
    using namespace countersign::text;
    const std::size_t invalid = first_invalid_utf8(text);
    const std::string_view good = text.substr(0, std::min(invalid, text.size()));
    require(first_invalid_utf8(good) == std::string_view::npos);
    if (invalid < text.size()) require(first_invalid_utf8(text.substr(invalid)) == 0);
    std::uint32_t units = 0;
    std::size_t at = 0;
    while (at < good.size()) {
        const CodePoint point = decode_code_point(good, at);
        require(point.length >= 1 && point.value <= 0x10ffff && (point.value < 0xd800 || point.value > 0xdfff));
        units += point.value > 0xffff ? 2 : 1;
        at += point.length;
    }
    require(at == good.size() && units == utf16_length(good));
    require(is_ascii(text) == std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    const Bytes data(input, size);
    const std::string_view text(reinterpret_cast<const char*>(input), size);
    base58(text, data);
    bech32(text, data);
    base64url(text, data);
    base64_alphabets(text);
    base32(text, data);
    cashaddr(text, data);
    monero58(text, data);
    checks(data);
    edwards25519(data);
    hex(text);
    eip55(text);
    hashes(data);
    utf8(text);
    return 0;
}
