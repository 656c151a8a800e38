// Plays abuses.json, row by row, each in a fresh place: `context` trusts the key "test"; `check` (deposit.address, BTC)
// and `secret` (test.secret) belong to it; `foreign` belongs to the context `elsewhere`. tests/wasm/abuse.test.mjs plays
// the same rows on the module. After each row a new check must still do its work.
//
// The words of a call, in the order of countersign.h:
//   bytes    text:T   hex:H   times:N:T   null:N (a null pointer of N bytes)   list:N:BEFORE|ITEM|AFTER (commas between)
//            nest:N:BEFORE|OPEN|INSIDE|CLOSE|AFTER
//            signed:TYPE:KEY:PAYLOAD (an envelope)   forged:TYPE:KEY:PAYLOAD (signed by another key)
//            table:NAME:VERSION:DATA   damaged:…   signed-table:…   signed-damaged:… (in an envelope)
//   others   numbers, NaN, Infinity; out and null for pointers to results; room:N for outcomes; event, event:SIZE
// `type` is no function of the door: it asks for the input and writes there.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <sstream>

#include "../core/seeded.h"
#include "../core/signing.h"
#include "door/countersign.h"
#include "vocabulary/describe.h"
#include "vocabulary/json_read.h"

using namespace countersign;

namespace {

using Words = List<std::string, 16>;

struct AbuseRow {
    std::string name;
    List<Words, 16> given;  // calls that must succeed first
    Words call;
    std::string status;  // a name of statuses.def, or "fine"
    std::optional<std::string> message;
    std::optional<std::int64_t> result;
    std::optional<std::string> output;
    std::optional<std::string> only;
    std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(AbuseRow, (), (name, given, call, status, message, result, output, only, why))

struct AbuseTable {
    std::string about;
    List<AbuseRow, 1000> rows;
};
BOOST_DESCRIBE_STRUCT(AbuseTable, (), (about, rows))

AbuseTable read_abuses() {
    std::ifstream file{COUNTERSIGN_SOURCE_FOLDER "/tests/door/abuses.json"};
    std::ostringstream text;
    text << file.rdbuf();
    AbuseTable table;
    const Status status = read_json(text.str(), "abuses", table);
    INFO(status.message());
    REQUIRE(status.ok());
    return table;
}

std::int32_t status_named(std::string_view name) {
#define COUNTERSIGN_STATUS(number, id, NAME, sentence)                                                                 \
    if (name == #id) return number;
#include "vocabulary/statuses.def"
#undef COUNTERSIGN_STATUS
    FAIL("statuses.def has no " << name);
    return 0;
}

// Memory of exactly its size, so that the sanitizer sees one byte too many.
struct Bytes {
    std::unique_ptr<std::uint8_t[]> data;
    std::uint32_t size = 0;
    [[nodiscard]] const char* text() const { return reinterpret_cast<const char*>(data.get()); }
};

Bytes exactly(std::string_view text) {
    auto data = std::make_unique<std::uint8_t[]>(text.size());
    std::copy(text.begin(), text.end(), data.get());
    return {std::move(data), static_cast<std::uint32_t>(text.size())};
}

// The first part of `text` up to `by`; `text` keeps the rest.
std::string_view cut(std::string_view& text, char by) {
    const std::size_t end = std::min(text.find(by), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

std::uint32_t to_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    REQUIRE((error == std::errc{} && end == text.data() + text.size()));
    return number;
}

double to_double(std::string_view text) {
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    return std::stod(std::string{text});
}

std::string table(std::string_view name, std::string_view version, std::string_view data, bool damaged) {
    std::string bytes = tests::make_table(name, version, data);
    if (damaged) bytes.back() = static_cast<char>(bytes.back() ^ 1);
    return bytes;
}

std::string spelled(std::string_view word) {
    const std::string_view form = cut(word, ':');
    if (form == "text") return std::string{word};
    if (form == "hex") {
        const auto bytes = tests::from_hex(word);
        return {bytes.begin(), bytes.end()};
    }
    std::string out;
    if (form == "times" || form == "nest" || form == "list") {
        const std::uint32_t count = to_number(cut(word, ':'));
        const auto repeat = [&](std::string_view part, std::string_view between = {}) {
            for (std::uint32_t i = 0; i < count; ++i) {
                if (i > 0) out += between;
                out += part;
            }
        };
        if (form == "times") {
            repeat(word);
            return out;
        }
        out += cut(word, '|');
        repeat(cut(word, '|'), form == "list" ? "," : "");
        if (form == "nest") {
            out += cut(word, '|');
            repeat(cut(word, '|'));
        }
        out += word;
        return out;
    }
    const std::string_view first = cut(word, ':');
    const std::string_view second = cut(word, ':');
    if (form == "signed") return tests::make_envelope(first, second, word, 1);
    if (form == "forged") return tests::make_envelope(first, second, word, 2);
    if (form == "table" || form == "damaged") return table(first, second, word, form == "damaged");
    if (form == "signed-table") return tests::make_envelope("table", "test", table(first, second, word, false), 1);
    if (form == "signed-damaged") return tests::make_envelope("table", "test", table(first, second, word, true), 1);
    FAIL("no such bytes: " << form);
    return {};
}

// One row's place, and the calls made there.
class Place {
public:
    Place() {
        REQUIRE(countersign_context_create(nullptr, &context_) == 0);
        REQUIRE(countersign_context_create(nullptr, &elsewhere_) == 0);
        const tests::SigningKey key{1};
        REQUIRE(countersign_trust(context_, "test", 4, key.open.data(), key.open.size()) == 0);
        checks_["check"] = prepare(context_, "deposit.address", R"({"coin":"BTC"})");
        checks_["secret"] = prepare(context_, "test.secret", "{}");
        checks_["foreign"] = prepare(elsewhere_, "deposit.address", R"({"coin":"BTC"})");
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
        countersign_context_destroy(context_);
        countersign_context_destroy(elsewhere_);
    }

    [[nodiscard]] const std::string& output() const { return output_; }
    [[nodiscard]] std::string message() const {
        std::uint32_t length = 0;
        const char* const text = countersign_message(context_, &length);
        return {text, length};
    }
    [[nodiscard]] std::int32_t good_run() const {
        static constexpr std::string_view address = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
        countersign_check* const check = prepare(context_, "deposit.address", R"({"coin":"BTC"})");
        std::uint8_t* input = nullptr;
        REQUIRE(countersign_input(check, 0, 40, &input) == 0);
        std::copy(address.begin(), address.end(), input);
        const std::int32_t outcome = countersign_run(check, static_cast<std::uint32_t>(address.size()), 0, 0, 0);
        REQUIRE(countersign_release(check) == 0);
        return outcome;
    }

    std::int32_t play(const Words& call) {
        word_ = std::next(call.begin());
        bytes_.clear();
        const std::string& name = call.front();
        const std::int32_t result = make(name);
        INFO("too many words for " << name);
        REQUIRE(word_ == call.end());
        return result;
    }

private:
    static countersign_check* prepare(countersign_context* context, std::string_view kind, std::string_view subject) {
        countersign_check* check = nullptr;
        REQUIRE(countersign_prepare(context, kind.data(), static_cast<std::uint32_t>(kind.size()), subject.data(),
                                    static_cast<std::uint32_t>(subject.size()), &check) == 0);
        return check;
    }

    const std::string& next() { return *word_++; }
    void* handle() {
        const std::string& name = next();
        if (name == "null") return nullptr;
        if (name == "context") return context_;
        if (name == "elsewhere") return elsewhere_;
        REQUIRE(checks_.count(name) == 1);
        return checks_[name];
    }
    countersign_context* context() { return static_cast<countersign_context*>(handle()); }
    countersign_check* check() { return static_cast<countersign_check*>(handle()); }
    const Bytes& bytes() {
        const std::string& word = next();
        if (word.starts_with("null:")) {
            bytes_.push_back({nullptr, to_number(std::string_view{word}.substr(5))});
        } else {
            bytes_.push_back(exactly(spelled(word)));
        }
        return bytes_.back();
    }
    std::uint32_t number() { return to_number(next()); }
    double moment() { return to_double(next()); }
    template<typename T>
    T* out(T& place) {
        const std::string& word = next();
        REQUIRE((word == "out" || word == "null"));
        return word == "out" ? &place : nullptr;
    }
    std::int32_t answer(std::int32_t result, const char* text, std::uint32_t length) {
        if (result >= 0 && text != nullptr) output_.assign(text, length);
        return result;
    }
    std::int32_t answer(std::int32_t result, const std::uint8_t* data, std::uint32_t length) {
        return answer(result, reinterpret_cast<const char*>(data), length);
    }

    std::int32_t make(std::string_view name);
    std::int32_t make_about_text(std::string_view name);

    countersign_context* context_ = nullptr;
    countersign_context* elsewhere_ = nullptr;
    std::map<std::string, countersign_check*> checks_;
    std::list<Bytes> bytes_;
    Words::const_iterator word_;
    std::string output_;
};

std::int32_t Place::make(std::string_view name) {
    std::uint8_t* input = nullptr;
    if (name == "type") {
        countersign_check* const to = check();
        const std::uint32_t slot = number();
        const Bytes& text = bytes();
        const std::int32_t result = countersign_input(to, slot, text.size, &input);
        if (result == 0) std::copy_n(text.data.get(), text.size, input);
        return result;
    }
    if (name == "context_create") {
        countersign_context* made = nullptr;
        auto* const seed = static_cast<const std::uint8_t*>(handle());
        const std::int32_t result = countersign_context_create(seed, out(made));
        countersign_context_destroy(made);
        return result;
    }
    if (name == "input") {
        countersign_check* const of = check();
        const std::uint32_t slot = number();
        const std::uint32_t capacity = number();
        const std::int32_t result = countersign_input(of, slot, capacity, out(input));
        if (result == 0) std::fill_n(input, capacity, std::uint8_t{'x'});
        return result;
    }
    if (name == "run") {
        countersign_check* const of = check();
        const std::uint32_t length0 = number();
        const std::uint32_t length1 = number();
        const double wall = moment();
        return countersign_run(of, length0, length1, wall, moment());
    }
    if (name == "run_lines") {
        countersign_check* const of = check();
        const std::uint32_t length = number();
        const double wall = moment();
        const double steady = moment();
        std::string_view room = next();
        const bool is_null = cut(room, ':') == "null";
        const std::uint32_t capacity = to_number(room);
        const auto outcomes = std::make_unique<std::uint8_t[]>(capacity);
        return countersign_run_lines(of, length, wall, steady, is_null ? nullptr : outcomes.get(), capacity);
    }
    if (name == "view") return countersign_view(check()) != nullptr ? 1 : 0;
    if (name == "observe") {
        countersign_check* const of = check();
        countersign_key_event event;
        std::memset(&event, 'x', sizeof event);
        std::string_view word = next();
        const bool is_null = word == "null";
        cut(word, ':');
        event.size = word.empty() ? static_cast<std::uint32_t>(sizeof event) : to_number(word);
        const double wall = moment();
        return countersign_observe(of, is_null ? nullptr : &event, wall, moment());
    }
    if (name == "move") {
        countersign_check* const from = check();
        const std::uint32_t offset = number();
        const std::uint32_t length = number();
        return countersign_move(from, offset, length, check());
    }
    if (name == "wipe") return countersign_wipe(check());
    if (name == "release") return countersign_release(check());
    return make_about_text(name);
}

std::int32_t Place::make_about_text(std::string_view name) {
    const char* text = nullptr;
    const std::uint8_t* data = nullptr;
    std::uint32_t length = 0;
    if (name == "message" || name == "kinds") {
        countersign_context* const of = name == "message" ? context() : nullptr;
        std::uint32_t* const size = out(length);
        text = name == "message" ? countersign_message(of, size) : countersign_kinds(size);
        return answer(0, text, length);
    }
    if (name == "verdict") {
        countersign_check* const of = check();
        const char** const place = out(text);
        const std::int32_t result = countersign_verdict(of, place, out(length));
        return answer(result, text, length);
    }
    if (name == "explain") {
        countersign_check* const of = check();
        const Bytes& language = bytes();
        const char** const place = out(text);
        const std::int32_t result = countersign_explain(of, language.text(), language.size, place, out(length));
        return answer(result, text, length);
    }
    if (name == "seal") {
        countersign_check* const of = check();
        const Bytes& key = bytes();
        const Bytes& seed = bytes();
        const std::uint8_t** const place = out(data);
        const std::int32_t result =
            countersign_seal(of, key.data.get(), key.size, seed.data.get(), seed.size, place, out(length));
        return answer(result, data, length);
    }
    if (name == "tell") {
        countersign_check* const of = check();
        const Bytes& json = bytes();
        const double wall = moment();
        return countersign_tell(of, json.text(), json.size, wall, moment());
    }
    if (name == "moment") {
        const Bytes& written = bytes();
        double both[2] = {};
        const std::string& word = next();
        return countersign_moment(written.text(), written.size, word == "out" ? both : nullptr);
    }
    countersign_context* const of = context();
    const Bytes& first = bytes();
    if (name == "trust") {
        const Bytes& key = bytes();
        return countersign_trust(of, first.text(), first.size, key.data.get(), key.size);
    }
    if (name == "load_policy") return countersign_load_policy(of, first.text(), first.size, moment());
    if (name == "load_unsigned_policy") return countersign_load_unsigned_policy(of, first.text(), first.size);
    if (name == "load_table") return countersign_load_table(of, first.data.get(), first.size);
    if (name == "prepare") {
        const Bytes& subject = bytes();
        countersign_check* made = nullptr;
        return countersign_prepare(of, first.text(), first.size, subject.text(), subject.size, out(made));
    }
    if (name == "lines") {
        const Bytes& lines = bytes();
        const double wall = moment();
        const double steady = moment();
        const char** const place = out(text);
        const std::int32_t result =
            countersign_lines(of, first.text(), first.size, lines.text(), lines.size, wall, steady, place, out(length));
        return answer(result, text, length);
    }
    if (name == "open") {
        const Bytes& key = bytes();
        const std::uint8_t** const place = out(data);
        const std::int32_t result =
            countersign_open(of, first.data.get(), first.size, key.data.get(), key.size, place, out(length));
        return answer(result, data, length);
    }
    FAIL("the door has no function " << name);
    return 0;
}

}  // namespace

TEST_CASE("Every wrong call of abuses.json is answered as the table says, and the next call works") {
    const AbuseTable table = read_abuses();
    CHECK(table.rows.size() >= 300);
    for (const AbuseRow& row : table.rows) {
        if (row.only) {
            REQUIRE(row.why);
            if (*row.only != "native") continue;
        }
        INFO(row.name);
        Place place;
        for (const Words& before : row.given) REQUIRE(place.play(before) >= 0);
        const std::int32_t result = place.play(row.call);
        const std::string message = place.message();
        if (row.status == "fine") {
            CHECK(result >= 0);
        } else {
            CHECK(result == status_named(row.status));
        }
        if (row.message) CHECK(message == *row.message);
        if (row.result) CHECK(result == *row.result);
        if (row.output) CHECK(place.output() == *row.output);
        CHECK(place.good_run() == COUNTERSIGN_ACCEPT);
        if (std::getenv("COUNTERSIGN_SHOW_ABUSES") != nullptr)
            static_cast<void>(std::fprintf(stderr, "%s\x1f%d\x1f%s\x1f%s\x1e", row.name.c_str(), result,
                                           message.c_str(), place.output().c_str()));
    }
}

TEST_CASE("Every status has its sentence, also one that there is not") {
    CHECK(std::string_view{countersign_status_sentence(0)} == "no complaint");
    CHECK(std::string_view{countersign_status_sentence(-1000)} == "unknown status");
    CHECK(std::string_view{countersign_status_sentence(1)} == "unknown status");
#define COUNTERSIGN_STATUS(number, id, NAME, sentence)                                                                 \
    CHECK(std::string_view{countersign_status_sentence(number)} == (sentence));
#include "vocabulary/statuses.def"
#undef COUNTERSIGN_STATUS
}
