#include <boost/describe.hpp>
#include <charconv>

#include "../text/eight_bytes.h"
#include "../text/utf8.h"
#include "../vocabulary/describe.h"
#include "../vocabulary/policy.h"
#include "countersign/deposit.h"
#include "formats.h"
#include "mistakes.h"
#include "networks.h"

namespace countersign::deposit {

BOOST_DESCRIBE_STRUCT(KnownAddress, (), (address, label))
BOOST_DESCRIBE_STRUCT(AddressSubject, (), (coin, network, known))
BOOST_DESCRIBE_ENUM(MemoRule, required, optional, none)
BOOST_DESCRIBE_STRUCT(Memo, (), (rule, type, maxBytes))
BOOST_DESCRIBE_STRUCT(AddressDetails, (), (coin, network, format, addressKind, alsoValidOn, memo, groups))

namespace {

bool offers(const Policy& policy, std::string_view coin, const Network* network) noexcept {
    if (policy.coins.empty()) return true;
    for (const OfferedCoin& offered : policy.coins) {
        if (offered.coin != coin) continue;
        if (offered.networks.empty() || network == nullptr) return true;
        for (const std::string& id : offered.networks)
            if (id == network->id) return true;
    }
    return false;
}

bool is_edge(char32_t c) noexcept {
    return text::is_white_space(c) || text::is_invisible(c);
}

using text::each_byte;

// What nearly every address is made of; such text has no edges to cut and nothing to refuse. Eight bytes at a time: the
// sums carry into a byte's top bit if it is below '!' or above '~'.
bool is_plain(std::string_view text) noexcept {
    std::size_t i = 0;
    for (; text.size() - i >= 8; i += 8) {
        const std::uint64_t bytes = text::eight_bytes(text.data() + i);
        if ((((bytes + each_byte) | bytes | (bytes - '!' * each_byte)) & text::each_mark) != 0) return false;
    }
    for (const char c : text.substr(i))
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) > '~') return false;
    return true;
}

// Whether ASCII text has a letter A to Z, eight bytes at a time as above.
bool has_capitals(std::string_view text) noexcept {
    std::size_t i = 0;
    for (; text.size() - i >= 8; i += 8) {
        const std::uint64_t bytes = text::eight_bytes(text.data() + i);
        if (((bytes + (0x80 - 'A') * each_byte) & ~(bytes + (0x80 - 'Z' - 1) * each_byte) & text::each_mark) != 0)
            return true;
    }
    for (const char c : text.substr(i))
        if (c >= 'A' && c <= 'Z') return true;
    return false;
}

// The text without the white space and the invisible characters around it.
[[gnu::cold]] std::string_view without_edges(std::string_view text) noexcept {
    std::size_t start = 0;
    std::size_t end = 0;  // after the last character that is neither
    bool inside = false;
    for (std::size_t i = 0; i < text.size();) {
        const text::CodePoint c = text::decode_code_point(text, i);
        if (!is_edge(c.value)) {
            if (!inside) start = i;
            inside = true;
            end = i + c.length;
        }
        i += c.length;
    }
    return inside ? text.substr(start, end - start) : std::string_view{};
}

// One finding for all that can be in no address: spaces, invisible characters, letters of other alphabets.
[[gnu::cold]] bool refuse_characters(std::string_view text, std::size_t offset, Verdict& verdict) noexcept {
    static constexpr Reason reasons[] = {Reason::deposit_space_inside, Reason::deposit_invisible_character,
                                         Reason::deposit_foreign_character};
    bool refused = false;
    for (std::size_t which = 0; which < 3; ++which) {
        Finding* finding = nullptr;
        for (std::size_t i = 0; i < text.size();) {
            const text::CodePoint c = text::decode_code_point(text, i);
            const std::size_t found = text::is_white_space(c.value)                                      ? 0
                                      : text::is_invisible(c.value) || c.value < 0x20 || c.value == 0x7F ? 1
                                      : c.value > 0x7F                                                   ? 2
                                                                                                         : 3;
            if (found == which) {
                if (finding == nullptr) finding = &verdict.add(reasons[which]);
                finding->at(offset + i, c.length);
                refused = true;
            }
            i += c.length;
        }
    }
    return refused;
}

bool same_address(std::string_view a, std::string_view b, bool fold_case) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && !(fold_case && lower(a[i]) == lower(b[i]))) return false;
    return true;
}

