// Test lines: {"id"?, "subject", "text"?, "copied"?, "now"?, "events"?} in, {"id"?, …verdict} or {"id"?, "error"} out. Shared
// by both commands, so that neither parses anything itself. Not for production secrets: a line holds its text in JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "../vocabulary/buffer.h"
#include "kinds.h"

namespace countersign {

class LineRunner {
public:
    explicit LineRunner(const Context& context) noexcept : context_(context) {}

    // Judges every line of `lines` and appends as many to `out`; returns how many were bad.
    std::uint32_t run(const KindRow& kind, std::string_view lines, Moment now, Buffer& out);

private:
    struct Line;
    Status judge(const KindRow& kind, const Line& line, Moment now);
    Status play(const Line& line, Moment& now, std::string& text);

    const Context& context_;
    const KindRow* kind_ = nullptr;
    std::string subject_;
    std::unique_ptr<Check> check_;
    std::string text_, copied_;
};

}  // namespace countersign
