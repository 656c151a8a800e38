#include "codec/cashaddr.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "encoders.h"
#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view data_characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

struct Decoded {
    CashAddrResult result;
    std::vector<std::uint8_t> symbols;
};

Decoded decode(std::string_view text, std::string_view prefix) {
    std::vector<std::uint8_t> symbols(text.size());
    const CashAddrResult result = cashaddr_decode(text, prefix, symbols);
    symbols.resize(result.size);
    return {result, symbols};
}

// Splits "prefix:data" as the vectors are written.
std::pair<std::string, std::string> split(const std::string& address) {
    const std::size_t colon = address.find(':');
    return {address.substr(0, colon), address.substr(colon + 1)};
}

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
    }
    return text;
}

struct Vector {
    std::string address;
    unsigned type;
    std::string hash;
};

// The specification, "Larger test vectors", one of each size and prefix, and "Examples of address translation".
const std::vector<Vector>& vectors() {
    static const std::vector<Vector> rows{
        {"bitcoincash:qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2", 0, "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"},
        {"bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t", 1, "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"},
        {"pref:pr6m7j9njldwwzlg9v7v53unlr4jkmx6ey65nvtks5", 1, "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"},
        {"bitcoincash:q9adhakpwzztepkpwp5z0dq62m6u5v5xtyj7j3h2ws4mr9g0", 0,
         "7adbf6c17084bc86c1706827b41a56f5ca32865925e946ea"},
        {"bchtest:pgagf7w02x4wnz3mkwnchut2vxphjzccwxgjvvjmlsxqwkcvs7md7wt", 1,
         "3a84f9cf51aae98a3bb3a78bf16a6183790b18719126325bfc0c075b"},
        {"bitcoincash:qvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxq5nlegake", 0,
         "3173ef6623c6b48ffd1a3dcc0cc6489b0a07bb47a37f47cfef4fe69de825c060"},
        {"pref:pnq8zwpj8cq05n7pytfmskuk9r4gzzel8qtsvwz79zdskftrzxtar994cgutavfklv0vx5z0w3", 1,
         "c07138323e00fa4fc122d3b85b9628ea810b3f381706385e289b0b25631197d194b5c238beb136fb"},
        {"bchtest:ph3krj5607v3qlqh5c3wq3lrw3wnuxw0sp8dv0zugrrt5a3kj6ucysfz8kxwv2k53krr7n933jfsunqnzf7mt6x", 1,
         "e361ca9a7f99107c17a622e047e3745d3e19cf804ed63c5c40c6ba763696b98241223d8ce62ad48d863f4cb18c930e4c"},
        {"bitcoincash:"
         "qmvl5lzvdm6km38lgga64ek5jhdl7e3aqd9895wu04fvhlnare5937w4ywkq57juxsrhvw8ym5d8qx7sz7zz0zvcypqscw8jd0"
         "3f",
         0,
         "d9fa7c4c6ef56dc4ff423baae6d495dbff663d034a72d1dc7d52cbfe7d1e6858f9d523ac0a7a5c34077638e4dd1a701bd017842789982"
         "041"},
        {"bitcoincash:qlg0x333p4238k0qrc5ej7rzfw5g8e4a4r6vvzyrcy8j3s5k0en7calvclhw46hudk5flttj6ydvjc0pv3nchp52amk97tqa5"
         "zygg96mtky5sv5w",
         0,
         "d0f346310d5513d9e01e299978624ba883e6bda8f4c60883c10f28c2967e67ec77ecc7eeeaeafc6da89fad72d11ac961e164678b868ae"
         "eec5f2c1da08884175b"},
        {"bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", 0, "76a04053bda0a88bda5177b86a15c3b29f559873"},
        {"bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq", 1, "76a04053bda0a88bda5177b86a15c3b29f559873"}};
    return rows;
}

}  // namespace