// Gives the reason's parameters as reasons.def declares them.
[[gnu::cold]] void explain_diagnosis(const Diagnosis& diagnosis, const Network& network, std::string_view text,
                                     std::size_t offset, Verdict& verdict) noexcept {
    Finding& finding = verdict.add(diagnosis.reason);
    if (diagnosis.at.length > 0) finding.at(offset + diagnosis.at.offset, diagnosis.at.length);
    switch (diagnosis.reason) {
    case Reason::deposit_unfinished: finding.with(std::int64_t{diagnosis.missing}); break;
    case Reason::deposit_length: finding.with(static_cast<std::int64_t>(text.size())); break;
    case Reason::deposit_prefix_missing: finding.with(diagnosis.prefix); break;
    default: break;
    }
    finding.with(network.id);
}

}  // namespace

AddressCheck::AddressCheck(Subject subject, const Context* context) : Check(max_bytes), subject_(std::move(subject)) {
    const auto refuse_name = [this](std::string_view place, std::string_view what, std::string_view name) {
        Status status{StatusCode::bad_subject, place, what};
        status.append_quoted(name);
        refuse(status);
    };
    const std::string_view coin = subject_.coin;
    const Places places = places_of(coin);
    if (places.count == 0) {
        refuse_name("subject.coin", "unknown coin ", coin);
    } else if (!subject_.network) {
        network_ = places.home;
        assumed_ = network_ != nullptr && places.count > 1;
    } else if (const Network* const chosen = find_network(*subject_.network); chosen == nullptr) {
        refuse_name("subject.network", "unknown network ", *subject_.network);
    } else if (!lives_on(coin, *chosen)) {
        refuse_name("subject.network", "this coin does not live on ", *subject_.network);
    } else {
        network_ = chosen;
    }
    offered_ = context == nullptr || offers(context->policy(), coin, network_);
}

const TypeRow& AddressCheck::subject_type() noexcept {
    return type_row<Subject>;
}

const TypeRow& AddressCheck::details_type() noexcept {
    return type_row<Details>;
}

const AddressCheck::Details& AddressCheck::details() const noexcept {
    // Cut only here: of most texts nobody reads them.
    const std::string_view canonical = verdict().canonical();
    details_.groups.clear();
    for (std::size_t i = 0; i < canonical.size(); i += 4) details_.groups.add(canonical.substr(i, 4));
    return details_;
}

Described AddressCheck::described_details() const noexcept {
    return described(details());
}

void AddressCheck::clear_details() noexcept {
    details_.coin = subject_.coin;
    details_.network.reset();
    if (network_ != nullptr) details_.network = network_->id;
    details_.format.reset();
    details_.addressKind.reset();
    details_.alsoValidOn.clear();
    details_.memo = {};
}

void AddressCheck::judge(const Typed& typed, Moment, Verdict& verdict) noexcept {
    const bool plain = is_plain(typed.text);
    const std::string_view text = plain ? typed.text : without_edges(typed.text);
    const std::size_t offset = text.empty() ? 0 : static_cast<std::size_t>(text.data() - typed.text.data());
    if (!offered_)
        verdict.add(Reason::deposit_not_offered)
            .with(std::string_view{subject_.coin})
            .with(network_ != nullptr ? network_->id : std::string_view{});
    if (text.empty()) {
        verdict.add(Reason::deposit_empty);
        return;
    }
    // A finished address is nothing else; only what is none is looked at for keys and the like.
    Reading reading;
    const bool finished = (plain || text::is_ascii(text)) && read(text, network_, reading);
    if (const auto mistake = finished ? std::nullopt : mistaken_for_address(text)) {
        // Names are free to begin as keys do: "suiprivkey1pppppppppp-" may go on as a name on NEAR.
        if (network_ == nullptr || row_of(diagnose(*network_, text).reason).grade != Grade::unfinished) {
            verdict.add(*mistake);
            return;
        }
    }
    if (!plain && refuse_characters(text, offset, verdict)) return;
    if (finished) describe(reading);
    if (network_ == nullptr) {
        if (const auto key = finished ? std::nullopt : may_be_key(text)) {
            verdict.add(*key);
            return;
        }
        verdict.add(Reason::deposit_network_needed).with(std::string_view{subject_.coin});
        return;
    }
    const Form* const form = reading.on(*network_);
    if (form == nullptr) {
        refuse_elsewhere(reading, text, offset, verdict);
        return;
    }
    // What the row has against the form, and what the reader has against the text.
    bool payable = true;
    for (const Reason standing : {form->standing, reading.standing})
        if (standing != Reason{}) {
            Finding& finding = verdict.add(standing);
            if (row_of(standing).parameter_count > 0) finding.with(network_->id);
            payable = payable && finding.grade() != Grade::stop;
        }
    if (!payable) return;
    if (assumed_) verdict.add(Reason::deposit_network_assumed).with(std::string_view{subject_.coin}).with(network_->id);
    if (text.size() != typed.text.size()) {
        Finding& around = verdict.add(Reason::deposit_space_around);
        if (offset > 0) around.at(0, offset);
        if (offset + text.size() < typed.text.size())
            around.at(offset + text.size(), typed.text.size() - offset - text.size());
    }
    if (reading.checksum == Checksum::left_out) verdict.add(Reason::deposit_no_checksum);
    if (reading.checksum == Checksum::unknown) verdict.add(Reason::deposit_network_without_checksum).with(network_->id);
    if (reading.future_version > 0)
        verdict.add(Reason::deposit_future_version).with(std::int64_t{reading.future_version});
    say_memo(reading, verdict);
    accept(text, reading.fold_case, typed, verdict);
}

