// What a kind takes and gives as JSON Schema (draft 2020-12), derived from the descriptions of its subject and details
// (core/vocabulary/describe.h) and nothing else. TypeScript types are made from it.
#pragma once

#include "door/kinds.h"
#include "vocabulary/buffer.h"

namespace countersign::cli {

// Writes the schema indented by two spaces, as JSON.stringify(schema, null, 2) does, and one LF. In a subject optional
// members and lists may be left out; details are always whole. A span carries "x-countersign": "span".
void write_schema(Buffer& out, const KindRow& kind);

}  // namespace countersign::cli
