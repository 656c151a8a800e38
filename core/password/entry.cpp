#include <sodium.h>

#include <boost/describe.hpp>

#include "../text/normal_forms.h"
#include "../text/utf8.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/json_read.h"
#include "../vocabulary/policy.h"
#include "../vocabulary/table.h"
#include "countersign/password.h"
#include "letters.h"
#include "operations.h"
#include "text_signs.h"
#include "typing.h"

namespace countersign::password {

BOOST_DESCRIBE_ENUM(Profile, none, OpaqueString, NFC, NFKC, NFKD)
BOOST_DESCRIBE_ENUM(Script, latin, greek, cyrillic, armenian, hebrew, arabic, indic, thai, georgian, hangul, kana, han)
BOOST_DESCRIBE_ENUM(LockState, unknown, off, on, likely)
BOOST_DESCRIBE_ENUM(Operation, swap_case, swap_first_case, remove_last, remove_first, shift_last, other_layout,
                    strip_edge_space, fold_width, normal_form)
BOOST_DESCRIBE_STRUCT(Subject, (), (enrolledLayout, script, profile, maxLength, bcrypt, failed))
BOOST_DESCRIBE_STRUCT(Details, (), (capsLock, layout, advice, codePoints, profileMatters, fresh, refusals))

namespace {

struct Told {
    std::optional<std::int64_t> pasted;
    std::optional<bool> refused;
    std::optional<bool> taken;
};
BOOST_DESCRIBE_STRUCT(Told, (), (pasted, refused, taken))

// bcrypt reads no further, and stops at a zero byte.
constexpr std::size_t bcrypt_bytes = 72;
constexpr std::int64_t longest_field = 1'000'000;

Layouts layouts_of(const Context* context) noexcept {
    const Table* const table = context == nullptr ? nullptr : context->table("layouts");
    return table == nullptr ? Layouts{} : Layouts{table->data};
}

// Where the profile changes a text, if it does.
text::Stretch changed_by(Profile profile, std::string_view text) noexcept {
    // RFC 8265, section 4.2.1: other spaces become U+0020; then NFC.
    if (profile == Profile::OpaqueString)
        for (std::size_t at = 0; at < text.size();) {
            const text::CodePoint c = text::decode_code_point(text, at);
            if (c.value > 0x7F && c.value != 0x85 && c.value != 0x2028 && c.value != 0x2029 &&
                text::is_white_space(c.value))
                return {at, c.length};
            at += c.length;
        }
    return text::first_not_in_form(text, profile == Profile::NFKC   ? text::NormalForm::nfkc
                                         : profile == Profile::NFKD ? text::NormalForm::nfkd
                                                                    : text::NormalForm::nfc);
}

}  // namespace

// --- What both kinds share ---

const TypeRow& TypedCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& TypedCheck::details_type() noexcept {
    return type_row<Details>;
}

Described TypedCheck::described_details() const noexcept {
    return described(details_);
}

TypedCheck::TypedCheck(Subject subject, const Context* context) : Check(max_bytes), subject_(std::move(subject)) {
    const auto wrong = [this](std::string_view place, std::string_view what) {
        refuse(Status{StatusCode::bad_subject, place, what});
    };
    if (const auto* const policy =
            context == nullptr || !context->policy().password ? nullptr : &*context->policy().password) {
        if (!subject_.profile && policy->profile) {
            const TypeRow& names = type_row<Profile>;
            for (std::uint32_t i = 0; i < names.count; ++i)
                if (names.names[i] == *policy->profile) subject_.profile = static_cast<Profile>(i);
            if (!subject_.profile) wrong("policy.password.profile", "not none, OpaqueString, NFC, NFKC or NFKD");
        }
        if (!subject_.maxLength) subject_.maxLength = policy->maxLength;
        if (!subject_.bcrypt) subject_.bcrypt = policy->bcrypt;
    }
    if (subject_.maxLength && (*subject_.maxLength < 1 || *subject_.maxLength > longest_field))
        wrong("subject.maxLength", "must be 1 to 1000000");
    const Layouts layouts = layouts_of(context);
    std::optional<std::size_t> enrolled;
    if (subject_.enrolledLayout && !layouts.empty()) {
        enrolled = layouts.find(*subject_.enrolledLayout);
        if (!enrolled) wrong("subject.enrolledLayout", "no layout of the table");
    }
    typing_ = std::make_unique<Typing>(layouts, enrolled);
}

TypedCheck::~TypedCheck() = default;

Status TypedCheck::observe(const KeyEvent& event, Moment now) noexcept {
    if (typing_ != nullptr) typing_->observe(event, now);
    return {};
}

Status TypedCheck::tell(std::string_view json, Moment) {
    Told told;
    if (Status status = read_json(json, "tell", told); !status.ok()) return status;
    const auto wrong = [](std::string_view place, std::string_view what) {
        return Status{StatusCode::bad_subject, place, what};
    };
    if ((told.pasted ? 1 : 0) + (told.refused ? 1 : 0) + (told.taken ? 1 : 0) != 1)
        return wrong("tell", "must have exactly one member");
    if (told.pasted) {
        if (*told.pasted < 0) return wrong("tell.pasted", "must be 0 or more");
        typing_->expect_paste(*told.pasted);
    } else if (!told.refused.value_or(true)) {
        return wrong("tell.refused", "must be true");
    } else if (!told.taken.value_or(true)) {
        return wrong("tell.taken", "must be true");
    } else if (told.refused) {
        subject_.failed = true;
        refused();
    } else {
        subject_.failed = false;
        taken();
    }
    return {};
}

void TypedCheck::clear_details() noexcept {
    const std::int64_t refusals = details_.refusals;
    details_.capsLock = LockState::unknown;
    details_.layout.reset();
    details_.advice.clear();
    details_.codePoints = 0;
    details_.profileMatters.reset();
    details_.fresh.clear();
    details_.refusals = refusals;
}

void TypedCheck::describe_typing(std::string_view text) noexcept {
    details_.capsLock = typing_->caps_lock();
    if (const std::string_view layout = typing_->layout(); !layout.empty()) details_.layout = layout;
    if (subject_.profile && *subject_.profile != Profile::none)
        details_.profileMatters = changed_by(*subject_.profile, text).length > 0;
}

void TypedCheck::note_fresh(const Verdict& verdict) noexcept {
    for (const Finding& finding : verdict.findings()) {
        const unsigned number = static_cast<unsigned>(finding.reason()) - static_cast<unsigned>(Reason::password_empty);
        if (number / 32 >= said_.size() || (said_[number / 32] >> number % 32 & 1) != 0) continue;
        said_[number / 32] |= 1U << number % 32;
        details_.fresh.add(row_of(finding.reason()).slug);
    }
}

// --- password.entry ---

EntryCheck::EntryCheck(Subject subject, const Context* context) : TypedCheck(std::move(subject), context) {
    table_missing_ = subject_.enrolledLayout && layouts_of(context).empty();
}

void EntryCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    const std::string_view text = typed.text;
    if (text.empty() && had_text_) typing_->clear_field();
    had_text_ = !text.empty();
    const Typing& typing = *typing_;
    const TextSigns signs = read_signs(text);
    describe_typing(text);
    details_.codePoints = signs.code_points;
    const auto ask = [&](bool holds, Reason reason) -> void {
        if (holds) verdict.add(reason);
    };
    const auto ask_at = [&](const Places& places, Reason reason) {
        if (places.any()) places.mark(verdict.add(reason));
    };
    const auto script_bit = static_cast<std::uint16_t>(subject_.script ? bit_of(*subject_.script) : 0);
    ask(text.empty(), Reason::password_empty);
    ask(table_missing_, Reason::password_table_missing);

