// The one form of a JSON text by RFC 8785: no white space, members sorted by the UTF-16 code units of their names, strings as
// ECMAScript writes them. It serves digests, never signatures. Holds whole numbers within ±(2^53 - 1) and refuses all others,
// names given twice (RFC 7493), and what read_json's limits refuse.
#pragma once

#include <string_view>

#include "buffer.h"
#include "countersign/status.h"
#include "describe.h"

namespace countersign {

// `root` names the whole in messages. On failure `out` holds what was written so far.
Status canonical_json(std::string_view json, std::string_view root, Buffer& out);

// A described struct in that form; what it lacks is null.
Status canonical_described(Described described, Buffer& out);

}  // namespace countersign
