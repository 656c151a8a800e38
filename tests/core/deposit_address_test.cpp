// The vectors in C++ and through the C door, and the laws of address_laws.h for vectors and seeded texts.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "address_laws.h"
#include "address_vectors.h"
#include "codec/base58.h"
#include "codec/bech32.h"
#include "codec/eip55.h"
#include "codec/sha256.h"
#include "deposit/networks.h"
#include "door/countersign.h"
#include "seeded.h"

using namespace countersign;
using namespace countersign::tests;
using deposit::AddressCheck;

namespace {

bool is_long_run() {
    return std::getenv("COUNTERSIGN_LONG") != nullptr;
}

// Every row, or one in seven where everything is slow and not a long run.
bool is_sampled_out(std::size_t row) {
#ifdef COUNTERSIGN_SLOW_HOST
    return row % 7 != 0 && !is_long_run();
#else
    static_cast<void>(row);
    return false;
#endif
}

const VectorFile& vectors() {
    static const VectorFile file = read_address_vectors();
    return file;
}

std::vector<std::string> reasons_of(const Verdict& verdict) {
    std::vector<std::string> slugs;
    for (const Finding& finding : verdict.findings()) slugs.emplace_back(row_of(finding.reason()).slug);
    return slugs;
}

std::string base58(const std::vector<std::uint8_t>& bytes, const codec::Base58Alphabet& alphabet) {
    std::array<char, 64> text{};
    return {text.data(), codec::base58_encode(bytes, text, alphabet)};
}

std::vector<std::uint8_t> with_sha256d(std::string_view version, const std::vector<std::uint8_t>& hash) {
    std::vector<std::uint8_t> bytes{version.begin(), version.end()};
    bytes.insert(bytes.end(), hash.begin(), hash.end());
    const codec::Hash256 sum = codec::sha256d(bytes);
    bytes.insert(bytes.end(), sum.begin(), sum.begin() + 4);
    return bytes;
}

std::string base58check(std::string_view version, const std::vector<std::uint8_t>& hash) {
    return base58(with_sha256d(version, hash), codec::bitcoin_alphabet);
}

// Appends the bytes as symbols of 5 bits, the last filled up with zeros.
std::vector<std::uint8_t> in_fives(std::vector<std::uint8_t> symbols, const std::vector<std::uint8_t>& bytes) {
    std::uint32_t bits = 0;
    std::uint32_t held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (held += 8; held >= 5; held -= 5) symbols.push_back(bits >> (held - 5) & 31);
    }
    if (held > 0) symbols.push_back(static_cast<std::uint8_t>(bits << (5 - held) & 31));
    return symbols;
}

std::string bech32(std::string_view hrp, const std::vector<std::uint8_t>& bytes) {
    std::array<char, 160> text{};
    return {text.data(), codec::bech32_encode(hrp, in_fives({}, bytes), codec::Bech32Variant::bech32, text)};
}

std::string segwit(std::string_view hrp, std::uint8_t version, const std::vector<std::uint8_t>& program) {
    std::array<char, 100> text{};
    const auto variant = version == 0 ? codec::Bech32Variant::bech32 : codec::Bech32Variant::bech32m;
    return {text.data(), codec::bech32_encode(hrp, in_fives({version}, program), variant, text)};
}

std::string evm(const std::vector<std::uint8_t>& hash, bool checksum) {
    const std::string hex = to_hex(hash);
    if (!checksum) return "0x" + hex;
    std::array<char, 40> spelled{};
    codec::eip55_spell(hex, spelled);
    return "0x" + std::string{spelled.data(), spelled.size()};
}

