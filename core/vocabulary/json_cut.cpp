#include "json_cut.h"

#include <cstdint>

namespace countersign {
namespace {

bool is_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The closing quote of the string that opens at `open`.
std::size_t end_of_string(std::string_view text, std::size_t open) noexcept {
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i;
        }
    }
    return text.size();
}

std::uint32_t four_digits(std::string_view hex) noexcept {
    std::uint32_t value = 0;
    for (const char c : hex.substr(0, 4))
        value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
}

void add_code_point(std::string& out, std::uint32_t c) {
    const auto add = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        add(c);
        return;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    add((0xFF00U >> (more + 1) & 0xFFU) | c >> (6 * more));
    for (int i = more - 1; i >= 0; --i) add(0x80 | (c >> (6 * i) & 0x3F));
}

}  // namespace

void JsonCutter::skip_space() noexcept {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
}

bool JsonCutter::take(char c) noexcept {
    skip_space();
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
}

bool JsonCutter::at_end() noexcept {
    skip_space();
    return rest_.empty();
}

bool JsonCutter::name(std::string_view& out) noexcept {
    if (!take('"')) return false;
    const std::size_t end = rest_.find_first_of("\"\\");
    if (end == std::string_view::npos || rest_[end] != '"') return false;
    out = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
}

bool JsonCutter::value(std::string_view& out) noexcept {
    skip_space();
    std::size_t depth = 0;
    std::size_t i = 0;
    for (; i < rest_.size(); ++i) {
        const char c = rest_[i];
        if (c == '"') {
            i = end_of_string(rest_, i);
            if (i >= rest_.size()) return false;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) break;
            --depth;
        } else if (depth == 0 && (c == ',' || c == ':' || is_space(c))) {
            break;
        }
    }
    out = rest_.substr(0, i);
    rest_.remove_prefix(i);
    return !out.empty();
}

std::string json_text(std::string_view raw) {
    raw = raw.substr(1, raw.size() - 2);
    std::string text;
    for (std::size_t at = raw.find('\\'); at != std::string_view::npos; at = raw.find('\\')) {
        text.append(raw.substr(0, at));
        const char escape = raw[at + 1];
        raw.remove_prefix(at + 2);
        if (escape != 'u') {
            const std::size_t which = std::string_view{"bfnrt"}.find(escape);
            text.push_back(which == std::string_view::npos ? escape : "\b\f\n\r\t"[which]);
            continue;
        }
        std::uint32_t c = four_digits(raw);
        raw.remove_prefix(4);
        if (c >= 0xD800 && c < 0xDC00) {  // the other half follows, since the JSON is well-formed
            c = 0x10000 + ((c - 0xD800) << 10) + (four_digits(raw.substr(2)) - 0xDC00);
            raw.remove_prefix(6);
        }
        add_code_point(text, c);
    }
    return text.append(raw);
}

std::string_view json_member(std::string_view object, std::string_view name) {
    std::string_view found;
    JsonCutter cutter{object};
    if (!cutter.take('{') || cutter.take('}')) return {};
    do {
        std::string_view raw;
        std::string_view value;
        if (!cutter.value(raw) || !cutter.take(':') || !cutter.value(value)) return {};
        if (json_text(raw) == name) found = value;
    } while (cutter.take(','));
    return found;
}

}  // namespace countersign
