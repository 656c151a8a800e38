#include "kinds.h"

#include <new>

#include "../vocabulary/json_read.h"
#include "countersign/deposit.h"
#include "countersign/otp.h"
#include "countersign/password.h"
#include "countersign/password_new.h"
#include "countersign/payment.h"
#include "countersign/payment_documents.h"
#include "countersign/signin.h"
#ifdef COUNTERSIGN_TEST_KINDS
#include "../../tests/door/secret_kind.h"
#endif

namespace countersign {
namespace {

template<class C>
std::unique_ptr<Check> prepare_as(std::string_view json, const Context& context, Status& status) {
    typename C::Subject subject;
    status = read_json(json, "subject", C::subject_type(), &subject);
    if (!status.ok()) return nullptr;
    std::unique_ptr<Check> check{new (std::nothrow) C(std::move(subject), &context)};
    if (check == nullptr) {
        status = Status{StatusCode::out_of_memory};
    } else if (!check->status().ok()) {
        status = check->status();
        check.reset();
    }
    return check;
}

constexpr KindRow kinds[] = {
#define COUNTERSIGN_KIND(name, C, flags)                                                                               \
    {name, flags, C::max_bytes, &C::subject_type, &C::details_type, &prepare_as<C>},
#include "kinds.def"
#undef COUNTERSIGN_KIND
};

}  // namespace

std::span<const KindRow> all_kinds() noexcept {
    return kinds;
}

const KindRow* find_kind(std::string_view name) noexcept {
    for (const KindRow& kind : kinds)
        if (kind.name == name) return &kind;
    return nullptr;
}

}  // namespace countersign
