// How fast the typed check is in C++, beside the floor: the hashes alone, of libsodium, OpenSSL and ours, in one run.
// Reads addresses from standard input, one a line; each line of output is "name best median", in addresses a second.
//
//   native_bench COIN <ADDRESSES
#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "codec/keccak.h"
#include "codec/sha256.h"
#include "countersign/deposit.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr int runs = 11;

// `sink` keeps the compiler from leaving the work out.
volatile unsigned sink = 0;

// Judges all texts eleven times; a first time warms up.
void measure(const char* name, const std::vector<std::string>& texts,
             const std::function<unsigned(const std::string&)>& one) {
    std::array<double, runs> rates{};
    for (int run = -1; run < runs; ++run) {
        unsigned sum = 0;
        const auto begin = Clock::now();
        for (const std::string& text : texts) sum += one(text);
        const std::chrono::duration<double> took = Clock::now() - begin;
        sink = sink + sum;
        if (run >= 0) rates[static_cast<std::size_t>(run)] = static_cast<double>(texts.size()) / took.count();
    }
    std::sort(rates.begin(), rates.end());
    std::printf("%s %.0f %.0f\n", name, rates.back(), rates[runs / 2]);
}

std::span<const std::uint8_t> bytes_of(const std::string& text, std::size_t count) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), std::min(text.size(), count)};
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const std::string coin = arguments[1];
    std::vector<std::string> texts;
    for (std::string line; std::getline(std::cin, line);) texts.push_back(line);
    if (texts.empty()) return 2;

    countersign::deposit::AddressCheck check{{.coin = coin}};
    const countersign::Moment now{};
    measure("check", texts,
            [&](const std::string& text) { return static_cast<unsigned>(check.run(text, now).outcome()); });
    if (coin == "ETH") {
        measure("keccak-256,-ours", texts,
                [](const std::string& text) { return unsigned{countersign::codec::keccak256(bytes_of(text, 40))[0]}; });
        return 0;
    }

    // What every Base58Check address costs at least: SHA-256 of SHA-256 of its 21 bytes.
    measure("sha-256-twice,-ours", texts,
            [](const std::string& text) { return unsigned{countersign::codec::sha256d(bytes_of(text, 21))[0]}; });
    measure("sha-256-twice,-libsodium", texts, [](const std::string& text) {
        std::array<unsigned char, crypto_hash_sha256_BYTES> sum{};
        const auto part = bytes_of(text, 21);
        crypto_hash_sha256(sum.data(), part.data(), part.size());
        crypto_hash_sha256(sum.data(), sum.data(), sum.size());
        return unsigned{sum[0]};
    });
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    const std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> hash{EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free};
    measure("sha-256-twice,-OpenSSL", texts, [&](const std::string& text) {
        std::array<unsigned char, 32> sum{};
        const auto part = bytes_of(text, 21);
        EVP_DigestInit_ex2(context.get(), hash.get(), nullptr);
        EVP_DigestUpdate(context.get(), part.data(), part.size());
        EVP_DigestFinal_ex(context.get(), sum.data(), nullptr);
        EVP_DigestInit_ex2(context.get(), hash.get(), nullptr);
        EVP_DigestUpdate(context.get(), sum.data(), sum.size());
        EVP_DigestFinal_ex(context.get(), sum.data(), nullptr);
        return unsigned{sum[0]};
    });
    return 0;
}
