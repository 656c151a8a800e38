// Addresses of Ethereum and every network that copies its form: "0x" and 40 hexadecimal digits. EIP-55 hides a checksum
// in the case of the letters; all-lower and all-upper text carries none.
#include "../codec/eip55.h"
#include "../codec/hex.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

constexpr std::size_t address_length = 42;

}  // namespace

bool read_evm(std::string_view text, Reading& reading) noexcept {
    if (text.size() != address_length || text[0] != '0' || text[1] != 'x') return false;
    const std::string_view digits = text.substr(2);
    const codec::HexCase hex = codec::hex_case(digits);
    if (!hex.ok) return false;
    const bool mixed = hex.has_lower && hex.has_upper;
    if (mixed && !codec::eip55_matches(digits)) return false;
    reading.format = "hex";
    if (!mixed) reading.checksum = Checksum::left_out;
    reading.fold_case = !mixed;
    for (const Form& form : forms_of(Spelling::evm)) reading.forms.add(&form);
    return true;
}

Diagnosis diagnose_evm(std::string_view text) noexcept {
    const std::string_view prefix = "0x";
    if (text.substr(0, 2) != prefix.substr(0, text.size()))
        return {.reason = Reason::deposit_prefix_missing, .prefix = prefix};
    for (std::size_t i = 2; i < text.size(); ++i)
        if (!codec::is_hex(text[i])) return wrong_at(Reason::deposit_character, i);
    if (text.size() < address_length) return unfinished(address_length - text.size());
    if (text.size() > address_length) return {.reason = Reason::deposit_length};
    return {.reason = Reason::deposit_checksum};  // 42 characters that read_evm refused: mixed case that does not fit
}

}  // namespace countersign::deposit
