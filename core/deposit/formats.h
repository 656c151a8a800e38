// How each family of networks spells an address. `read` finds out what a finished text is, on every network at once;
// `diagnose` says what keeps a text from being an address of one network, or how much of it is still to come. Formats
// only: which network was chosen, and what follows from it, is decided in address.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "countersign/lists.h"
#include "countersign/verdict.h"
#include "networks.h"

namespace countersign::deposit {

// A text that is a finished, well-formed address somewhere.
struct Reading {
    std::string_view format;  // "base58check", "bech32", "bech32m", "hex"; empty: nothing was recognised
    std::string_view kind;
    FixedList<const Network*, 48> networks;
    std::uint32_t future_version =
        0;  // a witness version that no rule gives a meaning yet (2 to 16, or 1 beside Taproot)
    bool has_checksum = true;
    bool fold_case = false;  // both cases spell the same address; the canonical form is lower-case

    [[nodiscard]] bool is_on(const Network& network) const noexcept {
        for (const Network* one : networks)
            if (one == &network) return true;
        return false;
    }
};

// The text is free of white space, of what cannot be seen, and of what is not ASCII. Leaves `reading` untouched and
// answers false if the text is no finished address.
bool read(std::string_view text, Reading& reading) noexcept;

struct Diagnosis {
    Reason reason = Reason::deposit_not_an_address;
    Span at{};                  // length 0: the place is not known
    std::uint32_t missing = 0;  // deposit_unfinished: characters still to come, at least
    std::string_view prefix{};  // deposit_prefix_missing: how addresses there begin
};

// Called only when `read` found nothing on this network. A grade of `unfinished` means that the text can still become
// an address by typing more. A text whose checksum already fits, or would fit with one character changed or two
// neighbours swapped, counts as finished, even if a longer address could begin with it (once in a million).
Diagnosis diagnose(const Network& network, std::string_view text) noexcept;

// The three forms, each in its own file.
bool read_base58(std::string_view text, Reading& reading) noexcept;
bool read_segwit(std::string_view text, Reading& reading) noexcept;
bool read_evm(std::string_view text, Reading& reading) noexcept;
Diagnosis diagnose_base58(const Network& network, std::string_view text) noexcept;
Diagnosis diagnose_segwit(const Network& network, std::string_view text) noexcept;
Diagnosis diagnose_evm(std::string_view text) noexcept;

// Whether the text is or could become a SegWit address of the network, by its first characters and in either case.
bool begins_like_segwit(std::string_view text, const Network& network) noexcept;

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace countersign::deposit
