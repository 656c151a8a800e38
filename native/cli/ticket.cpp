// countersign open-ticket: what a person's device sealed for the support desk, opened with the desk's secret key.
#include <string>
#include <vector>

#include "arguments.h"
#include "codec/base64url.h"
#include "commands.h"
#include "door_context.h"
#include "failure.h"
#include "streams.h"

namespace countersign::cli {
namespace {

constexpr std::size_t longest_ticket = std::size_t{8} << 20;

std::vector<std::uint8_t> decode(std::string_view ticket) {
    std::vector<std::uint8_t> bytes(codec::base64url_decoded_size(ticket.size()));
    const auto decoded = codec::base64url_decode(ticket, bytes);
    if (ticket.empty() || !decoded.ok)
        throw Failure{"ticket", ticket.empty() ? "nothing was given"
                                               : "not base64url: one line of A-Z, a-z, 0-9, - and _, without ="};
    bytes.resize(decoded.size);
    return bytes;
}

}  // namespace

int run_open_ticket(Words words) {
    const Arguments arguments{"open-ticket", {{"--secret", "FILE"}}, words};
    arguments.at_most(1);
    const std::string_view secret_path = arguments.required("--secret");
    const std::string_view ticket = arguments.positional(0).value_or("-");
    const SecretBytes secret_key{32};
    read_secret_key(secret_path, secret_key);
    const auto sealed = decode(ticket == "-" ? read_standard_input(longest_ticket) : std::string{ticket});
    const DoorContext context;
    const std::uint8_t* opened = nullptr;
    std::uint32_t length = 0;
    context.check(countersign_open(context.get(), sealed.data(), static_cast<std::uint32_t>(sealed.size()),
                                   secret_key.data(), 32, &opened, &length),
                  "ticket");
    write_out(std::string{reinterpret_cast<const char*>(opened), length} + '\n');
    return 0;
}

}  // namespace countersign::cli
