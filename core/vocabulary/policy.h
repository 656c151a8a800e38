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

struct Policy {
    std::int64_t version = 0;
    List<OfferedCoin, 1000> coins;  // none: every coin Countersign knows
    List<WordOverride, 1000> words;
    // Where codes come from, and the site's own hosts: for people to look for, to allow and to copy.
    List<std::string, 16> senderIds;
    List<std::string, 16> fromAddresses;
    List<std::string, 16> hosts;
};
BOOST_DESCRIBE_STRUCT(Policy, (), (version, coins, words, senderIds, fromAddresses, hosts))

}  // namespace countersign
