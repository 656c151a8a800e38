#include "countersign/verdict.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

using namespace countersign;

namespace {

// One reason of each grade, to build verdicts from.
Reason reason_of(Grade grade) {
    for (const ReasonRow& row : all_reasons())
        if (row.grade == grade) return row.reason;
    FAIL("no reason has this grade");
    return {};
}

constexpr Grade grades[] = {Grade::info, Grade::caution, Grade::unfinished, Grade::unjudged, Grade::stop};

}  // namespace

TEST_CASE("The highest grade decides the outcome, by the table of the design") {
    CHECK(outcome_of(Grade::info) == Outcome::accept);
    CHECK(outcome_of(Grade::caution) == Outcome::caution);
    CHECK(outcome_of(Grade::unfinished) == Outcome::incomplete);
    CHECK(outcome_of(Grade::unjudged) == Outcome::unknown);
    CHECK(outcome_of(Grade::stop) == Outcome::reject);
    Verdict verdict;
    for (const Grade first : grades)
        for (const Grade second : grades)
            for (const Grade third : grades) {
                verdict.begin();
                for (const Grade grade : {first, second, third}) verdict.add(reason_of(grade));
                verdict.decide();
                CHECK(verdict.outcome() == outcome_of(std::max({first, second, third})));
            }
}

TEST_CASE("A verdict that was not decided is unknown, and one without findings accepts") {
    Verdict verdict;
    CHECK(verdict.outcome() == Outcome::unknown);
    CHECK(verdict.findings().empty());
    verdict.begin();
    CHECK(verdict.outcome() == Outcome::unknown);
    verdict.decide();
    CHECK(verdict.outcome() == Outcome::accept);
    verdict.begin();
    CHECK(verdict.outcome() == Outcome::unknown);
}

TEST_CASE("The numbers of outcomes are the command's exit statuses, and both have names") {
    const std::vector<std::pair<Outcome, std::string>> outcomes = {{Outcome::accept, "accept"},
                                                                   {Outcome::reject, "reject"},
                                                                   {Outcome::caution, "caution"},
                                                                   {Outcome::incomplete, "incomplete"},
                                                                   {Outcome::unknown, "unknown"}};
    const int numbers[] = {0, 1, 3, 4, 5};
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        CHECK(static_cast<int>(outcomes[i].first) == numbers[i]);
        CHECK(name_of(outcomes[i].first) == outcomes[i].second);
    }
    const std::string names[] = {"info", "caution", "unfinished", "unjudged", "stop"};
    for (std::size_t i = 0; i < std::size(grades); ++i) CHECK(name_of(grades[i]) == names[i]);
}

TEST_CASE("Findings stand by weight, and those of one weight in the order they were found") {
    std::vector<Reason> order;
    Verdict verdict;
    verdict.begin();
    const Reason found[] = {Reason::deposit_known,          Reason::deposit_checksum,  Reason::deposit_no_checksum,
                            Reason::deposit_network_needed, Reason::deposit_testnet,   Reason::deposit_empty,
                            Reason::deposit_space_around,   Reason::deposit_length,    Reason::deposit_future_version,
                            Reason::not_prepared,           Reason::deposit_unfinished};
    for (const Reason reason : found) verdict.add(reason);
    for (const Finding& finding : verdict.findings()) order.push_back(finding.reason());
    std::vector<Reason> expected(std::begin(found), std::end(found));
    std::stable_sort(expected.begin(), expected.end(),
                     [](Reason a, Reason b) { return row_of(a).grade > row_of(b).grade; });
    CHECK(order == expected);
    for (const Reason reason : found) CHECK(verdict.find(reason)->reason() == reason);
    CHECK(verdict.find(Reason::deposit_private_key) == nullptr);
}

