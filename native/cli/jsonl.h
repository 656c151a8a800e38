// countersign check KIND --jsonl: a line in, a line out, in order, for address books of any size. Memory stays bounded:
// whole lines are judged as they come, up to about 256 KiB at a time, and a line over 4 MiB is one error line.
#pragma once

#include <string_view>

#include "door_context.h"

namespace countersign::cli {

// Reads standard input to its end, or until nobody reads standard output. 0, or 2 if any line was bad.
int run_jsonl(const DoorContext& context, std::string_view kind, const Arguments& arguments);

}  // namespace countersign::cli
