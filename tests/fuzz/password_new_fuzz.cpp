// For any text: the verdict of password.new keeps the laws of tests/core/password_new_laws.h (no words and no places of it, a
// score that fits its guesses), the same text has the same verdict whatever was judged before, what is asked for more strictly
// is never accepted sooner, without an answer of a list that is to be asked nothing is accepted, and the work stays within its
// bound, with the words of several languages, too. Any table, however damaged, is read within its bounds, alone and beside
// another one. The first byte chooses the subject.
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "../core/password_new_laws.h"
#include "password/breach.h"
#include "password/strength.h"
#include "require.h"

using namespace countersign;
using namespace countersign::password;
using tests::require;

namespace {

NewSubject subject_of(unsigned number, bool strict) {
    NewSubject subject;
    if ((number & 1) != 0) subject.secondFactor = true;
    if ((number & 2) != 0) subject.context.push_back({OwnKind::name, "Ann Miller"});
    if ((number & 4) != 0) subject.context.push_back({OwnKind::birth_date, "1990-05-17"});
    if ((number & 8) != 0) subject.maxLength = 64;
    if (strict) subject.minScore = 4;
    return subject;
}

// Preparing counts through the table, so each subject's check is prepared once.
NewCheck& check_of(unsigned number, bool strict, bool listed) {
    static const Context context;
    static std::array<std::unique_ptr<NewCheck>, 64> checks;
    std::unique_ptr<NewCheck>& check = checks[number % 16 + (strict ? 16 : 0) + (listed ? 32 : 0)];
    if (check == nullptr) {
        NewSubject subject = subject_of(number, strict);
        if (listed) subject.breach = true;
        check = std::make_unique<NewCheck>(std::move(subject), &context);
    }
    return *check;
}

NewCheck& check_of_languages() {
    static const Context context;
    static NewCheck check{{.languages = {WordLanguage::de, WordLanguage::fr, WordLanguage::es, WordLanguage::pt}},
                          &context};
    return check;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr Moment now{1.78e12, 0};
    const std::string text{reinterpret_cast<const char*>(data + 1), size - 1};
    NewCheck& check = check_of(*data, false, false);
    check.run(text, now);
    require(tests::law_of_new_password(check));
    const std::string line = tests::line_of(check);
    check.run("something else", now);
    check.run(text, now);
    require(tests::line_of(check) == line ? "" : "another verdict");
    NewCheck& strict = check_of(*data, true, false);
    require(strict.run(text, now).outcome() == Outcome::accept && check.verdict().outcome() != Outcome::accept
                ? "asked for more, and accepted sooner"
                : "");

    NewCheck& asked = check_of(*data, false, true);
    require(asked.tell(R"({"breach":{"prefix":"00000"}})", now).ok() ? "" : "that no answer came is not taken");
    require(asked.run(text, now).outcome() == Outcome::accept ? "accepted without an answer" : "");
    const bool told = asked.tell(text, now).ok();
    require(asked.run(text, now).outcome() == Outcome::accept && !told ? "accepted by what is no answer" : "");
    BreachAnswer answer;
    const BreachDigest digest{text};
    const bool taken = answer.take(digest.prefix(), text);
    require(answer.answers(digest) == taken && answer.times(digest) >= 0 ? "" : "an answer that is none");
    const std::string more = text + (text.ends_with('\n') ? "" : "\n") + std::string{digest.suffix()} + ":7";
    require(!taken || answer.take(digest.prefix(), more) ? "" : "one more line is refused");
    require(!taken || answer.times(digest) == 7 ? "" : "its own line is not found");

    NewCheck& several = check_of_languages();
    several.run(text, now);
    require(tests::law_of_new_password(several));

    std::array<StrengthTable, 2> tables;
    if (tables[1].open({data, size})) {
        Estimator estimator;
        if (!estimator.prepare(tables.size())) return 0;
        for (const std::size_t from : {0U, 1U}) {
            estimator.use(std::span<const StrengthTable>{tables}.subspan(from));
            static_cast<void>(estimator.run("correct horse", 2026));
            require(estimator.work() < 2 * Estimator::most_work ? "" : "too much work");
            estimator.wipe();
        }
    }
    return 0;
}
