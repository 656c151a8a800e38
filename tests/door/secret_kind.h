// A kind that exists for tests alone: it takes a secret, looks at it in the ways that real secret kinds will (folds its
// case, compares it with an earlier one, hashes it), and must leave nothing of it behind.
#pragma once

#include <cstdint>
#include <optional>

#include "countersign/check.h"
#include "countersign/context.h"

namespace countersign::test {

struct SecretSubject {
    std::optional<std::int64_t> minimumLength;
};

struct SecretDetails {
    std::int64_t bytes = 0;
    bool sameAsEarlier = false;
    std::int64_t keyEvents = 0;
};

class SecretCheck final : public Check {
public:
    using Subject = SecretSubject;
    using Details = SecretDetails;
    static constexpr std::size_t max_bytes = 4096;
    static const TypeRow& subject_type() noexcept;
    static const TypeRow& details_type() noexcept;

    explicit SecretCheck(Subject subject, const Context* = nullptr) : Check(max_bytes), subject_(subject) {}
    [[nodiscard]] Described described_details() const noexcept override;
    Status observe(const KeyEvent& event, Moment now) noexcept override;
    Status tell(std::string_view json, Moment now) override;

protected:
    void clear_details() noexcept override;
    void judge(const Typed& typed, Moment now, Verdict& verdict) noexcept override;

private:
    Subject subject_;
    Details details_;
    std::int64_t key_events_ = 0;
};

}  // namespace countersign::test
