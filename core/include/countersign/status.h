// A status: what the calling program did wrong. What the person did is never a status but a finding in a verdict.
// The message names the place (`subject.network: unknown network "tronn"`) and never holds a secret: text from the
// input slots does not reach it. Nothing here allocates.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace countersign {

enum class StatusCode : std::int32_t {
    ok = 0,
#define COUNTERSIGN_STATUS(number, name, NAME, sentence) name = (number),
#if __has_include("statuses.def")
#include "statuses.def"  // installed beside this header
#else
#include "../../vocabulary/statuses.def"
#endif
#undef COUNTERSIGN_STATUS
};

// The fixed sentence of a status, without a place. Never empty.
std::string_view sentence(StatusCode code) noexcept;

class Status {
public:
    Status() = default;
    explicit Status(StatusCode code) noexcept : code_(code) { append(sentence(code)); }
    Status(StatusCode code, std::string_view place, std::string_view what) noexcept : code_(code) {
        append(place);
        if (!place.empty() && !what.empty()) append(": ");
        append(what);
    }

    [[nodiscard]] bool ok() const noexcept { return code_ == StatusCode::ok; }
    [[nodiscard]] StatusCode code() const noexcept { return code_; }
    [[nodiscard]] std::string_view message() const noexcept { return {text_.data(), length_}; }

    // Adds to the message; what does not fit is left out at a character's border and marked with "…".
    void append(std::string_view more) noexcept;
    // Adds `more` in double quotes, control characters and quotes replaced by '?', at most 40 bytes of it.
    void append_quoted(std::string_view more) noexcept;

private:
    StatusCode code_ = StatusCode::ok;
    bool full_ = false;
    std::uint32_t length_ = 0;
    std::array<char, 240> text_{};
};

}  // namespace countersign
