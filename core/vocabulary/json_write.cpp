#include "json_write.h"

#include <cstdint>
#include <cstring>

#include "../text/eight_bytes.h"

namespace countersign {
namespace {

// RFC 8259 section 7: quotation mark, backslash, control characters.
bool needs_escape(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// Texts that cannot be read into are string_views (describe.h), which need no call to be looked at.
bool is_view(const TypeRow& type) noexcept {
    return type.shape == Shape::text && type.string == nullptr;
}

// Whether one of eight characters needs an escape.
bool needs_escapes(std::uint64_t word) noexcept {
    using text::each_byte;
    // Subtracting borrows from a byte's top bit where the byte is smaller; a borrow goes further only from such a byte.
    const auto below = [](std::uint64_t bytes, std::uint64_t limit) { return (bytes - limit * each_byte) & ~bytes; };
    return ((below(word, 0x20) | below(word ^ '"' * each_byte, 1) | below(word ^ '\\' * each_byte, 1)) &
            text::each_mark) != 0;
}

void write_span(Buffer& out, const Span& span) noexcept {
    out.add('[');
    out.add_number(span.offset);
    out.add(',');
    out.add_number(span.length);
    out.add(']');
}

void write_parameter(Buffer& out, ParameterType type, const Parameter& parameter) noexcept {
    if (is_number(type)) {
        out.add_number(parameter.number);
    } else {
        write_text(out, parameter.text);
    }
}

void write_finding(Buffer& out, const Finding& finding) noexcept {
    const ReasonRow& row = row_of(finding.reason());
    out.add("{\"reason\":");
    write_text(out, row.slug);
    out.add(",\"grade\":");
    write_text(out, name_of(finding.grade()));
    if (!finding.spans().empty()) {
        out.add(",\"at\":");
        char before = '[';
        for (const Span& span : finding.spans()) {
            out.add(before);
            write_span(out, span);
            before = ',';
        }
        out.add(']');
    }
    const std::size_t given = finding.parameters().size();
    if (const std::size_t count = given < row.parameter_count ? given : row.parameter_count; count > 0) {
        out.add(",\"params\":");
        char before = '{';
        for (std::size_t i = 0; i < count; ++i) {
            out.add(before);
            write_text(out, row.names[i]);
            out.add(':');
            write_parameter(out, row.types[i], finding.parameters()[i]);
            before = ',';
        }
        out.add('}');
    }
    out.add('}');
}

}  // namespace

void write_text(Buffer& out, std::string_view text) noexcept {
    static constexpr char hex[] = "0123456789abcdef";
    // Nearly all texts are short and need no escapes: they are copied while they are looked at.
    char* const start = out.extend(text.size() + 2);
    if (start == nullptr) return;
    start[0] = '"';
    std::size_t plain = 0;
    for (; text.size() - plain >= 8; plain += 8) {
        const std::uint64_t word = text::eight_bytes(text.data() + plain);
        if (needs_escapes(word)) break;
        std::memcpy(start + 1 + plain, &word, sizeof word);
    }
    while (plain < text.size() && !needs_escape(text[plain])) {
        start[plain + 1] = text[plain];
        ++plain;
    }
    if (plain == text.size()) {
        start[plain + 1] = '"';
        return;
    }
    out.cut(out.view().size() - 1 - (text.size() - plain));
    for (std::size_t i = plain; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out.add(text.substr(plain, i - plain));
        plain = i + 1;
        out.add('\\');
        const auto c = static_cast<unsigned char>(text[i]);
        switch (c) {
        case '"':
        case '\\': out.add(static_cast<char>(c)); break;
        case '\b': out.add('b'); break;
        case '\f': out.add('f'); break;
        case '\n': out.add('n'); break;
        case '\r': out.add('r'); break;
        case '\t': out.add('t'); break;
        default:
            out.add("u00");
            out.add(hex[c >> 4]);
            out.add(hex[c & 15]);
        }
    }
    out.add(text.substr(plain));
    out.add('"');
}

void write_described(Buffer& out, const TypeRow& type, const void* object) noexcept {
    void* const o = const_cast<void*>(object);  // rows serve the reader too; here they only look
    switch (type.shape) {
    case Shape::boolean: out.add(type.number(o) != 0 ? "true" : "false"); return;
    case Shape::integer: out.add_number(type.number(o)); return;
    case Shape::text:
        write_text(out, is_view(type) ? *static_cast<const std::string_view*>(object) : type.view(o));
        return;
    case Shape::choice: write_text(out, type.names[type.number(o)]); return;
    case Shape::instant: {
        std::array<char, 24> room;
        write_text(out, format_instant(Instant{type.number(o)}, room));
        return;
    }
    case Shape::span: write_span(out, *static_cast<const Span*>(object)); return;
    case Shape::header:
    case Shape::anything: out.add("null"); return;
    case Shape::optional:
        if (type.size(o) == 0) {
            out.add("null");
        } else {
            write_described(out, *type.element, type.item(o, 0));
        }
        return;
    case Shape::list: {
        out.add('[');
        const std::uint32_t size = type.size(o);
        const std::string_view* const views =
            is_view(*type.element) && size > 0 ? static_cast<const std::string_view*>(type.item(o, 0)) : nullptr;
        for (std::uint32_t i = 0; i < size; ++i) {
            if (i > 0) out.add(',');
            // Most of what a verdict writes are such texts; they lie side by side.
            if (views != nullptr) {
                write_text(out, views[i]);
            } else {
                write_described(out, *type.element, type.item(o, i));
            }
        }
        out.add(']');
        return;
    }
    case Shape::object:
        out.add('{');
        for (std::uint32_t i = 0; i < type.count; ++i) {
            if (i > 0) out.add(',');
            write_text(out, type.members[i].name);
            out.add(':');
            write_described(out, *type.members[i].type, type.members[i].in(o));
        }
        out.add('}');
        return;
    }
}

void write_verdict_members(Buffer& out, std::string_view kind, const Verdict& verdict, Described details) noexcept {
    out.add("\"kind\":");
    write_text(out, kind);
    out.add(",\"outcome\":");
    write_text(out, name_of(verdict.outcome()));
    out.add(",\"findings\":[");
    bool first = true;
    for (const Finding& finding : verdict.findings()) {
        if (!first) out.add(',');
        write_finding(out, finding);
        first = false;
    }
    out.add("],\"canonical\":");
    write_text(out, verdict.canonical());
    out.add(",\"details\":");
    write_described(out, *details.type, details.object);
}

void write_verdict(Buffer& out, std::string_view kind, const Verdict& verdict, Described details) noexcept {
    out.add('{');
    write_verdict_members(out, kind, verdict, details);
    out.add('}');
}

}  // namespace countersign
