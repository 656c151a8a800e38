#include "codec/bech32.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "seeded.h"

using namespace countersign::codec;
using namespace countersign::tests;

namespace {

constexpr std::string_view data_characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

struct Decoded {
    Bech32Result result;
    std::vector<std::uint8_t> symbols;
};

Decoded decode(std::string_view text, std::uint32_t max_length = 90) {
    std::vector<std::uint8_t> symbols(text.size());
    const Bech32Result result = bech32_decode(text, symbols, max_length);
    symbols.resize(result.data_length);
    return {result, symbols};
}

std::string encode(std::string_view hrp, const std::vector<std::uint8_t>& symbols, Bech32Variant variant) {
    std::array<char, 2000> out;
    return {out.data(), bech32_encode(hrp, symbols, variant, out)};
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
    }
    return text;
}

struct Invalid {
    std::string text;
    Bech32Fault fault;
    std::uint32_t at = 0;
};

}  // namespace

TEST_CASE("the valid strings of BIP-173 and BIP-350 decode as the variant of their list and encode back") {
    const std::vector<std::pair<std::string, Bech32Variant>> rows{
        {"A12UEL5L", Bech32Variant::bech32},
        {"a12uel5l", Bech32Variant::bech32},
        {"an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
         Bech32Variant::bech32},
        {"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", Bech32Variant::bech32},
        {"11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
         Bech32Variant::bech32},
        {"split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", Bech32Variant::bech32},
        {"?1ezyfcl", Bech32Variant::bech32},
        {"A1LQFN3A", Bech32Variant::bech32m},
        {"a1lqfn3a", Bech32Variant::bech32m},
        {"an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
         Bech32Variant::bech32m},
        {"abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", Bech32Variant::bech32m},
        {"11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
         Bech32Variant::bech32m},
        {"split1checkupstagehandshakeupstreamerranterredcaperredlc445v", Bech32Variant::bech32m},
        {"?1v759aa", Bech32Variant::bech32m}};
    for (const auto& [text, variant] : rows) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        CHECK(decoded.result.fault == Bech32Fault::none);
        CHECK(decoded.result.variant == variant);
        CHECK(decoded.result.hrp_length == text.rfind('1'));
        CHECK(decoded.result.hrp_length + 1 + decoded.result.data_length + 6 == text.size());
        CHECK(encode(lower(text.substr(0, decoded.result.hrp_length)), decoded.symbols, variant) == lower(text));
    }
}