// A random address of a form; empty where the codec has no encoder (their vectors are in tests/vectors).
std::string spell(const deposit::Form& form, const std::vector<std::uint8_t>& hash, Seeded& seeded) {
    using deposit::Spelling;
    const std::string prefix{form.prefix};
    switch (form.spelling) {
    case Spelling::evm: return evm(hash, seeded.below(4) != 0);
    case Spelling::base58check: return base58check(prefix, hash);
    case Spelling::base58: return base58(seeded.bytes(32), codec::bitcoin_alphabet);
    case Spelling::ripple:
        return form.bytes == 20 ? base58(with_sha256d(prefix, hash), codec::ripple_alphabet) : std::string{};
    case Spelling::segwit: {
        const std::size_t which = seeded.below(3);
        if (which == 2)
            return segwit(prefix, static_cast<std::uint8_t>(1 + seeded.below(16)), seeded.bytes(2 + seeded.below(39)));
        return segwit(prefix, static_cast<std::uint8_t>(which),
                      which == 0 && seeded.below(2) == 0 ? hash : seeded.bytes(32));
    }
    case Spelling::cosmos: return bech32(prefix, seeded.below(2) == 0 ? hash : seeded.bytes(32));
    case Spelling::shelley: {
        const std::uint8_t type =
            static_cast<std::uint8_t>(seeded.below(2) == 0 ? seeded.below(4) : 6 + seeded.below(2));
        std::vector<std::uint8_t> bytes = seeded.bytes(type < 4 ? 57 : 29);
        bytes[0] = static_cast<std::uint8_t>(type << 4 | 1);
        return bech32(prefix, bytes);
    }
    default: return {};
    }
}

struct Valid {
    deposit::AddressSubject subject;
    std::string text;
};

// A valid address of any network and form.
Valid random_address(Seeded& seeded) {
    const auto networks = deposit::all_networks();
    while (true) {
        const deposit::Network& network = networks[seeded.below(networks.size())];
        if (network.is_test()) continue;
        Valid valid;
        valid.subject.coin = !network.home_coin.empty()          ? network.home_coin
                             : deposit::lives_on("ETH", network) ? "ETH"
                                                                 : "USDC";
        valid.subject.network = std::string{network.id};
        std::vector<std::uint8_t> hash = seeded.bytes(20);
        // Some with zeros in front: they are shorter in base 58.
        for (std::size_t zeros = seeded.below(8) == 0 ? seeded.below(20) : 0; zeros > 0; --zeros) hash[zeros - 1] = 0;
        std::vector<deposit::Form> forms;
        for (const deposit::Form& form : deposit::forms_of(deposit::Spelling{}, deposit::Spelling::near_implicit))
            if (&deposit::network_of(form) == &network) forms.push_back(form);
        const deposit::Form& form = forms[seeded.below(forms.size())];
        valid.text = spell(form, hash, seeded);
        if (valid.text.empty() || (form.standing != Reason{} && row_of(form.standing).grade == Grade::stop)) continue;
        const bool folds = form.spelling == deposit::Spelling::segwit || form.spelling == deposit::Spelling::cosmos;
        if (folds && seeded.below(4) == 0)
            std::transform(valid.text.begin(), valid.text.end(), valid.text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        return valid;
    }
}

void check_laws(AddressCheck& check, const std::string& text, const Context& context) {
    check.run(text, Moment{});
    const std::string broken[] = {law_of_form(check, text), law_of_canonical(check, text), law_of_prefixes(check, text),
                                  law_of_secrets(check, text, context)};
    for (const std::string& law : broken)
        if (!law.empty()) FAIL_CHECK(text << "\n" << law);
}

// Every text that is one changed character or one swap of neighbours away.
template<typename Visit>
void visit_slips(const std::string& text, std::string_view alphabet, Visit visit) {
    std::string slip = text;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : alphabet) {
            if (c == text[i]) continue;
            slip[i] = c;
            visit(slip);
        }
        slip[i] = text[i];
        if (i + 1 == text.size() || text[i] == text[i + 1]) continue;
        std::swap(slip[i], slip[i + 1]);
        visit(slip);
        std::swap(slip[i], slip[i + 1]);
    }
}

std::string printable() {
    std::string text;
    for (char c = '!'; c <= '~'; ++c) text += c;
    return text;
}

