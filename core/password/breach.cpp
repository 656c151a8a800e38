#include "breach.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "../codec/hex.h"
#include "../codec/sha1.h"

namespace countersign::password {
namespace {

constexpr std::size_t most_count_digits = 12;

char capital(char c) noexcept {
    return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
}

// The suffix and the number of the line that `rest` begins with, which is taken off; false if it is no such line.
bool read_line(std::string_view& rest, std::string_view& suffix, std::int64_t& count) noexcept {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() < breach_suffix_digits + 2 || line.size() > breach_suffix_digits + 1 + most_count_digits)
        return false;
    suffix = line.substr(0, breach_suffix_digits);
    if (!std::all_of(suffix.begin(), suffix.end(), codec::is_hex) || line[breach_suffix_digits] != ':') return false;
    count = 0;
    for (const char c : line.substr(breach_suffix_digits + 1)) {
        if (c < '0' || c > '9') return false;
        count = count * 10 + (c - '0');
    }
    return true;
}

}  // namespace

BreachDigest::BreachDigest(std::string_view text) noexcept {
    codec::Hash160 sum = codec::sha1({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    codec::hex_encode(sum, hex_);
    std::transform(hex_.begin(), hex_.end(), hex_.begin(), capital);
    sodium_memzero(sum.data(), sum.size());
}

BreachDigest::~BreachDigest() {
    sodium_memzero(hex_.data(), hex_.size());
}

bool is_breach_prefix(std::string_view text) noexcept {
    return text.size() == breach_prefix_digits && std::all_of(text.begin(), text.end(), codec::is_hex);
}

void BreachAnswer::forget() noexcept {
    prefix_.clear();
    lines_.clear();
}

bool BreachAnswer::take(std::string_view prefix, std::string lines) {
    forget();
    std::string_view rest = lines;
    std::string_view suffix;
    std::int64_t count = 0;
    do {
        if (!read_line(rest, suffix, count)) return false;
    } while (!rest.empty());
    lines_ = std::move(lines);
    prefix_.assign(prefix);
    std::transform(lines_.begin(), lines_.end(), lines_.begin(), capital);
    std::transform(prefix_.begin(), prefix_.end(), prefix_.begin(), capital);
    return true;
}

std::int64_t BreachAnswer::times(const BreachDigest& digest) const noexcept {
    std::int64_t found = 0;
    std::string_view rest = lines_;
    std::string_view suffix;
    std::int64_t count = 0;
    while (!rest.empty()) {
        if (!read_line(rest, suffix, count)) continue;
        if (sodium_memcmp(suffix.data(), digest.suffix().data(), breach_suffix_digits) == 0) found = count;
    }
    return found;
}

}  // namespace countersign::password
