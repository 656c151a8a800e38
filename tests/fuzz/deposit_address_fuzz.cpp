// The laws of tests/core/address_laws.h for any text, any subject of a list, and any earlier copy; and: an answer
// depends on nothing that was judged before. The first byte chooses the subject; what follows a 0x1F was copied.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../core/address_laws.h"
#include "deposit/networks.h"
#include "require.h"

using namespace countersign;
using deposit::AddressCheck;
using tests::require;

namespace {

std::vector<std::unique_ptr<AddressCheck>> prepare(const Context& context) {
    // Every coin on every network, one of them with known addresses, and a coin without a network.
    std::vector<deposit::AddressSubject> subjects = {
        {.coin = "USDT"},
        {.coin = "BTC",
         .network = "bitcoin",
         .known = {{"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "a label"}, {"bc1q", {}}}},
    };
    for (const deposit::Network& network : deposit::all_networks()) {
        const std::string network_id{network.id};
        if (!network.home_coin.empty())
            subjects.push_back({.coin = std::string{network.home_coin}, .network = network_id});
        else if (deposit::lives_on("USDC", network)) subjects.push_back({.coin = "USDC", .network = network_id});
    }
    std::vector<std::unique_ptr<AddressCheck>> checks;
    checks.reserve(subjects.size());
    for (const auto& subject : subjects) checks.push_back(std::make_unique<AddressCheck>(subject, &context));
    return checks;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Context context;
    static const auto checks = prepare(context);
    static const auto others = prepare(context);
    if (size == 0) return 0;
    std::string_view rest{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::size_t cut = rest.find('\x1f');
    // Memory of their own, so that reading over an end is seen.
    const std::string text{rest.substr(0, cut)};
    const std::string copied{cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 1)};
    AddressCheck& check = *checks[data[0] % checks.size()];

    check.run(Typed{text, copied}, Moment{});
    require(tests::law_of_form(check, text));
    const std::string json = tests::verdict_json(check);
    AddressCheck& other = *others[data[0] % others.size()];
    other.run(Typed{text, copied}, Moment{});
    if (tests::verdict_json(other) != json) require("the answer depends on what was judged before");
    if (tests::words_of(check, "en", context).find_first_of("{}") != std::string::npos &&
        text.find_first_of("{}") == std::string::npos)
        require("a placeholder is left in the words");

    check.run(text, Moment{});
    require(tests::law_of_form(check, text));
    require(tests::law_of_canonical(check, text));
    require(tests::law_of_prefixes(check, text));
    require(tests::law_of_secrets(check, text, context));
    return 0;
}
