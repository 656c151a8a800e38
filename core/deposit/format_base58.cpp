// Addresses in Base58: version bytes, a payload, a checksum. Which first characters and lengths a version can give follows
// from arithmetic: the address is one number between version·256^n and (version+1)·256^n.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "../codec/base58.h"
#include "../codec/crc.h"
#include "../codec/edwards25519.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t shortest_text = 25;  // 25 zero bytes
constexpr std::size_t longest_text = 120;  // Byron addresses with a derivation path have 104 to 114
constexpr std::size_t longest_other = 50;  // no other form is longer

const codec::Base58Alphabet& alphabet_of(Spelling spelling) noexcept {
    return spelling == Spelling::ripple ? codec::ripple_alphabet : codec::bitcoin_alphabet;
}

std::size_t checksum_size(Spelling spelling) noexcept {
    return spelling == Spelling::base58 ? 0 : spelling == Spelling::ss58 ? 2 : 4;
}

std::size_t total_bytes(const Form& form) noexcept {
    return form.prefix.size() + form.bytes + checksum_size(form.spelling);
}

bool starts_with(Bytes bytes, std::string_view prefix) noexcept {
    if (bytes.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if (bytes[i] != static_cast<std::uint8_t>(prefix[i])) return false;
    return true;
}

// ss58-registry, "Checksum types": the first two bytes of BLAKE2b-512 of "SS58PRE" and all before them.
bool ss58_valid(Bytes bytes) noexcept {
    static constexpr std::string_view mark = "SS58PRE";
    std::array<std::uint8_t, 48> message;
    std::size_t size = 0;
    for (const char c : mark) message[size++] = static_cast<std::uint8_t>(c);
    for (const std::uint8_t byte : bytes.first(bytes.size() - 2)) message[size++] = byte;
    std::array<std::uint8_t, 64> hash;
    crypto_generichash(hash.data(), hash.size(), message.data(), size, nullptr, 0);
    return hash[0] == bytes[bytes.size() - 2] && hash[1] == bytes[bytes.size() - 1];
}

// XLS-5d: after prefix and account a flag (0 no tag, 1 a tag of 32 bits), and the tag in 8 bytes, little-endian.
bool read_tag(Bytes bytes, Reading& reading) noexcept {
    const std::uint8_t flag = bytes[22];
    std::uint64_t tag = 0;
    for (std::size_t i = 0; i < 8; ++i) tag |= std::uint64_t{bytes[23 + i]} << (8 * i);
    if (flag > 1 || tag > 0xFFFFFFFFU || (flag == 0 && tag != 0)) return false;
    if (flag == 1) reading.memo = tag;
    return true;
}

// --- Cardano's Byron era (cardano-ledger, byron.cddl): CBOR [#6.24(bytes), crc32], in the bytes [root, attributes, type] ---

class Cbor {
public:
    explicit Cbor(Bytes bytes) noexcept : rest_(bytes) {}
    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

    // The number that heads an item of the major type, in its shortest spelling; nothing if another item stands here.
    std::optional<std::uint64_t> head(std::uint8_t major) noexcept {
        if (rest_.empty() || rest_[0] >> 5 != major) return {};
        const std::uint8_t low = rest_[0] & 31;
        if (low > 27) return {};
        const std::size_t more = low < 24 ? 0 : std::size_t{1} << (low - 24);
        if (rest_.size() < 1 + more) return {};
        std::uint64_t value = low;
        if (more > 0) {
            value = 0;
            for (const std::uint8_t byte : rest_.subspan(1, more)) value = value << 8 | byte;
            if (more == 1 ? value < 24 : value >> (4 * more) == 0) return {};
        }
        rest_ = rest_.subspan(1 + more);
        return value;
    }
    bool is(std::uint8_t major, std::uint64_t value) noexcept { return head(major) == value; }
    std::optional<Bytes> text() noexcept {
        const auto size = head(2);
        if (!size || *size > rest_.size()) return {};
        const Bytes taken = rest_.first(static_cast<std::size_t>(*size));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }

private:
    Bytes rest_;
};

// `test`: the attributes name a network other than the main one.
bool is_byron(Bytes bytes, bool& test) noexcept {
    Cbor outer{bytes};
    if (!outer.is(4, 2) || !outer.is(6, 24)) return false;
    const auto inside = outer.text();
    const auto sum = outer.head(0);
    if (!inside || !sum || !outer.at_end() || *sum != codec::crc32(*inside)) return false;
    Cbor inner{*inside};
    if (!inner.is(4, 3)) return false;
    const auto root = inner.text();
    const auto attributes = inner.head(5);
    if (!root || root->size() != 28 || !attributes || *attributes > 2) return false;
    for (std::uint64_t i = 0; i < *attributes; ++i) {
        const auto key = inner.head(0);
        if (!key || (*key != 1 && *key != 2) || !inner.text()) return false;
        test = test || *key == 2;
    }
    const auto type = inner.head(0);
    return type && *type <= 2 && inner.at_end();
}

// --- how a text grows ---

// An unsigned number of 736 bits, enough for the longest text and one digit more. Wraps never: callers stop in time.
class Number {
public:
    constexpr Number() = default;
    static constexpr Number byte_power(std::uint32_t factor, std::size_t bytes) {  // factor · 256^bytes
        Number n;
        n.limbs_[bytes / 4] = factor << (8 * (bytes % 4));
        if (bytes % 4 != 0 && bytes / 4 + 1 < n.limbs_.size())
            n.limbs_[bytes / 4 + 1] = static_cast<std::uint32_t>((std::uint64_t{factor} << (8 * (bytes % 4))) >> 32);
        return n;
    }
    constexpr void multiply_add(std::uint32_t factor, std::uint32_t addend) {
        std::uint64_t carry = addend;
        for (std::uint32_t& limb : limbs_) {
            carry += std::uint64_t{limb} * factor;
            limb = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }
    friend constexpr bool operator<(const Number& a, const Number& b) {
        for (std::size_t i = a.limbs_.size(); i-- > 0;)
            if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i];
        return false;
    }

private:
    std::array<std::uint32_t, 23> limbs_{};
};

// How many more characters can follow until the text is an address of this form.
struct Growth {
    bool finished = false;      // 0 more: the text itself has the right size
    std::uint32_t missing = 0;  // the least number above 0; 0 if there is none
};

[[gnu::cold]] Growth growth(std::string_view text, const Form& form) noexcept {
    Growth result;
    const std::size_t total = total_bytes(form);
    if (text.size() > longest_text) return result;
    const codec::Base58Alphabet& alphabet = alphabet_of(form.spelling);
    std::size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == alphabet.digit[0]) ++zeros;
    // Each leading zero digit is one zero byte: at least one under a version of 0, none under the others, and any number
    // where there is no version.
    const bool free = form.prefix.empty();
    const bool zero_version = !free && form.prefix[0] == '\0';
    if (zero_version ? zeros == 0 : !free && zeros > 0) return result;
    if (zeros > total) return result;
    if (zeros == text.size()) {
        result.finished = zeros == total;
        result.missing = zeros < total ? 1 : 0;
        return result;
    }
    Number least = Number::byte_power(1, total > zeros ? total - 1 - zeros : 0);
    Number above = Number::byte_power(1, total - zeros);
    if (!free && !zero_version) {
        std::uint32_t version = 0;
        for (const char c : form.prefix) version = version << 8 | static_cast<std::uint8_t>(c);
        least = Number::byte_power(version, total - form.prefix.size());
        above = Number::byte_power(version + 1, total - form.prefix.size());
    }
    // The numbers that k more digits can make: from low = n·58^k to below high = (n+1)·58^k.
    Number low;
    for (const char c : text.substr(zeros)) low.multiply_add(58, alphabet.value[static_cast<std::uint8_t>(c)]);
    Number high = low;
    high.multiply_add(1, 1);
    for (std::uint32_t more = 0; low < above; ++more) {
        if (least < high) {
            if (more > 0) {
                result.missing = more;
                return result;
            }
            result.finished = true;
        }
        low.multiply_add(58, 0);
        high.multiply_add(58, 0);
    }
    return result;
}

