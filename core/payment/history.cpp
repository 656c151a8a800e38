#include <algorithm>
#include <boost/describe.hpp>
#include <vector>

#include "../text/civil.h"
#include "../text/view.h"
#include "../vocabulary/canonical_json.h"
#include "../vocabulary/json_write.h"
#include "documents.h"
#include "money.h"
#include "offer.h"
#include "units.h"

namespace countersign::payment {

BOOST_DESCRIBE_ENUM(HistoryForm, json, csv)
BOOST_DESCRIBE_STRUCT(StatementLine, (), (reference, amount, currency, at))
BOOST_DESCRIBE_STRUCT(HistorySubject, (), (records, after, head, append, statement, from, until, days, exportAs))
BOOST_DESCRIBE_STRUCT(StatementMatch, (), (state, line, record, difference))
BOOST_DESCRIBE_STRUCT(HistoryDetails, (),
                      (records, intact, head, record, exported, matched, missing, duplicate, different, unknown,
                       matches))

namespace {

constexpr std::string_view no_hash = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view csv_head = "id,reference,payee,amount,currency,network,at,voucher,previous,hash\r\n";

// Days since 1970 of a date, or of the date that an instant is written with; nothing for any other text.
std::optional<std::int64_t> day_of(std::string_view text) noexcept {
    std::array<char, 20> midnight{};
    if (text.size() < 10) return {};
    std::copy_n(text.begin(), 10, midnight.begin());
    constexpr std::string_view rest = "T00:00:00Z";
    std::copy(rest.begin(), rest.end(), midnight.begin() + 10);
    const auto ms = parse_instant({midnight.data(), midnight.size()});
    if (!ms || (text.size() > 10 && !parse_instant(text))) return {};
    return static_cast<std::int64_t>(*ms) / text::day_ms;
}

// The hash of a record: SHA-256 of the RFC 8785 text of {"payment","previous"}.
Status hash_of(const HistoryPayment& payment, std::string_view previous, std::string& hash) {
    Buffer json;
    json.add("{\"payment\":");
    write_described(json, type_row<HistoryPayment>, &payment);
    json.add(",\"previous\":");
    write_text(json, previous);
    json.add('}');
    if (json.bad()) return Status{StatusCode::out_of_memory};
    Buffer canonical;
    Status status = canonical_json(json.view(), "subject", canonical);
    hash = hex_of(sum_of(canonical.view()));
    return status;
}

// A cell as RFC 4180 has it. A text that a spreadsheet would take for a formula begins with an apostrophe there.
void add_cell(Buffer& out, std::string_view text, bool is_text, char after) {
    const bool formula = is_text && text.find_first_of("=+-@\t\r") == 0;
    const bool quoted = formula || text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) out.add('"');
    if (formula) out.add('\'');
    for (const char c : text) {
        if (c == '"') out.add(c);
        out.add(c);
    }
    if (quoted) out.add('"');
    if (after == '\n') out.add('\r');
    out.add(after);
}

}  // namespace

// Follows the chain from record to record, and holds a statement against it.
class HistoryReader {
public:
    explicit HistoryReader(HistoryCheck& check) noexcept
        : check_(check), subject_(check.subject_), details_(check.details_) {}

    Status read() {
        details_.records = static_cast<std::int64_t>(subject_.records.size());
        std::string_view previous = subject_.after ? std::string_view{*subject_.after} : no_hash;
        bool head_seen = !subject_.head || *subject_.head == previous;
        for (const HistoryRecord& record : subject_.records) {
            std::string hash;
            if (const Status status = hash_of(record.payment, record.previous, hash); !status.ok()) return status;
            if (record.previous != previous || record.hash != hash) break;
            previous = record.hash;
            head_seen = head_seen || *subject_.head == previous;
            ++details_.intact;
        }
        if (details_.intact < details_.records) {
            check_.find(Reason::payment_history_changed, details_.intact + 1);
            return {};
        }
        if (!head_seen) {
            check_.find(Reason::payment_history_cut);
            return {};
        }
        details_.head = previous;
        if (subject_.append) {
            if (const Status status = append(previous); !status.ok()) return status;
        }
        if (subject_.exportAs) {
            if (const Status status = export_all(); !status.ok()) return status;
        }
        return reconcile();
    }

private:
    struct Entry {
        const HistoryPayment* payment = nullptr;
        Unit unit{};
        MachineNumber amount{};
        std::int64_t day = 0;
        bool used = false;
    };
    // What a line of the statement stands for.
    struct Line {
        const StatementLine* line = nullptr;
        std::int64_t day = 0;
        Entry* entry = nullptr;  // the payment it speaks of
        Whole amount{};          // in that payment's unit
        bool same = false;
        std::string_view state{};
    };

