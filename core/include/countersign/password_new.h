// `password.new`: whether a password may be chosen. Length counts in code points, there are no rules on what characters it
// must have, and what attackers try first is refused as a whole (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, V6.2). How many
// guesses it stands against is zxcvbn-ts' estimate (core/password/strength.h). The password is a secret: it is in the input
// slot and in memory that is wiped before `run` returns; a verdict has no places, and names the kind of a person's data, never
// the data. Slot 1 may have the present password, which must not be chosen again.
//
// A list of breached passwords is asked by the host, if it wants to (`breach`): `breachPrefix` is what it sends, and only of a
// password that nothing else stands against, so that it is not sent with every key. `tell` takes the answer,
// {"breach": {"prefix": "21BD1", "suffixes": "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n…"}}, and without `suffixes` that none
// came; the next run over the same password says what it means. Until then it is unknown, which is never safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"

namespace countersign::password {

enum class OwnKind : std::uint8_t { name, email, phone, birth_date, site, word };

// What others may know of the person. A birth date is "1990-05-17"; the others are as people write them.
struct OwnText {
    OwnKind kind = OwnKind::word;
    std::string text;
};

// Whose words are known beside the English ones: table `strength-de` and so on. Portuguese is Brazil's.
enum class WordLanguage : std::uint8_t { de, es, fr, pt };

struct NewSubject {
    List<OwnText, 16> context{};
    List<WordLanguage, 4> languages{};        // of the page, and of the people who come to it
    std::optional<std::int64_t> minLength{};  // 15 if not said, 8 with a second factor
    std::optional<std::int64_t> maxLength{};  // none if not said, at least 64 if it is
    std::optional<bool> secondFactor{};       // signing in takes one
    std::optional<std::int64_t> minScore{};   // below it a password is refused, 0 to 4
    std::optional<bool> compromised{};        // there is evidence that others know the present one
    std::optional<bool> breach{};             // a list of breached passwords is asked
};

struct NewDetails {
    std::int64_t codePoints = 0;
    std::optional<std::string_view>
        guessesLog10{};                   // with three decimals: the JSON of verdicts has whole numbers alone
    std::optional<std::int64_t> score{};  // 0 to 4
    std::optional<bool> wholeText{};      // false: only a beginning was judged, since it is long or takes too much work
    std::optional<std::string_view> wordLists{};  // versions of the tables: English's, then "de:3.0.2" and so on
    bool lite = false;                            // the table was `strength-en-lite`
    // The first five digits of the password's SHA-1, with which a list of breached ones is to be asked.
    std::optional<std::string_view> breachPrefix{};
};

class NewCheck final : public Check {
public:
    using Subject = NewSubject;
    using Details = NewDetails;
    static constexpr std::size_t max_bytes = 8192;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // Lengths and scores that no policy may have are in status().
    explicit NewCheck(Subject subject, const Context* context = nullptr);
    ~NewCheck() override;

    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;

    Status tell(std::string_view json, Moment now) override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    struct Strength;
    struct Told;
    void judge_strength(std::string_view text, Moment now, Verdict& verdict) noexcept;
    void judge_breach(std::string_view text, Verdict& verdict) noexcept;

    Subject subject_;
    std::unique_ptr<Strength> strength_;
    Details details_;
};

}  // namespace countersign::password
