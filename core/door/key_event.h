// A key event as test lines write it: the DOM's names; what was not told may be left out.
#pragma once

#include <optional>
#include <string>

#include "../vocabulary/describe.h"
#include "countersign/check.h"

namespace countersign {

struct KeyEventText {
    std::string type;
    std::optional<std::string> code, key, inputType;
    std::optional<bool> capsLock, numLock, shift, ctrl, alt, meta, altGraph, repeat, isComposing;
    std::optional<std::int32_t> location, keyCode, valueLength, selectionStart, selectionEnd;

    [[nodiscard]] KeyEvent event() const noexcept {
        const auto text = [](const std::optional<std::string>& t) {
            return t ? std::string_view{*t} : std::string_view{};
        };
        const auto flag = [](std::optional<bool> b) {
            return !b ? Modifier::unknown : *b ? Modifier::on : Modifier::off;
        };
        KeyEvent e;
        e.type = type;
        e.code = text(code);
        e.key = text(key);
        e.input_type = text(inputType);
        e.caps_lock = flag(capsLock);
        e.num_lock = flag(numLock);
        e.shift = flag(shift);
        e.ctrl = flag(ctrl);
        e.alt = flag(alt);
        e.meta = flag(meta);
        e.alt_graph = flag(altGraph);
        e.repeat = flag(repeat);
        e.is_composing = flag(isComposing);
        e.location = location.value_or(-1);
        e.key_code = keyCode.value_or(-1);
        e.value_length = valueLength.value_or(-1);
        e.selection_start = selectionStart.value_or(-1);
        e.selection_end = selectionEnd.value_or(-1);
        return e;
    }
};
BOOST_DESCRIBE_STRUCT(KeyEventText, (),
                      (type, code, key, inputType, capsLock, numLock, shift, ctrl, alt, meta, altGraph, repeat,
                       isComposing, location, keyCode, valueLength, selectionStart, selectionEnd))

}  // namespace countersign
