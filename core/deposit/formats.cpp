#include "formats.h"

#include <array>
#include <utility>

namespace countersign::deposit {

bool read(std::string_view text, Reading& reading) noexcept {
    return read_evm(text, reading) || read_segwit(text, reading) || read_base58(text, reading);
}

Diagnosis diagnose(const Network& network, std::string_view text) noexcept {
    if (network.family == Family::evm) return diagnose_evm(text);
    if (begins_like_segwit(text, network)) return diagnose_segwit(network, text);
    return diagnose_base58(network, text);
}

bool one_slip_away(std::string_view text, std::size_t start, std::string_view characters, Span& at,
                   bool (*fits)(std::string_view text)) noexcept {
    std::array<char, 128> trial;
    if (text.size() > trial.size()) return false;
    text.copy(trial.data(), text.size());
    const std::string_view tried{trial.data(), text.size()};
    for (std::size_t i = start; i < text.size(); ++i) {
        const auto found = [&](std::uint32_t length) {
            at = {static_cast<std::uint32_t>(i), length};
            return true;
        };
        for (const char c : characters) {
            trial[i] = c;
            if (c != text[i] && fits(tried)) return found(1);
        }
        trial[i] = text[i];
        if (i + 1 == text.size() || text[i] == text[i + 1]) continue;
        std::swap(trial[i], trial[i + 1]);
        if (fits(tried)) return found(2);
        std::swap(trial[i], trial[i + 1]);
    }
    return false;
}

}  // namespace countersign::deposit
