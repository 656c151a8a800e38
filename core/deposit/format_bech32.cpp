// Addresses in Bech32 and Bech32m: SegWit (BIP-173, BIP-350), those of the Cosmos SDK, Cardano's since Shelley (CIP-19),
// and forms of a fixed length. SegWit programs have 20 or 32 bytes in version 0, 2 to 40 in later ones; version 1 with 32
// bytes is Taproot (BIP-341).
#include <algorithm>
#include <array>

#include "../codec/bech32.h"
#include "../text/utf8.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

using codec::Bech32Fault;
using codec::Bech32Variant;
using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t checksum_length = codec::bech32_checksum_length;
constexpr std::size_t longest_text = 500;  // a unified address of Zcash with every receiver has about 300
constexpr std::size_t longest_hrp = 32;
constexpr std::array<std::string_view, 15> future_kinds = {"witness-v2",  "witness-v3",  "witness-v4",  "witness-v5",
                                                           "witness-v6",  "witness-v7",  "witness-v8",  "witness-v9",
                                                           "witness-v10", "witness-v11", "witness-v12", "witness-v13",
                                                           "witness-v14", "witness-v15", "witness-v16"};

constexpr std::size_t symbols_for(std::size_t bytes) noexcept {
    return (bytes * 8 + 4) / 5;
}
bool starts_like(std::string_view text, std::string_view lower_start) noexcept {
    return text.size() >= lower_start.size() && same_but_case(text.substr(0, lower_start.size()), lower_start);
}

// What the Cosmos SDK appends to a network's HRP (types/address.go) for what receives no deposits.
struct Suffix {
    std::string_view text;
    Reason standing;
};
constexpr Suffix cosmos_suffixes[] = {{"valoper", Reason::deposit_validator_address},
                                      {"valcons", Reason::deposit_validator_address},
                                      {"pub", Reason::deposit_public_key},
                                      {"valoperpub", Reason::deposit_public_key},
                                      {"valconspub", Reason::deposit_public_key}};

// The suffix's row, or null if the HRP is neither the network's own nor one that follows from it.
const Suffix* cosmos_suffix(std::string_view hrp, const Form& form) noexcept {
    for (const Suffix& suffix : cosmos_suffixes)
        if (same_but_case(hrp.substr(form.prefix.size()), suffix.text)) return &suffix;
    return nullptr;
}

const Form* form_of(std::string_view hrp) noexcept {
    if (hrp.empty()) return nullptr;
    return find_form(Spelling::segwit, Spelling::shelley, static_cast<std::uint8_t>(lower(hrp[0])),
                     [&](const Form& form) {
                         if (hrp.size() == form.prefix.size()) return same_but_case(hrp, form.prefix);
                         return form.spelling == Spelling::cosmos && starts_like(hrp, form.prefix) &&
                                cosmos_suffix(hrp, form) != nullptr;
                     });
}

struct Program {
    std::uint8_t version = 0;
    std::uint32_t bytes = 0;
};

// A checksum-correct text's witness program; false if BIP-173 and BIP-350 refuse it.
bool witness_program(Bytes symbols, Bech32Variant variant, Program& program) noexcept {
    if (symbols.empty() || symbols[0] > 16) return false;
    program.version = symbols[0];
    if (!codec::are_whole_bytes(symbols.subspan(1), program.bytes)) return false;
    const Bech32Variant due = program.version == 0 ? Bech32Variant::bech32 : Bech32Variant::bech32m;
    return variant == due && (program.version == 0 ? program.bytes == 20 || program.bytes == 32
                                                   : program.bytes >= 2 && program.bytes <= 40);
}

std::string_view kind_of(const Program& program) noexcept {
    if (program.version == 0) return program.bytes == 20 ? "p2wpkh" : "p2wsh";
    if (program.version == 1) return program.bytes == 32 ? "p2tr" : "witness-v1";
    return future_kinds[program.version - 2];
}

bool read_segwit(Bytes symbols, Bech32Variant variant, Reading& reading) noexcept {
    Program program;
    if (!witness_program(symbols, variant, program)) return false;
    reading.kind = kind_of(program);
    reading.future_version = program.version > 1 || (program.version == 1 && program.bytes != 32) ? program.version : 0;
    return true;
}

// A natural number of CIP-19's pointers: seven bits a byte, the top bit says that more follow.
bool take_number(Bytes& bytes) noexcept {
    for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
        if ((bytes[i] & 0x80) != 0) continue;
        bytes = bytes.subspan(i + 1);
        return true;
    }
    return false;
}

