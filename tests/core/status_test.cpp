#include "countersign/status.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "text/utf8.h"

using namespace countersign;

namespace {

bool is_well_formed(std::string_view text) {
    return text::first_invalid_utf8(text) == std::string_view::npos;
}

std::string quoted(std::string_view text) {
    Status status{StatusCode::bad_subject, "", ""};
    status.append_quoted(text);
    return std::string{status.message()};
}

}  // namespace

TEST_CASE("A status is fine until it says otherwise, and names the place and what is wrong there") {
    CHECK(Status{}.ok());
    CHECK(Status{}.message().empty());
    CHECK_FALSE(Status{StatusCode::bad_slot}.ok());
    CHECK(Status{StatusCode::bad_slot}.message() == sentence(StatusCode::bad_slot));
    const Status status{StatusCode::bad_subject, "subject.coin", "is missing"};
    CHECK(status.code() == StatusCode::bad_subject);
    CHECK(status.message() == "subject.coin: is missing");
    CHECK(Status{StatusCode::bad_subject, "", "is missing"}.message() == "is missing");
    CHECK(Status{StatusCode::bad_subject, "subject", ""}.message() == "subject");
}

TEST_CASE("Every status has a sentence, and no two the same") {
    std::set<std::string_view> sentences{sentence(StatusCode::ok)};
#define COUNTERSIGN_STATUS(number, name, NAME, words)                                                                  \
    CHECK(sentences.insert(sentence(StatusCode::name)).second);                                                        \
    CHECK(sentence(StatusCode::name).size() < 100);
#include "vocabulary/statuses.def"
#undef COUNTERSIGN_STATUS
    CHECK(sentence(static_cast<StatusCode>(-999)) == "unknown status");
}

TEST_CASE("A message that is too long ends at a character's border with an ellipsis") {
    for (const std::string piece : {"x", "é", "中", "😀"}) {
        for (std::size_t before = 0; before < 8; ++before) {
            Status status{StatusCode::bad_subject, std::string(before, '.'), ""};
            std::string all(before, '.');
            for (int i = 0; i < 300; ++i) {
                status.append(piece);
                all += piece;
                INFO(piece << " after " << before << ", " << i);
                REQUIRE(is_well_formed(status.message()));
                if (status.message() != all) {
                    REQUIRE(status.message().ends_with("…"));
                    REQUIRE(all.starts_with(status.message().substr(0, status.message().size() - 3)));
                }
            }
            CHECK(status.message().size() <= 240);
            CHECK(status.message().size() > 232);
            const std::string full{status.message()};
            status.append("more");
            CHECK(status.message() == full);
        }
        std::string once;
        for (int i = 0; i < 300; ++i) once += piece;
        const Status whole{StatusCode::bad_subject, once, "what"};
        CHECK(is_well_formed(whole.message()));
        CHECK(whole.message().ends_with("…"));
    }
}

TEST_CASE("What is quoted is short, in one line, without quotes inside, and well-formed") {
    CHECK(quoted("tronn") == "\"tronn\"");
    CHECK(quoted("") == "\"\"");
    CHECK(quoted(std::string(40, 'x')) == "\"" + std::string(40, 'x') + "\"");
    CHECK(quoted(std::string(41, 'x')) == "\"" + std::string(40, 'x') + "…\"");
    CHECK(quoted("a\"b\nc\x7f\x01") == "\"a?b?c??\"");
    CHECK(quoted("中文") == "\"中文\"");
    std::string long_text;
    for (int i = 0; i < 20; ++i) long_text += "中";
    CHECK(quoted(long_text).size() == 1 + 39 + 3 + 1);
    // Ill-formed bytes do not reach a message.
    CHECK(quoted("a\xff"
                 "b") == "\"a?b\"");
    CHECK(quoted("\xe4\xb8") == "\"??\"");
    CHECK(is_well_formed(quoted(std::string(100, '\x80'))));
    CHECK(is_well_formed(quoted(std::string(39, 'x') + "\xe4\xb8" + "x")));
}