TEST_CASE("the invalid strings of BIP-173 and BIP-350 are refused for the reason given there, and located") {
    const std::vector<Invalid> rows{
        {"\x20"
         "1nwldj5",
         Bech32Fault::hrp_character, 0},
        {"\x7f"
         "1axkwrx",
         Bech32Fault::hrp_character, 0},
        {"\x80"
         "1eym55h",
         Bech32Fault::hrp_character, 0},
        {"an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
         Bech32Fault::too_long},
        {"pzry9x0s0muk", Bech32Fault::no_separator},
        {"1pzry9x0s0muk", Bech32Fault::hrp_length},
        {"x1b4n0q5v", Bech32Fault::data_character, 2},
        {"li1dgmt3", Bech32Fault::too_short},
        {"de1lg7wt\xff", Bech32Fault::data_character, 8},
        {"A1G7SGD8", Bech32Fault::checksum},
        {"10a06t8", Bech32Fault::hrp_length},
        {"1qzzfhee", Bech32Fault::hrp_length},
        {"\x20"
         "1xj0phk",
         Bech32Fault::hrp_character, 0},
        {"\x7f"
         "1g6xzxy",
         Bech32Fault::hrp_character, 0},
        {"\x80"
         "1vctc34",
         Bech32Fault::hrp_character, 0},
        {"an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4",
         Bech32Fault::too_long},
        {"qyrz8wqd2c9m", Bech32Fault::no_separator},
        {"1qyrz8wqd2c9m", Bech32Fault::hrp_length},
        {"y1b0jsk6g", Bech32Fault::data_character, 2},
        {"lt1igcx5c0", Bech32Fault::data_character, 3},
        {"in1muywd", Bech32Fault::too_short},
        {"mm1crxm3i", Bech32Fault::data_character, 8},
        {"au1s5cgom", Bech32Fault::data_character, 7},
        {"M1VUXWEZ", Bech32Fault::checksum},
        {"16plkw9", Bech32Fault::hrp_length},
        {"1p2gdwpf", Bech32Fault::hrp_length},
        // the lists of invalid segwit addresses
        {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", Bech32Fault::checksum},
        {"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7", Bech32Fault::mixed_case, 58},
        {"bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", Bech32Fault::data_character, 59},
        {"tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", Bech32Fault::mixed_case, 58}};
    for (const Invalid& row : rows) {
        CAPTURE(row.text);
        const Bech32Result result = decode(row.text).result;
        CHECK(result.fault == row.fault);
        CHECK(result.at == row.at);
        CHECK(result.variant == Bech32Variant::none);
    }
}

TEST_CASE("Bech32 faults come in a fixed order: character, case, separator, lengths, checksum") {
    const std::vector<Invalid> rows{
        {"", Bech32Fault::no_separator},
        {"1", Bech32Fault::hrp_length},
        {"a1", Bech32Fault::too_short},
        {"a1Bb", Bech32Fault::data_character, 2},                         // a character goes before mixed case
        {"a1i" + std::string(200, 'q'), Bech32Fault::data_character, 2},  // and before length
        {"a b", Bech32Fault::hrp_character, 1},
        {"ab\tQ1b", Bech32Fault::hrp_character, 2},  // the earlier character
        {"aB", Bech32Fault::mixed_case, 1},          // case before the missing separator
        {"Bc1q", Bech32Fault::mixed_case, 1},
        {"bC1" + std::string(200, 'q'), Bech32Fault::mixed_case, 1},
        {"?1qQ", Bech32Fault::mixed_case, 3},
        {"12345678901" + std::string(80, 'q'), Bech32Fault::too_long},
        {std::string(91, 'q'), Bech32Fault::no_separator},
        {std::string(84, 'q') + "1q", Bech32Fault::hrp_length},
        {"bc1qqqqqq", Bech32Fault::checksum}};
    for (const Invalid& row : rows) {
        CAPTURE(row.text);
        const Bech32Result result = decode(row.text).result;
        CHECK(result.fault == row.fault);
        CHECK(result.at == row.at);
        CHECK((result.fault == Bech32Fault::checksum || result.hrp_length + result.data_length == 0));
    }
}

TEST_CASE("each byte of a Bech32 text is judged by the side of the separator it stands on") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        if (c == '1') continue;
        const bool printable = byte >= 33 && byte <= 126;
        const bool data = is_bech32_character(c);
        const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
        CHECK(data == (data_characters.find(folded) != std::string_view::npos));
        const Bech32Result before = decode(std::string("2") + c + "1qqqqqq").result;
        CHECK((before.fault == Bech32Fault::hrp_character) == !printable);
        const Bech32Result after = decode(std::string("21") + c + "?????").result;
        CHECK(after.fault == Bech32Fault::data_character);
        CHECK(after.at == (data ? 3 : 2));
    }
}

TEST_CASE("one wrong Bech32 character is never accepted, and its symbols are still given") {
    for (const std::string_view text : {"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                                        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"}) {
        const Decoded right = decode(text);
        REQUIRE(right.result.fault == Bech32Fault::none);
        for (std::size_t at = 3; at < text.size(); ++at) {
            for (std::uint8_t symbol = 0; symbol < 32; ++symbol) {
                std::string changed(text);
                if (changed[at] == data_characters[symbol]) continue;
                changed[at] = data_characters[symbol];
                const Decoded wrong = decode(changed);
                REQUIRE(wrong.result.fault == Bech32Fault::checksum);
                REQUIRE(wrong.result.variant == Bech32Variant::none);
                std::vector<std::uint8_t> expected = right.symbols;
                if (at - 3 < expected.size()) expected[at - 3] = symbol;
                REQUIRE(wrong.symbols == expected);
            }
        }
    }
}

TEST_CASE("decoding Bech32 gives back the symbols it was written from, in either case and up to the limit") {
    Seeded random(32);
    for (int i = 0; i < 3000; ++i) {
        std::string hrp;
        for (std::size_t n = 1 + random.below(83); n > 0; --n) hrp += static_cast<char>(33 + random.below(94));
        hrp = lower(hrp);
        std::vector<std::uint8_t> symbols(random.below(200));
        for (std::uint8_t& symbol : symbols) symbol = random.byte() & 31;
        const auto variant = random.below(2) == 0 ? Bech32Variant::bech32 : Bech32Variant::bech32m;
        std::string text = encode(hrp, symbols, variant);
        if (random.below(2) == 0) {
            for (char& c : text) {
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
            }
        }
        CAPTURE(text);
        const auto length = static_cast<std::uint32_t>(text.size());
        const Decoded decoded = decode(text, length);
        REQUIRE(decoded.result.fault == Bech32Fault::none);
        REQUIRE(decoded.result.variant == variant);
        REQUIRE(lower(text.substr(0, decoded.result.hrp_length)) == hrp);
        REQUIRE(decoded.symbols == symbols);
        REQUIRE(decode(text, length - 1).result.fault == Bech32Fault::too_long);
    }
}

