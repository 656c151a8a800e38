#include "units.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "../text/decimal.h"
#include "../text/digits.h"
#include "../text/utf8.h"

namespace countersign::payment {
namespace {

// Currencies, then assets, one row each: code, digits, networks with a space before each, a comma, symbols likewise, a bar.
// One text is the smallest table there is.
constexpr std::string_view table =
#define COUNTERSIGN_CURRENCY(code, number, digits, symbols) code digits "," symbols "|"
#include "../tables/iso4217.def"
#undef COUNTERSIGN_CURRENCY
#define COUNTERSIGN_ASSET(coin, networks, digits, symbols, source) coin #digits " " networks "," symbols "|"
#include "assets.def"
#undef COUNTERSIGN_ASSET
    ;

constexpr bool is_small(char32_t c) noexcept {
    return c >= 'a' && c <= 'z';
}
constexpr std::size_t assets_at =
    std::string_view{
#define COUNTERSIGN_CURRENCY(code, number, digits, symbols) code digits "," symbols "|"
#include "../tables/iso4217.def"
#undef COUNTERSIGN_CURRENCY
    }
        .size();
// Where the currencies with each first letter begin, and at last where they end.
constexpr auto currencies_at = [] {
    std::array<std::uint16_t, 27> at{};
    std::size_t letter = 0;
    for (std::size_t i = 0; i < assets_at; i = table.find('|', i) + 1)
        for (; letter <= static_cast<std::size_t>(table[i] - 'A'); ++letter) at[letter] = static_cast<std::uint16_t>(i);
    for (; letter < at.size(); ++letter) at[letter] = assets_at;
    return at;
}();

static_assert([] {
    for (std::size_t i = 0, last = 0; i < assets_at; last = i, i = table.find('|', i) + 1)
        if (table[i] < table[last]) return false;
    return true;
}());

// Those with the code's first letter.
std::string_view currencies_like(std::string_view code) noexcept {
    const std::size_t letter = code.empty() ? 26 : static_cast<std::size_t>(static_cast<unsigned char>(code[0])) - 'A';
    if (letter >= 26) return {};
    return table.substr(currencies_at[letter], currencies_at[letter + 1] - currencies_at[letter]);
}

// Unicode's Sc where letters are all around.
bool is_currency_sign(char32_t c) noexcept {
    switch (c) {
    case 0x58F:
    case 0x60B:
    case 0x7FE:
    case 0x7FF:
    case 0x9F2:
    case 0x9F3:
    case 0x9FB:
    case 0xAF1:
    case 0xBF9:
    case 0xE3F:
    case 0x17DB:
    case 0xA838: return true;
    default: return false;
    }
}

// Letters by blocks: near enough, since all that is no digit, no sign and no name is refused as it is.
bool is_letter(char32_t c) noexcept {
    if (c < 0x80) return is_small(c | 0x20);
    const bool symbols = (c >= 0x2000 && c < 0x2C00) || (c >= 0xFF00 && c < 0xFF20) || (c >= 0xFFE0 && c < 0x10000) ||
                         (c >= 0x1F000 && c < 0x20000);
    return c >= 0xC0 && !symbols && !is_currency_sign(c) && text::digit_zero(c) == 0 && text::number_sign(c) == 0 &&
           !text::is_direction_mark(c);
}

// Full-width signs and every space in their one spelling.
char32_t plain(char32_t c) noexcept {
    switch (c) {
    case 0xFF04: return '$';
    case 0xFFE1: return 0xA3;
    case 0xFFE5: return 0xA5;
    case 0xFFE6: return 0x20A9;
    default: return text::is_space_separator(c) ? U' ' : c;
    }
}

// How many bytes at the start of `text` spell the first part of `name`; `whole` says whether all of it.
std::size_t spelled(std::string_view text, std::string_view name, bool any_case, bool& whole) noexcept {
    std::size_t at = 0;
    std::size_t of = 0;
    while (of < name.size() && at < text.size()) {
        const text::CodePoint a = text::decode_code_point(text, at);
        const text::CodePoint b = text::decode_code_point(name, of);
        const char32_t given = any_case && is_small(a.value) ? a.value - 32 : plain(a.value);
        if (given != plain(b.value)) break;
        at += a.length;
        of += b.length;
    }
    whole = of == name.size();
    return at;
}

// Goes through the rows.
struct Row {
    std::string_view rest = table;
    std::string_view networks{};
    Unit unit{};

    bool next() noexcept {
        if (rest.empty()) return false;
        std::size_t at = 0;
        while (rest[at] >= 'A') ++at;
        unit.code = rest.substr(0, at);
        unit.digits = no_digits;
        for (; rest[at] >= '0' && rest[at] <= '9'; ++at)
            unit.digits =
                static_cast<std::uint8_t>((unit.digits == no_digits ? 0 : unit.digits * 10) + (rest[at] - '0'));
        const std::size_t comma = rest.find(',');
        const std::size_t end = rest.find('|');
        networks = rest.substr(at, comma - at);
        unit.is_asset = networks.size() > 1;
        unit.symbols = rest.substr(comma + 1, end - comma - 1);
        rest.remove_prefix(end + 1);
        return true;
    }

