// The laws of tests/core/bill_laws.h for any bill: the input is a subject as JSON.
#include <cstdint>
#include <string>

#include "../core/bill_laws.h"
#include "require.h"
#include "vocabulary/json_read.h"

using namespace countersign;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    payment::BillSubject bill;
    const std::string_view json{reinterpret_cast<const char*>(data), size};
    if (!read_json(json, "subject", payment::BillCheck::subject_type(), &bill).ok()) return 0;
    // The laws count in these two.
    bill.currency = bill.currency == "JPY" ? "JPY" : "USD";
    bill.coin.reset();
    bill.network.reset();
    tests::require(tests::law_of_bills(bill));
    return 0;
}
