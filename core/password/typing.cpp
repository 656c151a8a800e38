#include "typing.h"

#include <sodium.h>

#include <algorithm>
#include <bit>

#include "../text/utf8.h"
#include "letters.h"

namespace countersign::password {
namespace {

// Four gaps in a row below this, in milliseconds, and as even as this, are no fingers': a scanner, a token, a macro.
constexpr double too_quick_ms = 30;
constexpr double even_ms = 10;
constexpr std::uint8_t machine_gaps = 4;

// What 2-set Hangul types on A to Z, and with Shift where that is another letter; compatibility jamo less U+3100.
constexpr std::uint8_t two_set[] = {0x41, 0x60, 0x4A, 0x47, 0x37, 0x39, 0x4E, 0x57, 0x51, 0x53, 0x4F, 0x63, 0x61,
                                    0x5C, 0x50, 0x54, 0x42, 0x31, 0x34, 0x45, 0x55, 0x4D, 0x48, 0x4C, 0x5B, 0x4B};
constexpr std::string_view two_set_shifted = "QWERTOP";
constexpr std::uint8_t two_set_with_shift[] = {0x43, 0x49, 0x38, 0x32, 0x46, 0x52, 0x56};

// The one character a key types; 0 for keys that do something, and for texts of several.
char32_t typed_by(std::string_view key) noexcept {
    if (key.empty() || text::first_invalid_utf8(key) != std::string_view::npos) return 0;
    const text::CodePoint c = text::decode_code_point(key, 0);
    return c.length == key.size() && c.value >= 0x20 && c.value != 0x7F ? c.value : 0;
}

bool is_letter_key(std::string_view code) noexcept {
    return code.size() == 4 && code.starts_with("Key");
}

bool is_on(Modifier modifier) noexcept {
    return modifier == Modifier::on;
}

// On soft keyboards keys have no code; in remote desktops they lose it.
bool has_code(const KeyEvent& event) noexcept {
    return !event.code.empty() && event.code != "Unidentified";
}

void count(std::uint8_t& counter) noexcept {
    if (counter < 0xFF) ++counter;
}

}  // namespace

std::uint16_t smart_bit(char32_t c) noexcept {
    if (c >= 0x2018 && c <= 0x201E) return static_cast<std::uint16_t>(1U << (c - 0x2018));
    if (c == 0x2013 || c == 0x2014) return static_cast<std::uint16_t>(1U << (c - 0x2013 + 7));
    return c == 0x2026 ? std::uint16_t{1U << 9} : std::uint16_t{0};
}

Typing::Typing(Layouts layouts, std::optional<std::size_t> enrolled) noexcept : layouts_(layouts), enrolled_(enrolled) {
    clear_field();
}

Typing::~Typing() {
    sodium_memzero(static_cast<void*>(&state_), sizeof state_);
}

void Typing::clear_field() noexcept {
    const bool remapped = state_.caps_remapped;
    const std::uint8_t moves = state_.keypad_moves;
    state_ = State{};
    state_.possible = state_.letters = layouts_.all();
    state_.caps_remapped = remapped;
    state_.keypad_moves = moves;
}

LockState Typing::caps_lock() const noexcept {
    if (caps_ == Modifier::on) return LockState::on;
    if (caps_ == Modifier::off) return LockState::off;
    return !caps_was_told_ && state_.other_case >= 2 ? LockState::likely : LockState::unknown;
}

std::string_view Typing::layout() const noexcept {
    if (state_.keys == 0 || state_.machine || !state_.explained || state_.possible == 0) return {};
    if (enrolled_ && (state_.possible >> *enrolled_ & 1) != 0) return layouts_.name(*enrolled_);
    return layouts_.name(static_cast<std::size_t>(std::countr_zero(state_.possible)));
}

bool Typing::other_layout() const noexcept {
    return state_.against_enrolled && state_.explained && state_.possible != 0 && !state_.machine;
}

void Typing::observe(const KeyEvent& event, Moment now) noexcept {
    // What happens to Caps Lock elsewhere is not seen here.
    if (event.type == "blur" || event.type == "visibilitychange" || event.type == "pagehide") {
        caps_ = Modifier::unknown;
        state_.keypad_moves = 0;
        state_.input_method = false;
        return;
    }
    see_locks(event);
    if (event.type == "keydown") {
        see_key(event, now);
    } else if (event.type == "paste" || event.type == "drop") {
        state_.pasted = true;
    } else if (event.type == "input") {
        see_input(event);
    } else if (event.type == "compositionstart") {
        // Dead keys begin one, too, and soft keyboards begin one at every word.
        state_.input_method = state_.input_method || (state_.key_before && !state_.after_dead && !state_.touch);
    }
    if (event.value_length >= 0) length_ = event.value_length;
}

// The Caps Lock key's own event says what was, what is, or nothing, by engine and system; so does one that a page or a
// password manager made up. The next other event knows.
void Typing::see_locks(const KeyEvent& event) noexcept {
    const bool is_key = event.type == "keydown" || event.type == "keyup";
    if (event.code == "CapsLock" || event.key == "CapsLock") {
        caps_ = Modifier::unknown;
        state_.caps_remapped = false;
        state_.other_case = 0;
        return;
    }
    if (event.caps_lock == Modifier::unknown || (is_key && !has_code(event) && typed_by(event.key) == 0)) return;
    caps_was_told_ = true;
    caps_ = event.caps_lock;
    if (caps_ == Modifier::off) state_.caps_remapped = false;
}

void Typing::see_case(const KeyEvent& event, char32_t typed) noexcept {
    if (!is_cased(typed) || event.shift == Modifier::unknown) return;
    const bool upper = is_upper(typed);
    // With Shift, Caps Lock gives small letters on Windows and Linux and capitals on macOS.
    if (caps_ == Modifier::on && event.shift == Modifier::off) state_.caps_remapped = !upper;
    if (upper != is_on(event.shift)) count(state_.other_case);
    else state_.other_case = 0;
}

// Scanners, tokens and macros type quickly and evenly, in a layout of their own.
void Typing::see_pace(const KeyEvent& event, Moment now) noexcept {
    if (is_on(event.repeat)) return;
    const double gap = now.steady_ms - state_.last_key_ms;
    if (state_.has_last_key && gap > 0 && gap < too_quick_ms) {
        state_.shortest_ms = state_.quick == 0 ? gap : std::min(state_.shortest_ms, gap);
        state_.longest_ms = state_.quick == 0 ? gap : std::max(state_.longest_ms, gap);
        count(state_.quick);
        if (state_.quick >= machine_gaps && state_.longest_ms - state_.shortest_ms <= even_ms) state_.machine = true;
    } else {
        state_.quick = 0;
    }
    state_.has_last_key = true;
    state_.last_key_ms = now.steady_ms;
}

void Typing::see_key(const KeyEvent& event, Moment now) noexcept {
    const bool coded = has_code(event);
    const auto key = find_key(event.code);
    const bool dead = event.key == "Dead";
    const char32_t typed = typed_by(event.key);
    const bool was_dead = state_.after_dead;
    if (!coded) state_.touch = state_.touch || event.key_code == 229 || typed != 0;
    state_.key_before = coded && key && typed == 0;
    if (coded && (event.key == "Process" || (event.key_code == 229 && key && !dead))) {
        state_.input_method = true;
        // Some systems tell which letter it is all the same.
        if (typed < 0x3131 || typed > 0x318E) return;
    }

    // Shortcuts type nothing. Control and Alt together are AltGr on Windows.
    const bool third_level = is_on(event.alt_graph) || is_on(event.alt);
    if (is_on(event.meta) || (is_on(event.ctrl) && !third_level)) return;
    if (typed == 0 && !dead) {
        const bool moves = event.location == 3 && event.code.starts_with("Numpad") && !event.key.empty() &&
                           event.key != "Enter" && event.num_lock != Modifier::on && !is_on(event.shift) &&
                           !is_on(event.repeat) &&
                           (event.value_length < 0 || length_ < 0 || event.value_length == length_);
        // Modifiers and keys that were not told say nothing.
        if (moves) count(state_.keypad_moves);
        else if (coded && event.location != 3 && event.location != 1 && event.location != 2) state_.keypad_moves = 0;
        if (event.key == "Backspace" || event.key == "Delete") state_.repeats = 0;
        return;
    }
    state_.keypad_moves = 0;
    state_.after_dead = dead;
    if (dead) {
        see_pace(event, now);
        if (key && !third_level) see_layout(event, *key, dead_key);
        return;
    }
    state_.smart |= smart_bit(typed);
    if (is_on(event.repeat)) {
        count(state_.repeats);
        return;
    }
    see_pace(event, now);
    if (event.key_code != 229) state_.input_method = false;
    if (third_level || was_dead || is_on(event.is_composing)) return;
    see_case(event, typed);
    if (coded && key) see_layout(event, *key, typed);
}

void Typing::see_layout(const KeyEvent& event, std::uint8_t key, char32_t typed) noexcept {
    const auto script = script_of(typed);
    const bool letter = is_letter_key(event.code);
    if (script == Script::hangul) {
        if (!letter) {
            state_.three_set = true;
            return;
        }
        const char name = event.code.back();
        const std::size_t shifted = is_on(event.shift) ? two_set_shifted.find(name) : std::string_view::npos;
        const char32_t jamo =
            0x3100 + (shifted < std::size(two_set_with_shift) ? two_set_with_shift[shifted] : two_set[name - 'A']);
        (typed == jamo ? state_.two_set : state_.three_set) = true;
        return;
    }
    if (script == Script::kana || script == Script::han) return;

    // Caps Lock swaps cases here, levels there.
    const bool any_case = caps_ != Modifier::off;
    const unsigned levels = any_case || event.shift == Modifier::unknown ? 3U : is_on(event.shift) ? 2U : 1U;
    const LayoutSet set = layouts_.that_type(key, typed, levels, any_case);
    const bool enrolled_fits = enrolled_ && (set >> *enrolled_ & 1) != 0;
    if (letter && script && script != Script::latin && !enrolled_fits) state_.scripts |= bit_of(*script);
    if (layouts_.empty()) return;
    if (enrolled_ && !enrolled_fits) state_.against_enrolled = true;
    ++state_.keys;
    // A key that no layout of ours explains says that theirs is another one, not that it changed.
    if (set == 0) {
        state_.explained = false;
        return;
    }
    if ((state_.possible & set) == 0) state_.explained = false;
    state_.possible &= set;
    if (letter && script) {
        if ((state_.letters & set) == 0) state_.layout_changed = true;
        else state_.letters &= set;
    }
}

void Typing::see_input(const KeyEvent& event) noexcept {
    state_.keypad_moves = 0;
    if (event.value_length == 0) {
        clear_field();
        return;
    }
    const std::string_view type = event.input_type;
    if (type == "insertFromPaste" || type == "insertFromDrop" || type == "insertFromYank") {
        state_.pasted = true;
        state_.pasted_length = event.value_length;
        state_.paste_lost = expected_units_ >= 0 && event.value_length >= 0
                                ? std::max<std::int64_t>(expected_units_ - event.value_length, 0)
                                : 0;
        expected_units_ = -1;
    } else if (type == "insertReplacementText") {
        state_.autocorrected = true;
    } else if (type == "insertCompositionText" && state_.touch && event.value_length >= 0 && length_ >= 0) {
        const std::int64_t by = event.value_length - length_;
        state_.autocorrected = state_.autocorrected || by > 1 || by < -1;
    } else if (type.starts_with("insert") && !state_.has_last_key && event.value_length == 1) {
        state_.touch = true;  // soft keyboards that press no keys
    }
}

}  // namespace countersign::password