TEST_CASE("the specification's addresses decode to their type and hash, in either case, and encode back") {
    for (const Vector& row : vectors()) {
        CAPTURE(row.address);
        const auto [prefix, data] = split(row.address);
        for (const std::string& text : {data, upper(data)}) {
            const Decoded decoded = decode(text, prefix);
            REQUIRE(decoded.result.fault == CashAddrFault::none);
            REQUIRE(decoded.result.size == data.size() - 8);
            CHECK(encode_cashaddr(prefix, decoded.symbols) == data);
            std::array<std::uint8_t, 65> bytes;
            std::uint32_t size = 0;
            CHECK(convert_5_to_8(decoded.symbols, bytes, size));
            const CashAddrPayload payload = cashaddr_payload(decoded.symbols);
            CHECK(payload.ok);
            CHECK(payload.type == row.type);
            CHECK(payload.hash_size == row.hash.size() / 2);
            CHECK(to_hex(std::span(bytes).subspan(1, payload.hash_size)) == row.hash);
        }
        CHECK(decode(data, "ecash").result.fault == CashAddrFault::checksum);
    }
}

TEST_CASE("what the specification lists for its checksum alone decodes, and is no payload") {
    // "Checksum": "they have a valid checksum but purposely do not have a valid payload"; and "Undefined types", where
    // the size bits state another length
    for (const std::string address :
         {"prefix:x64nx6hz", "p:gpf8m4h7", "bitcoincash:qpzry9x8gf2tvdw0s3jn54khce6mua7lcw20ayyn",
          "bchtest:spectestnetaddressrealrealaddressqpan2k9lh",
          "bchreg:555555555555555555555555555555555555555555555udxmlmrz", "prefix:0qxsg0rgpa", "prefix:0uwa85v9fp",
          "prefix:0zeuqqwwk0xjclsv4lzljpye09m74gv4darmzluu6g4yxxk5eja92nup8dp7p"}) {
        CAPTURE(address);
        const auto [prefix, data] = split(address);
        const Decoded decoded = decode(data, prefix);
        CHECK(decoded.result.fault == CashAddrFault::none);
        CHECK(encode_cashaddr(prefix, decoded.symbols) == data);
        const CashAddrPayload payload = cashaddr_payload(decoded.symbols);
        CHECK_FALSE(payload.ok);
        CHECK(payload.hash_size == 0);
    }
}

TEST_CASE("CashAddr faults come in a fixed order: character, case, lengths, checksum") {
    struct Invalid {
        std::string text;
        CashAddrFault fault;
        std::uint32_t at = 0;
    };
    const std::vector<Invalid> rows{{"", CashAddrFault::too_short},
                                    {"qqqqqqq", CashAddrFault::too_short},
                                    {"qqqqqqqq", CashAddrFault::checksum},
                                    {"b", CashAddrFault::character, 0},
                                    {"qQ1", CashAddrFault::character, 2},
                                    {"qQ", CashAddrFault::mixed_case, 1},
                                    {"2Qq", CashAddrFault::mixed_case, 2},
                                    {std::string(200, 'q'), CashAddrFault::too_long},
                                    {std::string(200, 'q') + "Q", CashAddrFault::mixed_case, 200},
                                    {std::string(200, 'q') + "Q\x80", CashAddrFault::character, 201},
                                    {std::string(20, 'q') + "QQ\xff" + "QQ", CashAddrFault::character, 22},
                                    {std::string(20, 'q') + "QQ", CashAddrFault::mixed_case, 20},
                                    {"bitcoincash:qqqqqqqq", CashAddrFault::character, 0}};
    for (const Invalid& row : rows) {
        CAPTURE(row.text);
        std::vector<std::uint8_t> symbols(112);
        const CashAddrResult result = cashaddr_decode(row.text, "bitcoincash", symbols);
        CHECK(result.fault == row.fault);
        CHECK(result.at == row.at);
    }
}

TEST_CASE("each byte is a CashAddr character or is located") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        std::string text(20, '2');
        text[7] = c;
        const CashAddrResult result = decode(text, "bitcoincash").result;
        CHECK(result.fault == (is_bech32_character(c) ? CashAddrFault::checksum : CashAddrFault::character));
        CHECK(result.at == (is_bech32_character(c) ? 0 : 7));
    }
}

