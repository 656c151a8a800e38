// How networks spell addresses. `read` finds out what a finished text is, on every network at once; `diagnose` says what
// keeps a text from being an address of one network, or how much of it is still to come. Formats only: which network
// was chosen, and what follows from it, is decided in address.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "../text/ascii.h"
#include "countersign/lists.h"
#include "countersign/verdict.h"
#include "networks.h"

namespace countersign::deposit {

using text::lower;
using text::same_but_case;

enum class Checksum : std::uint8_t {
    fits,
    left_out,  // this spelling has none, others of the network have
    unknown,   // no spelling of the network has any
};

// A text that is a finished, well-formed address somewhere.
struct Reading {
    std::string_view format;           // "base58check", "bech32", "hex" …; empty: nothing was recognised
    std::string_view kind;             // where the forms' rows name none
    FixedList<const Form*, 64> forms;  // one for each network
    Reason standing{};                 // what stands against this very text, or 0
    std::uint32_t future_version =
        0;  // a witness version that no rule gives a meaning yet (2 to 16, or 1 beside Taproot)
    std::optional<std::uint64_t> memo{};  // the tag or id that the address carries
    Checksum checksum = Checksum::fits;
    bool fold_case = false;  // both cases spell the same address; the canonical form is lower-case
    bool full = false;       // it can carry a memo, so none is asked for besides

    void clear() noexcept {
        format = kind = {};
        forms.clear();
        standing = {};
        future_version = 0;
        memo.reset();
        checksum = Checksum::fits;
        fold_case = full = false;
    }
    [[nodiscard]] const Form* on(const Network& network) const noexcept {
        for (const Form* form : forms)
            if (&network_of(*form) == &network) return form;
        return nullptr;
    }
};

// The text is free of white space, of what cannot be seen, and of what is not ASCII. Leaves `reading` untouched and
// answers false if the text is no finished address. `chosen` may be null; weak spellings (networks.h) are read for it
// alone.
bool read(std::string_view text, const Network* chosen, Reading& reading) noexcept;

struct Diagnosis {
    Reason reason = Reason::deposit_not_an_address;
    Span at{};                  // length 0: the place is not known
    std::uint32_t missing = 0;  // deposit_unfinished: characters still to come, at least
    std::string_view prefix{};  // deposit_prefix_missing: how addresses there begin
};

// Called only when `read` found nothing on this network, so built for size, as all that explains is. A grade of `unfinished` means that the text can still become
// an address by typing more. A text whose checksum already fits, or would fit with one character changed or two
// neighbours swapped, counts as finished, even if a longer address could begin with it (once in a million).
[[gnu::cold]] Diagnosis diagnose(const Network& network, std::string_view text) noexcept;

// Each alphabet in its own file. Base58: base58check, ripple, ss58, base58, byron. Bech32: segwit to shelley.
// Fixed lengths: monero, strkey, algorand, ton, ton_raw. Names: the weak spellings.
bool read_base58(std::string_view text, Reading& reading) noexcept;
bool read_bech32(std::string_view text, Reading& reading) noexcept;
bool read_cashaddr(std::string_view text, const Network* chosen, Reading& reading) noexcept;
bool read_evm(std::string_view text, Reading& reading) noexcept;
bool read_fixed(std::string_view text, Reading& reading) noexcept;
bool read_names(std::string_view text, Reading& reading) noexcept;
// Of one form of the network; for Base58 of all forms of its alphabet, because a text may be finished as one and unfinished
// as another.
[[gnu::cold]] Diagnosis diagnose_base58(const Network& network, Spelling spelling, std::string_view text) noexcept;
[[gnu::cold]] Diagnosis diagnose_bech32(const Form& form, std::string_view text) noexcept;
[[gnu::cold]] Diagnosis diagnose_cashaddr(const Form& form, std::string_view text) noexcept;
[[gnu::cold]] Diagnosis diagnose_evm(std::string_view text) noexcept;
[[gnu::cold]] Diagnosis diagnose_fixed(const Form& form, std::string_view text) noexcept;
[[gnu::cold]] Diagnosis diagnose_names(Spelling spelling, std::string_view text) noexcept;

// The value of one of Bech32's characters in either case, npos for others.
std::size_t bech32_value(char c) noexcept;
// The first that cannot stand in Bech32's data, which begins at `start`, or that mixes cases.
[[gnu::cold]] std::optional<Diagnosis> wrong_bech32_character(std::string_view text, std::size_t start) noexcept;

inline Diagnosis unfinished(std::size_t missing) noexcept {
    return {.reason = Reason::deposit_unfinished, .missing = static_cast<std::uint32_t>(missing)};
}
inline Diagnosis wrong_at(Reason reason, std::size_t at) noexcept {
    return {.reason = reason, .at = {static_cast<std::uint32_t>(at), 1}};
}

}  // namespace countersign::deposit
