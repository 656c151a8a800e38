// SegWit addresses: Bech32 for witness version 0 (BIP-173), Bech32m for 1 to 16 (BIP-350). Version 0 programs have 20 or
// 32 bytes, later ones 2 to 40. Version 1 with 32 bytes is Taproot (BIP-341).
#include <array>

#include "../codec/bech32.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

using codec::Bech32Fault;
using codec::Bech32Variant;

constexpr std::string_view characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";  // BIP-173, in order of value
constexpr std::size_t checksum_length = codec::bech32_checksum_length;
constexpr std::array<std::string_view, 15> future_kinds = {"witness-v2",  "witness-v3",  "witness-v4",  "witness-v5",
                                                           "witness-v6",  "witness-v7",  "witness-v8",  "witness-v9",
                                                           "witness-v10", "witness-v11", "witness-v12", "witness-v13",
                                                           "witness-v14", "witness-v15", "witness-v16"};

bool same_but_case(std::string_view text, std::string_view lower_text) noexcept {
    if (text.size() != lower_text.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (lower(text[i]) != lower_text[i]) return false;
    return true;
}

bool program_fits(std::uint8_t version, std::size_t bytes) noexcept {
    return version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40;
}

struct Program {
    std::uint8_t version = 0;
    std::uint32_t bytes = 0;
};

// A checksum-correct text's witness program; false if BIP-173 and BIP-350 refuse it.
bool witness_program(std::span<const std::uint8_t> symbols, Bech32Variant variant, Program& program) noexcept {
    if (symbols.empty() || symbols[0] > 16) return false;
    std::array<std::uint8_t, 64> bytes;
    program.version = symbols[0];
    if (!codec::convert_5_to_8(symbols.subspan(1), bytes, program.bytes)) return false;
    const Bech32Variant due = program.version == 0 ? Bech32Variant::bech32 : Bech32Variant::bech32m;
    return variant == due && program_fits(program.version, program.bytes);
}

std::string_view kind_of(const Program& program) noexcept {
    if (program.version == 0) return program.bytes == 20 ? "p2wpkh" : "p2wsh";
    if (program.version == 1) return program.bytes == 32 ? "p2tr" : "witness-v1";
    return future_kinds[program.version - 2];
}

}  // namespace

bool begins_like_segwit(std::string_view text, const Network& network) noexcept {
    if (network.hrp.empty() || text.empty()) return false;
    const std::size_t shared = text.size() < network.hrp.size() ? text.size() : network.hrp.size();
    if (!same_but_case(text.substr(0, shared), network.hrp.substr(0, shared))) return false;
    return text.size() <= network.hrp.size() || text[network.hrp.size()] == '1';
}

bool read_segwit(std::string_view text, Reading& reading) noexcept {
    const std::size_t separator = text.rfind('1');
    if (separator == std::string_view::npos || text.size() > 90) return false;
    const Network* found = nullptr;
    for (const Network& network : all_networks())
        if (!network.hrp.empty() && same_but_case(text.substr(0, separator), network.hrp)) found = &network;
    if (found == nullptr) return false;
    std::array<std::uint8_t, 96> symbols;
    const auto result = codec::bech32_decode(text, symbols);
    Program program;
    if (result.fault != Bech32Fault::none ||
        !witness_program({symbols.data(), result.data_length}, result.variant, program))
        return false;
    reading.format = result.variant == Bech32Variant::bech32 ? "bech32" : "bech32m";
    reading.kind = kind_of(program);
    reading.fold_case = true;
    reading.future_version = program.version > 1 || (program.version == 1 && program.bytes != 32) ? program.version : 0;
    reading.networks.add(found);
    return true;
}

Diagnosis diagnose_segwit(const Network& network, std::string_view text) noexcept {
    const std::size_t start = network.hrp.size() + 1;
    const auto place = [](std::size_t i) { return Span{static_cast<std::uint32_t>(i), 1}; };
    bool has_lower = false;
    bool has_upper = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= start && !codec::is_bech32_character(text[i]))
            return {.reason = Reason::deposit_character, .at = place(i)};
        has_lower = has_lower || (text[i] >= 'a' && text[i] <= 'z');
        has_upper = has_upper || (text[i] >= 'A' && text[i] <= 'Z');
        if (has_lower && has_upper) return {.reason = Reason::deposit_mixed_case, .at = place(i)};
    }
    // Lengths: HRP, separator, version, program, checksum.
    const std::size_t around = start + 1 + checksum_length;
    const bool version_0 = text.size() <= start || lower(text[start]) == 'q';
    const std::size_t shortest = around + (version_0 ? 32 : 4);  // 20 bytes, or the 2 of later versions
    const std::size_t longest = around + (version_0 ? 52 : 64);  // 32 bytes, or 40
    if (text.size() <= start)
        return {.reason = Reason::deposit_unfinished, .missing = static_cast<std::uint32_t>(shortest - text.size())};
    if (characters.find(lower(text[start])) > 16)
        return {.reason = Reason::deposit_not_an_address, .at = place(start)};  // BIP-173: versions are 0 to 16
    std::array<std::uint8_t, 96> symbols{};
    const auto result = codec::bech32_decode(text, symbols);
    if (result.fault == Bech32Fault::none) {
        const Bech32Variant due = symbols[0] == 0 ? Bech32Variant::bech32 : Bech32Variant::bech32m;
        return {.reason = result.variant == due ? Reason::deposit_length : Reason::deposit_checksum_form};
    }
    if (text.size() > longest) return {.reason = Reason::deposit_length};
    const bool taproot_length = lower(text[start]) == 'p' && text.size() == around + 52;
    const bool finished_length = version_0 ? text.size() == shortest || text.size() == longest : taproot_length;
    if (finished_length) {
        const auto slip = codec::bech32_slip(text, version_0 ? Bech32Variant::bech32 : Bech32Variant::bech32m);
        if (slip.length > 0) return {.reason = Reason::deposit_checksum, .at = {slip.at, slip.length}};
    }
    if (text.size() == longest) return {.reason = Reason::deposit_checksum};
    if (version_0 ? text.size() == shortest : taproot_length) return {.reason = Reason::deposit_unfinished_or_mistyped};
    if (!version_0) {
        // A person who types a Taproot address waits for 52 characters of program; other lengths stay possible.
        const std::size_t usual = around + 52;
        return {.reason = Reason::deposit_unfinished,
                .missing = static_cast<std::uint32_t>(text.size() < usual ? usual - text.size() : 1)};
    }
    const std::size_t next = text.size() < shortest ? shortest : longest;
    return {.reason = Reason::deposit_unfinished, .missing = static_cast<std::uint32_t>(next - text.size())};
}

}  // namespace countersign::deposit