void AddressCheck::describe(const Reading& reading) noexcept {
    details_.format = reading.format;
    const Form* const form = network_ != nullptr ? reading.on(*network_) : nullptr;
    const std::string_view kind = (form != nullptr ? form : reading.forms[0])->kind;
    details_.addressKind = kind.empty() ? reading.kind : kind;
    for (const Form* other : reading.forms) {
        const Network& network = network_of(*other);
        const bool payable = other->standing == Reason{} || row_of(other->standing).grade != Grade::stop;
        if (&network != network_ && !network.is_test() && payable) details_.alsoValidOn.add(network.id);
    }
}

// The text is no address of the chosen network.
void AddressCheck::refuse_elsewhere(const Reading& reading, std::string_view text, std::size_t offset,
                                    Verdict& verdict) const noexcept {
    // A checksum that fits elsewhere says more than that longer addresses could begin so.
    const bool belongs = !reading.forms.empty() && reading.checksum == Checksum::fits;
    const Diagnosis diagnosis = belongs ? Diagnosis{} : diagnose(*network_, text);
    const bool grows = row_of(diagnosis.reason).grade == Grade::unfinished;
    const auto key = reading.forms.empty() && !grows ? may_be_key(text) : std::nullopt;
    if (key) {
        verdict.add(*key);
        return;
    }
    if (reading.forms.empty() || grows) {
        explain_diagnosis(diagnosis, *network_, text, offset, verdict);
        return;
    }
    const Form* found = reading.forms[0];
    for (const Form* form : reading.forms)
        if (network_of(*found).is_test() && !network_of(*form).is_test()) found = form;
    // EVM text names no network of its own; words know a name for them all.
    verdict.add(network_of(*found).is_test() ? Reason::deposit_testnet : Reason::deposit_wrong_network)
        .at(offset, text.size())
        .with(found->spelling == Spelling::evm ? std::string_view{"evm"} : network_of(*found).id)
        .with(network_->id);
}

// What exchanges ask for besides the address, unless the address carries it.
void AddressCheck::say_memo(const Reading& reading, Verdict& verdict) noexcept {
    const MemoForm& memo = network_->memo;
    if (memo.type.empty()) return;
    if (reading.memo) {
        std::array<char, 20> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *reading.memo);
        verdict.add(Reason::deposit_memo_inside)
            .with(verdict.keep({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())}));
        return;
    }
    details_.memo = {.rule = MemoRule::optional, .type = memo.type};
    if (memo.max_bytes > 0) details_.memo.maxBytes = memo.max_bytes;
    if (!reading.full) verdict.add(Reason::deposit_memo_needed).with(network_->id);
}

// The text is an address of the chosen network: compares it with what the person has, and gives its canonical form.
void AddressCheck::accept(std::string_view text, bool fold_case, const Typed& typed, Verdict& verdict) noexcept {
    const std::string_view copied =
        text::first_invalid_utf8(typed.other) == std::string_view::npos ? without_edges(typed.other) : typed.other;
    if (!copied.empty() && !same_address(text, copied, fold_case)) {
        verdict.add(Reason::deposit_not_as_copied);
        return;
    }
    std::int64_t index = 0;
    for (const KnownAddress& known : subject_.known) {
        if (same_address(text, known.address, fold_case)) {
            verdict.add(Reason::deposit_known).with(index);
            break;
        }
        ++index;
    }
    std::array<char, 128> spelled;
    if (text.size() > spelled.size()) return;
    std::string_view canonical = text;
    if (fold_case && has_capitals(text)) {
        for (std::size_t i = 0; i < text.size(); ++i) spelled[i] = lower(text[i]);
        canonical = {spelled.data(), text.size()};
    }
    verdict.set_canonical(verdict.keep(canonical));
}

}  // namespace countersign::deposit
