#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <new>
#include <vector>

#include "../text/ascii.h"
#include "../text/civil.h"
#include "../text/utf8.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/json_read.h"
#include "../vocabulary/table.h"
#include "breach.h"
#include "countersign/password_new.h"
#include "strength.h"

namespace countersign::password {

BOOST_DESCRIBE_ENUM(OwnKind, name, email, phone, birth_date, site, word)
BOOST_DESCRIBE_STRUCT(OwnText, (), (kind, text))
BOOST_DESCRIBE_ENUM(WordLanguage, de, es, fr, pt)
BOOST_DESCRIBE_STRUCT(NewSubject, (),
                      (context, languages, minLength, maxLength, secondFactor, minScore, compromised, breach))
BOOST_DESCRIBE_STRUCT(NewDetails, (), (codePoints, guessesLog10, score, wholeText, wordLists, lite, breachPrefix))

namespace {

struct BreachTold {
    std::string prefix;
    std::optional<std::string> suffixes;
};
BOOST_DESCRIBE_STRUCT(BreachTold, (), (prefix, suffixes))

// NIST SP 800-63B-4, 3.1.1.2.
constexpr std::int64_t least_alone = 15;
constexpr std::int64_t least_with_second_factor = 8;
constexpr std::int64_t least_limit = 64;
// Below it an attacker with the server's hashes has a fair chance.
constexpr int good_score = 3;
constexpr std::size_t least_own_units = 3;
constexpr std::size_t least_own_digits = 4;

std::u16string utf16(std::string_view text) {
    std::u16string units;
    if (text::first_invalid_utf8(text) != std::string_view::npos) return units;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint c = text::decode_code_point(text, at);
        at += c.length;
        if (c.value < 0x10000) {
            units += small_letter(static_cast<char16_t>(c.value));
        } else {
            units += static_cast<char16_t>(0xD7C0 + (c.value >> 10));
            units += static_cast<char16_t>(0xDC00 + (c.value & 0x3FF));
        }
    }
    return units;
}

// The words that a person's data gives an attacker: all of it, and its parts.
class OwnWords {
public:
    explicit OwnWords(std::vector<OwnWord>& words) : words_(words) {}

    void add(const OwnText& own) {
        kind_ = own.kind;
        if (own.kind == OwnKind::birth_date) {
            add_date(own.text);
            return;
        }
        if (own.kind == OwnKind::phone) {
            add_phone(own.text);
            return;
        }
        std::string_view text = own.text;
        // The last label of a host is nobody's own, and neither is what mail and pages begin with.
        if (own.kind == OwnKind::site)
            text = text.substr(text.find("//") == std::string_view::npos ? 0 : text.find("//") + 2);
        put(utf16(text), least_own_units);
        if (own.kind == OwnKind::site || own.kind == OwnKind::email) text = text.substr(0, text.rfind('.'));
        if (own.kind == OwnKind::email) put(utf16(text.substr(0, text.find('@'))), least_own_units);
        std::u16string part;
        for (const char16_t c : utf16(text)) {
            const bool letter = c >= 128 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (letter) {
                part += c;
                continue;
            }
            put(part, least_own_units);
            part.clear();
        }
        put(part, least_own_units);
    }

private:
    void put(const std::u16string& word, std::size_t least) {
        if (word.size() < least || word.size() > Estimator::max_units || words_.size() == Estimator::max_own_words ||
            word == u"www" || word == u"com" || word == u"mail")
            return;
        for (const OwnWord& known : words_)
            if (known.text == word) return;
        words_.push_back({word, static_cast<std::uint8_t>(kind_)});
    }
    static std::u16string digits_of(std::string_view text) {
        std::u16string digits;
        for (const char c : text)
            if (c >= '0' && c <= '9') digits += static_cast<char16_t>(c);
        return digits;
    }
    // With the country's number and without: people know their last seven to ten digits.
    void add_phone(std::string_view text) {
        const std::u16string digits = digits_of(text);
        put(digits, least_own_digits);
        for (const std::size_t size : {10U, 9U, 8U, 7U, 6U})
            if (digits.size() > size) put(digits.substr(digits.size() - size), least_own_digits);
    }
    void add_date(std::string_view text) {
        const std::u16string digits = digits_of(text);
        if (digits.size() != 8) return;
        const std::u16string year = digits.substr(0, 4);
        const std::u16string month = digits.substr(4, 2);
        const std::u16string day = digits.substr(6, 2);
        constexpr std::array<int, 3> ymd{0, 1, 2};
        constexpr std::array<int, 3> dmy{2, 1, 0};
        constexpr std::array<int, 3> mdy{1, 2, 0};
        for (const std::u16string& y : {year, year.substr(2)})
            for (const std::u16string& between :
                 {std::u16string{}, std::u16string{u"-"}, std::u16string{u"."}, std::u16string{u"/"}}) {
                for (const auto* const order : {&ymd, &dmy, &mdy}) {
                    std::u16string written;
                    for (const int part : *order) {
                        if (!written.empty()) written += between;
                        written += part == 0 ? y : part == 1 ? month : day;
                    }
                    put(written, least_own_digits);
                }
            }
        put(year, least_own_digits);
    }

