// The room `deposit`: would coins sent to this address arrive, and if not, why and where. Format rules come from the
// networks' own documents (each row of core/deposit/networks.def names its source). An answer about an address is two
// answers: "is this a valid address of the chosen network" (the outcome) and "of that one only" (`alsoValidOn`).
// Never corrects an address, never echoes a private key, never guesses a network that the text cannot name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"

namespace countersign::deposit {

struct Network;
struct Reading;

struct KnownAddress {
    std::string address;
    std::optional<std::string> label;
};

// `coin` is an upper-case ticker, `network` a lower-case id. Without a network a coin's home network is assumed, and
// said so; a coin without one (USDT) cannot be judged. `known` is the person's own book: entries are named by index.
struct AddressSubject {
    std::string coin;
    std::optional<std::string> network{};
    List<KnownAddress, 1000> known{};
};

enum class MemoRule : std::uint8_t { required, optional, none };

struct Memo {
    MemoRule rule = MemoRule::none;
    std::optional<std::string_view> type{};
    std::optional<std::int64_t> maxBytes{};
};

// `network` is the chosen one. `format` and `addressKind` say what the text is, also when it belongs elsewhere.
// `groups` is the canonical text in fours, to read aloud; empty unless accepted or cautioned.
struct AddressDetails {
    std::string_view coin;
    std::optional<std::string_view> network;
    std::optional<std::string_view> format;
    std::optional<std::string_view> addressKind;
    FixedList<std::string_view, 64> alsoValidOn;
    Memo memo;
    FixedList<std::string_view, 64> groups;
};

class AddressCheck final : public Check {
public:
    using Subject = AddressSubject;
    using Details = AddressDetails;
    static constexpr std::size_t max_bytes = 4096;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    // An unknown coin or network, or one that is not the coin's, is in status(). The context must outlive the check.
    explicit AddressCheck(Subject subject, const Context* context = nullptr);

    [[nodiscard]] const Details& details() const noexcept;
    [[nodiscard]] Described described_details() const noexcept override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    void describe(const Reading& reading) noexcept;
    [[gnu::cold]] void refuse_elsewhere(const Reading& reading, std::string_view text, std::size_t offset,
                                        Verdict& verdict) const noexcept;
    void say_memo(const Reading& reading, Verdict& verdict) noexcept;
    void accept(std::string_view text, bool fold_case, const Typed& typed, Verdict& verdict) noexcept;

    Subject subject_;
    const Network* network_ = nullptr;  // null: needed and not chosen
    bool assumed_ = false;              // the coin's home network, since none was chosen
    bool offered_ = true;
    mutable Details details_;  // its groups are made when they are asked for
};

}  // namespace countersign::deposit
