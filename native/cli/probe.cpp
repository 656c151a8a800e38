// countersign probe: the certificates a server shows, as it shows them, for connection.certificate to judge. Nothing is
// verified here, on purpose: a chain that must be refused has to be seen first.
#include <string>

#include "arguments.h"
#include "commands.h"
#include "failure.h"
#include "probe_tls.h"
#include "streams.h"
#include "vocabulary/json_write.h"

namespace countersign::cli {
namespace {

HostAndPort split(std::string_view target) {
    const std::size_t colon = target.rfind(':');
    std::string_view host = target.substr(0, colon);
    const std::string_view port = colon == std::string_view::npos ? std::string_view{} : target.substr(colon + 1);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    bool good = !host.empty() && (bracketed || host.find_first_of(":[]") == std::string_view::npos) &&
                host.find_first_of(" /@?#%\"\\") == std::string_view::npos && !port.empty() && port.size() <= 5;
    unsigned number = 0;
    for (const char c : port) {
        good = good && c >= '0' && c <= '9';
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    if (!good || number == 0 || number > 65535)
        throw Failure{"probe", "not HOST:PORT: " + quoted(target) + "; give it like example.org:443 or [::1]:443"};
    return {std::string{host}, std::string{port}};
}

void write_optional(Buffer& out, const std::string& text) {
    if (text.empty()) {
        out.add("null");
    } else {
        write_text(out, text);
    }
}

}  // namespace

int run_probe(Words words) {
    const Arguments arguments{"probe", {}, words};
    const HostAndPort target = split(arguments.required(0, "HOST:PORT"));
    arguments.at_most(1);
    const Shown shown = ask_server(target);
    Buffer out;
    out.add("{\"host\":");
    write_text(out, target.host);
    out.add(",\"chain\":");
    char before = '[';
    for (const std::string& certificate : shown.chain) {
        out.add(before);
        write_text(out, certificate);
        before = ',';
    }
    if (shown.chain.empty()) out.add('[');
    out.add("],\"stapled\":");
    write_optional(out, shown.stapled);
    out.add("}\n");
    if (out.bad()) throw std::bad_alloc{};
    write_out(out.view());
    return 0;
}

}  // namespace countersign::cli
