// Many texts near addresses: an input is the seed of a thousand, each some slips away from an address of the vectors, from
// the one before, or from the input itself. Each is judged for a coin of the list, in memory that ends where it ends,
// and must be answered by the laws of form and of canonical texts, as a check answers that judged nothing before it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../core/address_laws.h"
#include "../core/address_vectors.h"
#include "../core/seeded.h"
#include "deposit/networks.h"
#include "require.h"

using namespace countersign;
using deposit::AddressCheck;
using tests::require;
using tests::Seeded;

namespace {

constexpr int texts_of_an_input = 1000;

struct Base {
    std::string text;
    std::size_t subject;  // of the list of checks
};

struct Supply {
    std::vector<std::unique_ptr<AddressCheck>> checks, others;
    std::vector<Base> bases;

    Supply() {
        for (const deposit::Network& network : deposit::all_networks())
            for (const std::string_view coin : {network.home_coin, std::string_view{"USDT"}}) add(coin, network.id);
        for (const tests::VectorRow& row : tests::read_address_vectors().rows) {
            if (row.outcome != "accept" && row.outcome != "caution") continue;
            auto check = std::make_unique<AddressCheck>(row.subject.subject());
            if (!tests::is_acceptable(check->run(row.text, Moment{}))) continue;
            bases.push_back({row.text, checks.size()});
            checks.push_back(std::move(check));
            others.push_back(std::make_unique<AddressCheck>(row.subject.subject()));
        }
        require(bases.size() >= 100, "the vectors hold too few addresses");
    }

private:
    void add(std::string_view coin, std::string_view network) {
        const deposit::AddressSubject subject{.coin = std::string{coin}, .network = std::string{network}};
        auto check = std::make_unique<AddressCheck>(subject);
        if (coin.empty() || !check->status().ok()) return;
        checks.push_back(std::move(check));
        others.push_back(std::make_unique<AddressCheck>(subject));
    }
};

// What hands, keyboards, clipboards and chats do to an address, and what nobody does.
void slip(std::string& text, Seeded& random, std::string_view other) {
    static constexpr std::string_view inserted[] = {
        " ", "\n", "\xE2\x80\x8B", "\xC2\xA0", "\xD0\x90", "\xEF\xBC\x91", ":", "0x", "1", "?", "\xFF", "\xE2\x80"};
    const std::size_t at = random.below(text.size() + 1);
    if (text.empty()) text = other;
    char& here = text[std::min(at, text.size() - 1)];
    switch (random.below(12)) {
    case 0:
    case 1: here = static_cast<char>('!' + random.below(94)); break;
    case 2: here = other[random.below(other.size())]; break;
    case 3: here = static_cast<char>(here ^ 0x20); break;
    case 4: std::swap(here, text[random.below(text.size())]); break;
    case 5:
        if (at + 1 < text.size()) std::swap(text[at], text[at + 1]);
        break;
    case 6: text.erase(at, 1 + random.below(3)); break;
    case 7: text.insert(at, inserted[random.below(std::size(inserted))]); break;
    case 8: text.insert(at, text.substr(0, random.below(8))); break;
    case 9: text = text.substr(0, at).append(other, std::min(at, other.size())); break;
    case 10: text.resize(at); break;
    default: here = static_cast<char>(random.byte()); break;
    }
    if (text.size() > 300) text.resize(300);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Supply supply;
    std::uint64_t seed = size;
    for (std::size_t i = 0; i < size; ++i) seed = (seed ^ data[i]) * 0x100000001b3;
    Seeded random{seed};
    std::string text{reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 300)};
    std::size_t subject = random.below(supply.checks.size());
    for (int i = 0; i < texts_of_an_input; ++i) {
        const Base& base = supply.bases[random.below(supply.bases.size())];
        if (i % 4 == 0 && i != 0) text = base.text;
        if (i % 8 == 0) subject = random.below(4) == 0 ? random.below(supply.checks.size()) : base.subject;
        if (i != 0) slip(text, random, base.text);

        // Memory of its own and no more, so that reading over the end is seen.
        const std::vector<char> exact(text.begin(), text.end());
        const std::string_view view{exact.data(), exact.size()};
        AddressCheck& check = *supply.checks[subject];
        check.run(view, Moment{});
        require(tests::law_of_form(check, view));
        if (random.below(16) == 0) {
            AddressCheck& other = *supply.others[subject];
            other.run(view, Moment{});
            require(tests::verdict_json(check) == tests::verdict_json(other),
                    "the answer depends on what was judged before");
        }
        if (tests::is_acceptable(check.verdict())) require(tests::law_of_canonical(check, view));
    }
    return 0;
}
