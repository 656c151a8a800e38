// The C door as the commands use it: a context that is released by itself, and statuses turned into Failures.
#pragma once

#include <cstdint>
#include <string_view>

#include "arguments.h"
#include "countersign/moment.h"
#include "door/countersign.h"

namespace countersign::cli {

class DoorContext {
public:
    DoorContext();
    DoorContext(const DoorContext&) = delete;
    DoorContext& operator=(const DoorContext&) = delete;
    ~DoorContext() { countersign_context_destroy(context_); }

    [[nodiscard]] countersign_context* get() const noexcept { return context_; }
    // Passes a good result on; a status becomes a Failure with the door's own sentence, after `place` if there is one.
    std::int32_t check(std::int32_t result, std::string_view place = {}) const;
    // Takes what --policy and --key, or --unsigned, name.
    void load_policy(const Arguments& arguments) const;

private:
    countersign_context* context_ = nullptr;
};

// What --now says, or else this moment on both clocks.
Moment moment_of(const Arguments& arguments);

}  // namespace countersign::cli