TEST_CASE("Bech32 data longer than the buffer is too long, and exactly enough room is enough") {
    const std::string_view text = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    std::vector<std::uint8_t> symbols(33);
    CHECK(bech32_decode(text, symbols).fault == Bech32Fault::none);
    CHECK(bech32_decode(text, std::span(symbols).first(32)).fault == Bech32Fault::too_long);
}

TEST_CASE("Bech32 is not written if it could not be decoded") {
    CHECK(encode("", {}, Bech32Variant::bech32).empty());
    CHECK(encode("Bc", {}, Bech32Variant::bech32).empty());
    CHECK(encode("b c", {}, Bech32Variant::bech32).empty());
    CHECK(encode(std::string(84, 'a'), {}, Bech32Variant::bech32).empty());
    CHECK(encode("bc", {32}, Bech32Variant::bech32).empty());
    CHECK(encode("bc", {}, Bech32Variant::none).empty());
    std::array<char, 8> out;
    CHECK(bech32_encode("bc", {}, Bech32Variant::bech32, out) == 0);
    CHECK(bech32_encode("b", {}, Bech32Variant::bech32, out) == 8);
}

TEST_CASE("segwit addresses regroup to the programs that BIP-173 and BIP-350 list") {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "751e76e8199196d454941c45d1b3a323f1433bd6"},
        {"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
         "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262"},
        {"bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
         "751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6"},
        {"BC1SW50QGDZ25J", "751e"},
        {"bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", "751e76e8199196d454941c45d1b3a323"},
        {"tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
         "000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433"},
        {"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
         "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"}};
    for (const auto& [text, program] : rows) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        REQUIRE(decoded.result.fault == Bech32Fault::none);
        std::array<std::uint8_t, 40> bytes;
        std::uint32_t size = 99;
        CHECK(convert_5_to_8(std::span(decoded.symbols).subspan(1), bytes, size));
        CHECK(to_hex(std::span(bytes).first(size)) == program);
    }
}

TEST_CASE("what is whole bytes regroups, and nothing else does") {
    Seeded random(350);
    for (int i = 0; i < 20'000; ++i) {
        std::vector<std::uint8_t> symbols(random.below(30));
        for (std::uint8_t& symbol : symbols) symbol = static_cast<std::uint8_t>(random.below(i % 4 == 0 ? 33 : 32));
        if (!symbols.empty() && i % 2 == 0) symbols.back() = static_cast<std::uint8_t>(random.below(2) << 4);
        std::array<std::uint8_t, 40> bytes;
        std::uint32_t written = 99;
        std::uint32_t size = 99;
        REQUIRE(are_whole_bytes(symbols, size) == convert_5_to_8(symbols, bytes, written));
        REQUIRE(size == written);
    }
}

TEST_CASE("padding of more than four bits, or that is not zero, does not regroup") {
    // BIP-173 and BIP-350, invalid segwit addresses: "zero padding of more than 4 bits", "Non-zero padding"
    for (const std::string_view text :
         {"bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du", "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv",
          "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
          "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j"}) {
        CAPTURE(text);
        const Decoded decoded = decode(text);
        REQUIRE(decoded.result.fault == Bech32Fault::none);
        std::array<std::uint8_t, 60> bytes;
        std::uint32_t size = 99;
        CHECK_FALSE(convert_5_to_8(std::span(decoded.symbols).subspan(1), bytes, size));
        CHECK(size == 0);
    }
}

TEST_CASE("regrouping gives back every byte string, and refuses bad symbols and small buffers") {
    Seeded random(58);
    for (std::size_t size = 0; size <= 64; ++size) {
        const auto bytes = random.bytes(size);
        std::vector<std::uint8_t> symbols;
        for (std::size_t bit = 0; bit < size * 8; bit += 5) {
            unsigned symbol = 0;
            for (std::size_t i = bit; i < bit + 5; ++i) {
                symbol = symbol << 1 | (i < size * 8 ? bytes[i / 8] >> (7 - i % 8) & 1U : 0U);
            }
            symbols.push_back(static_cast<std::uint8_t>(symbol));
        }
        std::vector<std::uint8_t> out(size);
        std::uint32_t written = 99;
        CHECK(convert_5_to_8(symbols, out, written));
        CHECK(written == size);
        CHECK(out == bytes);
        if (size == 0) continue;
        CHECK_FALSE(convert_5_to_8(symbols, std::span(out).first(size - 1), written));
        symbols[random.below(symbols.size())] |= 32;
        CHECK_FALSE(convert_5_to_8(symbols, out, written));
        CHECK(written == 0);
    }
}