bool is_base58check(std::string_view text, const Form& form) noexcept {
    std::array<std::uint8_t, 40> bytes;
    const auto result = codec::base58_decode(text, bytes, alphabet_of(form.spelling));
    return result.fault == codec::Base58Fault::none && result.size == total_bytes(form) &&
           codec::base58check_valid({bytes.data(), result.size});
}

bool is_all_base58(std::string_view text) noexcept {
    for (const char c : text)
        if (!codec::is_base58_character(c)) return false;
    return true;
}

// Whether one changed character, or two neighbours swapped, would make it an address; `at` says where. Some 2,000 hashes.
[[gnu::cold]] bool one_slip_away(std::string_view text, const Form& form, Span& at) noexcept {
    std::array<char, longest_other> trial;
    text.copy(trial.data(), text.size());
    const auto fits = [&] { return is_base58check({trial.data(), text.size()}, form); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto found = [&](std::uint32_t length) {
            at = {static_cast<std::uint32_t>(i), length};
            return true;
        };
        for (const char c : codec::bitcoin_alphabet.digit) {
            trial[i] = c;
            if (c != text[i] && fits()) return found(1);
        }
        trial[i] = text[i];
        if (i + 1 == text.size()) break;
        std::swap(trial[i], trial[i + 1]);
        if (text[i] != text[i + 1] && fits()) return found(2);
        std::swap(trial[i], trial[i + 1]);
    }
    return false;
}

