// For any key events and any texts in between: the verdicts of password.entry and password.retry hold to the laws of
// tests/core/password_laws.h (no words of the text, places inside it); the same events and texts give the same verdicts; a
// text that was refused is said to have been when it comes again. Any table of layouts, however damaged, is read within its
// bounds. The first byte chooses the subject; then each byte is an event, with what it needs behind it.
#include <array>
#include <cstdint>
#include <string>

#include "../core/password_laws.h"
#include "require.h"
#include "text/normal_forms.h"
#include "text/utf8.h"

using namespace countersign;
using namespace countersign::password;
using tests::require;

namespace {

class Bytes {
public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] bool ended() const { return rest_.empty(); }
    unsigned number() {
        if (rest_.empty()) return 0;
        const auto first = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return first;
    }
    std::string text(std::size_t most) {
        std::string text{rest_.substr(0, std::min<std::size_t>(number(), most))};
        rest_.remove_prefix(std::min(text.size(), rest_.size()));
        return text;
    }

private:
    std::string_view rest_;
};

Modifier modifier(unsigned bits) {
    return bits % 3 == 0 ? Modifier::unknown : bits % 3 == 1 ? Modifier::off : Modifier::on;
}

Subject subject_of(unsigned number) {
    Subject subject;
    if (number & 1) subject.enrolledLayout = std::string{tests::all_layouts().name(number % 47)};
    if (number & 2) subject.profile = static_cast<Profile>(number / 4 % 5);
    if (number & 4) subject.bcrypt = true;
    if (number & 8) subject.maxLength = number;
    if (number & 16) subject.script = static_cast<Script>(number % 12);
    subject.failed = (number & 32) != 0;
    return subject;
}

// All lines of verdicts, one after the other.
template<class C>
std::string play(std::string_view bytes) {
    Bytes script{bytes};
    C check{subject_of(script.number()), &tests::context_with_tables()};
    require(check.status().ok() ? "" : "a good subject is refused");
    std::string lines;
    Moment now{1e12, 0};
    while (!script.ended()) {
        const unsigned what = script.number();
        now.steady_ms += what % 7 * 20.0;
        if (what % 4 == 0) {
            const std::string text = script.text(200);
            check.run(text, now);
            require(tests::law_of_password_verdict(check, text));
            lines += tests::line_of(check) + "\n";
            if (std::is_same_v<C, RetryCheck> && what % 8 == 0) {
                require(check.tell(R"({"refused":true})", now).ok() ? "" : "refused is refused");
                check.run(text, now);
                const bool judged = !text.empty() && text::first_invalid_utf8(text) == std::string::npos;
                require(!judged || check.verdict().find(Reason::password_same_attempt) != nullptr ? "" : "forgotten");
            }
            continue;
        }
        static const char* const types[] = {"keydown",          "keydown", "keydown", "input",
                                            "compositionstart", "paste",   "blur",    "keyup"};
        static const char* const inputs[] = {"insertText", "insertFromPaste", "insertReplacementText",
                                             "insertCompositionText"};
        static const char* const names[] = {"Dead", "Process", "CapsLock", "Home", "Backspace", "Unidentified"};
        const unsigned flags = script.number();
        const std::string key = what % 5 == 0 ? names[flags % 6] : script.text(8);
        KeyEvent event;
        event.type = types[what / 4 % 8];
        event.code = what % 11 == 0 ? "" : what % 13 == 0 ? "Numpad7" : tests::key_codes[flags % 48];
        event.key = key;
        event.input_type = inputs[flags % 4];
        event.caps_lock = modifier(flags);
        event.shift = modifier(flags / 3);
        event.alt_graph = modifier(flags / 27);
        event.repeat = modifier(what / 32);
        event.location = what % 13 == 0 ? 3 : 0;
        event.key_code = what % 9 == 0 ? 229 : 65;
        event.value_length = static_cast<std::int32_t>(flags % 20) - 1;
        require(check.observe(event, now).ok() ? "" : "an event is refused");
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    require(play<EntryCheck>(bytes) == play<EntryCheck>(bytes) ? "" : "password.entry: another verdict");
    require(play<RetryCheck>(bytes) == play<RetryCheck>(bytes) ? "" : "password.retry: another verdict");

    if (text::first_invalid_utf8(bytes) == std::string::npos)
        for (const text::NormalForm form : {text::NormalForm::nfc, text::NormalForm::nfkc, text::NormalForm::nfkd}) {
            const text::Stretch place = text::first_not_in_form(bytes, form);
            require(place.offset <= size && place.length <= size - place.offset ? "" : "a stretch outside the text");
            require(
                text::first_not_in_form(std::string_view{bytes}.substr(0, place.length > 0 ? place.offset : size), form)
                            .length == 0
                    ? ""
                    : "what comes before the first stretch is not in the form");
        }

    const Layouts layouts{{data, size}};
    for (std::size_t i = 0; i <= 64; ++i)
        for (std::uint8_t key = 0; key < 50; ++key)
            static_cast<void>(layouts.typed(i, key, key % 3) + layouts.name(i).size());
    return 0;
}
