// How fast the typed check is in C++, beside the floor: what the format makes everyone compute, alone, by libsodium,
// OpenSSL and ours, over the very bytes that the addresses hash. All take turns, so that a busy moment meets them all.
// Reads addresses from standard input, one a line; each line of output is a name, the best and the median rate, in
// addresses a second, with tabs between.
//
//   native_bench COIN NETWORK <ADDRESSES
//   native_bench otp.message LENGTH <MESSAGES     messages with a zero byte behind each, a second
//   native_bench payment.bill - <BILLS            subjects as JSON: read, judged, and judged again, a second
//   native_bench password.new - <PASSWORDS        judged, and by Debian's zxcvbn-c, a second
#include <openssl/evp.h>
#include <sodium.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "codec/base58.h"
#include "codec/edwards25519.h"
#include "codec/keccak.h"
#include "codec/monero58.h"
#include "codec/sha256.h"
#include "countersign/deposit.h"
#include "countersign/otp.h"
#include "countersign/password_new.h"
#include "countersign/payment.h"
#include "vocabulary/json_read.h"

namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::vector<std::uint8_t>;
namespace codec = countersign::codec;
constexpr std::size_t runs = 11;

// `sink` keeps the compiler from leaving the work out.
volatile unsigned sink = 0;

// Judges, or hashes, the address of this number.
using Work = std::function<unsigned(std::size_t)>;

struct Subject {
    std::string name;
    Work work;
    std::vector<double> rates;
};

void measure(std::vector<Subject>& subjects, std::size_t count) {
    for (std::size_t run = 0; run <= runs; ++run) {
        for (Subject& subject : subjects) {
            unsigned sum = 0;
            const auto begin = Clock::now();
            for (std::size_t i = 0; i < count; ++i) sum += subject.work(i);
            const std::chrono::duration<double> took = Clock::now() - begin;
            sink = sink + sum;
            // The first time warms up.
            if (run > 0) subject.rates.push_back(static_cast<double>(count) / took.count());
        }
        std::rotate(subjects.begin(), subjects.begin() + 1, subjects.end());
    }
}

// A hash of OpenSSL; empty if this OpenSSL has none of that name.
class Digest {
public:
    explicit Digest(const char* name) : hash_{EVP_MD_fetch(nullptr, name, nullptr), EVP_MD_free} {}

    explicit operator bool() const noexcept { return hash_ != nullptr; }

    unsigned char* operator()(const Bytes& data) { return (*this)(data.data(), data.size()); }

