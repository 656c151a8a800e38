// What key events tell of how a password is typed: lock keys, layouts, input methods, pasting, keys that stick. Marks and
// sets alone are kept, never which key was pressed when; they are wiped with the check that owns them. What is unclear is
// not concluded: a key whose code was lost, a modifier that was not told, a remapped Caps Lock.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "countersign/check.h"
#include "countersign/password.h"
#include "layouts.h"

namespace countersign::password {

// Punctuation that word processors and phones put in place of what was typed, a bit each; 0 for any other.
std::uint16_t smart_bit(char32_t c) noexcept;

class Typing {
public:
    Typing(Layouts layouts, std::optional<std::size_t> enrolled) noexcept;
    Typing(const Typing&) = delete;
    Typing& operator=(const Typing&) = delete;
    ~Typing();

    void observe(const KeyEvent& event, Moment now) noexcept;
    // The field was emptied: what was typed there is no more. Lock keys stay as they are.
    void clear_field() noexcept;
    void expect_paste(std::int64_t units) noexcept { expected_units_ = units; }

    [[nodiscard]] LockState caps_lock() const noexcept;
    // Caps Lock was pressed and does something else here: letters stay small.
    [[nodiscard]] bool caps_remapped() const noexcept { return state_.caps_remapped; }
    [[nodiscard]] bool num_lock_off() const noexcept { return state_.keypad_moves >= 2; }
    // The likeliest layout that explains every key so far; empty if none does, or no key was told.
    [[nodiscard]] std::string_view layout() const noexcept;
    // Keys that the enrolled layout does not explain, while another one explains them all.
    [[nodiscard]] bool other_layout() const noexcept;
    [[nodiscard]] bool layout_changed() const noexcept { return state_.layout_changed && !state_.machine; }
    // Scripts whose letters came from keys that type Latin ones elsewhere (bit_of), unless the enrolled layout does so.
    [[nodiscard]] std::uint16_t other_scripts() const noexcept { return state_.machine ? std::uint16_t{0} : state_.scripts; }
    [[nodiscard]] bool input_method() const noexcept { return state_.input_method; }
    [[nodiscard]] bool two_set_hangul() const noexcept { return state_.two_set; }
    [[nodiscard]] bool three_set_hangul() const noexcept { return state_.three_set; }
    [[nodiscard]] bool touch() const noexcept { return state_.touch; }
    [[nodiscard]] bool pasted() const noexcept { return state_.pasted; }
    [[nodiscard]] std::int64_t pasted_length() const noexcept { return state_.pasted_length; }
    // How many UTF-16 units of what was pasted are not there; 0 if all may be.
    [[nodiscard]] std::int64_t paste_lost() const noexcept { return state_.paste_lost; }
    [[nodiscard]] bool autocorrected() const noexcept { return state_.autocorrected; }
    [[nodiscard]] bool key_stuck() const noexcept { return state_.repeats >= 2; }
    // Whether a key typed this one of the punctuation of smart_bit.
    [[nodiscard]] bool typed_smart(char32_t c) const noexcept { return (state_.smart & smart_bit(c)) != 0; }

private:
    void see_locks(const KeyEvent& event) noexcept;
    void see_key(const KeyEvent& event, Moment now) noexcept;
    void see_input(const KeyEvent& event) noexcept;
    void see_case(const KeyEvent& event, char32_t typed) noexcept;
    void see_pace(const KeyEvent& event, Moment now) noexcept;
    void see_layout(const KeyEvent& event, std::uint8_t key, char32_t typed) noexcept;

    // Everything that what was typed has left here.
    struct State {
        LayoutSet possible = 0;         // layouts that explain every key since the last change
        LayoutSet letters = 0;          // layouts that explain every letter in the field
        double last_key_ms = 0;         // of the monotonic clock
        double shortest_ms = 0;         // among gaps in a row that are too short for fingers
        double longest_ms = 0;
        std::int64_t pasted_length = -1;
        std::int64_t paste_lost = 0;
        std::uint32_t keys = 0;         // that were compared with layouts
        std::uint16_t scripts = 0;
        std::uint16_t smart = 0;
        std::uint8_t quick = 0;         // gaps in a row that are too short for fingers
        std::uint8_t repeats = 0;       // of a key that types, held down
        std::uint8_t keypad_moves = 0;  // in a row, with nothing typed
        std::uint8_t other_case = 0;    // letters in a row that Shift does not explain
        bool has_last_key = false;
        bool explained = true;          // by one layout, all of them
        bool against_enrolled = false;
        bool layout_changed = false;
        bool machine = false;           // a scanner or a token types, not a person
        bool after_dead = false;
        bool input_method = false;
        bool two_set = false;
        bool three_set = false;
        bool touch = false;
        bool pasted = false;
        bool autocorrected = false;
        bool key_before = false;        // a key with a code was the last event before this one
        bool caps_remapped = false;
    };

    Layouts layouts_;
    std::optional<std::size_t> enrolled_;
    Modifier caps_ = Modifier::unknown;
    bool caps_was_told_ = false;
    std::int64_t expected_units_ = -1;
    std::int64_t length_ = -1;  // of the field, as the last event told
    State state_;
};

}  // namespace countersign::password
