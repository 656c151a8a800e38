#include <sodium.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <span>

#include "../codec/byte_order.h"
#include "../codec/sha1.h"
#include "../text/ascii.h"
#include "../text/digits.h"
#include "../text/utf8.h"
#include "../vocabulary/clock.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/json_read.h"
#include "code.h"
#include "countersign/otp.h"

namespace countersign::otp {

BOOST_DESCRIBE_ENUM(AppType, totp, hotp)
BOOST_DESCRIBE_ENUM(Algorithm, SHA1, SHA256, SHA512)
BOOST_DESCRIBE_STRUCT(AppSubject, (), (type, algorithm, digits, period, counter))
BOOST_DESCRIBE_STRUCT(CodePlace, (), (offset, length))
BOOST_DESCRIBE_STRUCT(AppDetails, (),
                      (type, algorithm, digits, period, counter, issuer, account, step, secondsLeft, drift, code))

namespace {

struct Generate {
    std::optional<std::int64_t> counter;
};
BOOST_DESCRIBE_STRUCT(Generate, (), (counter))

struct Verify {
    std::optional<std::int64_t> window;
    std::optional<std::int64_t> counter;
    std::optional<std::int64_t> after;
};
BOOST_DESCRIBE_STRUCT(Verify, (), (window, counter, after))

constexpr std::size_t most_key_bytes = 250;
constexpr std::size_t most_key_characters = most_key_bytes / 5 * 8;
// The least that Google's app takes (80 bits), and that RFC 4226 section 4, R6, asks for.
constexpr std::size_t least_key_characters = 16;
constexpr std::size_t due_key_bits = 128;
constexpr std::int64_t most_digits = 8;
constexpr std::int64_t longest_period = 86'400;
constexpr std::int64_t most_counter = largest_exact - 1000;  // with any window a number that JSON holds exactly

int hex_value(char c) noexcept {
    c = text::lower(c);
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The byte at `at`, which moves on; a percent sign and two digits are one (RFC 3986 section 2.1). -1: the two are missing.
int decoded_byte(std::string_view text, std::size_t& at) noexcept {
    if (text[at] != '%') return static_cast<unsigned char>(text[at++]);
    const int high = at + 1 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
    if (high < 0 || low < 0) return -1;
    at += 3;
    return high * 16 + low;
}

// A base32 character's value, as RFC 4648 section 6 has it, in either case; -1 for any other.
int key_value(char32_t c) noexcept {
    if (c < 0x80) c = static_cast<unsigned char>(text::lower(static_cast<char>(c)));
    return c >= 'a' && c <= 'z'   ? static_cast<int>(c - 'a')
           : c >= '2' && c <= '7' ? static_cast<int>(c - '2' + 26)
                                  : -1;
}

bool is_separator(char32_t c) noexcept {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || text::is_white_space(c) || text::is_invisible(c);
}

// Decimal digits alone, as much as JSON holds exactly; -1 for anything else.
std::int64_t read_number(std::string_view text) noexcept {
    if (text.empty() || text.size() > 16) return -1;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number <= largest_exact ? number : -1;
}

bool is_counter(const std::optional<std::int64_t>& counter) noexcept {
    return !counter || (*counter >= 0 && *counter <= most_counter);
}

enum Setting : std::uint8_t { secret, issuer, algorithm, digits, period, counter, settings };
constexpr std::string_view setting_names[settings] = {"secret", "issuer", "algorithm", "digits", "period", "counter"};
constexpr std::string_view algorithm_names[] = {"sha1", "sha256", "sha512"};
constexpr std::string_view type_names[] = {"totp", "hotp"};

template<std::size_t N>
std::size_t index_of(const std::string_view (&names)[N], std::string_view name) noexcept {
    std::size_t i = 0;
    while (i < N && !text::same_but_case(name, names[i])) ++i;
    return i;
}

}  // namespace

struct AppCheck::Told {
    std::optional<Generate> generate;
    std::optional<Verify> verify;
    BOOST_DESCRIBE_CLASS(Told, (), (generate, verify), (), ())
};

// A link's text and its parts, each a view of the text and thereby a place in it; null where it is not there.
struct AppCheck::Link {
    std::string_view text;
    std::array<std::string_view, settings> parts{};

