#include "jsonl.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "progress.h"
#include "streams.h"

namespace countersign::cli {
namespace {

constexpr std::size_t block = std::size_t{256} << 10;
constexpr std::size_t longest_line = std::size_t{4} << 20;

class Lines {
public:
    Lines(const DoorContext& context, std::string_view kind, const Arguments& arguments)
        : context_(context), kind_(kind), arguments_(arguments) {}

    // Judges whole lines and writes their verdicts. False when nobody reads them.
    bool judge(std::string_view lines) {
        const Moment now = moment_of(arguments_);
        const char* out = nullptr;
        std::uint32_t length = 0;
        const auto bad = context_.check(
            countersign_lines(context_.get(), kind_.data(), static_cast<std::uint32_t>(kind_.size()), lines.data(),
                              static_cast<std::uint32_t>(lines.size()), now.wall_ms, now.steady_ms, &out, &length));
        any_bad_ = any_bad_ || bad > 0;
        progress_.add(lines);
        return write_out({out, length});
    }
    bool refuse_long_line() {
        any_bad_ = true;
        return write_out("{\"error\":\"line: longer than 4 MiB\"}\n");
    }
    [[nodiscard]] int status() const noexcept { return any_bad_ ? 2 : 0; }

private:
    const DoorContext& context_;
    std::string_view kind_;
    const Arguments& arguments_;
    Progress progress_;
    bool any_bad_ = false;
};

}  // namespace

int run_jsonl(const DoorContext& context, std::string_view kind, const Arguments& arguments) {
    Lines lines{context, kind, arguments};
    bool open = lines.judge({});  // an unknown kind is said before the first line comes
    std::vector<char> buffer;
    std::size_t held = 0;   // bytes of a line that has not ended yet
    bool skipping = false;  // inside a line that was refused
    while (open) {
        buffer.resize(std::max(buffer.size(), std::min(held + block, longest_line + 1)));
        const std::size_t room = std::min(buffer.size() - held, block);
        const std::size_t size = read_some(standard_input, std::span{buffer}.subspan(held, room), "standard input");
        if (size == 0) break;
        const char* const fresh = buffer.data() + held;
        const void* const last = memrchr(fresh, '\n', size);
        held += size;
        if (last == nullptr) {
            if (skipping) {
                held = 0;
            } else if (held > longest_line) {
                open = lines.refuse_long_line();
                skipping = true;
                held = 0;
            }
            continue;
        }
        const std::size_t end = static_cast<std::size_t>(static_cast<const char*>(last) - buffer.data()) + 1;
        std::string_view whole{buffer.data(), end};
        if (skipping) whole.remove_prefix(whole.find('\n') + 1);
        skipping = false;
        if (!whole.empty()) open = lines.judge(whole);
        held -= end;
        std::memmove(buffer.data(), buffer.data() + end, held);
    }
    if (open && held > 0) lines.judge({buffer.data(), held});
    return lines.status();
}

}  // namespace countersign::cli
