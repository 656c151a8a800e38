#include <sodium.h>

#include <algorithm>

#include "countersign/password.h"
#include "operations.h"
#include "text_signs.h"
#include "typing.h"

namespace countersign::password {

RetryCheck::RetryCheck(Subject subject, const Context* context) : TypedCheck(std::move(subject), context) {
    if (context != nullptr) std::copy(context->seed().begin(), context->seed().end(), key_.begin());
}

RetryCheck::~RetryCheck() {
    sodium_memzero(key_.data(), key_.size());
    sodium_memzero(refused_.data(), sizeof refused_);
    sodium_memzero(last_.data(), last_.size());
    sodium_memzero(weights_.data(), sizeof weights_);
}

void RetryCheck::refused() noexcept {
    if (!has_last_) return;
    const auto known = std::min<std::size_t>(static_cast<std::size_t>(details_.refusals), remembered);
    bool there = false;
    for (std::size_t i = 0; i < known; ++i)
        there = sodium_memcmp(refused_[i].data(), last_.data(), last_.size()) == 0 || there;
    if (!there) refused_[static_cast<std::size_t>(details_.refusals++) % remembered] = last_;
    advises_ = true;
}

void RetryCheck::taken() noexcept {
    sodium_memzero(refused_.data(), sizeof refused_);
    details_.refusals = 0;
    advises_ = has_last_ = false;
}

void RetryCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    const std::string_view text = typed.text;
    describe_typing(text);
    const TextSigns signs = read_signs(text);
    details_.codePoints = signs.code_points;
    bool same_as_last = has_last_ && text.empty();
    if (!text.empty()) {
        Sum sum;
        crypto_generichash(sum.data(), sum.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                           key_.data(), key_.size());
        same_as_last = has_last_ && sodium_memcmp(sum.data(), last_.data(), sum.size()) == 0;
        const auto known = std::min<std::size_t>(static_cast<std::size_t>(details_.refusals), remembered);
        bool there = false;
        for (std::size_t i = 0; i < known; ++i)
            there = sodium_memcmp(refused_[i].data(), sum.data(), sum.size()) == 0 || there;
        if (there) verdict.add(Reason::password_same_attempt);
        if (!same_as_last) {
            advises_ = false;
            weights_ = weigh_operations(text, signs, *typing_, subject_, false);
        }
        last_ = sum;
        has_last_ = true;
    } else if (!advises_) {
        verdict.add(Reason::password_empty);
    }
    if (advises_ && same_as_last) {
        rank(weights_, details_.advice);
        constexpr auto first = static_cast<unsigned>(Reason::password_try_swap_case);
        for (const Operation operation : details_.advice)
            verdict.add(static_cast<Reason>(first + static_cast<unsigned>(operation)));
    }
    note_fresh(verdict);
}

}  // namespace countersign::password
