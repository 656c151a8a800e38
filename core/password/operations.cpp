#include "operations.h"

#include "../text/normal_forms.h"
#include "letters.h"
#include "text_signs.h"
#include "typing.h"

namespace countersign::password {
namespace {

// Hundredths of a percent of the submissions that Dropbox refused within a day, typed with keys and on glass.
constexpr std::uint32_t measured[5][2] = {
    {121, 38},   // swap_case
    {551, 588},  // swap_first_case
    {206, 187},  // remove_last
    {35, 39},    // remove_first
    {4, 182},    // shift_last
};
// What was seen with one's own eyes goes before all habits.
constexpr std::uint32_t seen = 20'000;

constexpr std::uint32_t& of(Weights& weights, Operation operation) noexcept {
    return weights[static_cast<std::size_t>(operation)];
}

// A character that Shift makes another one which is no letter, on most keyboards.
bool has_shifted_sign(char32_t c) noexcept {
    return (c >= '0' && c <= '9') ||
           (c < 0x80 && std::string_view{"`-=[]\\;',./"}.find(static_cast<char>(c)) != std::string_view::npos);
}

}  // namespace

Weights weigh_operations(std::string_view text, const TextSigns& signs, const Typing& typing, const Subject& subject,
                         bool evident) noexcept {
    Weights weights{};
    const std::size_t column = typing.touch() ? 1 : 0;
    if (!evident && signs.code_points > 0) {
        for (std::size_t i = 0; i < std::size(measured); ++i) weights[i] = measured[i][column];
        if (!signs.first_cased) of(weights, Operation::swap_first_case) = 0;
        if (signs.code_points < 2) of(weights, Operation::remove_first) = of(weights, Operation::remove_last) = 0;
        if (!has_shifted_sign(signs.last)) of(weights, Operation::shift_last) = 0;
        // Half of what is one too much is the same key twice; few passwords end so. A missed Shift always leaves such a sign.
        std::uint32_t& last = of(weights, Operation::remove_last);
        std::uint32_t& first = of(weights, Operation::remove_first);
        last = signs.double_last ? last * 6 : last / 2;
        first = signs.double_first ? first * 6 : first / 2;
        of(weights, Operation::shift_last) *= 2;
    }
    const LockState caps = typing.caps_lock();
    std::uint32_t& swap = of(weights, Operation::swap_case);
    if (!signs.cased) swap = 0;
    else if ((caps == LockState::on && !typing.caps_remapped()) || caps == LockState::likely) swap += seen;
    else if (caps == LockState::off) swap /= 20;
    if (typing.touch() && signs.one_capital_first && signs.first_cased)
        of(weights, Operation::swap_first_case) += evident ? (subject.failed.value_or(false) ? seen : 0) : 1000;
    if (typing.key_stuck() && signs.run_of_three && signs.double_last) of(weights, Operation::remove_last) += seen / 2;
    const bool wrong_script =
        (typing.other_scripts() & signs.scripts & ~(subject.script ? bit_of(*subject.script) : 0)) != 0;
    if (signs.code_points > 0 && (wrong_script || typing.other_layout() || typing.layout_changed()))
        of(weights, Operation::other_layout) = 2 * seen;
    if (signs.space_before.length > 0 || signs.space_after.length > 0) {
        const bool by_accident = typing.pasted() || (typing.touch() && signs.spaces_after > 1);
        of(weights, Operation::strip_edge_space) = by_accident ? seen : evident ? 0 : 400;
    }
    if (signs.odd_width.any()) of(weights, Operation::fold_width) = typing.input_method() ? 2 * seen : seen;
    // A profile that the server applies makes all spellings one.
    if (subject.profile.value_or(Profile::none) == Profile::none &&
        text::first_not_in_form(text, text::NormalForm::nfc).length > 0)
        of(weights, Operation::normal_form) = seen / 4;
    return weights;
}

void rank(const Weights& weights, FixedList<Operation, operations>& out) noexcept {
    out.clear();
    std::array<bool, operations> taken{};
    for (;;) {
        std::size_t best = operations;
        for (std::size_t i = 0; i < operations; ++i)
            if (!taken[i] && weights[i] > 0 && (best == operations || weights[i] > weights[best])) best = i;
        if (best == operations) return;
        taken[best] = true;
        out.add(static_cast<Operation>(best));
    }
}

}  // namespace countersign::password