    // "subject.statement[3].at"
    static Status wrong(std::string_view list, std::size_t index, std::string_view what) {
        std::string place{list};
        place.append("[").append(std::to_string(index)).append("]");
        return Status{StatusCode::bad_subject, place, what};
    }

    static bool read_payment(const HistoryPayment& payment, Entry& entry) noexcept {
        const auto day = day_of(payment.at);
        entry.payment = &payment;
        entry.day = day.value_or(0);
        entry.unit = {};
        if (!day || payment.at.size() == 10 ||
            !read_unit(payment.currency, payment.coin, payment.network, entry.unit).ok() || entry.unit.code.empty())
            return false;
        entry.amount = read_amount(payment.amount, entry.unit);
        return entry.amount.reason == Reason{};
    }

    Status append(std::string_view previous) {
        const HistoryPayment& payment = *subject_.append;
        Entry entry;
        if (const Status status =
                read_unit_in("subject.append", payment.currency, payment.coin, payment.network, entry.unit);
            !status.ok())
            return status;
        if (!day_of(payment.at) || payment.at.size() == 10)
            return Status{StatusCode::bad_subject, "subject.append.at", "must be an RFC 3339 date-time"};
        if (!read_payment(payment, entry))
            return Status{StatusCode::bad_subject, "subject.append.amount", "is no amount of this currency or coin"};
        HistoryRecord record{payment, std::string{previous}, {}};
        if (Status status = hash_of(payment, previous, record.hash); !status.ok()) return status;
        Buffer canonical;
        if (Status status = canonical_described(described(record), canonical); !status.ok()) return status;
        details_.record = check_.keep(canonical.view());
        details_.head = check_.keep(record.hash);
        appended_ = &check_.appended_.emplace(std::move(record));
        return {};
    }

    Status export_record(Buffer& out, const HistoryRecord& record) {
        const HistoryPayment& payment = record.payment;
        if (*subject_.exportAs == HistoryForm::json) {
            out.add(out.view().empty() ? '[' : ',');
            return canonical_described(described(record), out);
        }
        if (out.view().empty()) out.add(csv_head);
        add_cell(out, payment.id, true, ',');
        add_cell(out, text::view_of(payment.reference), true, ',');
        add_cell(out, payment.payee, true, ',');
        add_cell(out, payment.amount, false, ',');
        add_cell(out, text::view_of(payment.coin ? payment.coin : payment.currency), true, ',');
        add_cell(out, text::view_of(payment.network), true, ',');
        add_cell(out, payment.at, true, ',');
        add_cell(out, text::view_of(payment.voucher), true, ',');
        add_cell(out, record.previous, false, ',');
        add_cell(out, record.hash, false, '\n');
        return {};
    }
    Status export_all() {
        Buffer out;
        Status status;
        for (const HistoryRecord& record : subject_.records) {
            status = export_record(out, record);
            if (!status.ok()) return status;
        }
        if (appended_ != nullptr) status = export_record(out, *appended_);
        if (!status.ok()) return status;
        if (*subject_.exportAs == HistoryForm::json) out.add(out.view().empty() ? "[]" : "]");
        else if (out.view().empty()) out.add(csv_head);
        if (out.bad()) return Status{StatusCode::out_of_memory};
        details_.exported = check_.keep(out.view());
        return {};
    }

    Status reconcile() {
        if (subject_.statement.empty() && !subject_.from && !subject_.until) return {};
        window_ = subject_.days.value_or(1);
        if (window_ < 0 || window_ > 366) return Status{StatusCode::bad_subject, "subject.days", "is out of range"};
        entries_.reserve(subject_.records.size());
        for (const HistoryRecord& record : subject_.records) {
            Entry& entry = entries_.emplace_back();
            static_cast<void>(read_payment(record.payment, entry));
        }
        std::int64_t first = std::numeric_limits<std::int64_t>::max();
        std::int64_t last = std::numeric_limits<std::int64_t>::min();
        for (const StatementLine& line : subject_.statement) {
            const auto day = day_of(line.at);
            if (!day) return wrong("subject.statement", lines_.size(), "has no date that can be read");
            if (read_number(line.amount).reason != Reason{})
                return wrong("subject.statement", lines_.size(), "has no amount that can be read");
            lines_.push_back({&line, *day, nullptr, {}, false, {}});
            first = std::min(first, *day);
            last = std::max(last, *day);
        }
        if (const Status status = bound(subject_.from, "subject.from", first); !status.ok()) return status;
        if (const Status status = bound(subject_.until, "subject.until", last); !status.ok()) return status;
        for (Line& line : lines_)
            if (line.line->reference) by_reference(line);
        for (Entry& entry : entries_) settle(entry);
        for (Line& line : lines_)
            if (line.state.empty()) by_amount(line);
        write(first, last);
        return {};
    }

    static Status bound(const std::optional<std::string>& text, std::string_view place, std::int64_t& day) {
        if (!text) return {};
        const auto read = day_of(*text);
        if (!read) return Status{StatusCode::bad_subject, place, "has no date that can be read"};
        day = *read;
        return {};
    }

