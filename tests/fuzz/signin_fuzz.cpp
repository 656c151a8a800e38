// For any subject of signin.status that can be read, told whatever the lines say: the end of a lock is the first instant of
// a later day of its zone; time left never grows while the monotonic clock goes on; a lock that ended stays ended; who may
// not sign in is not accepted. The other two kinds answer anything that can be read.
#include <cstdint>
#include <string>

#include "countersign/signin.h"
#include "require.h"
#include "text/civil.h"
#include "text/zones.h"
#include "vocabulary/json_read.h"
#include "vocabulary/table.h"

using namespace countersign;
using tests::require;

namespace {

template<class C>
void answer(std::string_view json, const Context& context) {
    typename C::Subject subject;
    if (!read_json(json, "subject", C::subject_type(), &subject).ok()) return;
    C check{std::move(subject), &context};
    check.run("", Moment{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Context context;
    const std::string text{reinterpret_cast<const char*>(data), size};
    const std::string_view first = std::string_view{text}.substr(0, text.find('\n'));
    answer<signin::RecoveryCheck>(first, context);
    answer<signin::GateCheck>(first, context);

    signin::StatusSubject subject;
    if (!read_json(first, "subject", signin::StatusCheck::subject_type(), &subject).ok()) return 0;
    signin::StatusCheck check{subject, &context};
    Moment now{1'781'527'680'000, 0};
    std::int64_t left = -1;
    bool ended = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (check.tell(std::string_view{text}.substr(at, end - at), now).ok()) left = -1;
        const Verdict& verdict = check.run("", now);
        const signin::StatusDetails& details = check.details();
        const bool locked = details.state == signin::AccountState::locked;
        require(details.maySignIn || verdict.outcome() != Outcome::accept, "accepted, and may not sign in");
        if (locked) require(!ended || details.maySignIn, "a lock that had ended is there again");
        ended = locked && details.maySignIn;
        if (details.remainingSeconds && left >= 0 && !ended)
            require(*details.remainingSeconds <= left, "time left has grown");
        left = details.remainingSeconds.value_or(-1);
        if (locked && details.unlockAt && !subject.unlockAt && check.status().ok()) {
            const auto zone = text::find_zone(*details.policyZone, context.table("zones")->data);
            const auto day = [&](std::int64_t ms) { return text::day_of(ms + zone->at(ms)->offset_ms); };
            require(day(details.unlockAt->ms) > day(subject.lockedAt->ms), "the lock ends on its own day");
            require(day(details.unlockAt->ms - 1) <= day(subject.lockedAt->ms), "the lock ends too late");
        }
        now.steady_ms += 7'000'000;
        at = end + 1;
    }
    return 0;
}
