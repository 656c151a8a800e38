#include "formats.h"

namespace countersign::deposit {

bool read(std::string_view text, Reading& reading) noexcept {
    return read_evm(text, reading) || read_segwit(text, reading) || read_base58(text, reading);
}

Diagnosis diagnose(const Network& network, std::string_view text) noexcept {
    if (network.family == Family::evm) return diagnose_evm(text);
    if (begins_like_segwit(text, network)) return diagnose_segwit(network, text);
    return diagnose_base58(network, text);
}

}  // namespace countersign::deposit