    std::vector<OwnWord>& words_;
    OwnKind kind_ = OwnKind::word;
};

}  // namespace

// What judging needs beside the subject.
struct NewCheck::Strength {
    // Whether the table is there and whole.
    bool add(const Table* table) {
        if (table == nullptr) return false;
        if (!words.emplace_back().open(table->data)) {
            words.pop_back();
            return false;
        }
        versions.append(table->version);
        return true;
    }
    void add_language(WordLanguage language, const Context& context) {
        static constexpr std::string_view tables[] = {"strength-de", "strength-es", "strength-fr", "strength-pt"};
        const std::string_view name = tables[static_cast<std::size_t>(language)];
        const std::string before = versions;
        versions.append(" ").append(name.substr(name.size() - 2)).append(":");
        if (add(context.table(name))) return;
        versions = before;
        missing = true;
    }
    // English's first, then those of `languages`.
    std::vector<StrengthTable> words;
    std::string versions;
    bool missing = false;  // one of `languages`
    bool lite = false;
    std::vector<OwnWord> own;
    Estimator estimator;
    std::array<char, 16> log10{};
    BreachAnswer breach;
    std::array<char, breach_prefix_digits> prefix{};
};

struct NewCheck::Told {
    std::optional<BreachTold> breach;
    BOOST_DESCRIBE_CLASS(Told, (), (breach), (), ())
};

const TypeRow& NewCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& NewCheck::details_type() noexcept {
    return type_row<Details>;
}

Described NewCheck::described_details() const noexcept {
    return described(details_);
}

NewCheck::NewCheck(Subject subject, const Context* context)
    : Check(max_bytes), subject_(std::move(subject)), strength_(new (std::nothrow) Strength) {
    const auto wrong = [this](std::string_view place, std::string_view what) {
        refuse(Status{StatusCode::bad_subject, place, what});
    };
    if (strength_ == nullptr) {
        refuse(Status{StatusCode::out_of_memory});
        return;
    }
    if (subject_.minLength && (*subject_.minLength < 1 || *subject_.minLength > least_limit))
        wrong("subject.minLength", "must be 1 to 64");
    if (subject_.maxLength && *subject_.maxLength < least_limit)
        wrong("subject.maxLength", "must be 64 or more: NIST SP 800-63B-4, 3.1.1.2");
    if (subject_.minScore && (*subject_.minScore < 0 || *subject_.minScore > 4))
        wrong("subject.minScore", "must be 0 to 4");
    if (context != nullptr) {
        const Table* const whole = context->table("strength-en");
        strength_->lite = whole == nullptr;
        strength_->words.reserve(Estimator::most_tables);
        if (strength_->add(whole != nullptr ? whole : context->table("strength-en-lite"))) {
            std::uint32_t seen = 0;
            for (const WordLanguage language : subject_.languages) {
                const std::uint32_t bit = 1U << static_cast<unsigned>(language);
                if ((seen & bit) == 0) strength_->add_language(language, *context);
                seen |= bit;
            }
        }
    }
    if (!strength_->estimator.prepare(strength_->words.size())) {
        refuse(Status{StatusCode::out_of_memory});
        return;
    }
    OwnWords words{strength_->own};
    for (const OwnText& own : subject_.context) words.add(own);
    strength_->estimator.use(strength_->words);
    strength_->estimator.use(std::span<const OwnWord>{strength_->own});
}

NewCheck::~NewCheck() = default;

void NewCheck::clear_details() noexcept {
    details_ = {};
    if (strength_ != nullptr) strength_->prefix = {};
}

void NewCheck::judge(const Typed& typed, Moment now, Verdict& verdict) noexcept {
    for (std::size_t at = 0; at < typed.text.size(); ++details_.codePoints)
        at += text::decode_code_point(typed.text, at).length;
    const std::int64_t least =
        subject_.minLength.value_or(subject_.secondFactor.value_or(false) ? least_with_second_factor : least_alone);
    if (subject_.compromised.value_or(false)) verdict.add(Reason::password_compromised);
    if (details_.codePoints < least)
        verdict.add(Reason::password_too_short).with(least).with(least - details_.codePoints);
    if (subject_.maxLength && details_.codePoints > *subject_.maxLength)
        verdict.add(Reason::password_too_long).with(*subject_.maxLength);
    if (!typed.text.empty() && typed.text.size() == typed.other.size() &&
        sodium_memcmp(typed.text.data(), typed.other.data(), typed.text.size()) == 0)
        verdict.add(Reason::password_same_as_before);
    if (typed.text.empty()) return;
    judge_strength(typed.text, now, verdict);
    if (subject_.breach.value_or(false)) judge_breach(typed.text, verdict);
}

