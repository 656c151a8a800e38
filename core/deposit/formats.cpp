#include "formats.h"

namespace countersign::deposit {
namespace {

// Of what several forms say about a text, what says most: the text is nearer to the form that got further with it.
int weight(const Diagnosis& diagnosis) noexcept {
    switch (diagnosis.reason) {
    case Reason::deposit_unfinished: return 7;
    case Reason::deposit_unfinished_or_mistyped: return 6;
    case Reason::deposit_checksum:
    case Reason::deposit_checksum_form:
    case Reason::deposit_other_network: return 5;
    case Reason::deposit_mixed_case: return 4;
    case Reason::deposit_character: return 3;
    case Reason::deposit_length: return 2;
    case Reason::deposit_prefix_missing: return 1;
    default: return diagnosis.at.length > 0 ? 1 : 0;
    }
}

Diagnosis diagnose_form(const Network& network, const Form& form, std::string_view text) noexcept {
    switch (form.spelling) {
    case Spelling::base58check:
    case Spelling::ripple:
    case Spelling::ss58:
    case Spelling::base58:
    case Spelling::byron: return diagnose_base58(network, form.spelling, text);
    case Spelling::segwit:
    case Spelling::bech32:
    case Spelling::bech32m:
    case Spelling::cosmos:
    case Spelling::shelley: return diagnose_bech32(form, text);
    case Spelling::cashaddr: return diagnose_cashaddr(form, text);
    case Spelling::evm: return diagnose_evm(text);
    case Spelling::monero:
    case Spelling::strkey:
    case Spelling::algorand:
    case Spelling::ton:
    case Spelling::ton_raw: return diagnose_fixed(form, text);
    default: return diagnose_names(form.spelling, text);
    }
}

// As what only one kind of address looks like.
bool read_strong(std::string_view text, const Network* chosen, Reading& reading) noexcept {
    // The cheaper ones first. Of texts so long, most are Monero's, which are all Base58, too.
    if (read_evm(text, reading) || read_bech32(text, reading) || read_cashaddr(text, chosen, reading)) return true;
    return text.size() > 90 ? read_fixed(text, reading) || read_base58(text, reading)
                            : read_base58(text, reading) || read_fixed(text, reading);
}

}  // namespace

bool read(std::string_view text, const Network* chosen, Reading& reading) noexcept {
    if (chosen != nullptr && chosen->has_names) {
        // A checksum that fits says more than that somebody could have taken the text for a name.
        Reading strong;
        if (read_names(text, reading) && reading.on(*chosen) != nullptr &&
            !(read_strong(text, chosen, strong) && strong.checksum == Checksum::fits))
            return true;
        reading.clear();
    }
    return read_strong(text, chosen, reading);
}

Diagnosis diagnose(const Network& network, std::string_view text) noexcept {
    Diagnosis best;
    bool first = true;
    for (const Form& form : forms_of(Spelling{}, Spelling::near_implicit)) {
        if (&network_of(form) != &network) continue;
        const Diagnosis one = diagnose_form(network, form, text);
        if (first || weight(one) > weight(best)) best = one;
        first = false;
    }
    return best;
}

}  // namespace countersign::deposit