    unsigned char* operator()(const unsigned char* data, std::size_t size) {
        EVP_DigestInit_ex2(context_.get(), hash_.get(), nullptr);
        EVP_DigestUpdate(context_.get(), data, size);
        EVP_DigestFinal_ex(context_.get(), sum_.data(), nullptr);
        return sum_.data();
    }

private:
    std::shared_ptr<EVP_MD_CTX> context_{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    std::shared_ptr<EVP_MD> hash_;
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum_{};
};

// What an address of the coin hashes; nothing where the format has no hash.
Bytes hashed_bytes(const std::string& coin, const std::string& text) {
    std::array<std::uint8_t, codec::base58_max_bytes> decoded{};
    const auto begin = decoded.begin();
    if (coin == "BTC" && codec::base58_decode(text, decoded).size == 25) return {begin, begin + 21};
    if (coin == "XMR" && codec::monero58_decode(text, decoded).size == 69) return {begin, begin + 65};
    if (coin == "DOT" && codec::base58_decode(text, decoded).size == 35) {
        constexpr std::string_view context = "SS58PRE";
        Bytes bytes{context.begin(), context.end()};
        bytes.insert(bytes.end(), begin, begin + 33);
        return bytes;
    }
    if (coin == "ETH" && text.size() == 42) {
        Bytes bytes{text.begin() + 2, text.end()};
        for (std::uint8_t& digit : bytes) digit |= 0x20;
        return bytes;
    }
    return {};
}

void add_sha256(std::vector<Subject>& subjects, const std::vector<Bytes>& data) {
    subjects.push_back(
        {"SHA-256 twice, ours", [&](std::size_t i) { return unsigned{codec::sha256d(data[i])[0]}; }, {}});
    subjects.push_back({"SHA-256 twice, libsodium",
                        [&](std::size_t i) {
                            std::array<unsigned char, crypto_hash_sha256_BYTES> sum{};
                            crypto_hash_sha256(sum.data(), data[i].data(), data[i].size());
                            crypto_hash_sha256(sum.data(), sum.data(), sum.size());
                            return unsigned{sum[0]};
                        },
                        {}});
    subjects.push_back(
        {"SHA-256 twice, OpenSSL",
         [&, digest = Digest{"SHA256"}](std::size_t i) mutable { return unsigned{digest(digest(data[i]), 32)[0]}; },
         {}});
}

void add_keccak256(std::vector<Subject>& subjects, const std::vector<Bytes>& data) {
    subjects.push_back({"Keccak-256, ours", [&](std::size_t i) { return unsigned{codec::keccak256(data[i])[0]}; }, {}});
    // OpenSSL has Keccak-256 from 3.2 on. SHA3-256 is the same work: only the byte of the padding is another.
    for (const char* name : {"KECCAK-256", "SHA3-256"}) {
        Digest digest{name};
        if (!digest) continue;
        subjects.push_back(
            {name == std::string_view{"SHA3-256"} ? "SHA3-256 (the same work), OpenSSL" : "Keccak-256, OpenSSL",
             [&, digest](std::size_t i) mutable { return unsigned{digest(data[i])[0]}; },
             {}});
        return;
    }
}

void add_blake2b(std::vector<Subject>& subjects, const std::vector<Bytes>& data) {
    subjects.push_back({"BLAKE2b-512, libsodium (ours too)",
                        [&](std::size_t i) {
                            std::array<unsigned char, crypto_generichash_BYTES_MAX> sum{};
                            crypto_generichash(sum.data(), sum.size(), data[i].data(), data[i].size(), nullptr, 0);
                            return unsigned{sum[0]};
                        },
                        {}});
    subjects.push_back(
        {"BLAKE2b-512, OpenSSL",
         [&, digest = Digest{"BLAKE2B-512"}](std::size_t i) mutable { return unsigned{digest(data[i])[0]}; },
         {}});
}

// Monero asks besides whether both keys are points of the curve.
void add_points(std::vector<Subject>& subjects, const std::vector<Bytes>& data) {
    subjects.push_back({"Keccak-256 and both points, ours",
                        [&](std::size_t i) {
                            const std::span<const std::uint8_t> bytes{data[i]};
                            return unsigned{codec::keccak256(bytes)[0]} +
                                   unsigned{codec::edwards25519_decompresses_strictly(bytes.subspan(1).first<32>())} +
                                   unsigned{codec::edwards25519_decompresses_strictly(bytes.subspan(33).first<32>())};
                        },
                        {}});
}

int complain(const char* what, const std::string& text) {
    std::cerr << "native_bench: " << what << ": " << text << '\n';
    return 2;
}

void print(std::vector<Subject>& subjects) {
    for (Subject& subject : subjects) {
        std::sort(subject.rates.begin(), subject.rates.end());
        std::printf("%s\t%.0f\t%.0f\n", subject.name.c_str(), subject.rates.back(), subject.rates[runs / 2]);
    }
}

int find_codes(std::int64_t length) {
    std::vector<std::string> messages;
    for (std::string message; std::getline(std::cin, message, '\0');) messages.push_back(message);
    if (messages.empty()) return 2;
    countersign::otp::MessageCheck check{{.length = length, .origin = "https://example.com"}};
    std::vector<Subject> subjects;
    subjects.push_back(
        {"check", [&](std::size_t i) { return static_cast<unsigned>(check.run(messages[i], {}).outcome()); }, {}});
    measure(subjects, messages.size());
    print(subjects);
    return 0;
}

int judge_bills() {
    using countersign::payment::BillCheck;
    std::vector<std::string> texts;
    std::vector<countersign::payment::BillSubject> bills;
    for (std::string line; std::getline(std::cin, line); texts.push_back(line))
        if (!read_json(line, "subject", BillCheck::subject_type(), &bills.emplace_back()).ok())
            return complain("this is no bill", line);
    if (bills.empty()) return 2;
    const auto judged = [](BillCheck& check) { return static_cast<unsigned>(check.run("", {}).outcome()); };
    BillCheck prepared{bills.front()};
    std::vector<Subject> subjects;
    subjects.push_back({"check from JSON",
                        [&](std::size_t i) {
                            countersign::payment::BillSubject bill;
                            static_cast<void>(read_json(texts[i], "subject", BillCheck::subject_type(), &bill));
                            const auto check = std::make_unique<BillCheck>(std::move(bill));
                            return judged(*check);
                        },
                        {}});
    subjects.push_back({"check",
                        [&](std::size_t i) {
                            const auto check = std::make_unique<BillCheck>(bills[i]);
                            return judged(*check);
                        },
                        {}});
    subjects.push_back({"again", [&](std::size_t) { return judged(prepared); }, {}});
    measure(subjects, bills.size());
    print(subjects);
    return 0;
}

int judge_passwords() {
    std::vector<std::string> texts;
    for (std::string line; std::getline(std::cin, line);) texts.push_back(line);
    if (texts.empty()) return 2;
    const countersign::Context context;
    countersign::password::NewCheck check{{.secondFactor = true}, &context};
    if (check.run(texts.front(), {}); !check.details().score) return complain("this was not judged", texts.front());
    std::vector<Subject> subjects;
    subjects.push_back(
        {"check", [&](std::size_t i) { return static_cast<unsigned>(check.run(texts[i], {}).outcome()); }, {}});
    subjects.push_back(
        {"zxcvbn-c",
         [&](std::size_t i) { return static_cast<unsigned>(ZxcvbnMatch(texts[i].c_str(), nullptr, nullptr)); },
         {}});
    measure(subjects, texts.size());
    print(subjects);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const std::string coin = arguments[1];
    if (coin == "otp.message") return find_codes(std::strtoll(arguments[2], nullptr, 10));
    if (coin == "payment.bill") return judge_bills();
    if (coin == "password.new") return judge_passwords();
    std::vector<std::string> texts;
    for (std::string line; std::getline(std::cin, line);) texts.push_back(line);
    if (texts.empty()) return 2;
    std::vector<Bytes> data;
    data.reserve(texts.size());
    for (const std::string& text : texts) data.push_back(hashed_bytes(coin, text));
    const bool hashes = coin == "BTC" || coin == "ETH" || coin == "DOT" || coin == "XMR";
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (hashes && data[i].empty()) return complain("this spells no bytes to hash", texts[i]);
    }

    countersign::deposit::AddressCheck check{{.coin = coin, .network = arguments[2]}};
    const countersign::Moment now{};
    for (const std::string& text : texts) {
        // An EIP-55 spelling now and then has no capital, and gets a caution.
        const auto outcome = check.run(text, now).outcome();
        if (outcome != countersign::Outcome::accept && outcome != countersign::Outcome::caution) {
            return complain("this is refused", text);
        }
    }

    std::vector<Subject> subjects;
    subjects.push_back(
        {"check", [&](std::size_t i) { return static_cast<unsigned>(check.run(texts[i], now).outcome()); }, {}});
    if (coin == "BTC") add_sha256(subjects, data);
    if (coin == "ETH" || coin == "XMR") add_keccak256(subjects, data);
    if (coin == "XMR") add_points(subjects, data);
    if (coin == "DOT") add_blake2b(subjects, data);
    measure(subjects, texts.size());
    print(subjects);
    return 0;
}
