// The commands that show what this build holds: kinds, schema, words, version.
#include <string>

#include "arguments.h"
#include "commands.h"
#include "door/countersign.h"
#include "embedded.h"
#include "failure.h"
#include "schema.h"
#include "streams.h"

namespace countersign::cli {

int run_kinds(Words words) {
    const Arguments arguments{"kinds", {}, words};
    arguments.at_most(0);
    std::uint32_t length = 0;
    const char* const names = countersign_kinds(&length);
    write_out({names, length});
    return 0;
}

int run_schema(Words words) {
    const Arguments arguments{"schema", {}, words};
    const std::string_view name = arguments.required(0, "KIND");
    arguments.at_most(1);
    const KindRow* const kind = find_kind(name);
    if (kind == nullptr) throw Failure{"schema", "there is no kind " + quoted(name) + "; countersign kinds lists them"};
    Buffer out;
    write_schema(out, *kind);
    if (out.bad()) throw std::bad_alloc{};
    write_out(out.view());
    return 0;
}

int run_words(Words words) {
    const Arguments arguments{"words", {}, words};
    const std::string_view language = arguments.required(0, "LANGUAGE");
    arguments.at_most(1);
    const auto file = find_file(embedded_words(), language);
    if (file) {
        write_out(*file);
        return 0;
    }
    std::string known;
    for (const EmbeddedFile& other : embedded_words()) known.append(known.empty() ? "" : ", ").append(other.name);
    throw Failure{"words", "there are none for " + quoted(language) + ", only for " + known};
}

int run_version(Words words) {
    const Arguments arguments{"version", {}, words};
    arguments.at_most(0);
    write_out(std::string{"countersign "} + countersign_version() + '\n');
    return 0;
}

}  // namespace countersign::cli
