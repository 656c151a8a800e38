// Accounts that people name themselves: EOS, GXChain and NEAR. A name has no checksum, and most short texts are one.
#include "../codec/hex.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

constexpr bool is_lower(char c) noexcept {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

struct Length {
    std::size_t least, most;
};
constexpr Length length_of(Spelling spelling) noexcept {
    switch (spelling) {
    case Spelling::antelope_name: return {1, 12};
    case Spelling::graphene_name: return {1, 63};
    default: return {2, 64};
    }
}

// The first character that cannot stand where it stands; the size of the text if all can. What may only not be the last
// counts when it is, unless `more` may follow.
std::size_t wrong_place(Spelling spelling, std::string_view text, bool more = false) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char before = i > 0 ? text[i - 1] : '.';
        const bool last = !more && i + 1 == text.size();
        bool fits = false;
        switch (spelling) {
        case Spelling::antelope_name:
            // A name can have a thirteenth character, an account's cannot (nodeos, apply_eosio_newaccount).
            fits = is_lower(c) || (c >= '1' && c <= '5') || (c == '.' && !last);
            break;
        case Spelling::graphene_name:
            // Labels begin with a letter, end with a letter or digit, and have hyphens inside.
            fits = is_lower(c) || (is_digit(c) && before != '.') || (c == '-' && before != '.' && !last) ||
                   (c == '.' && before != '.' && before != '-' && !last);
            break;
        default:
            // Parts of letters and digits, with one separator between them.
            fits = is_lower(c) || is_digit(c) ||
                   ((c == '.' || c == '-' || c == '_') && i > 0 && !last && (is_lower(before) || is_digit(before)));
        }
        if (!fits) return i;
    }
    return text.size();
}

bool is_name(Spelling spelling, std::string_view text) noexcept {
    const Length length = length_of(spelling);
    return text.size() >= length.least && text.size() <= length.most && wrong_place(spelling, text) == text.size();
}

bool all_lower_hex(std::string_view text) noexcept {
    const codec::HexCase hex = codec::hex_case(text);
    return hex.ok && !hex.has_upper;
}

// The key itself (64 digits), or the account of an Ethereum wallet (NEP-518).
bool is_near_implicit(std::string_view text) noexcept {
    return (text.size() == 64 && all_lower_hex(text)) ||
           (text.size() == 42 && text.starts_with("0x") && all_lower_hex(text.substr(2)));
}

}  // namespace

bool read_names(std::string_view text, Reading& reading) noexcept {
    const bool implicit = is_near_implicit(text);
    for (const Form& form : forms_of(Spelling::antelope_name, Spelling::near_implicit)) {
        if (form.spelling == Spelling::near_implicit ? !implicit : !is_name(form.spelling, text)) continue;
        // What could be either is the account that needs no registering.
        if (form.spelling == Spelling::near_name && implicit) continue;
        reading.forms.add(&form);
    }
    if (reading.forms.empty()) return false;
    reading.format = implicit ? "hex" : "name";
    reading.checksum = Checksum::unknown;
    return true;
}

Diagnosis diagnose_names(Spelling spelling, std::string_view text) noexcept {
    if (spelling == Spelling::near_implicit) return {};
    const Length length = length_of(spelling);
    const std::size_t wrong = wrong_place(spelling, text);
    const bool can_follow =
        wrong < text.size() && text.size() < length.most && wrong_place(spelling, text, true) == text.size();
    if (can_follow) return unfinished(1);
    if (wrong < text.size()) return wrong_at(Reason::deposit_character, wrong);
    if (text.size() < length.least) return unfinished(length.least - text.size());
    return {.reason = Reason::deposit_length};
}

}  // namespace countersign::deposit
