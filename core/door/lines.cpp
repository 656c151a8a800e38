#include "lines.h"

#include <array>
#include <optional>

#include "../text/utf8.h"
#include "../vocabulary/json_cut.h"
#include "../vocabulary/json_read.h"
#include "../vocabulary/json_write.h"
#include "key_event.h"

namespace countersign {
namespace {

// One member of a JSON object, its value as raw bytes.
struct Member {
    std::string_view name;
    std::string_view value;
};

Status bad_line(std::string_view what) noexcept {
    return Status{StatusCode::bad_json, "line", what};
}

// Cuts an object into the members named, each at most once. Values stay raw; a missing one stays empty.
Status cut_object(std::string_view text, std::span<Member> members) noexcept {
    JsonCutter cutter{text};
    if (!cutter.take('{')) return bad_line("not a JSON object");
    if (cutter.take('}')) return cutter.at_end() ? Status{} : bad_line("more text after the object");
    do {
        std::string_view name;
        std::string_view value;
        if (!cutter.name(name) || !cutter.take(':') || !cutter.value(value)) return bad_line("not well-formed JSON");
        Member* found = nullptr;
        for (Member& member : members)
            if (member.name == name) found = &member;
        if (found == nullptr || !found->value.empty()) {
            Status status = bad_line(found == nullptr ? "unknown name " : "given twice: ");
            status.append_quoted(name);
            return status;
        }
        found->value = value;
    } while (cutter.take(','));
    if (!cutter.take('}') || !cutter.at_end()) return bad_line("not well-formed JSON");
    return {};
}

Status read_text(std::string_view json, std::string_view place, std::string& out) {
    out.clear();
    return read_json(json, place, type_row<std::string>, &out);
}

Status read_now(std::string_view json, Moment& now) noexcept {
    if (json.empty()) return {};
    const auto moment = is_json(json) ? parse_moment(json) : std::nullopt;
    if (!moment)
        return Status{StatusCode::bad_moment, "now", "not an instant, milliseconds or {\"wall\":…,\"steady\":…}"};
    now = *moment;
    return {};
}

}  // namespace

struct LineRunner::Line {
    std::string_view subject, text, copied, now, events;
};

// Plays the events in their order; `now` and `text` end up as the last event left them.
Status LineRunner::play(const Line& line, Moment& now, std::string& text) {
    JsonCutter cutter{line.events};
    if (!is_json(line.events) || !cutter.take('[')) return bad_line("events must be a list");
    if (cutter.take(']')) return {};
    do {
        std::string_view event;
        if (!cutter.value(event)) return bad_line("events must be a list");
        std::array<Member, 4> members = {{{"tell", {}}, {"observe", {}}, {"text", {}}, {"now", {}}}};
        const auto& [tell, observe, typed, when] = members;
        if (Status status = cut_object(event, members); !status.ok()) return status;
        if (Status status = read_now(when.value, now); !status.ok()) return status;
        const int given =
            (tell.value.empty() ? 0 : 1) + (observe.value.empty() ? 0 : 1) + (typed.value.empty() ? 0 : 1);
        if (given != 1) return bad_line("an event is one of tell, observe and text");
        if (!tell.value.empty()) {
            if (Status status = check_->tell(tell.value, now); !status.ok()) return status;
        } else if (!observe.value.empty()) {
            KeyEventText described;
            if (Status status = read_json(observe.value, "observe", described); !status.ok()) return status;
            if (Status status = check_->observe(described.event(), now); !status.ok()) return status;
        } else {
            if (Status status = read_text(typed.value, "text", text); !status.ok()) return status;
            check_->run(Typed{text, {}, text}, now);
        }
    } while (cutter.take(','));
    return {};
}

Status LineRunner::judge(const KindRow& kind, const Line& line, Moment now) {
    const std::string_view subject = line.subject.empty() ? std::string_view{"{}"} : line.subject;
    // Events change a check, so such a line has one of its own; so does each line of a kind with a state.
    const bool keep = line.events.empty() && !kind.has(stateful);
    if (!keep || check_ == nullptr || kind_ != &kind || subject_ != subject) {
        Status status;
        check_ = kind.prepare(subject, context_, status);
        if (!status.ok()) return status;
        kind_ = &kind;
        subject_ = subject;
    }
    text_.clear();
    copied_.clear();
    if (!line.events.empty())
        if (Status status = play(line, now, text_); !status.ok()) return status;
    if (Status status = read_now(line.now, now); !status.ok()) return status;
    if (!line.text.empty()) {
        if (!kind.has(takes_text)) return Status{StatusCode::bad_slot, "text", "this kind takes no text"};
        if (Status status = read_text(line.text, "text", text_); !status.ok()) return status;
    }
    if (!line.copied.empty()) {
        if (!kind.has(second_slot)) return Status{StatusCode::bad_slot, "copied", "this kind takes no second text"};
        if (Status status = read_text(line.copied, "copied", copied_); !status.ok()) return status;
    }
    check_->run(Typed{text_, copied_, text_}, now);
    return {};
}

std::uint32_t LineRunner::run(const KindRow& kind, std::string_view lines, Moment now, Buffer& out) {
    std::uint32_t bad = 0;
    while (!lines.empty()) {
        const std::size_t end = text::place_of(lines, '\n');
        const std::string_view one = lines.substr(0, end);
        lines.remove_prefix(end < lines.size() ? end + 1 : end);
        std::array<Member, 6> members = {
            {{"id", {}}, {"subject", {}}, {"text", {}}, {"copied", {}}, {"now", {}}, {"events", {}}}};
        Status status = cut_object(one, members);
        std::string_view id = members[0].value;
        if (status.ok() && !id.empty() && !is_json(id)) status = bad_line("the id is not well-formed JSON");
        const Line line{members[1].value, members[2].value, members[3].value, members[4].value, members[5].value};
        const bool has_id = !id.empty() && (status.ok() || is_json(id));
        if (status.ok()) status = judge(kind, line, now);
        const bool changed = !line.events.empty() || kind.has(stateful);
        out.add('{');
        if (has_id) {
            out.add("\"id\":");
            out.add(id);
            out.add(',');
        }
        if (status.ok()) {
            write_verdict_members(out, kind.name, check_->verdict(), check_->described_details());
        } else {
            ++bad;
            out.add("\"error\":");
            write_text(out, status.message());
        }
        out.add("}\n");
        if (changed || !status.ok()) check_.reset();  // the next line must not see what events did to this one
    }
    return bad;
}

}  // namespace countersign