// CIP-19: a header of type and network, then credentials of 28 bytes.
bool read_shelley(Bytes bytes, const Form& form, Reading& reading) noexcept {
    if (bytes.empty() || (bytes[0] & 15) != (network_of(form).is_test() ? 0 : 1)) return false;
    const unsigned type = bytes[0] >> 4;
    if (type <= 3) {
        reading.kind = "base";
        return bytes.size() == 57;
    }
    if (type == 6 || type == 7) {
        reading.kind = "enterprise";
        return bytes.size() == 29;
    }
    reading.kind = "pointer";
    if (type > 7 || bytes.size() < 29) return false;
    Bytes pointer = bytes.subspan(29);
    for (int part = 0; part < 3; ++part)  // slot, transaction, certificate
        if (!take_number(pointer)) return false;
    return pointer.empty();
}

// What an HRP's form makes of a text whose checksum fits.
bool read_data(std::string_view hrp, const Form& form, Bytes symbols, Bech32Variant variant,
               Reading& reading) noexcept {
    if (form.spelling == Spelling::segwit) return read_segwit(symbols, variant, reading);
    const bool is_m = form.spelling == Spelling::bech32m;
    if (variant != (is_m ? Bech32Variant::bech32m : Bech32Variant::bech32)) return false;
    // What no exchange pays to is recognised, and not read.
    if (form.spelling != Spelling::cosmos && form.spelling != Spelling::shelley && form.bytes == 0)
        return symbols.size() >= symbols_for(32);
    std::uint32_t size = 0;
    if (!codec::are_whole_bytes(symbols, size)) return false;
    switch (form.spelling) {
    case Spelling::shelley: {
        std::array<std::uint8_t, longest_text> bytes;
        return codec::convert_5_to_8(symbols, bytes, size) && read_shelley({bytes.data(), size}, form, reading);
    }
    case Spelling::cosmos:
        if (hrp.size() == form.prefix.size()) {
            reading.kind = size == 20 ? "account" : "contract";
            return size == 20 || size == 32;
        }
        reading.standing = cosmos_suffix(hrp, form)->standing;
        reading.kind = reading.standing == Reason::deposit_public_key ? "public-key" : "validator";
        return size >= 20;
    default: return size == form.bytes;
    }
}

// Lengths of data, without checksum, that may be finished: the two usual ones, and the longest of all.
struct Lengths {
    std::size_t shorter, longer, longest;
    [[nodiscard]] bool are_finished(std::size_t size) const noexcept { return size == shorter || size == longer; }
    [[nodiscard]] std::size_t next_after(std::size_t size) const noexcept {
        return size < shorter ? shorter : size < longer ? longer : size + 1;
    }
};

constexpr Lengths always(std::size_t bytes) noexcept {
    return {symbols_for(bytes), symbols_for(bytes), symbols_for(bytes)};
}

// By the first character of the data; `first` is its value, 32 or more if there is none yet.
Lengths lengths_of(const Form& form, std::size_t first) noexcept {
    switch (form.spelling) {
    case Spelling::segwit:
        if (first == 0 || first > 31) return {1 + symbols_for(20), 1 + symbols_for(32), 1 + symbols_for(32)};
        return {1 + symbols_for(32), 1 + symbols_for(32), 1 + symbols_for(40)};
    case Spelling::cosmos: return {symbols_for(20), symbols_for(32), symbols_for(32)};
    case Spelling::shelley:
        if (first / 2 < 4 || first > 31) return always(57);
        if (first / 2 < 6) return {symbols_for(32), symbols_for(36), symbols_for(29 + 30)};
        return always(29);
    default:
        if (form.bytes == 0) return {symbols_for(61 + 16), symbols_for(104 + 16), longest_text};
        return always(form.bytes);
    }
}

// Which first characters of the data there are: BIP-173's versions are 0 to 16, CIP-19's types of addresses 0 to 7.
bool can_begin_with(const Form& form, std::size_t first) noexcept {
    return form.spelling == Spelling::segwit ? first <= 16 : form.spelling != Spelling::shelley || first < 16;
}

}  // namespace

std::size_t bech32_value(char c) noexcept {
    static constexpr std::string_view characters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";  // BIP-173, in order of value
    return characters.find(lower(c));
}

