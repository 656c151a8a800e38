#include "canonical_json.h"

#include <algorithm>
#include <list>

#include "json_cut.h"
#include "json_read.h"
#include "json_write.h"

namespace countersign {
namespace {

// Members of all objects that are open at a time.
constexpr std::size_t most_open_members = 20'000;

struct Member {
    std::string name;
    std::string_view value;
};

// UTF-8 sorts by code points. UTF-16 has those of two units (lead bytes F0 and up) before U+E000 to U+FFFF (EE, EF).
unsigned rank_of(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10U : byte;
}
bool is_before(const Member& a, const Member& b) noexcept {
    const std::size_t least = std::min(a.name.size(), b.name.size());
    for (std::size_t i = 0; i < least; ++i)
        if (a.name[i] != b.name[i]) return rank_of(a.name[i]) < rank_of(b.name[i]);
    return a.name.size() < b.name.size();
}

// Where a value stands, from the inside out.
struct Place {
    const Place* outer = nullptr;
    std::string_view name{};  // of a member
    std::size_t index = 0;    // of an element
    bool is_element = false;
};

class Writer {
public:
    Writer(std::string_view root, Buffer& out) noexcept : root_(root), out_(out) {}
    [[nodiscard]] const Status& status() const noexcept { return status_; }

    // The value is part of a well-formed text.
    bool write(std::string_view value, const Place* place) {
        switch (value.front()) {
        case '{': return write_object(value, place);
        case '[': return write_list(value, place);
        case '"': write_text(out_, json_text(value)); return true;
        case 't':
        case 'f':
        case 'n': out_.add(value); return true;
        default: return write_number(value, place);
        }
    }

private:
    bool write_number(std::string_view number, const Place* place) {
        std::int64_t value = 0;
        const auto end = std::from_chars(number.data(), number.data() + number.size(), value);
        if (end.ec != std::errc{} || end.ptr != number.data() + number.size() || value < -largest_exact ||
            value > largest_exact)
            return refuse("is not a whole number within 2^53 - 1", place);
        out_.add_number(value);
        return true;
    }
    bool write_list(std::string_view list, const Place* outer) {
        Place place{outer, {}, 0, true};
        JsonCutter cutter{list};
        static_cast<void>(cutter.take('['));
        out_.add('[');
        for (std::string_view value; cutter.value(value); ++place.index) {
            if (place.index > 0) out_.add(',');
            if (!write(value, &place)) return false;
            static_cast<void>(cutter.take(','));
        }
        out_.add(']');
        return true;
    }
    bool write_object(std::string_view object, const Place* outer) {
        std::list<Member> members;
        JsonCutter cutter{object};
        static_cast<void>(cutter.take('{'));
        for (std::string_view name; cutter.value(name);) {
            Member& member = members.emplace_back();
            member.name = json_text(name);
            static_cast<void>(cutter.take(':') && cutter.value(member.value) && cutter.take(','));
            if (++open_ > most_open_members) return refuse("has more than 20000 members", outer, StatusCode::too_large);
        }
        members.sort(is_before);
        out_.add('{');
        const Member* before = nullptr;
        for (const Member& member : members) {
            const Place place{outer, member.name, 0, false};
            if (before != nullptr && before->name == member.name) return refuse("is given twice", &place);
            if (before != nullptr) out_.add(',');
            write_text(out_, member.name);
            out_.add(':');
            if (!write(member.value, &place)) return false;
            before = &member;
        }
        out_.add('}');
        open_ -= members.size();
        return true;
    }

    void name_place(const Place* place) {
        if (place == nullptr) return;
        name_place(place->outer);
        if (!place->is_element) {
            status_.append(".");
            // A name may hold anything; one that could be mistaken for the rest of the message is quoted.
            const bool plain = std::all_of(place->name.begin(), place->name.end(), [](char c) {
                return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-';
            });
            if (plain && !place->name.empty()) status_.append(place->name);
            else status_.append_quoted(place->name);
            return;
        }
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), place->index);
        status_.append("[");
        status_.append({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
        status_.append("]");
    }
    bool refuse(std::string_view what, const Place* place, StatusCode code = StatusCode::bad_subject) {
        status_ = Status{code, root_, ""};
        name_place(place);
        status_.append(": ");
        status_.append(what);
        return false;
    }

    std::string_view root_;
    Buffer& out_;
    std::size_t open_ = 0;
    Status status_;
};

}  // namespace

Status canonical_json(std::string_view json, std::string_view root, Buffer& out) {
    if (Status status = check_json(json, root); !status.ok()) return status;
    JsonCutter cutter{json};
    std::string_view value;
    static_cast<void>(cutter.value(value));
    Writer writer{root, out};
    if (!writer.write(value, nullptr)) return writer.status();
    return out.bad() ? Status{StatusCode::out_of_memory} : Status{};
}

Status canonical_described(Described described, Buffer& out) {
    Buffer json;
    write_described(json, *described.type, described.object);
    return json.bad() ? Status{StatusCode::out_of_memory} : canonical_json(json.view(), "document", out);
}

}  // namespace countersign
