#include "secret_kind.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>

#include "vocabulary/describe.h"
#include "vocabulary/json_read.h"

namespace countersign::test {

BOOST_DESCRIBE_STRUCT(SecretSubject, (), (minimumLength))
BOOST_DESCRIBE_STRUCT(SecretDetails, (), (bytes, sameAsEarlier, keyEvents))

namespace {
struct SecretTell {
    std::int64_t minimumLength = 0;
};
BOOST_DESCRIBE_STRUCT(SecretTell, (), (minimumLength))
}  // namespace

const TypeRow& SecretCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& SecretCheck::details_type() noexcept {
    return type_row<Details>;
}

Described SecretCheck::described_details() const noexcept {
    return described(details_);
}

void SecretCheck::clear_details() noexcept {
    details_ = {};
    details_.keyEvents = key_events_;
}

Status SecretCheck::observe(const KeyEvent&, Moment) noexcept {
    ++key_events_;
    return {};
}

Status SecretCheck::tell(std::string_view json, Moment) {
    SecretTell tell;
    if (Status status = read_json(json, "tell", tell); !status.ok()) return status;
    subject_.minimumLength = tell.minimumLength;
    return {};
}

void SecretCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    // Lower-cased and reversed copies on the stack, as an honest check may make them: wiping must find these, too.
    std::array<char, 512> folded{};
    std::array<char, 512> turned{};
    const std::size_t size = std::min(typed.text.size(), folded.size());
    std::transform(typed.text.begin(), typed.text.begin() + static_cast<std::ptrdiff_t>(size), folded.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::reverse_copy(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(size), turned.begin());
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(turned.data()), size);
    details_.bytes = static_cast<std::int64_t>(typed.text.size());
    details_.sameAsEarlier = !typed.other.empty() && typed.other.size() == typed.text.size() &&
                             sodium_memcmp(typed.other.data(), typed.text.data(), typed.text.size()) == 0;
    if (hash[0] == 0 && hash[1] == 0 && hash[2] == 0) verdict.add(Reason::deposit_empty);  // keeps the work alive
    if (details_.bytes < subject_.minimumLength.value_or(0)) verdict.add(Reason::deposit_empty);
}

}  // namespace countersign::test
