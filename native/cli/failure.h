// What the caller of the command did wrong, or what the machine refused: one sentence for standard error, exit status 2.
// Never holds a secret.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace countersign::cli {

class Failure : public std::runtime_error {
public:
    explicit Failure(const std::string& sentence) : std::runtime_error(sentence) {}
    // "policy.json: cannot be read: Permission denied"
    Failure(std::string_view place, std::string_view what)
        : std::runtime_error(std::string{place}.append(": ").append(what)) {}
};

// Text from outside as it may stand in a message: in double quotes, control characters and quotes replaced by '?', at
// most 60 bytes of it. A terminal never receives somebody else's escape sequences.
std::string quoted(std::string_view text);

}  // namespace countersign::cli