std::string url_alphabet(std::string text) {
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::string lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

}  // namespace

TEST_CASE("Every vector of deposit.address has its outcome, reasons and places") {
    CHECK(vectors().kind == "deposit.address");
    CHECK(vectors().rows.size() >= 100);
    for (const VectorRow& row : vectors().rows) {
        INFO(row.subject.json() << "\n" << row.text << "\n" << row.source);
        CHECK_FALSE(row.source.empty());
        AddressCheck check{row.subject.subject()};
        REQUIRE(check.status().ok());
        const Verdict& verdict =
            check.run(Typed{row.text, row.copied ? std::string_view{*row.copied} : std::string_view{}}, {});
        CHECK(name_of(verdict.outcome()) == row.outcome);
        CHECK(reasons_of(verdict) == std::vector<std::string>(row.reasons.begin(), row.reasons.end()));
        if (row.at.empty()) continue;
        std::vector<std::vector<std::uint32_t>> expected;
        for (const auto& span : row.at) expected.emplace_back(span.begin(), span.end());
        std::vector<std::vector<std::uint32_t>> spans;
        for (const Finding& finding : verdict.findings())
            for (const Span& span : finding.spans()) spans.push_back({span.offset, span.length});
        CHECK(spans == expected);
    }
}

TEST_CASE("Every vector answers the same through the C door, and its view says what its JSON says") {
    countersign_context* context = nullptr;
    REQUIRE(countersign_context_create(nullptr, &context) == 0);
    for (const VectorRow& row : vectors().rows) {
        INFO(row.text);
        const std::string subject = row.subject.json();
        countersign_check* check = nullptr;
        REQUIRE(countersign_prepare(context, "deposit.address", 15, subject.data(),
                                    static_cast<std::uint32_t>(subject.size()), &check) == 0);
        const std::string copied = row.copied.value_or("");
        for (const std::uint32_t slot : {0U, 1U}) {
            const std::string& text = slot == 0 ? row.text : copied;
            std::uint8_t* input = nullptr;
            REQUIRE(countersign_input(check, slot, static_cast<std::uint32_t>(text.size()), &input) == 0);
            std::copy(text.begin(), text.end(), input);
        }
        const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(row.text.size()),
                                                     static_cast<std::uint32_t>(copied.size()), 1, 2);
        AddressCheck typed{row.subject.subject()};
        const Verdict& verdict = typed.run(Typed{row.text, copied}, {});
        CHECK(outcome == static_cast<std::int32_t>(verdict.outcome()));
        const char* json = nullptr;
        std::uint32_t length = 0;
        REQUIRE(countersign_verdict(check, &json, &length) == 0);
        CHECK(std::string(json, length) == verdict_json(typed));
        CHECK(is_json({json, length}));

        const std::uint32_t* const view = countersign_view(check);
        REQUIRE(view != nullptr);
        CHECK(view[0] == (static_cast<std::uint32_t>(verdict.outcome()) | verdict.findings().size() << 8));
        CHECK(view[1] == verdict.canonical().size());
        CHECK(view[2] == 1);
        CHECK(view[3] == 0);
        for (std::size_t i = 0; i < verdict.findings().size(); ++i) {
            const Finding& finding = verdict.findings()[i];
            const std::uint32_t* const words = view + 4 + 4 * i;
            CHECK((words[0] & 0xFFFF) == static_cast<std::uint32_t>(finding.reason()));
            CHECK((words[0] >> 16 & 0xFF) == static_cast<std::uint32_t>(finding.grade()));
            CHECK(words[0] >> 24 == finding.spans().size());
            CHECK(words[1] == (finding.spans().empty() ? 0 : finding.spans()[0].offset));
            CHECK(words[2] == (finding.spans().empty() ? 0 : finding.spans()[0].length));
            CHECK(words[3] == finding.parameters().size());
        }

        // One line of a slot is judged as a run is.
        if (copied.empty() && row.text.find_first_of("\r\n") == std::string::npos && !row.text.empty()) {
            std::uint8_t one = 99;
            CHECK(countersign_run_lines(check, static_cast<std::uint32_t>(row.text.size()), 1, 2, &one, 1) == 1);
            CHECK(one == outcome);
        }
        CHECK(countersign_release(check) == 0);
    }
    countersign_context_destroy(context);
}