// Forms whose prefix the bytes begin with, and whose length they have; none of these spellings has an empty prefix.
void add_matching(Spelling spelling, Bytes bytes, Reading& reading) noexcept {
    find_form(spelling, spelling, bytes[0], [&](const Form& form) {
        if (starts_with(bytes, form.prefix) && bytes.size() == total_bytes(form)) reading.forms.add(&form);
        return false;
    });
}

bool found(std::string_view format, Reading& reading) noexcept {
    reading.format = format;
    return true;
}

bool read_byron(Bytes bytes, Reading& reading) noexcept {
    bool test = false;
    if (!is_byron(bytes, test)) return false;
    for (const Form& form : forms_of(Spelling::byron))
        if (network_of(form).is_test() == test) reading.forms.add(&form);
    return found("base58", reading);
}

bool read_ripple(std::string_view text, Reading& reading) noexcept {
    std::array<std::uint8_t, 36> bytes;
    const auto result = codec::base58_decode(text, bytes, codec::ripple_alphabet);
    const Bytes decoded{bytes.data(), result.size};
    if (result.fault != codec::Base58Fault::none) return false;
    add_matching(Spelling::ripple, decoded, reading);
    if (reading.forms.empty()) return false;
    reading.full = decoded.size() > 25;
    if (!codec::base58check_valid(decoded) || (reading.full && !read_tag(decoded, reading))) {
        reading.clear();
        return false;
    }
    return found("base58check", reading);
}

[[gnu::cold]] Diagnosis diagnose_byron(std::string_view text) noexcept {
    // What wallets have made: Icarus without attributes, Daedalus with a derivation path.
    struct Usual {
        std::string_view start;
        std::size_t length;
    };
    static constexpr Usual usual[] = {{"Ae2", 59}, {"DdzFF", 104}};
    for (const Usual& form : usual) {
        const std::size_t shared = std::min(form.start.size(), text.size());
        if (text.substr(0, shared) != form.start.substr(0, shared)) continue;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (!codec::is_base58_character(text[i])) return wrong_at(Reason::deposit_character, i);
        if (text.size() < form.length) return unfinished(form.length - text.size());
        return {.reason = text.size() > form.length ? Reason::deposit_length : Reason::deposit_checksum};
    }
    // Others are of many lengths, and only their first three bytes are known.
    constexpr std::size_t least_bytes = 43;
    constexpr std::size_t most_bytes = 86;
    if (!is_all_base58(text)) return {};
    std::uint32_t missing = 0;
    bool finished = false;
    for (std::size_t bytes = least_bytes; bytes <= most_bytes; ++bytes) {
        const Growth whole = growth(text, {.spelling = Spelling::base58check,
                                           .bytes = static_cast<std::uint8_t>(bytes - 7),
                                           .prefix = "\x82\xd8\x18"});
        finished = finished || whole.finished;
        if (whole.missing > 0 && (missing == 0 || whole.missing < missing)) missing = whole.missing;
    }
    if (finished) return {.reason = Reason::deposit_unfinished_or_mistyped};
    return missing > 0 ? unfinished(missing) : Diagnosis{};
}

