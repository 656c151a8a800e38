// The room `password`: what may be wrong with a password while it is typed (`password.entry`), and what most likely went
// wrong with one that the server refused (`password.retry`). Both look at key events and at the text; neither knows the right
// password. Every finding is a question to the person, never a verdict on the password, and no text is ever changed or
// suggested: advice names operations ("the case of all letters"), as in "pASSWORD tYPOS and How to Correct Them Securely"
// (IEEE S&P 2016). The text is a secret: it is in the input slot and nowhere else. Of key events, what outlives the call are
// marks (which lock keys are on, which layouts are possible), and they are wiped with the check.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "countersign/check.h"
#include "countersign/context.h"
#include "countersign/lists.h"

namespace countersign::password {

// What the server does to a password before it is hashed: nothing, RFC 8265's OpaqueString, or a normal form of Unicode.
enum class Profile : std::uint8_t { none, OpaqueString, NFC, NFKC, NFKD };

enum class Script : std::uint8_t {
    latin,
    greek,
    cyrillic,
    armenian,
    hebrew,
    arabic,
    indic,
    thai,
    georgian,
    hangul,
    kana,
    han,
};

// `likely`: letters came out in the other case, and the host cannot tell of Caps Lock.
enum class LockState : std::uint8_t { unknown, off, on, likely };

// What would make another attempt of a text, in the order of equal likelihood. None of them is ever carried out here.
enum class Operation : std::uint8_t {
    swap_case,         // of all letters
    swap_first_case,   // of the first letter
    remove_last,       // the last character was one too many
    remove_first,      // the first was
    shift_last,        // Shift was missed on the last one
    other_layout,      // the same keys in another layout
    strip_edge_space,  // no space at the ends
    fold_width,        // full-width characters in their usual width
    normal_form,       // NFC
};

// What is known before anybody types. What is left out is unknown, and nothing is concluded from it. What a policy says of
// passwords holds where the subject says nothing.
struct Subject {
    std::optional<std::string> enrolledLayout{};  // `details.layout` at the last sign-in on this device
    std::optional<Script> script{};               // of the password's letters, if the person agreed to keep that
    std::optional<Profile> profile{};
    std::optional<std::int64_t> maxLength{};  // of the field, in UTF-16 units as HTML counts
    std::optional<bool> bcrypt{};             // the server hashes with bcrypt, and nothing before it
    std::optional<bool> failed{};             // the last attempt was refused
};

struct Details {
    LockState capsLock = LockState::unknown;
    std::optional<std::string_view> layout{};  // the likeliest of those that explain all keys
    FixedList<Operation, 9> advice{};          // likeliest first; password.entry has only what there is evidence for
    std::int64_t codePoints = 0;
    std::optional<bool> profileMatters{};  // whether the profile changes this text
    // Slugs of findings that this check had not made before: what is to be announced.
    FixedList<std::string_view, Verdict::max_findings> fresh{};
    std::int64_t refusals = 0;
};

class Typing;

// What both kinds share. `observe` takes keyboard, input, composition, clipboard, focus and pointer events by their DOM names;
// what does not matter here is taken and forgotten. `tell` takes an object with exactly one member:
//   pasted: N        so many UTF-16 units are on their way from the clipboard
//   refused: true    the server refused what the last run saw
//   taken: true      the server took it
class TypedCheck : public Check {
public:
    using Subject = password::Subject;
    using Details = password::Details;
    static constexpr std::size_t max_bytes = 4096;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    ~TypedCheck() override;
    [[nodiscard]] const Details& details() const noexcept { return details_; }
    [[nodiscard]] Described described_details() const noexcept override;
    Status observe(const KeyEvent& event, Moment now) noexcept override;
    Status tell(std::string_view json, Moment now) override;

protected:
    TypedCheck(Subject subject, const Context* context);
    void clear_details() noexcept override;
    virtual void refused() noexcept {}
    virtual void taken() noexcept {}
    // What is in both kinds' details.
    void describe_typing(std::string_view text) noexcept;
    void note_fresh(const Verdict& verdict) noexcept;

    Subject subject_;
    std::unique_ptr<Typing> typing_;
    std::array<std::uint32_t, 4> said_{};  // reasons of the room that were findings before, a bit each
    Details details_;
};

class EntryCheck final : public TypedCheck {
public:
    // A layout that the table does not have is in status().
    explicit EntryCheck(Subject subject, const Context* context = nullptr);

protected:
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    bool table_missing_ = false;
    bool had_text_ = false;
};

// Run it with what is about to be sent: it says if that was refused before. After `refused` a run with the same text, or
// with none, gives advice.
class RetryCheck final : public TypedCheck {
public:
    explicit RetryCheck(Subject subject, const Context* context = nullptr);
    ~RetryCheck() override;

protected:
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;
    void refused() noexcept override;
    void taken() noexcept override;

private:
    static constexpr std::size_t remembered = 8;
    using Sum = std::array<std::uint8_t, 16>;  // BLAKE2b with the context's seed for a key

    std::array<std::uint8_t, 32> key_{};
    std::array<Sum, remembered> refused_{};
    Sum last_{};
    std::array<std::uint32_t, 9> weights_{};  // of the operations on the last text
    bool has_last_ = false;
    bool advises_ = false;
};

}  // namespace countersign::password
