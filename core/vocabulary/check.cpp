#include "countersign/check.h"

#include "../text/utf8.h"

namespace countersign {

const Verdict& Check::run(const Typed& typed, Moment now) noexcept {
    verdict_.begin();
    clear_details();
    if (!status_.ok()) {
        verdict_.add(Reason::not_prepared);
    } else if (typed.text.size() > max_bytes_) {
        verdict_.add(Reason::text_too_long).with(static_cast<std::int64_t>(max_bytes_));
    } else if (const std::size_t place = text::first_invalid_utf8(typed.text); place != std::string_view::npos) {
        verdict_.add(Reason::text_ill_formed).at(place, 1);
    } else {
        judge(typed, now, verdict_);
    }
    verdict_.decide();
    return verdict_;
}

Status Check::observe(const KeyEvent&, Moment) noexcept {
    return Status{StatusCode::not_taken};
}

Status Check::tell(std::string_view, Moment) {
    return Status{StatusCode::not_taken};
}

}  // namespace countersign