Status NewCheck::tell(std::string_view json, Moment) {
    Told told;
    if (Status status = read_json(json, "tell", told); !status.ok()) return status;
    const auto wrong = [](std::string_view place, std::string_view what) {
        return Status{StatusCode::bad_subject, place, what};
    };
    if (!told.breach) return wrong("tell", "must have exactly one member");
    BreachAnswer& answer = strength_->breach;
    answer.forget();
    if (!is_breach_prefix(told.breach->prefix)) return wrong("tell.breach.prefix", "must be 5 hexadecimal digits");
    if (told.breach->suffixes && !answer.take(told.breach->prefix, std::move(*told.breach->suffixes)))
        return wrong("tell.breach.suffixes", "must be lines of 35 hexadecimal digits, a colon and a number");
    return {};
}

// What cannot be chosen anyway is not asked for: with the digits of every beginning of a password it could be guessed.
void NewCheck::judge_breach(std::string_view text, Verdict& verdict) noexcept {
    for (const Finding& finding : verdict.findings())
        if (finding.grade() == Grade::stop || finding.grade() == Grade::unfinished) return;
    const BreachDigest digest{text};
    std::copy_n(digest.prefix().data(), breach_prefix_digits, strength_->prefix.data());
    details_.breachPrefix = std::string_view{strength_->prefix.data(), breach_prefix_digits};
    const BreachAnswer& answer = strength_->breach;
    if (!answer.answers(digest)) verdict.add(Reason::password_breach_unknown);
    else if (const std::int64_t times = answer.times(digest); times > 0)
        verdict.add(Reason::password_breached).with(times);
}

void NewCheck::judge_strength(std::string_view text, Moment now, Verdict& verdict) noexcept {
    Strength& strength = *strength_;
    if (strength.words.empty() || strength.missing) verdict.add(Reason::password_strength_table_missing);
    if (strength.words.empty()) return;
    details_.wordLists = strength.versions;
    details_.lite = strength.lite;
    const std::int64_t wall = std::clamp<std::int64_t>(whole_ms(now.wall_ms, false), 0, 253'402'300'799'999);
    const auto year = static_cast<int>(text::civil_from_days(wall / text::day_ms).year);
    const Estimate estimate = strength.estimator.run(text, year);
    strength.estimator.wipe();
    const int score = score_of(estimate.guesses);
    details_.score = score;
    details_.wholeText = estimate.whole;
    // "12.345"
    const std::int64_t thousandths = log10_thousandths(estimate.guesses);
    std::size_t size = strength.log10.size();
    std::int64_t rest = thousandths;
    for (int digit = 0; rest > 0 || digit < 4; ++digit) {
        if (digit == 3) strength.log10[--size] = '.';
        strength.log10[--size] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    details_.guessesLog10 = std::string_view{strength.log10.data() + size, strength.log10.size() - size};

    if (estimate.one_word)
        verdict.add(estimate.has(Pattern::own_word) ? Reason::password_only_own_words : Reason::password_common);
    constexpr auto first_own = static_cast<unsigned>(Reason::password_own_name);
    for (unsigned kind = 0; kind <= static_cast<unsigned>(OwnKind::word); ++kind)
        if ((estimate.own_kinds >> kind) % 2 != 0) verdict.add(static_cast<Reason>(first_own + kind));
    // More is to be said only of what could be chosen otherwise.
    if (estimate.one_word || verdict.find(Reason::password_too_short) != nullptr) return;
    if (subject_.minScore && score < *subject_.minScore) verdict.add(Reason::password_too_weak);
    else if (score < good_score) verdict.add(Reason::password_weak);
    if (score >= good_score) return;
    // What makes it weak.
    if (estimate.has(Pattern::sequence) || estimate.has(Pattern::word_sequence)) verdict.add(Reason::password_sequence);
    if (estimate.has(Pattern::repeat)) verdict.add(Reason::password_repeat);
    if (estimate.has(Pattern::spatial)) verdict.add(Reason::password_keyboard_walk);
    if (estimate.has(Pattern::date) || estimate.has(Pattern::year)) verdict.add(Reason::password_date);
    if (estimate.has(Pattern::replaced_word) || estimate.has(Pattern::reversed_word))
        verdict.add(Reason::password_changed_words);
}

}  // namespace countersign::password