TEST_CASE("The laws hold for every vector, every cut of it and every slip in it", "[laws]") {
    const Context context;
    Seeded seeded{5};
    std::size_t number = 0;
    for (const VectorRow& row : vectors().rows) {
        if (is_sampled_out(number++)) continue;
        AddressCheck check{row.subject.subject()};
        check_laws(check, row.text, context);
        for (std::size_t i = 0; i < std::min<std::size_t>(row.text.size(), 100); ++i) {
            check_laws(check, row.text.substr(0, i), context);
            check_laws(check, row.text.substr(i), context);
            std::string changed = row.text;
            changed[i] = static_cast<char>(seeded.byte());
            check_laws(check, changed, context);
            changed.insert(
                i, std::vector<std::string>{" ", "\xE2\x80\x8B", "\xD0\xB0", "\n", "1", "\xFF"}[seeded.below(6)]);
            check_laws(check, changed, context);
        }
    }
}

TEST_CASE("The laws hold for seeded addresses of every network, and those are accepted", "[laws]") {
    const Context context;
    Seeded seeded{6};
    const int rounds = is_long_run() ? 50'000 : 1'000;
    for (int i = 0; i < rounds; ++i) {
        const Valid valid = random_address(seeded);
        AddressCheck check{valid.subject};
        REQUIRE(check.status().ok());
        INFO(valid.text);
        REQUIRE(is_acceptable(check.run(valid.text, Moment{})));
        check_laws(check, valid.text, context);
        check_laws(check, "\xE2\x80\x8E \t" + valid.text + " \xE2\x80\x8B", context);
    }
}

