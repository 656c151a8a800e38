// The laws of tests/core/amount_laws.h for any text. The first byte chooses the currency or asset, the second the language,
// whether a minus is allowed and who writes.
#include <cstdint>
#include <iterator>
#include <string>

#include "../core/amount_laws.h"
#include "require.h"

using namespace countersign;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const char* const currencies[] = {"USD", "EUR", "JPY", "KWD", "INR", "CLF",
                                             "XAF", "CNY", "RUB", "ILS", "SEK", "PAB"};
    static const char* const coins[] = {"BTC", "NEAR", "XEC", "LTC"};
    static const char* const locales[] = {"en", "de", "fr", "en-IN", "ar-EG", "de-CH", "km", "fa", "bgn", "nqo", "es"};
    if (size < 2) return 0;
    payment::AmountSubject subject;
    const std::size_t unit = data[0] % (std::size(currencies) + std::size(coins));
    if (unit < std::size(currencies)) subject.currency = currencies[unit];
    else subject.coin = coins[unit - std::size(currencies)];
    const std::size_t locale = data[1] % 16;
    if (locale < std::size(locales)) subject.locale = locales[locale];
    subject.allowNegative = (data[1] & 16) != 0;
    if ((data[1] & 0xE0) == 0) subject.mode = payment::AmountMode::machine;
    const std::string text{reinterpret_cast<const char*>(data) + 2, size - 2};
    tests::require(tests::law_of_amounts(subject, text));
    return 0;
}
