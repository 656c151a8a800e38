// Base58Check addresses: a version byte, 20 bytes, 4 bytes of checksum. Which first characters and lengths a version
// byte can give follows from arithmetic: the address is one number between version·256^24 and (version+1)·256^24.
#include <array>
#include <utility>

#include "../codec/base58.h"
#include "formats.h"

namespace countersign::deposit {
namespace {

constexpr std::size_t decoded_bytes = 25;
constexpr std::size_t longest_text = 35;

// An unsigned number of 288 bits, enough for 58^35·58 and every bound below. Wraps never: callers stop in time.
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
    std::array<std::uint32_t, 9> limbs_{};
};

// How many more characters can follow until the text is an address of this version byte.
struct Growth {
    bool finished = false;      // 0 more: the text itself has the right size
    std::uint32_t missing = 0;  // the least number above 0; 0 if there is none
};

Growth growth(std::string_view text, std::uint8_t version) noexcept {
    Growth result;
    if (text.size() > longest_text) return result;
    std::size_t zeros = 0;
    while (zeros < text.size() && text[zeros] == '1') ++zeros;
    // Each leading '1' is one zero byte. Version 0 needs at least one; the others have none.
    if (version != 0 ? zeros > 0 : zeros == 0 || zeros > decoded_bytes) return result;
    if (zeros == text.size()) {
        // Nothing but '1': any number of characters may follow, and for version 0 further '1' among them.
        result.finished = zeros == decoded_bytes;
        result.missing = zeros < decoded_bytes ? 1 : 0;
        return result;
    }
    const Number least = version != 0 ? Number::byte_power(version, decoded_bytes - 1)
                                      : Number::byte_power(1, decoded_bytes - 1 - zeros);
    const Number above = version != 0 ? Number::byte_power(version + 1U, decoded_bytes - 1)
                                      : Number::byte_power(1, decoded_bytes - zeros);
    // The numbers that k more digits can make: from low = n·58^k to below high = (n+1)·58^k.
    Number low;
    for (const char c : text.substr(zeros))
        low.multiply_add(58, codec::bitcoin_alphabet.value[static_cast<std::uint8_t>(c)]);
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

bool is_address(std::string_view text, std::uint8_t& version) noexcept {
    std::array<std::uint8_t, decoded_bytes> bytes;
    const auto result = codec::base58_decode(text, bytes);
    if (result.fault != codec::Base58Fault::none || result.size != decoded_bytes || !codec::base58check_valid(bytes))
        return false;
    version = bytes[0];
    return true;
}

// Whether one changed character, or two neighbours swapped, would make it an address; `at` says where. Some 2,000 hashes.
bool one_slip_away(std::string_view text, Span& at) noexcept {
    std::array<char, longest_text> trial;
    text.copy(trial.data(), text.size());
    std::uint8_t version = 0;
    const auto fits = [&] { return is_address({trial.data(), text.size()}, version); };
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

}  // namespace

bool read_base58(std::string_view text, Reading& reading) noexcept {
    std::uint8_t found = 0;
    if (text.size() < decoded_bytes || text.size() > longest_text || !is_address(text, found)) return false;
    for (const Network& network : all_networks())
        for (const Base58Version& version : network.base58_versions())
            if (version.version == found) {
                if (reading.networks.empty()) reading.kind = version.kind;
                reading.networks.add(&network);
            }
    if (reading.networks.empty()) return false;
    reading.format = "base58check";
    return true;
}

Diagnosis diagnose_base58(const Network& network, std::string_view text) noexcept {
    // How far the text is believable: a foreign start is another kind of text, a foreign character later a slip.
    std::size_t good = 0;
    while (good < text.size() && codec::is_base58_character(text[good])) ++good;
    bool starts_well = false;
    bool finished = false;
    std::uint32_t missing = 0;
    for (const Base58Version& version : network.base58_versions()) {
        // Only the start is asked first: 20 characters leave room for every length and pin the version byte.
        const Growth start = growth(text.substr(0, good < 20 ? good : 20), version.version);
        starts_well = starts_well || start.missing > 0;
        if (good < text.size()) continue;
        const Growth whole = growth(text, version.version);
        finished = finished || whole.finished;
        if (whole.missing > 0 && (missing == 0 || whole.missing < missing)) missing = whole.missing;
    }
    if (good == 0 || !starts_well) return {.reason = Reason::deposit_not_an_address};
    if (good < text.size()) return {.reason = Reason::deposit_character, .at = {static_cast<std::uint32_t>(good), 1}};
    if (finished && missing > 0) {
        // One address in 23 is a character shorter than the others, so this may be whole or one short.
        Span at;
        if (one_slip_away(text, at)) return {.reason = Reason::deposit_checksum, .at = at};
        return {.reason = Reason::deposit_unfinished_or_mistyped};
    }
    if (finished) return {.reason = Reason::deposit_checksum};
    if (missing > 0) return {.reason = Reason::deposit_unfinished, .missing = missing};
    return {.reason = Reason::deposit_length};
}

}  // namespace countersign::deposit