// What is acceptable one slip away, by the formats themselves:
//   - an EVM address without checksum (all letters small, or all capital) has no check on its digits; it is a caution;
//   - an EVM address whose one letter changes case becomes one without checksum, likewise a caution;
//   - EIP-55 lets a changed digit pass as often as its letters' cases happen to fit, about once in 4,000 (EIP-55,
//     "Rationale"): 2^-n for the n letters that decide. Counted and bounded below;
//   - where a network has no checksum at all (Solana, account names) a slip is another address;
//   - SS58 has two bytes of BLAKE2b, so one slip in 65,536 fits. Counted and bounded below;
//   - SegWit in capitals is the same address as in small letters, so a change of case is a mixed case: none.
TEST_CASE("No slip in an accepted address is accepted, but what EIP-55 cannot see", "[slips]") {
    const std::string alphabet = printable();
    std::uint64_t slips = 0;
    std::uint64_t evm_slips = 0;
    std::uint64_t passed = 0;
    std::uint64_t ss58_slips = 0;
    std::uint64_t ss58_passed = 0;
    std::size_t number = 0;
    for (const VectorRow& row : vectors().rows) {
        if (is_sampled_out(number++)) continue;
        if (row.copied || (row.outcome != "accept" && row.outcome != "caution")) continue;
        AddressCheck check{row.subject.subject()};
        const std::string text{check.run(row.text, Moment{}).canonical()};
        const bool is_evm = check.details().format == "hex";
        const bool has_checksum = check.verdict().find(Reason::deposit_no_checksum) == nullptr;
        if (check.verdict().find(Reason::deposit_network_without_checksum) != nullptr) continue;
        const bool is_ss58 = check.details().format == "ss58";
        const bool is_base64 = check.details().format.value_or("").starts_with("base64");
        const bool is_raw = check.details().format == "raw";
        const bool from_the_future = check.verdict().find(Reason::deposit_future_version) != nullptr;
        visit_slips(text, alphabet, [&](const std::string& slip) {
            ++slips;
            const Verdict& verdict = check.run(slip, Moment{});
            if (is_evm) {
                evm_slips += has_checksum ? 1 : 0;
                if (!is_acceptable(verdict)) return;
                const bool is_bare = verdict.find(Reason::deposit_no_checksum) != nullptr;
                // Accepted as whole: only with a checksum of its own, and only another address.
                if (verdict.outcome() == Outcome::accept) {
                    ++passed;
                    CHECK(lower_case(slip) != lower_case(text));
                } else if (!is_bare) {
                    FAIL_CHECK(text << " -> " << slip);
                } else if (has_checksum) {
                    ++passed;
                }
                return;
            }
            // TON writes one address in either alphabet of Base64.
            if (is_base64 && url_alphabet(slip) == url_alphabet(text)) return;
            if (is_raw) {  // digits without a checksum
                if (verdict.outcome() == Outcome::accept) FAIL_CHECK(text << " -> " << slip);
                return;
            }
            if (is_ss58) {
                ++ss58_slips;
                if (is_acceptable(verdict)) ++ss58_passed;
                return;
            }
            if (is_acceptable(verdict))
                FAIL_CHECK(text << " -> " << slip << (from_the_future ? " (future version)" : ""));
        });
    }
    CAPTURE(slips, evm_slips, passed);
    CHECK(slips > 100'000);
    CHECK(passed * 2'000 < evm_slips);
    CAPTURE(ss58_slips, ss58_passed);
    CHECK(ss58_passed * 10'000 <= ss58_slips);
}

TEST_CASE("No slip in a seeded address with a checksum of its own is accepted", "[slips]") {
    Seeded seeded{8};
    const int rounds = is_long_run() ? 2'000 : 30;
    const std::string alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0lIO";
    for (int i = 0; i < rounds;) {
        const Valid valid = random_address(seeded);
        AddressCheck check{valid.subject};
        check.run(valid.text, Moment{});
        if (valid.text.starts_with("0x") || check.verdict().find(Reason::deposit_network_without_checksum) != nullptr)
            continue;
        ++i;
        visit_slips(valid.text, alphabet, [&](const std::string& slip) {
            if (is_acceptable(check.run(slip, Moment{}))) FAIL_CHECK(valid.text << " -> " << slip);
        });
    }
}

TEST_CASE("Private keys and recovery words never appear in a verdict or in words") {
    Seeded seeded{9};
    const Context context;
    const std::string extended_key = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6L"
                                     "nF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
    std::vector<std::string> secrets = {"5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
                                        "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617",
                                        "cMzLdeGd5vEqxB8B6VFQoRopQ3sLAAvEzDAoQgvX54xwofSWj1fx",
                                        "S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy",
                                        "6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg",
                                        extended_key,
                                        "legal winner thank year wave sausage worth useful legal winner thank yellow",
                                        "0xe331b6d69882b4cb4ea581d88e0b604039a3de5967688d3dcffdd2270c0fd109",
                                        "e331b6d69882b4cb4ea581d88e0b604039a3de5967688d3dcffdd2270c0fd109"};
    for (int i = 0; i < 200; ++i) {
        std::string phrase;
        for (const std::size_t words = 12 + 3 * seeded.below(5);
             std::count(phrase.begin(), phrase.end(), ' ') < static_cast<long>(words) - 1 || phrase.empty();) {
            if (!phrase.empty()) phrase += ' ';
            for (std::size_t letters = 3 + seeded.below(6); letters > 0; --letters)
                phrase += static_cast<char>('a' + seeded.below(26));
            if (std::count(phrase.begin(), phrase.end(), ' ') == static_cast<long>(words) - 1) break;
        }
        secrets.push_back(phrase);
        secrets.push_back(to_hex(seeded.bytes(32)));
        std::vector<std::uint8_t> key{0x80};
        const auto bytes = seeded.bytes(32);
        key.insert(key.end(), bytes.begin(), bytes.end());
        if (i % 2 == 0) key.push_back(1);
        const codec::Hash256 sum = codec::sha256d(key);
        key.insert(key.end(), sum.begin(), sum.begin() + 4);
        std::array<char, 64> text{};
        secrets.emplace_back(text.data(), codec::base58_encode(key, text));
    }
    const std::vector<deposit::AddressSubject> subjects = {{.coin = "BTC"},
                                                           {.coin = "ETH"},
                                                           {.coin = "ETH", .network = "ethereum"},
                                                           {.coin = "USDT"},
                                                           {.coin = "USDT", .network = "tron"}};
    for (const deposit::AddressSubject& subject : subjects) {
        AddressCheck check{subject};
        for (const std::string& secret : secrets) {
            for (const std::string& text :
                 {secret, " " + secret + "\n", secret.substr(0, secret.size() - 1), secret + "x"}) {
                check.run(text, Moment{});
                CHECK_FALSE(is_acceptable(check.verdict()));
                if (&text != &secret && text.size() == secret.size())
                    CHECK(check.verdict().outcome() == Outcome::reject);
                const std::string said =
                    verdict_json(check) + words_of(check, "en", context) + words_of(check, "zh-Hans", context);
                for (std::size_t i = 0; i + 8 <= secret.size(); ++i)
                    if (said.find(secret.substr(i, 8)) != std::string::npos) FAIL_CHECK(secret << " shows in " << said);
                const std::string law = law_of_secrets(check, text, context);
                if (!law.empty()) FAIL_CHECK(law);
            }
        }
        const Verdict& whole = check.run(secrets[0], Moment{});
        CHECK(whole.find(Reason::deposit_private_key) != nullptr);
    }
}

TEST_CASE("A subject that cannot be judged answers unknown, with a status that names the place") {
    const std::vector<std::pair<deposit::AddressSubject, std::string>> subjects = {
        {{.coin = "BTX"}, "subject.coin: unknown coin \"BTX\""},
        {{.coin = ""}, "subject.coin: unknown coin \"\""},
        {{.coin = "BTC", .network = "btc"}, "subject.network: unknown network \"btc\""},
        {{.coin = "BTC", .network = "tron"}, "subject.network: this coin does not live on \"tron\""},
        {{.coin = "BTC", .network = "bitcoin-testnet"},
         "subject.network: this coin does not live on \"bitcoin-testnet\""}};
    for (const auto& [subject, message] : subjects) {
        AddressCheck check{subject};
        CHECK(check.status().message() == message);
        CHECK(check.run("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Moment{}).outcome() == Outcome::unknown);
        CHECK(reasons_of(check.verdict()) == std::vector<std::string>{"not-prepared"});
    }
}

TEST_CASE("A coin or network that the policy does not offer is refused, and everything else is said as well") {
    Context context;
    REQUIRE(
        context
            .load_unsigned_policy(
                R"({"version":1,"coins":[{"coin":"BTC"},{"coin":"USDT","networks":["tron"]},{"coin":"USDT","networks":["bsc"]}]})")
            .ok());
    const auto outcome = [&](deposit::AddressSubject subject, std::string_view text) {
        AddressCheck check{std::move(subject), &context};
        return check.run(text, Moment{}).outcome();
    };
    const std::string tether = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
    CHECK(outcome({.coin = "BTC"}, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa") == Outcome::accept);
    CHECK(outcome({.coin = "USDT", .network = "tron"}, tether) == Outcome::accept);
    CHECK(outcome({.coin = "TRX"}, tether) == Outcome::reject);
    CHECK(outcome({.coin = "USDT", .network = "bsc"}, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed") == Outcome::accept);
    CHECK(outcome({.coin = "USDT", .network = "ethereum"}, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed") ==
          Outcome::reject);
    AddressCheck unoffered{{.coin = "USDT", .network = "ethereum"}, &context};
    unoffered.run(" 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", Moment{});
    CHECK(reasons_of(unoffered.verdict()) ==
          std::vector<std::string>{"deposit.not-offered", "deposit.no-checksum", "deposit.space-around"});
}
