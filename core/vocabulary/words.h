// Says a verdict in a person's language. The sentences live in core/words/<language>.json, are compiled into tables
// named "words-<language>", and are filled in here alone, so that every host says the same. Patterns know {name} and
// {name, plural, one {…} other {…}} with # for the number (the forms of CLDR's plural rules).
#pragma once

#include <string_view>

#include "buffer.h"
#include "countersign/context.h"
#include "describe.h"

namespace countersign {

// Writes a headline line, then for each finding one line "sentence<TAB>next step" (the step may be empty), each ended by
// LF. `language` is a BCP 47 tag: "en-GB" finds "en", "zh", "zh-CN" and "zh-SG" find "zh-Hans".
Status explain(Buffer& out, std::string_view language, std::string_view kind, const Verdict& verdict, Described details,
               const Context& context) noexcept;

}  // namespace countersign