std::optional<Diagnosis> wrong_bech32_character(std::string_view text, std::size_t start) noexcept {
    bool has_lower = false;
    bool has_upper = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= start && !codec::is_bech32_character(text[i])) return wrong_at(Reason::deposit_character, i);
        has_lower = has_lower || (text[i] >= 'a' && text[i] <= 'z');
        has_upper = has_upper || (text[i] >= 'A' && text[i] <= 'Z');
        if (has_lower && has_upper) return wrong_at(Reason::deposit_mixed_case, i);
    }
    return {};
}

bool read_bech32(std::string_view text, Reading& reading) noexcept {
    // The separator is the last '1', but no HRP here has one inside: so it is the first, or the text is nothing here.
    const std::string_view start = text.substr(0, longest_hrp + 1);
    const std::size_t separator = text::place_of(start, '1');
    if (separator == start.size() || text.size() > longest_text) return false;
    const std::string_view hrp = text.substr(0, separator);
    const Form* const form = form_of(hrp);
    if (form == nullptr) return false;
    std::array<std::uint8_t, longest_text> symbols;
    const auto result = codec::bech32_decode(text, symbols, form->spelling == Spelling::segwit ? 90 : longest_text);
    if (result.fault != Bech32Fault::none || result.hrp_length != separator) return false;
    if (!read_data(hrp, *form, {symbols.data(), result.data_length}, result.variant, reading)) {
        reading.clear();
        return false;
    }
    reading.format = result.variant == Bech32Variant::bech32 ? "bech32" : "bech32m";
    reading.fold_case = true;
    reading.forms.add(form);
    return true;
}

Diagnosis diagnose_bech32(const Form& form, std::string_view text) noexcept {
    const std::size_t start = form.prefix.size() + 1;
    const std::size_t shared = std::min(text.size(), form.prefix.size());
    if (!same_but_case(text.substr(0, shared), form.prefix.substr(0, shared)) ||
        (text.size() >= start && text[start - 1] != '1')) {
        // A network of the Cosmos SDK that has no row spells addresses in the same way.
        std::array<std::uint8_t, 96> symbols;
        const auto other = codec::bech32_decode(text, symbols);
        if (form.spelling == Spelling::cosmos && other.variant == Bech32Variant::bech32 &&
            Lengths{symbols_for(20), symbols_for(32), 0}.are_finished(other.data_length))
            return {.reason = Reason::deposit_other_network};
        return {};
    }
    if (const auto wrong = wrong_bech32_character(text, start)) return *wrong;
    const std::size_t first = text.size() > start ? bech32_value(text[start]) : 99;
    const Lengths lengths = lengths_of(form, first);
    const std::size_t around = start + checksum_length;
    if (text.size() <= start) return unfinished(around + lengths.shorter - text.size());
    if (!can_begin_with(form, first)) return wrong_at(Reason::deposit_not_an_address, start);
    std::array<std::uint8_t, longest_text> symbols;
    const auto result = codec::bech32_decode(text, symbols, longest_text);
    const Bech32Variant due = form.spelling == Spelling::bech32m || (form.spelling == Spelling::segwit && first != 0)
                                  ? Bech32Variant::bech32m
                                  : Bech32Variant::bech32;
    // Cardano writes the network twice: in the HRP and in the data.
    if (result.fault == Bech32Fault::none && form.spelling == Spelling::shelley && result.data_length > 1 &&
        ((symbols[0] & 1) << 3 | symbols[1] >> 2) != (network_of(form).is_test() ? 0 : 1))
        return {};
    if (result.fault == Bech32Fault::none)
        return {.reason = result.data_length == 0 || result.variant == due ? Reason::deposit_length
                                                                           : Reason::deposit_checksum_form};
    if (text.size() > around + lengths.longest) return {.reason = Reason::deposit_length};
    const std::size_t size = text.size() < around ? 0 : text.size() - around;
    if (lengths.are_finished(size)) {
        const auto slip = codec::bech32_slip(text, due);
        if (slip.length > 0) return {.reason = Reason::deposit_checksum, .at = {slip.at, slip.length}};
        return {.reason = size == lengths.longest ? Reason::deposit_checksum : Reason::deposit_unfinished_or_mistyped};
    }
    if (size == lengths.longest) return {.reason = Reason::deposit_checksum};
    return unfinished(around + lengths.next_after(size) - text.size());
}

}  // namespace countersign::deposit
