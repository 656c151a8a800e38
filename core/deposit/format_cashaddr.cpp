// Addresses in CashAddr (Bitcoin Cash, eCash): a prefix that may be left out, and eight characters of checksum that
// depend on it. The type in the version byte says what the hash is of.
#include <array>

#include "../codec/cashaddr.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

constexpr std::size_t length_of_20 = 42;  // a version byte and 20 bytes, and the checksum
constexpr std::size_t length_of_32 = 61;
constexpr std::array<std::string_view, 4> kinds_of_20 = {"p2pkh", "p2sh", "token-p2pkh", "token-p2sh"};

bool has_case(std::string_view text, char first, char last) noexcept {
    for (const char c : text)
        if (c >= first && c <= last) return true;
    return false;
}

// Bitcoin Cash pays to hashes of 32 bytes of scripts (P2SH32, CHIP-2022-05), eCash does not (DecodeCashAddrDestination).
bool pays_32(const Form& form, std::uint8_t type) noexcept {
    return form.bytes > 1 && type % 2 == 1;
}

bool read_form(std::string_view data, const Form& form, Reading& reading) noexcept {
    std::array<std::uint8_t, 64> symbols;
    const auto result = codec::cashaddr_decode(data, form.prefix, symbols);
    if (result.fault != codec::CashAddrFault::none) return false;
    const auto payload = codec::cashaddr_payload({symbols.data(), result.size});
    if (!payload.ok || payload.type > form.bytes || (payload.hash_size == 32 && !pays_32(form, payload.type)))
        return false;
    reading.format = "cashaddr";
    reading.kind = payload.hash_size == 20 ? kinds_of_20[payload.type]
                   : payload.type == 1     ? std::string_view{"p2sh32"}
                                           : std::string_view{"token-p2sh32"};
    reading.fold_case = true;
    reading.forms.add(&form);
    return true;
}

}  // namespace

bool read_cashaddr(std::string_view text, const Network* chosen, Reading& reading) noexcept {
    if (text.size() < length_of_20) return false;
    const std::size_t colon = text.find(':');
    const bool prefixed = colon != std::string_view::npos;
    const std::string_view prefix = text.substr(0, prefixed ? colon : 0);
    const std::string_view data = text.substr(prefixed ? colon + 1 : 0);
    if (data.size() != length_of_20 && data.size() != length_of_32) return false;
    if (prefixed && has_case(text, 'a', 'z') && has_case(text, 'A', 'Z')) return false;
    // A text without a prefix can be of any form; nearly always it is of the chosen network.
    for (const bool is_chosen : {true, false})
        for (const Form& form : forms_of(Spelling::cashaddr))
            if ((&network_of(form) == chosen) == is_chosen && (!prefixed || same_but_case(prefix, form.prefix)) &&
                read_form(data, form, reading))
                return true;
    return false;
}

Diagnosis diagnose_cashaddr(const Form& form, std::string_view text) noexcept {
    const std::size_t colon = text.find(':');
    std::size_t start = 0;
    if (colon != std::string_view::npos) {
        if (!same_but_case(text.substr(0, colon), form.prefix)) return {};
        start = colon + 1;
    } else if (text.size() <= form.prefix.size() && same_but_case(text, form.prefix.substr(0, text.size()))) {
        return unfinished(form.prefix.size() + 1 + length_of_20 - text.size());
    }
    const std::string_view data = text.substr(start);
    if (data.empty()) return unfinished(length_of_20);
    // The first character holds the type: q and p, for tokens z and r.
    const std::string_view firsts = form.bytes > 1 ? "qpzr" : "qp";
    if (firsts.find(lower(data[0])) == std::string_view::npos)
        return start > 0 ? wrong_at(Reason::deposit_not_an_address, start) : Diagnosis{};
    if (const auto wrong = wrong_bech32_character(text, start)) return *wrong;
    std::array<std::uint8_t, 64> symbols{};
    const bool whole = codec::cashaddr_decode(data, form.prefix, symbols).fault == codec::CashAddrFault::none;
    // The version byte ends in the second character: three bits for the size, of which 20 and 32 bytes are in use.
    const std::size_t size_bits = data.size() < 2 ? 0 : bech32_value(data[1]) >> 2;
    if (size_bits != 0 && size_bits != 3) return wrong_at(Reason::deposit_not_an_address, start + 1);
    const std::size_t length = size_bits == 0 ? length_of_20 : length_of_32;
    if (data.size() < length && !whole) return unfinished(length - data.size());
    if (data.size() != length) return {.reason = Reason::deposit_length};
    if (whole) return {};  // a type that nobody uses
    const auto slip = codec::cashaddr_slip(data, form.prefix);
    if (slip.length > 0)
        return {.reason = Reason::deposit_checksum, .at = {slip.at + static_cast<std::uint32_t>(start), slip.length}};
    return {.reason = Reason::deposit_checksum};
}

}  // namespace countersign::deposit
