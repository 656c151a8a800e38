// One TLS handshake with a server, for what the server shows in it. probe_tls.cpp does it with OpenSSL; a build without
// OpenSSL has probe_none.cpp, which says so.
#pragma once

#include <string>
#include <vector>

namespace countersign::cli {

struct HostAndPort {
    std::string host;  // a name or an address, without brackets
    std::string port;
};

struct Shown {
    std::vector<std::string> chain;  // base64 (RFC 4648, section 4) of DER, the server's own certificate first
    std::string stapled;             // base64 of an OCSP response; empty: none
};

// Sends the name (SNI, unless it is an address), asks for a stapled OCSP response, verifies nothing, and hangs up. A
// Failure if there is no handshake within 10 seconds in all.
Shown ask_server(const HostAndPort& target);

}  // namespace countersign::cli