    static constexpr std::uint8_t no_digits = 0xFF;
};

// Goes through the names of a unit: its code, then its symbols.
struct Names {
    std::string_view code;
    std::string_view symbols;
    std::string_view name{};
    bool is_code = false;

    bool next() noexcept {
        is_code = name.empty();
        if (is_code) {
            name = code;
            return true;
        }
        if (symbols.empty()) return false;
        const std::size_t end = std::min(symbols.find(' ', 1), symbols.size());
        name = symbols.substr(1, end - 1);
        symbols.remove_prefix(end);
        return true;
    }
};

bool has_word(std::string_view list, std::string_view word) noexcept {
    const std::size_t at = list.find(word);
    return at != std::string_view::npos && list[at - 1] == ' ' &&
           (at + word.size() == list.size() || list[at + word.size()] == ' ');
}

Status unknown(std::string_view place, std::string_view what, std::string_view name) noexcept {
    Status status{StatusCode::bad_subject, place, what};
    status.append_quoted(name);
    return status;
}

}  // namespace

Status read_unit(const std::optional<std::string>& currency, const std::optional<std::string>& coin,
                 const std::optional<std::string>& network, Unit& unit) noexcept {
    if (currency.has_value() == coin.has_value())
        return Status{StatusCode::bad_subject, "subject", "takes either currency or coin"};
    if (currency && network) return Status{StatusCode::bad_subject, "subject.network", "belongs to a coin"};
    const std::string_view code = currency ? *currency : *coin;
    bool known = false;
    bool several = false;
    for (Row row{currency ? currencies_like(code) : table.substr(assets_at)}; row.next();) {
        if (row.unit.code != code || row.unit.digits == Row::no_digits) continue;
        known = true;
        if (network && !has_word(row.networks, *network)) continue;
        several = !unit.code.empty();
        unit = row.unit;
    }
    if (several) unit = {};
    if (!known && currency) return unknown("subject.currency", "no currency with a minor unit ", code);
    if (!known) return unknown("subject.coin", "unknown coin ", code);
    if (unit.code.empty() && network)
        return unknown("subject.network", "decimals of the coin are not known on ", *network);
    return {};
}

bool needs_network(const Unit& unit, const std::optional<std::string>& coin, Verdict& verdict) noexcept {
    if (!unit.code.empty()) return false;
    verdict.add(Reason::payment_network_needed).with(std::string_view{*coin});
    return true;
}

std::string_view shown_code(const Unit& unit, const std::optional<std::string>& coin) noexcept {
    return unit.code.empty() && coin ? std::string_view{*coin} : unit.code;
}

Name name_at(std::string_view text, bool at_end, const Unit& unit) noexcept {
    Name best;
    for (Row row; row.next();) {
        const bool of_unit = row.unit.code == unit.code;
        for (Names names{row.unit.code, row.unit.symbols}; names.next();) {
            const std::string_view name = names.name;
            // As many characters from the end as the name has.
            std::size_t start = at_end ? text.size() : 0;
            for (std::size_t of = 0; at_end && of < name.size() && start > 0;
                 of += text::decode_code_point(name, of).length)
                start -= text::decode_last_code_point(text.substr(0, start)).length;
            bool whole = false;
            const std::size_t length = spelled(text.substr(start), name, names.is_code, whole);
            if (!whole || (at_end && length != text.size() - start)) continue;
            if (length < best.length || (length == best.length && (best.of_unit || !of_unit))) continue;
            const bool ends_in_letter = is_letter(text::decode_last_code_point(name).value);
            const bool inside = at_end ? is_letter(text::decode_code_point(name, 0).value) : ends_in_letter;
            const char32_t beside = at_end ? text::decode_last_code_point(text.substr(0, start)).value
                                           : text::decode_code_point(text, length).value;
            if (!inside || !is_letter(beside)) best = {length, of_unit, name, ends_in_letter};
        }
    }
    return best;
}

std::size_t begun_name(std::string_view text, const Unit& unit) noexcept {
    std::size_t best = 0;
    for (Names names{unit.code, unit.symbols}; names.next();) {
        for (std::size_t start = text.size(); start > 0 && text.size() - start < names.name.size();) {
            start -= text::decode_last_code_point(text.substr(0, start)).length;
            bool whole = false;
            if (spelled(text.substr(start), names.name, names.is_code, whole) != text.size() - start || whole) continue;
            const bool inside = is_letter(text::decode_code_point(text, start).value) &&
                                is_letter(text::decode_last_code_point(text.substr(0, start)).value);
            if (!inside) best = std::max(best, text.size() - start);
        }
    }
    return best;
}

}  // namespace countersign::payment
