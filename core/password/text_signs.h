// What the text of a password shows by itself: characters that are easily typed, pasted or put in by mistake. One pass, no
// copies. Whether a sign is worth a question depends on how it came there, which is Typing's to say.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "countersign/password.h"
#include "countersign/verdict.h"

namespace countersign::password {

// Up to four places.
struct Places {
    std::array<Span, Finding::max_spans> spans{};
    std::uint32_t count = 0;

    void add(std::size_t offset, std::size_t length) noexcept {
        if (count < spans.size()) spans[count] = {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
        ++count;
    }
    [[nodiscard]] bool any() const noexcept { return count > 0; }
    void mark(Finding& finding) const noexcept {
        for (std::size_t i = 0; i < count && i < spans.size(); ++i) finding.at(spans[i].offset, spans[i].length);
    }
};

struct TextSigns {
    std::int64_t code_points = 0;
    std::int64_t utf16_units = 0;
    std::uint16_t scripts = 0;     // bit_of
    std::uint16_t smart = 0;       // smart_bit
    bool cased = false;            // there are letters with a case
    bool one_capital_first = false;  // the first letter is a capital, there are small ones, and no other capitals
    bool first_cased = false;      // the first character has a case
    bool run_of_three = false;     // of the same character
    bool double_first = false;
    bool double_last = false;
    char32_t last = 0;
    Places odd_width, digits, invisible, control, jamo, syllables, look_alikes, zeros;
    bool ascii_digits = false;
    bool two_digit_scripts = false;
    Span space_before, space_after;  // at the ends; of length 0 where there is none
    std::int64_t spaces_after = 0;   // characters
};

TextSigns read_signs(std::string_view text) noexcept;

// The places of letters of these scripts (bit_of).
Places places_of(std::string_view text, std::uint16_t scripts) noexcept;

// Whether it has the form of an e-mail address: letters, digits and ._%+- before the sign, and a host with a dot behind it.
bool is_email_address(std::string_view text) noexcept;

}  // namespace countersign::password
