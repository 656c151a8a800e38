// The operator's configuration: what a venue offers and how it words things. Comes signed (envelope of type "policy")
// or, for trying things out, plain. Versions only go forward.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "describe.h"

namespace countersign {

struct OfferedCoin {
    std::string coin;
    List<std::string, 64> networks;  // none: every network the coin lives on
};
BOOST_DESCRIBE_STRUCT(OfferedCoin, (), (coin, networks))

struct WordOverride {
    std::string language;
    std::string reason;  // slug
    std::string text;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(WordOverride, (), (language, reason, text, next))

// What must be verified before an operation may go on: "identity", "address", or both.
struct Gate {
    std::string operation;
    bool identity = true;
    std::optional<bool> address;
};
BOOST_DESCRIBE_STRUCT(Gate, (), (operation, identity, address))

// What the server does with passwords; core/password/entry.cpp reads the profile's name.
struct PasswordPolicy {
    std::optional<std::string> profile;
    std::optional<std::int64_t> maxLength;
    std::optional<bool> bcrypt;
};
BOOST_DESCRIBE_STRUCT(PasswordPolicy, (), (profile, maxLength, bcrypt))

struct Policy {
    std::int64_t version = 0;
    List<OfferedCoin, 1000> coins;  // none: every coin Countersign knows
    List<WordOverride, 1000> words;
    std::optional<std::string> lockZone;  // whose midnight ends a lock, where the lock does not say
    List<Gate, 100> gates;
    // Where codes come from, and the site's own hosts: for people to look for, to allow and to copy.
    List<std::string, 16> senderIds;
    List<std::string, 16> fromAddresses;
    List<std::string, 16> hosts;
    std::optional<PasswordPolicy> password;
};
BOOST_DESCRIBE_STRUCT(Policy, (), (version, coins, words, lockZone, gates, senderIds, fromAddresses, hosts, password))

}  // namespace countersign