    // Lock keys. Before the first letter Caps Lock is worth a word, between digits it is not.
    const LockState caps = typing.caps_lock();
    ask(caps == LockState::on && !typing.caps_remapped() && (text.empty() || signs.cased), Reason::password_caps_lock);
    ask(caps == LockState::likely && signs.cased, Reason::password_caps_lock_likely);
    ask(typing.num_lock_off(), Reason::password_num_lock);

    // Layouts and input methods.
    ask(typing.input_method(), Reason::password_input_method);
    const auto scripts = static_cast<std::uint16_t>(typing.other_scripts() & signs.scripts & ~script_bit);
    if (typing.layout_changed() && !text.empty()) {
        verdict.add(Reason::password_layout_changed);
    } else if (scripts != 0) {
        places_of(text, scripts).mark(verdict.add(Reason::password_other_script));
    } else {
        ask(typing.other_layout() && !text.empty(), Reason::password_other_layout);
    }
    // Whole syllables are a Korean password; letters that make none are Latin keys.
    if (subject_.script != Script::hangul && !typing.three_set_hangul()) {
        if (signs.jamo.any()) ask_at(signs.jamo, Reason::password_hangul);
        else if (typing.two_set_hangul() || subject_.script == Script::latin)
            ask_at(signs.syllables, Reason::password_hangul);
    }

