// Whether a password is in a list of breached ones, without telling anybody which one is asked for (k-anonymity, as the range
// search of Have I Been Pwned has it: haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange): the first 5 hexadecimal
// digits of its SHA-1 go out, and what comes back are the other 35 of all that begin so, with a number each. The digest
// itself stays here and is wiped; the host asks. SHA-1 is the list's choice and keeps no secret.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace countersign::password {

inline constexpr std::size_t breach_prefix_digits = 5;
inline constexpr std::size_t breach_suffix_digits = 35;

// The SHA-1 of a password in hexadecimal, in capitals. Wiped when its use ends.
class BreachDigest {
public:
    explicit BreachDigest(std::string_view text) noexcept;
    BreachDigest(const BreachDigest&) = delete;
    BreachDigest& operator=(const BreachDigest&) = delete;
    ~BreachDigest();
    [[nodiscard]] std::string_view prefix() const noexcept { return {hex_.data(), breach_prefix_digits}; }
    [[nodiscard]] std::string_view suffix() const noexcept {
        return {hex_.data() + breach_prefix_digits, breach_suffix_digits};
    }

private:
    std::array<char, breach_prefix_digits + breach_suffix_digits> hex_{};
};

// The answer of a list for one prefix.
class BreachAnswer {
public:
    // Lines "SUFFIX:COUNT", of which there must be one at least; anything else is taken for no answer. False then.
    bool take(std::string_view prefix, std::string lines);
    void forget() noexcept;
    [[nodiscard]] bool answers(const BreachDigest& digest) const noexcept { return prefix_ == digest.prefix(); }
    // How often the list has the password. Lines whose number is 0 only pad the answer. All of it is gone through, whatever
    // there is, so that how long it takes says nothing.
    [[nodiscard]] std::int64_t times(const BreachDigest& digest) const noexcept;

private:
    std::string prefix_;  // empty: there is no answer
    std::string lines_;
};

// Five hexadecimal digits.
bool is_breach_prefix(std::string_view text) noexcept;

}  // namespace countersign::password
