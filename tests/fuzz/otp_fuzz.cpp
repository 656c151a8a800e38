// The laws of tests/core/otp_laws.h for any message, any key and any facts of a delivery; and for a session told anything: it answers, its state is read back
// as the same state, no wait is longer than its whole period, and after that wait the next send may be asked for. The
// first byte chooses the length and the alphabet; tells are the lines of the text.
#include <cstdint>
#include <string>

#include "../core/otp_laws.h"
#include "require.h"
#include "vocabulary/json_read.h"

using namespace countersign;
using tests::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto alphabet = static_cast<otp::Alphabet>(data[0] & 1);
    if (text::first_invalid_utf8(text) == std::string::npos)
        require(tests::law_of_codes(text, 3 + (data[0] >> 1) % 8, alphabet));
    if (size < 150) require(tests::law_of_keys(text, {1e12 + 7919.0 * data[0], 0}));

    std::size_t next = 0;
    require(tests::law_of_delivery(tests::delivery_facts([&](std::size_t below) {
                                       return next < text.size() ? static_cast<unsigned char>(text[next++]) % below : 0;
                                   }),
                                   {1e12, 0}));
    otp::DeliverySubject facts;
    if (read_json(text, "subject", otp::DeliveryCheck::subject_type(), &facts).ok())
        require(tests::law_of_delivery(facts, {1e12, 0}));

    otp::SessionCheck session{
        {.session = "s", .length = 6, .resend = {.seconds = {60}, .cap = 3, .windowSeconds = 600}}};
    Moment now{1e12, 0};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        static_cast<void>(session.tell(std::string_view{text}.substr(at, end - at), now));
        session.run(text, now);
        now.steady_ms += 1000;
        at = end + 1;
    }
    session.run("482910", now);
    const otp::SessionDetails& details = session.details();
    const auto& state = details.state;
    if (details.secondsLeft > 0 && !details.exhausted && details.secondsLeft > (state.periodMs + 999) / 1000)
        require("a wait longer than its period");
    if (details.secondsLeft > 0) {
        now.steady_ms += static_cast<double>(details.secondsLeft) * 1000;
        session.run("482910", now);
        if (!session.details().mayResend) require("the wait is over, and no send may be asked for");
    }
    return 0;
}