TEST_CASE("one wrong CashAddr character is never accepted; its symbols are still given, and its place is found") {
    for (const Vector& row : vectors()) {
        const auto [prefix, data] = split(row.address);
        const Decoded right = decode(data, prefix);
        for (std::size_t at = 0; at < data.size(); ++at) {
            for (std::uint8_t symbol = 0; symbol < 32; ++symbol) {
                if (data[at] == data_characters[symbol]) continue;
                std::string changed = data;
                changed[at] = data_characters[symbol];
                const Decoded wrong = decode(changed, prefix);
                REQUIRE(wrong.result.fault == CashAddrFault::checksum);
                std::vector<std::uint8_t> expected = right.symbols;
                if (at < expected.size()) expected[at] = symbol;
                REQUIRE(wrong.symbols == expected);
                if (data.size() > 60) continue;  // beyond the length that the code was made for
                const Bech32Slip slip = cashaddr_slip(changed, prefix);
                REQUIRE(slip.at == at);
                REQUIRE(slip.length == 1);
            }
        }
    }
}

TEST_CASE("two swapped CashAddr neighbours are never accepted, and their place is found") {
    for (const Vector& row : vectors()) {
        const auto [prefix, data] = split(row.address);
        for (std::size_t at = 0; at + 1 < data.size(); ++at) {
            if (data[at] == data[at + 1]) continue;
            std::string changed = upper(data);
            std::swap(changed[at], changed[at + 1]);
            REQUIRE(decode(changed, prefix).result.fault == CashAddrFault::checksum);
            if (data.size() > 60) continue;
            const Bech32Slip slip = cashaddr_slip(changed, prefix);
            REQUIRE(slip.at == at);
            REQUIRE(slip.length == 2);
        }
    }
}

TEST_CASE("two wrong characters that are no swap, and another prefix, have no place") {
    const auto [prefix, data] = split(vectors()[0].address);
    Seeded random(40);
    for (int i = 0; i < 5000; ++i) {
        std::string changed = data;
        const std::size_t one = random.below(data.size());
        const std::size_t other = (one + 2 + random.below(data.size() - 3)) % data.size();
        for (const std::size_t at : {one, other}) {
            while (changed[at] == data[at]) changed[at] = data_characters[random.below(32)];
        }
        CAPTURE(changed);
        REQUIRE(decode(changed, prefix).result.fault == CashAddrFault::checksum);
        REQUIRE(cashaddr_slip(changed, prefix).length == 0);
    }
    CHECK(cashaddr_slip(data, "ecash").length == 0);
}

TEST_CASE("decoding CashAddr gives back the symbols it was written from, with exactly enough room") {
    Seeded random(32);
    for (std::size_t size = 0; size <= 200; ++size) {
        std::string prefix;
        for (std::size_t n = random.below(20); n > 0; --n) prefix += static_cast<char>('a' + random.below(26));
        std::vector<std::uint8_t> symbols(size);
        for (std::uint8_t& symbol : symbols) symbol = random.byte() & 31;
        const std::string text = encode_cashaddr(prefix, symbols);
        CAPTURE(prefix, text);
        std::vector<std::uint8_t> out(size);
        REQUIRE(cashaddr_decode(text, prefix, out).fault == CashAddrFault::none);
        REQUIRE(out == symbols);
        if (size == 0) continue;
        REQUIRE(cashaddr_decode(text, prefix, std::span(out).first(size - 1)).fault == CashAddrFault::too_long);
    }
}

TEST_CASE("a CashAddr payload has the length that its version byte states, and one spelling") {
    constexpr std::array<std::size_t, 8> sizes{20, 24, 28, 32, 40, 48, 56, 64};  // "P2PKH and P2SH", the second table
    Seeded random(251);
    for (unsigned version = 0; version < 256; ++version) {
        for (std::size_t size = 0; size <= 70; ++size) {
            auto data = random.bytes(size + 1);
            data[0] = static_cast<std::uint8_t>(version);
            const auto symbols = regroup(data, 5);
            const CashAddrPayload payload = cashaddr_payload(symbols);
            REQUIRE(payload.ok == (version < 128 && size == sizes[version % 8]));
            REQUIRE(payload.type == (payload.ok ? version / 8 : 0));
            if (!payload.ok) continue;
            REQUIRE(payload.hash_size == size);
            auto padded = symbols;
            if ((size + 1) * 8 % 5 != 0) {
                padded.back() |= 1;
                REQUIRE_FALSE(cashaddr_payload(padded).ok);
            }
            padded = symbols;
            padded.push_back(0);
            REQUIRE_FALSE(cashaddr_payload(padded).ok);
            padded = symbols;
            padded[3] |= 32;
            REQUIRE_FALSE(cashaddr_payload(padded).ok);
        }
    }
    CHECK_FALSE(cashaddr_payload({}).ok);
}
