#include "failure.h"
#include "probe_tls.h"

namespace countersign::cli {

Shown ask_server(const HostAndPort& /*target*/) {
    throw Failure{"probe", "this countersign was built without it, because there was no OpenSSL"};
}

}  // namespace countersign::cli
