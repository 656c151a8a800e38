// For any bytes as test lines: every line is answered by one line of JSON, in order; the number of bad ones is right; the
// same lines give the same answers again, alone or together. The first byte chooses the kind.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "door/countersign.h"
#include "vocabulary/json_read.h"

namespace {

void require(bool law) {
    if (!law) std::abort();
}

struct Answer {
    std::int32_t bad = 0;
    std::string text;
};

Answer judge(countersign_context* context, std::string_view kind, const std::string& lines) {
    const char* out = nullptr;
    std::uint32_t length = 0;
    const std::int32_t bad =
        countersign_lines(context, kind.data(), static_cast<std::uint32_t>(kind.size()), lines.data(),
                          static_cast<std::uint32_t>(lines.size()), 1.7e12, 5, &out, &length);
    require(bad >= 0);
    return {bad, std::string{out, length}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static countersign_context* const context = [] {
        countersign_context* made = nullptr;
        require(countersign_context_create(nullptr, &made) == 0);
        return made;
    }();
    if (size == 0) return 0;
    const std::string_view kind = data[0] % 2 == 0 ? "deposit.address" : "test.secret";
    const std::string lines{reinterpret_cast<const char*>(data) + 1, size - 1};
    const Answer whole = judge(context, kind, lines);
    require(judge(context, kind, lines).text == whole.text);

    std::string_view rest{lines};
    std::string_view answers{whole.text};
    std::int32_t bad = 0;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string line{rest.substr(0, end)};
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t answer_end = answers.find('\n');
        require(answer_end != std::string_view::npos);
        const std::string answer{answers.substr(0, answer_end + 1)};
        answers.remove_prefix(answer_end + 1);
        require(countersign::is_json(answer));
        const Answer alone = judge(context, kind, line);
        // An empty line is one only when another follows.
        require(line.empty() ? alone.text.empty() : alone.text == answer);
        if (line.empty()) ++bad;
        bad += alone.bad;
    }
    require(answers.empty());
    require(bad == whole.bad);
    return 0;
}
