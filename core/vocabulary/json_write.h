// Writes described structs and verdict lines as JSON: no spaces, members in the order of their description, text as
// UTF-8 with only what RFC 8259 section 7 requires escaped. Equal bytes on every host.
#pragma once

#include <string_view>

#include "buffer.h"
#include "countersign/verdict.h"
#include "describe.h"

namespace countersign {

void write_text(Buffer& out, std::string_view text) noexcept;
void write_described(Buffer& out, const TypeRow& type, const void* object) noexcept;

// {"kind":…,"outcome":…,"findings":[…],"canonical":…,"details":{…}}
void write_verdict(Buffer& out, std::string_view kind, const Verdict& verdict, Described details) noexcept;
// The members of a verdict line without the braces, for lines that carry an id of their own.
void write_verdict_members(Buffer& out, std::string_view kind, const Verdict& verdict, Described details) noexcept;

}  // namespace countersign