    // Characters.
    ask_at(signs.odd_width, Reason::password_full_width);
    // Both kinds of digits, or digits and letters of one script, are a choice; Persian and Arabic digits together never are.
    const bool chosen = signs.ascii_digits || (signs.scripts & ~bit_of(Script::latin)) != 0 ||
                        (script_bit & ~bit_of(Script::latin)) != 0;
    if (signs.two_digit_scripts || !chosen) ask_at(signs.digits, Reason::password_other_digits);
    ask_at(signs.invisible, Reason::password_invisible_character);
    const bool bcrypt = subject_.bcrypt.value_or(false);
    if (bcrypt && signs.zeros.any()) {
        signs.zeros.mark(verdict.add(Reason::password_zero_byte));
    } else {
        ask_at(signs.control, Reason::password_control_character);
    }
    if (typing.pasted() || (typing.touch() && signs.spaces_after > 1))
        if (signs.space_before.length > 0 || signs.space_after.length > 0) {
            Finding& finding = verdict.add(Reason::password_space_around);
            if (signs.space_before.length > 0) finding.at(0, signs.space_before.length);
            if (signs.space_after.length > 0 && signs.space_after.offset >= signs.space_before.length)
                finding.at(signs.space_after.offset, signs.space_after.length);
        }
    ask_at(signs.look_alikes, Reason::password_look_alike);
    if (signs.smart != 0) {
        Places smart;
        for (std::size_t at = 0; at < text.size();) {
            const text::CodePoint c = text::decode_code_point(text, at);
            if (smart_bit(c.value) != 0 && !typing.typed_smart(c.value)) smart.add(at, c.length);
            at += c.length;
        }
        ask_at(smart, Reason::password_smart_punctuation);
    }
    if (subject_.profile)
        if (const text::Stretch place = changed_by(*subject_.profile, text); place.length > 0)
            verdict.add(*subject_.profile == Profile::none ? Reason::password_normal_form : Reason::password_normalised)
                .at(place.offset, place.length);

    // What the field or the server cuts off.
    const auto limit = subject_.maxLength.value_or(-1);
    if (typing.pasted() && limit > 0 && signs.utf16_units == limit &&
        (typing.pasted_length() < 0 || typing.pasted_length() == limit)) {
        verdict.add(Reason::password_cut_at_limit).with(limit);
    } else if (typing.paste_lost() > 0) {
        verdict.add(Reason::password_paste_shortened).with(typing.paste_lost());
    }
    if (bcrypt && text.size() > bcrypt_bytes) {
        std::size_t cut = bcrypt_bytes;
        while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
        verdict.add(Reason::password_beyond_bcrypt)
            .with(static_cast<std::int64_t>(text.size() - bcrypt_bytes))
            .at(cut, text.size() - cut);
    }

    // How it came about.
    ask(typing.touch() && signs.one_capital_first && signs.first_cased && subject_.failed.value_or(false),
        Reason::password_auto_capital);
    ask(typing.autocorrected() && !text.empty(), Reason::password_autocorrected);
    ask(typing.key_stuck() && signs.run_of_three, Reason::password_stuck_key);
    ask(is_email_address(text), Reason::password_email_address);

    rank(weigh_operations(text, signs, typing, subject_, true), details_.advice);
    note_fresh(verdict);
}

}  // namespace countersign::password
