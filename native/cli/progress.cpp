#include "progress.h"

#include <unistd.h>

#include <algorithm>
#include <string>

namespace countersign::cli {
namespace {

constexpr std::chrono::milliseconds silent_for{1000};
constexpr std::chrono::milliseconds between{100};

void write_error(std::string_view text) noexcept {
    static_cast<void>(!write(STDERR_FILENO, text.data(), text.size()));
}

}  // namespace

Progress::Progress() noexcept
    : watched_(isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1), next_(Clock::now() + silent_for) {}

void Progress::add(std::string_view lines) noexcept {
    if (!watched_) return;
    lines_ += static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + between;
    std::string text = std::to_string(lines_);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    write_error("\r" + text + " lines");
    shown_ = true;
}

void Progress::clear() noexcept {
    if (shown_) write_error("\r\x1B[K");  // ECMA-48: erase to the end of the line
    shown_ = false;
}

}  // namespace countersign::cli
