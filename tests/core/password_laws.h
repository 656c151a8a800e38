// What the questions of the room password keep to, whatever is typed, and how a typed password looks to them; tests and the
// fuzz target hold them to it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/context.h"
#include "countersign/password.h"
#include "password/layouts.h"
#include "vocabulary/buffer.h"
#include "vocabulary/json_write.h"
#include "vocabulary/table.h"

namespace countersign::tests {

inline const Context& context_with_tables() {
    static const Context context;
    return context;
}

inline const password::Layouts& all_layouts() {
    static const password::Layouts layouts{context_with_tables().table("layouts")->data};
    return layouts;
}

inline std::string utf8(char32_t c) {
    std::string text;
    const auto byte = [&text](char32_t b) { text += static_cast<char>(static_cast<unsigned char>(b)); };
    if (c < 0x80) return text += static_cast<char>(c);
    if (c < 0x800) {
        byte(0xC0 | c >> 6);
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12);
        byte(0x80 | (c >> 6 & 0x3F));
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
        byte(0x80 | (c >> 6 & 0x3F));
    }
    byte(0x80 | (c & 0x3F));
    return text;
}

// The codes of the keys, in the order of the table.
inline const char* const key_codes[48] = {
    "Backquote",    "Digit1", "Digit2",    "Digit3", "Digit4", "Digit5", "Digit6",    "Digit7",
    "Digit8",       "Digit9", "Digit0",    "Minus",  "Equal",  "KeyQ",   "KeyW",      "KeyE",
    "KeyR",         "KeyT",   "KeyY",      "KeyU",   "KeyI",   "KeyO",   "KeyP",      "BracketLeft",
    "BracketRight", "KeyA",   "KeyS",      "KeyD",   "KeyF",   "KeyG",   "KeyH",      "KeyJ",
    "KeyK",         "KeyL",   "Semicolon", "Quote",  "KeyZ",   "KeyX",   "KeyC",      "KeyV",
    "KeyB",         "KeyN",   "KeyM",      "Comma",  "Period", "Slash",  "Backslash", "IntlBackslash"};

// Types a password as hands do that know the `home` layout, while `active` is the one that is set.
struct Typist {
    std::size_t home = 0;
    std::size_t active = 0;
    bool caps = false;
    Moment now{1e12, 0};
    std::string text;      // what arrived
    bool differs = false;  // from what was meant

    // Nothing is typed where the home layout has no key for it.
    void press(password::TypedCheck& check, char32_t meant) {
        for (unsigned level = 0; level < 2; ++level)
            for (std::uint8_t key = 0; key < 48; ++key)
                if (all_layouts().typed(home, key, level) == meant) return press_key(check, key, level, meant);
    }

private:
    void press_key(password::TypedCheck& check, std::uint8_t key, unsigned level, char32_t meant) {
        const char32_t typed = all_layouts().typed(active, key, level);
        const std::string name = typed == password::dead_key ? "Dead" : utf8(typed);
        KeyEvent event;
        event.type = "keydown";
        event.code = key_codes[key];
        event.key = typed == 0 ? std::string_view{"Unidentified"} : std::string_view{name};
        event.shift = level == 1 ? Modifier::on : Modifier::off;
        event.caps_lock = caps ? Modifier::on : Modifier::off;
        now.steady_ms += 90 + static_cast<double>(key) * 3;
        static_cast<void>(check.observe(event, now));
        if (typed > password::dead_key) text += name;
        differs = differs || typed != meant;
    }
};

// Empty, or what is wrong with the verdict: a place outside the text, or words that could be of it. All texts of these
// verdicts are fixed ones: slugs, names of layouts.
inline std::string law_of_password_verdict(const password::TypedCheck& check, std::string_view text) {
    const Verdict& verdict = check.verdict();
    if (!verdict.canonical().empty()) return "a canonical text";
    for (const Finding& finding : verdict.findings()) {
        for (const Span& span : finding.spans())
            if (span.length == 0 || span.offset > text.size() || span.length > text.size() - span.offset)
                return "a place outside the text";
        for (const Parameter& parameter : finding.parameters())
            if (!parameter.text.empty()) return "a finding with words";
    }
    if (check.details().layout && !all_layouts().find(*check.details().layout)) return "a layout of no table";
    for (std::size_t i = 0; i < check.details().fresh.size(); ++i)
        if (!check.details().fresh[i].starts_with("password.") && !check.details().fresh[i].starts_with("text-"))
            return "fresh is no reason";
    return {};
}

inline std::string line_of(const password::TypedCheck& check) {
    Buffer line;
    write_verdict(line, "password", check.verdict(), check.described_details());
    return std::string{line.view()};
}

}  // namespace countersign::tests