    void mark(Finding& finding, std::string_view part) const noexcept {
        finding.at(static_cast<std::size_t>(part.data() - text.data()), part.size());
    }
};

struct AppCheck::Key {
    std::array<std::uint8_t, most_key_bytes> bytes{};
    std::size_t size = 0;

    Key() = default;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    ~Key() { sodium_memzero(bytes.data(), bytes.size()); }

    void read(const Link& link, std::string_view part, bool percent, Verdict& verdict) noexcept;
};

// Base32 as apps show it and people type it: in either case, in groups, padded or not. Bits left over at the end are
// dropped, as apps do.
void AppCheck::Key::read(const Link& link, std::string_view part, bool percent, Verdict& verdict) noexcept {
    std::uint32_t bits = 0;
    std::size_t characters = 0;
    bool padded = false;
    Finding* bad = nullptr;
    for (std::size_t at = 0; at < part.size();) {
        const std::size_t begin = at;
        const text::CodePoint c = text::decode_code_point(part, at);
        char32_t value = c.value;
        if (percent && value == '%') {
            const int byte = decoded_byte(part, at);
            if (byte < 0) {
                link.mark(verdict.add(Reason::otp_percent_encoding), part.substr(begin, 1));
                return;
            }
            value = static_cast<char32_t>(byte);
        } else {
            at += c.length;
        }
        if (value == '=' && characters > 0) padded = true;
        if (is_separator(value) || (value == '=' && padded)) continue;
        const int five = padded ? -1 : key_value(value);
        if (five < 0) {
            if (bad == nullptr) bad = &verdict.add(Reason::otp_secret_character);
            link.mark(*bad, part.substr(begin, at - begin));
            continue;
        }
        if (++characters > most_key_characters) {
            verdict.add(Reason::text_too_long).with(static_cast<std::int64_t>(most_key_characters));
            return;
        }
        bits = bits << 5 | static_cast<std::uint32_t>(five);
        const std::size_t held = characters * 5 % 8;
        if (held < 5) bytes[size++] = static_cast<std::uint8_t>(bits >> held);
    }
    if (bad != nullptr) return;
    if (characters < least_key_characters) {
        verdict.add(Reason::otp_secret_unfinished).with(static_cast<std::int64_t>(least_key_characters - characters));
        return;
    }
    if (size * 8 < due_key_bits) verdict.add(Reason::otp_secret_short).with(static_cast<std::int64_t>(size * 8));
    // The last of 1, 3 or 6 characters holds no byte's end.
    if (characters * 5 % 8 >= 5) verdict.add(Reason::otp_secret_length);
}

const TypeRow& AppCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& AppCheck::details_type() noexcept {
    return type_row<Details>;
}

Described AppCheck::described_details() const noexcept {
    return described(details_);
}

Span AppCheck::kept() const noexcept {
    return details_.code ? Span{details_.code->offset, details_.code->length} : Span{};
}

AppCheck::AppCheck(Subject subject, const Context*) : Check(max_bytes), subject_(subject) {
    const auto wrong = [this](std::string_view place, std::string_view what) {
        refuse(Status{StatusCode::bad_subject, place, what});
    };
    if (subject_.digits && (*subject_.digits < 6 || *subject_.digits > most_digits)) {
        wrong("subject.digits", "must be 6 to 8");
    } else if (subject_.period && (*subject_.period < 1 || *subject_.period > longest_period)) {
        wrong("subject.period", "must be 1 to 86400");
    } else if (!is_counter(subject_.counter)) {
        wrong("subject.counter", "must be 0 or more");
    }
}

Status AppCheck::tell(std::string_view json, Moment) {
    Told told;
    if (Status status = read_json(json, "tell", told); !status.ok()) return status;
    const auto wrong = [](std::string_view place, std::string_view what) {
        return Status{StatusCode::bad_subject, place, what};
    };
    if (told.generate.has_value() == told.verify.has_value()) return wrong("tell", "must have exactly one member");
    const Verify verify = told.verify.value_or(Verify{});
    const auto counter = told.generate ? told.generate->counter : verify.counter;
    const std::int64_t window = verify.window.value_or(1);
    if (window < 0 || window > 100) return wrong("tell.verify.window", "must be 0 to 100");
    if (!is_counter(counter)) return wrong("tell", "the counter must be 0 or more");
    wish_ = told.generate ? Wish::generate : Wish::verify;
    window_ = window;
    counter_ = counter;
    after_ = verify.after.value_or(-1);
    return {};
}

void AppCheck::clear_details() noexcept {
    details_ = {};
    labels_size_ = 0;
}

// A part of the link without its percent signs, kept until the next run; null if it cannot be shown, which is not UTF-8 or
// has control characters.
std::string_view AppCheck::decode(const Link& link, std::string_view part, Verdict& verdict) noexcept {
    char* const start = labels_.data() + labels_size_;
    std::size_t size = 0;
    for (std::size_t at = 0; at < part.size();) {
        const std::size_t begin = at;
        const int byte = decoded_byte(part, at);
        if (byte < 0x20 || byte == 0x7F) {
            link.mark(verdict.add(Reason::otp_percent_encoding), part.substr(begin, 1));
            return {};
        }
        start[size++] = static_cast<char>(byte);  // at most as long as the text, which labels_ has room for
    }
    const std::string_view decoded{start, size};
    if (text::first_invalid_utf8(decoded) != std::string_view::npos) {
        link.mark(verdict.add(Reason::otp_percent_encoding), part);
        return {};
    }
    labels_size_ += size;
    return decoded;
}

// otpauth://TYPE/LABEL?NAME=VALUE&… (github.com/google/google-authenticator/wiki/Key-Uri-Format), from the scheme on.
void AppCheck::read_link(Link& link, std::string_view rest, Key& key, Verdict& verdict) noexcept {
    constexpr std::string_view scheme = "otpauth:";
    const auto unfinished = [&verdict] {
        verdict.add(Reason::otp_secret_unfinished).with(static_cast<std::int64_t>(least_key_characters));
    };
    // What comes before one of these characters; it stays in front of the rest.
    const auto until = [&rest](std::string_view ends) { return rest.substr(0, rest.find_first_of(ends)); };
    const auto drop = [&rest](std::size_t size) { rest.remove_prefix(std::min(rest.size(), size)); };
    rest = until("#");
    const std::string_view before = rest.substr(0, rest.find(':') + 1);
    drop(before.size());
    if (!text::same_but_case(before, scheme) || !std::string_view{"//"}.starts_with(rest.substr(0, 2))) {
        link.mark(verdict.add(Reason::otp_other_link), before);
        return;
    }
    drop(2);
    const std::string_view type = until("/?");
    const std::size_t which = index_of(type_names, type);
    if (which == std::size(type_names)) {
        const bool growing = type.size() == rest.size() && type.size() < 4 &&
                             (text::same_but_case(type, type_names[0].substr(0, type.size())) ||
                              text::same_but_case(type, type_names[1].substr(0, type.size())));
        if (growing) unfinished();
        else link.mark(verdict.add(Reason::otp_unknown_type), type);
        return;
    }
    details_.type = static_cast<AppType>(which);
    drop(type.size());
    if (rest.starts_with('/')) drop(1);
    const std::string_view label = until("?");
    drop(label.size() + 1);
    while (!rest.empty()) {
        const std::string_view one = until("&");
        const std::string_view name = one.substr(0, one.find('='));
        if (const std::size_t setting = index_of(setting_names, name); setting < settings) {
            std::string_view& part = link.parts[setting];
            if (part.data() != nullptr) link.mark(verdict.add(Reason::otp_setting_twice), one);
            part = one.substr(std::min(name.size() + 1, one.size()));
        }
        drop(one.size() + 1);
    }

    std::string_view account = decode(link, label, verdict);
    if (const std::size_t colon = account.find(':'); colon != std::string_view::npos) {
        details_.issuer = account.substr(0, colon);
        account.remove_prefix(colon + 1);
        while (account.starts_with(' ')) account.remove_prefix(1);
    }
    if (!account.empty()) details_.account = account;
    if (link.parts[issuer].data() != nullptr) {
        const std::string_view said = decode(link, link.parts[issuer], verdict);
        if (details_.issuer && said.data() != nullptr && *details_.issuer != said)
            verdict.add(Reason::otp_issuer_mismatch).with(*details_.issuer).with(said);
        if (said.data() != nullptr) details_.issuer = said;
    }
    read_settings(link, verdict);
    if (link.parts[secret].data() == nullptr) unfinished();
    else key.read(link, link.parts[secret], true, verdict);
}

// What a link says of its codes; what it does not say has the default, not what the issuer says elsewhere.
void AppCheck::read_settings(const Link& link, Verdict& verdict) noexcept {
    using Number = std::optional<std::int64_t>;
    const auto number = [&](Setting setting, std::int64_t least, std::int64_t most, Reason reason, Number& value) {
        const std::string_view part = link.parts[setting];
        if (part.data() == nullptr) return;
        value = read_number(part);
        if (*value >= least && *value <= most) return;
        value.reset();
        link.mark(verdict.add(reason), part);
    };
    details_.algorithm = Algorithm::SHA1;
    details_.digits = 6;
    if (const std::string_view part = link.parts[algorithm]; part.data() != nullptr) {
        const std::size_t which = index_of(algorithm_names, part);
        if (which < std::size(algorithm_names)) details_.algorithm = static_cast<Algorithm>(which);
        else link.mark(verdict.add(Reason::otp_unknown_algorithm), part);
    }
    number(digits, 6, most_digits, Reason::otp_bad_digits, details_.digits);
    if (details_.type == AppType::totp) {
        details_.period = 30;
        number(period, 1, longest_period, Reason::otp_bad_period, details_.period);
    } else {
        number(counter, 0, most_counter, Reason::otp_counter_needed, details_.counter);
    }
    // Where the issuer's own settings are others, codes of this link fit at no other place.
    Finding* differs = nullptr;
    const auto compare = [&](bool other, std::string_view part) {
        if (!other) return;
        if (differs == nullptr) differs = &verdict.add(Reason::otp_settings_differ);
        if (part.data() != nullptr) link.mark(*differs, part);
    };
    compare(subject_.type && subject_.type != details_.type, {});
    compare(subject_.algorithm && subject_.algorithm != details_.algorithm, link.parts[algorithm]);
    compare(subject_.digits && subject_.digits != details_.digits, link.parts[digits]);
    compare(subject_.period && details_.period && subject_.period != details_.period, link.parts[period]);
}

void AppCheck::judge(const Typed& typed, Moment moment, Verdict& verdict) noexcept {
    Key key;
    Link link{typed.text};
    std::size_t begin = 0;
    while (begin < typed.text.size()) {
        const text::CodePoint c = text::decode_code_point(typed.text, begin);
        if (!text::is_white_space(c.value) && !text::is_invisible(c.value)) break;
        begin += c.length;
    }
    const std::size_t end = typed.text.find_last_not_of(" \t\r\n") + 1;
    const std::string_view text = typed.text.substr(begin, std::max(begin, end) - begin);
    if (text::same_but_case(text.substr(0, 8), "otpauth:") || text.find("://") != std::string_view::npos) {
        read_link(link, text, key, verdict);
    } else {
        details_.type = subject_.type.value_or(AppType::totp);
        details_.algorithm = subject_.algorithm.value_or(Algorithm::SHA1);
        details_.digits = subject_.digits.value_or(6);
        if (details_.type == AppType::totp) details_.period = subject_.period.value_or(30);
        key.read(link, text, false, verdict);
    }
    if (details_.type == AppType::hotp) {
        if (subject_.counter) details_.counter = subject_.counter;
        if (counter_) details_.counter = counter_;
        if (!details_.counter && verdict.find(Reason::otp_counter_needed) == nullptr)
            verdict.add(Reason::otp_counter_needed);
    }
    for (const Finding& finding : verdict.findings())
        if (finding.grade() >= Grade::unfinished) return;

    if (details_.type == AppType::totp) {
        const std::int64_t now = std::max<std::int64_t>(whole_ms(moment.wall_ms, false), 0);
        const std::int64_t period_ms = std::max<std::int64_t>(*details_.period, 1) * 1000;
        details_.step = now / period_ms;
        details_.secondsLeft = seconds_left(period_ms - now % period_ms);
    } else {
        details_.step = details_.counter;
    }
    if (wish_ == Wish::verify) {
        compare(key, typed.other, verdict);
    } else if (const auto size = static_cast<std::size_t>(*details_.digits);
               wish_ == Wish::generate && typed.slot.size() >= size) {
        make_code(key, *details_.step, typed.slot.data());
        details_.code = CodePlace{0, static_cast<std::uint32_t>(size)};
    }
}

// RFC 4226 section 5.3, with the hash of RFC 6238 section 1.2.
void AppCheck::make_code(const Key& key, std::int64_t step, char* code) const noexcept {
    std::array<std::uint8_t, 8> message;
    codec::store_be64(message.data(), static_cast<std::uint64_t>(step));
    std::array<std::uint8_t, crypto_auth_hmacsha512_BYTES> mac{};
    std::size_t size = 0;
    if (details_.algorithm == Algorithm::SHA1) {
        const codec::Hash160 hash = codec::hmac_sha1(std::span{key.bytes}.first(key.size), message);
        std::copy(hash.begin(), hash.end(), mac.begin());
        size = hash.size();
    } else if (details_.algorithm == Algorithm::SHA256) {
        crypto_auth_hmacsha256_state state;
        crypto_auth_hmacsha256_init(&state, key.bytes.data(), key.size);
        crypto_auth_hmacsha256_update(&state, message.data(), message.size());
        crypto_auth_hmacsha256_final(&state, mac.data());
        sodium_memzero(&state, sizeof state);
        size = crypto_auth_hmacsha256_BYTES;
    } else {
        crypto_auth_hmacsha512_state state;
        crypto_auth_hmacsha512_init(&state, key.bytes.data(), key.size);
        crypto_auth_hmacsha512_update(&state, message.data(), message.size());
        crypto_auth_hmacsha512_final(&state, mac.data());
        sodium_memzero(&state, sizeof state);
        size = crypto_auth_hmacsha512_BYTES;
    }
    std::uint32_t number = codec::load_be32(mac.data() + (mac[size - 1] & 15)) & 0x7FFFFFFF;
    for (auto i = static_cast<std::size_t>(*details_.digits); i > 0; --i) {
        code[i - 1] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    sodium_memzero(mac.data(), mac.size());
}

// All steps of the window are looked at, whichever fits, and each in constant time.
void AppCheck::compare(const Key& key, std::string_view typed, Verdict& verdict) noexcept {
    const auto length = static_cast<std::size_t>(*details_.digits);
    const Entry entry = read_entry(typed, Alphabet::digits);
    const std::int64_t expected = *details_.step;
    details_.step.reset();
    if (entry.bad.length > 0) {
        verdict.add(Reason::otp_bad_character);
    } else if (entry.characters == 0) {
        verdict.add(Reason::otp_empty);
    } else if (entry.characters < length) {
        verdict.add(Reason::otp_incomplete).with(static_cast<std::int64_t>(length - entry.characters));
    } else if (entry.characters > length) {
        verdict.add(Reason::otp_too_long).with(*details_.digits);
    }
    if (entry.bad.length > 0 || entry.characters != length) return;
    std::array<char, most_digits> wanted{};
    std::array<char, most_digits> made{};
    for (std::size_t at = 0, size = 0; at < typed.size() && size < length;) {
        const text::CodePoint c = text::decode_code_point(typed, at);
        at += c.length;
        if (const int digit = text::digit_value(c.value); digit >= 0) wanted[size++] = static_cast<char>('0' + digit);
    }
    bool used = false;
    for (std::int64_t by = details_.type == AppType::totp ? -window_ : 0; by <= window_; ++by) {
        if (expected + by < 0) continue;
        make_code(key, expected + by, made.data());
        const bool fits = sodium_memcmp(made.data(), wanted.data(), length) == 0;
        if (fits && expected + by <= after_) {
            used = true;
        } else if (fits && (!details_.drift ||
                            (by < 0 ? -by : by) < (*details_.drift < 0 ? -*details_.drift : *details_.drift))) {
            details_.drift = by;
            details_.step = expected + by;
        }
    }
    sodium_memzero(wanted.data(), wanted.size());
    sodium_memzero(made.data(), made.size());
    if (!details_.drift) {
        verdict.add(used ? Reason::otp_code_used : Reason::otp_no_match);
    } else if (*details_.drift != 0 && details_.type == AppType::totp) {
        verdict.add(Reason::otp_clock_drift)
            .with((*details_.drift < 0 ? -*details_.drift : *details_.drift) * *details_.period);
    }
}

}  // namespace countersign::otp