// Whether the text is an address of a network of Substrate that has no row.
bool is_foreign_ss58(std::string_view text) noexcept {
    std::array<std::uint8_t, 36> bytes;
    const auto result = codec::base58_decode(text, bytes);
    return result.fault == codec::Base58Fault::none && (result.size == 35 || result.size == 36) &&
           (result.size == 36) == ((bytes[0] & 0xC0) == 0x40) && ss58_valid({bytes.data(), result.size});
}

}  // namespace

bool read_base58(std::string_view text, Reading& reading) noexcept {
    if (text.size() < shortest_text || text.size() > longest_text) return false;
    // Its addresses begin so, and those of hardly any other network; what is none is read as usual.
    const bool like_ripple = text[0] == 'r' || (text[0] == 'X' && text.size() > 40);
    if (like_ripple && read_ripple(text, reading)) return true;
    std::array<std::uint8_t, 96> bytes;
    const auto result = codec::base58_decode(text, bytes);
    if (result.fault != codec::Base58Fault::none) return false;
    const Bytes decoded{bytes.data(), result.size};
    switch (decoded.size()) {
    case 25:
    case 26:
        add_matching(Spelling::base58check, decoded, reading);
        if (!reading.forms.empty()) {
            if (codec::base58check_valid(decoded)) return found("base58check", reading);
            reading.clear();
        }
        break;
    case 32:
        for (const Form& form : forms_of(Spelling::base58)) reading.forms.add(&form);
        reading.checksum = Checksum::unknown;
        if (!codec::edwards25519_decompresses(Bytes{decoded}.first<32>())) reading.standing = Reason::deposit_off_curve;
        return found("base58", reading);
    case 35:
        add_matching(Spelling::ss58, decoded, reading);
        if (!reading.forms.empty()) {
            if (ss58_valid(decoded)) return found("ss58", reading);
            reading.clear();
        }
        break;
    default:
        if (decoded.size() > 36 && read_byron(decoded, reading)) return true;
    }
    return !like_ripple && read_ripple(text, reading);
}

Diagnosis diagnose_base58(const Network& network, Spelling spelling, std::string_view text) noexcept {
    if (spelling == Spelling::byron) return diagnose_byron(text);
    // How far the text is believable: a foreign start is another kind of text, a foreign character later a slip.
    std::size_t good = 0;
    while (good < text.size() && codec::is_base58_character(text[good])) ++good;
    bool starts_well = false;
    std::uint32_t missing = 0;
    const Form* finished = nullptr;
    for (const Form& form : forms_of(spelling)) {
        if (&network_of(form) != &network) continue;
        // Only the start is asked first: 20 characters leave room for every length and pin the version.
        const Growth start = growth(text.substr(0, good < 20 ? good : 20), form);
        starts_well = starts_well || start.missing > 0;
        if (good < text.size()) continue;
        const Growth whole = growth(text, form);
        if (whole.finished) finished = &form;
        if (whole.missing > 0 && (missing == 0 || whole.missing < missing)) missing = whole.missing;
    }
    if (spelling == Spelling::ss58 && good == text.size() && is_foreign_ss58(text))
        return {.reason = Reason::deposit_other_network};
    if (good == 0 || !starts_well) return {};
    if (good < text.size()) return wrong_at(Reason::deposit_character, good);
    if (finished != nullptr && missing > 0) {
        // One address in 23 is a character shorter than the others, so this may be whole or one short.
        Span at;
        if (checksum_size(spelling) == 4 && one_slip_away(text, *finished, at))
            return {.reason = Reason::deposit_checksum, .at = at};
        return {.reason = Reason::deposit_unfinished_or_mistyped};
    }
    if (finished != nullptr && spelling == Spelling::ripple && is_base58check(text, *finished))
        return {};  // a tag that is none
    if (finished != nullptr) return {.reason = Reason::deposit_checksum};
    if (missing > 0) return unfinished(missing);
    return {.reason = Reason::deposit_length};
}

}  // namespace countersign::deposit