TEST_CASE("Of more than 16 findings the weightiest stay") {
    Verdict verdict;
    verdict.begin();
    for (int i = 0; i < 20; ++i) verdict.add(reason_of(Grade::info)).with(std::int64_t{i});
    CHECK(verdict.findings().size() == 16);
    CHECK(verdict.findings().back().parameters()[0].number == 15);
    for (int i = 0; i < 5; ++i) verdict.add(reason_of(Grade::stop)).at(static_cast<std::size_t>(i), 1);
    REQUIRE(verdict.findings().size() == 16);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(verdict.findings()[i].grade() == Grade::stop);
        CHECK(verdict.findings()[i].spans()[0].offset == i);
    }
    CHECK(verdict.findings().back().parameters()[0].number == 10);
    for (int i = 0; i < 20; ++i) verdict.add(reason_of(Grade::stop));
    // What is left out can still be written to, and changes nothing.
    verdict.add(reason_of(Grade::caution)).at(1, 2).with("lost");
    verdict.add(reason_of(Grade::stop)).at(99, 1);
    CHECK(verdict.findings().size() == 16);
    for (const Finding& finding : verdict.findings()) {
        CHECK(finding.grade() == Grade::stop);
        CHECK((finding.spans().empty() || finding.spans()[0].offset < 99));
    }
    verdict.decide();
    CHECK(verdict.outcome() == Outcome::reject);
}

TEST_CASE("A finding holds four places and four parameters; more are left out") {
    Finding finding{Reason::deposit_wrong_network};
    CHECK(finding.grade() == Grade::stop);
    for (std::size_t i = 0; i < 9; ++i) finding.at(i, i + 1);
    REQUIRE(finding.spans().size() == 4);
    CHECK(finding.spans()[3] == Span{3, 4});
    for (int i = 0; i < 9; ++i) finding.with(std::int64_t{i});
    CHECK(finding.parameters().size() == 4);
    Finding text{Reason::deposit_wrong_network};
    text.with("tron").with(std::int64_t{7}).with("bitcoin");
    CHECK(text.parameters()[0].text == "tron");
    CHECK(text.parameters()[1].number == 7);
    CHECK(text.parameters()[2].text == "bitcoin");
}

TEST_CASE("The arena keeps copies until it is full, and begins anew") {
    Verdict verdict;
    verdict.begin();
    std::string text = "abc";
    const std::string_view kept = verdict.keep(text);
    text = "xyz";
    CHECK(kept == "abc");
    CHECK(verdict.keep("").empty());
    CHECK(verdict.keep(std::string(Verdict::arena_bytes, 'x')).empty());
    CHECK(verdict.keep(std::string(Verdict::arena_bytes - 3, 'x')).size() == Verdict::arena_bytes - 3);
    CHECK(verdict.keep("y").empty());
    CHECK(kept == "abc");
    verdict.begin();
    CHECK(verdict.keep("y") == "y");
}

TEST_CASE("A canonical text is shown only for what is accepted or cautioned") {
    for (const Grade grade : grades) {
        Verdict verdict;
        verdict.begin();
        verdict.set_canonical(verdict.keep("canonical"));
        verdict.add(reason_of(grade));
        verdict.decide();
        CHECK(verdict.canonical() == (grade == Grade::info || grade == Grade::caution ? "canonical" : ""));
    }
}

TEST_CASE("Every reason has a row of its own: number, slug, grade, parameters") {
    std::set<std::string_view> slugs;
    int last = 0;
    for (const ReasonRow& row : all_reasons()) {
        CHECK(static_cast<int>(row.reason) > last);
        last = static_cast<int>(row.reason);
        CHECK(row_of(row.reason).slug == row.slug);
        CHECK(slugs.insert(row.slug).second);
        CHECK(row.slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz.-") == std::string_view::npos);
        for (std::size_t i = 0; i < ReasonRow::max_parameters; ++i) {
            CHECK((row.types[i] != ParameterType::none) == (i < row.parameter_count));
            CHECK(row.names[i].empty() == (i >= row.parameter_count));
        }
    }
}