    // The line's amount in the unit of a payment, if it is in that.
    static bool read_line(const StatementLine& line, const Entry& entry, Whole& amount) noexcept {
        if (entry.unit.code.empty() || entry.unit.code != line.currency || entry.amount.reason != Reason{})
            return false;
        const MachineNumber number = read_amount(line.amount, entry.unit);
        amount = number.value;
        return number.reason == Reason{};
    }

    // Several payments may have one reference (a payment and its refund): the one of the same amount, else of the same sign.
    void by_reference(Line& line) {
        for (Entry& entry : entries_) {
            Whole amount;
            if (entry.payment->reference != line.line->reference || !read_line(*line.line, entry, amount)) continue;
            const bool same = amount == entry.amount.value;
            const bool same_sign = (amount < 0) == (entry.amount.value < 0);
            if (line.entry != nullptr && !same && !(same_sign && (line.amount < 0) != (line.entry->amount.value < 0)))
                continue;
            line.entry = &entry;
            line.amount = amount;
            line.same = same;
            if (same) return;
        }
    }

    // What the lines say together that name one payment: one of its amount is it, more of that amount are duplicates; several
    // that make up its amount are its parts.
    void settle(Entry& entry) {
        Whole sum;
        std::size_t count = 0;
        bool any_same = false;
        for (const Line& line : lines_) {
            if (line.entry != &entry) continue;
            sum += line.amount;
            ++count;
            any_same = any_same || line.same;
        }
        if (count == 0) return;
        const bool parts = !any_same && sum == entry.amount.value;
        entry.used = true;
        bool first = true;
        for (Line& line : lines_) {
            if (line.entry != &entry) continue;
            if (parts) {
                line.state = "matched";
            } else if (line.same) {
                line.state = first ? "matched" : "duplicate";
                first = false;
            } else {
                line.state = "different";
            }
        }
    }

    // A line without a reference: the nearest payment of its amount that no other line stands for.
    void by_amount(Line& line) {
        std::int64_t nearest = window_;
        for (Entry& entry : entries_) {
            Whole amount;
            if (line.line->reference && entry.payment->reference) continue;  // two references that differ
            if (!read_line(*line.line, entry, amount) || amount != entry.amount.value) continue;
            const std::int64_t off = entry.day < line.day ? line.day - entry.day : entry.day - line.day;
            if (off > nearest) continue;
            const bool better = line.entry == nullptr || (line.entry->used && !entry.used) ||
                                (off < nearest && line.entry->used == entry.used);
            if (!better) continue;
            line.entry = &entry;
            if (!entry.used) nearest = off;
        }
        if (line.entry == nullptr) {
            line.state = "unknown";
            return;
        }
        line.state = line.entry->used ? "duplicate" : "matched";
        line.entry->used = true;
    }

    void write(std::int64_t first, std::int64_t last) {
        std::int64_t index = 0;
        for (const Line& line : lines_) {
            StatementMatch match{line.state, index++, {}, {}};
            if (line.entry != nullptr) match.record = line.entry - entries_.data();
            if (line.state == "different") {
                Text text;
                write_amount(text, line.amount - line.entry->amount.value, line.entry->unit);
                match.difference = check_.keep(text.view());
            }
            details_.matches.add(match);
            ++(line.state == "matched"     ? details_.matched
               : line.state == "duplicate" ? details_.duplicate
               : line.state == "different" ? details_.different
                                           : details_.unknown);
        }
        for (const Entry& entry : entries_) {
            if (entry.used || entry.day < first || entry.day > last) continue;
            details_.matches.add({"missing", {}, &entry - entries_.data(), {}});
            ++details_.missing;
        }
        const auto count = [this](Reason reason, std::int64_t number) {
            if (number > 0) check_.find(reason, number);
        };
        count(Reason::payment_statement_missing, details_.missing);
        count(Reason::payment_statement_duplicate, details_.duplicate);
        count(Reason::payment_statement_different, details_.different);
        count(Reason::payment_statement_unknown, details_.unknown);
    }

    HistoryCheck& check_;
    const HistorySubject& subject_;
    HistoryDetails& details_;
    const HistoryRecord* appended_ = nullptr;
    std::int64_t window_ = 1;
    std::vector<Entry> entries_;
    std::vector<Line> lines_;
};

const TypeRow& HistoryCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& HistoryCheck::details_type() noexcept {
    return type_row<Details>;
}

Described HistoryCheck::described_details() const noexcept {
    return described(details_);
}

HistoryCheck::HistoryCheck(Subject subject, const Context*) : subject_(std::move(subject)) {
    if (has_room(subject_.records.size() * 1024)) refuse(HistoryReader{*this}.read());
}

}  // namespace countersign::payment
