// Codes in text: what a person types, and a code in a message. Both give places, never the code itself. A message is
// looked at as an origin-bound one first (WICG, "Origin-bound one-time codes delivered via SMS"), then for tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "countersign/otp.h"
#include "countersign/verdict.h"

namespace countersign::otp {

// How many characters of a code a text holds, spaces, hyphens and invisible characters left out; and the first character
// that can be in none.
struct Entry {
    std::size_t characters = 0;
    Span bad{};  // of length 0 if there is none
};
Entry read_entry(std::string_view text, Alphabet alphabet) noexcept;

// The last line "@host #code", with an embedded host behind it or not. Views into the message.
struct BoundCode {
    std::string_view host;  // empty: the message is not bound
    std::string_view embedded;
    Span code{};
};
BoundCode read_bound_code(std::string_view message) noexcept;

// Whether a bound host is the page's host or a parent domain of it. `origin` is an origin ("https://login.example.com") or
// a host alone; ports do not count. Hosts are compared as they are written, capitals of ASCII apart.
bool host_covers(std::string_view bound_host, std::string_view origin) noexcept;

enum class Search : std::uint8_t { none, one, several };
struct FoundCode {
    Search search = Search::none;
    Span first{};
    Span second{};  // of another value, if there are several
};
// The code of `length` characters in a message that is not bound. A token of digits of exactly that length; only if there
// is none, digits joined by single spaces or hyphens. Never a part of anything longer, of a phone number, an amount, a
// date, a time, an address of a page or of mail, or of what the words before it call an order, a card and the like.
FoundCode find_code(std::string_view message, std::size_t length, Alphabet alphabet) noexcept;

// The page that a code would be filled into. Without an origin a bound code cannot be judged; where `needed` is false (a
// person pasted the message here) it then counts as unbound.
struct Page {
    std::string_view origin;
    std::string_view top_origin;
    bool needed = true;
};

// The code in a message, bound or not. `code` is of length 0 if there is none for this page; `said` if a finding was added
// that says why. No finding is added for a code that was found, nor for a message without any.
struct MessageCode {
    Span code{};
    bool said = false;
};
MessageCode judge_message(std::string_view message, std::size_t length, Alphabet alphabet, const Page& page,
                          Verdict& verdict) noexcept;

}  // namespace countersign::otp
