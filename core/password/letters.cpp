#include "letters.h"

#include <array>

#include "../text/digits.h"

namespace countersign::password {
namespace {

struct Block {
    std::uint32_t first;
    std::uint32_t last;
    Script script;
};
constexpr Block blocks[] = {
    {0x41, 0x5A, Script::latin},        {0x61, 0x7A, Script::latin},        {0xC0, 0xD6, Script::latin},
    {0xD8, 0xF6, Script::latin},        {0xF8, 0x24F, Script::latin},       {0x370, 0x3FF, Script::greek},
    {0x400, 0x52F, Script::cyrillic},   {0x531, 0x587, Script::armenian},   {0x5D0, 0x5F2, Script::hebrew},
    {0x620, 0x6FF, Script::arabic},     {0x750, 0x77F, Script::arabic},     {0x900, 0xDFF, Script::indic},
    {0xE01, 0xE4E, Script::thai},       {0x10A0, 0x10FF, Script::georgian}, {0x1100, 0x11FF, Script::hangul},
    {0x1C90, 0x1CBF, Script::georgian}, {0x1E00, 0x1EFF, Script::latin},    {0x1F00, 0x1FFF, Script::greek},
    {0x3041, 0x30FF, Script::kana},     {0x3131, 0x318E, Script::hangul},   {0x3400, 0x9FFF, Script::han},
    {0xAC00, 0xD7A3, Script::hangul},   {0xF900, 0xFAFF, Script::han},      {0xFB1D, 0xFB4F, Script::hebrew},
    {0xFB50, 0xFDFF, Script::arabic},   {0xFE70, 0xFEFC, Script::arabic},   {0xFF66, 0xFF9D, Script::kana},
    {0x20000, 0x323AF, Script::han},
};

}  // namespace

std::optional<Script> script_of(char32_t c) noexcept {
    for (const Block& block : blocks)
        if (c >= block.first && c <= block.last && text::digit_value(c) < 0) return block.script;
    return {};
}

char32_t other_case(char32_t c) noexcept {
    const auto is = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (is('A', 'Z') || (is(0xC0, 0xDE) && c != 0xD7)) return c + 32;
    if (is('a', 'z') || (is(0xE0, 0xFE) && c != 0xF7)) return c - 32;
    if (c == 0x130) return 'i';
    if (c == 0x131) return 'I';
    // Pairs that lie beside each other: the capital is even, or odd.
    if (is(0x100, 0x137) || is(0x14A, 0x177) || is(0x460, 0x481) || is(0x48A, 0x4BF) || is(0x4D0, 0x52F) ||
        is(0x1E00, 0x1E95) || is(0x1EA0, 0x1EFF))
        return c ^ 1;
    if (is(0x139, 0x148) || is(0x179, 0x17E) || is(0x4C1, 0x4CE)) return ((c - 1) ^ 1) + 1;
    if (is(0x391, 0x3AB) && c != 0x3A2) return c + 32;
    if (is(0x3B1, 0x3CB) && c != 0x3C2) return c - 32;
    if (is(0x410, 0x42F)) return c + 32;
    if (is(0x430, 0x44F)) return c - 32;
    if (is(0x400, 0x40F)) return c + 80;
    if (is(0x450, 0x45F)) return c - 80;
    if (is(0x531, 0x556)) return c + 48;
    if (is(0x561, 0x586)) return c - 48;
    return c;
}

bool is_upper(char32_t c) noexcept {
    const char32_t other = other_case(c);
    return c == 0x130 || (c != 0x131 && other > c);
}

}  // namespace countersign::password
