#include "schema.h"

#include <limits>

#include "vocabulary/describe.h"
#include "vocabulary/json_write.h"

namespace countersign::cli {
namespace {

// JSON as a person reads it: a line for each member and element.
class Indented {
public:
    explicit Indented(Buffer& out) : out_(out) {}

    void open(char bracket) {
        out_.add(bracket);
        ++depth_;
        empty_ = true;
    }
    void close(char bracket) {
        --depth_;
        if (!empty_) new_line();
        out_.add(bracket);
        empty_ = false;
    }
    // Begins an element of a list.
    void next() {
        if (!empty_) out_.add(',');
        empty_ = false;
        new_line();
    }
    void name(std::string_view name) {
        next();
        write_text(out_, name);
        out_.add(": ");
    }
    void text(std::string_view text) { write_text(out_, text); }
    void number(std::int64_t number) { out_.add_number(number); }
    void member(std::string_view key, std::string_view text) {
        name(key);
        write_text(out_, text);
    }
    void member(std::string_view key, std::int64_t number) {
        name(key);
        out_.add_number(number);
    }
    void closed_object() {
        name("additionalProperties");
        out_.add("false");
    }

private:
    void new_line() {
        out_.add('\n');
        for (std::size_t i = 0; i < depth_; ++i) out_.add("  ");
    }

    Buffer& out_;
    std::size_t depth_ = 0;
    bool empty_ = true;
};

enum class Side { subject, details };

bool may_be_left_out(const TypeRow& type, Side side) {
    return side == Side::subject && (type.shape == Shape::optional || type.shape == Shape::list);
}

void write_type(Indented& out, const TypeRow& type, Side side);

void write_object(Indented& out, const TypeRow& type, Side side) {
    out.member("type", "object");
    out.name("properties");
    out.open('{');
    for (std::uint32_t i = 0; i < type.count; ++i) {
        out.name(type.members[i].name);
        write_type(out, *type.members[i].type, side);
    }
    out.close('}');
    out.name("required");
    out.open('[');
    for (std::uint32_t i = 0; i < type.count; ++i) {
        if (may_be_left_out(*type.members[i].type, side)) continue;
        out.next();
        out.text(type.members[i].name);
    }
    out.close(']');
    out.closed_object();
}

void write_integer(Indented& out, std::int64_t least, std::int64_t most) {
    out.member("type", "integer");
    out.member("minimum", least);
    out.member("maximum", most);
}

// The value of an HTTP header.
void write_header(Indented& out) {
    out.name("type");
    out.open('[');
    for (const std::string_view type : {"string", "integer"}) {
        out.next();
        out.text(type);
    }
    out.close(']');
}

// [offset, length] in bytes of the text.
void write_span(Indented& out) {
    out.member("type", "array");
    out.name("items");
    out.open('{');
    write_integer(out, 0, std::numeric_limits<std::uint32_t>::max());
    out.close('}');
    out.member("minItems", 2);
    out.member("maxItems", 2);
    out.member("x-countersign", "span");
}

void write_optional(Indented& out, const TypeRow& type, Side side) {
    out.name("anyOf");
    out.open('[');
    out.next();
    write_type(out, *type.element, side);
    out.next();
    out.open('{');
    out.member("type", "null");
    out.close('}');
    out.close(']');
}

void write_list(Indented& out, const TypeRow& type, Side side) {
    out.member("type", "array");
    out.name("items");
    write_type(out, *type.element, side);
    out.member("maxItems", type.count);
}

void write_choice(Indented& out, const TypeRow& type) {
    out.name("enum");
    out.open('[');
    for (std::uint32_t i = 0; i < type.count; ++i) {
        out.next();
        out.text(type.names[i]);
    }
    out.close(']');
}

void write_type(Indented& out, const TypeRow& type, Side side) {
    out.open('{');
    switch (type.shape) {
    case Shape::boolean: out.member("type", "boolean"); break;
    case Shape::integer: write_integer(out, type.least, type.most); break;
    case Shape::text: out.member("type", "string"); break;
    case Shape::choice: write_choice(out, type); break;
    case Shape::instant:
        out.member("type", "string");
        out.member("format", "date-time");
        break;
    case Shape::header: write_header(out); break;
    case Shape::span: write_span(out); break;
    case Shape::object: write_object(out, type, side); break;
    case Shape::list: write_list(out, type, side); break;
    case Shape::optional: write_optional(out, type, side); break;
    case Shape::anything: break;  // {} is the schema of any value
    }
    out.close('}');
}

}  // namespace

void write_schema(Buffer& buffer, const KindRow& kind) {
    Indented out{buffer};
    out.open('{');
    out.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out.name("$id");
    buffer.add("\"countersign:");
    buffer.add(kind.name);
    buffer.add('"');
    out.member("title", kind.name);
    out.member("type", "object");
    out.name("properties");
    out.open('{');
    out.name("subject");
    write_type(out, kind.subject(), Side::subject);
    out.name("details");
    write_type(out, kind.details(), Side::details);
    out.close('}');
    out.name("required");
    out.open('[');
    out.next();
    out.text("subject");
    out.next();
    out.text("details");
    out.close(']');
    out.closed_object();
    out.close('}');
    buffer.add('\n');
}

}  // namespace countersign::cli
