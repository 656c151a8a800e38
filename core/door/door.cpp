// The C door's one implementation. It changes shapes (pointers and lengths to views, statuses to numbers, verdicts to
// words and JSON) and looks after handles, slots and memory. No rule about any question is here.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <string>

#include "../text/utf8.h"
#include "../vocabulary/buffer.h"
#include "../vocabulary/json_write.h"
#include "../vocabulary/slot.h"
#include "../vocabulary/words.h"
#include "countersign.h"
#include "kinds.h"
#include "lines.h"
#include "seal.h"

using namespace countersign;

namespace {

#define COUNTERSIGN_STATUS(number, name, NAME, sentence)                                                               \
    static_assert(COUNTERSIGN_E_##NAME == (number), "countersign.h and statuses.def disagree on " #NAME);
#include "../vocabulary/statuses.def"
#undef COUNTERSIGN_STATUS
static_assert(COUNTERSIGN_ACCEPT == static_cast<int>(Outcome::accept));
static_assert(COUNTERSIGN_REJECT == static_cast<int>(Outcome::reject));
static_assert(COUNTERSIGN_CAUTION == static_cast<int>(Outcome::caution));
static_assert(COUNTERSIGN_INCOMPLETE == static_cast<int>(Outcome::incomplete));
static_assert(COUNTERSIGN_UNKNOWN == static_cast<int>(Outcome::unknown));
static_assert(COUNTERSIGN_VIEW_WORDS == 4 + 4 * Verdict::max_findings);

constexpr std::uint32_t live_context = 0xC0417E57;
constexpr std::uint32_t live_check = 0xC0DEC4EC;
constexpr std::uint32_t dead = 0xDEADDEAD;
constexpr std::size_t max_text_bytes = std::size_t{4} << 20;
constexpr std::size_t max_json_bytes = std::size_t{1} << 20;

std::int32_t number(StatusCode code) noexcept {
    return static_cast<std::int32_t>(code);
}

bool is_finite(double value) noexcept {
    return value - value == 0;
}

// Whether so much memory could be had right now. Without exceptions (the WebAssembly module) an allocation that fails
// ends the instance, so what is about to be read is asked for first.
bool memory_for(std::size_t bytes) noexcept {
    void* volatile block = std::malloc(bytes);
    const bool there = block != nullptr;
    std::free(block);
    return there;
}

// What a policy becomes: its texts, three times their bytes while they grow, and a node of 32 bytes for each element of
// its lists. An empty text is an element of 3 bytes; the limits of the lists allow 66,148 elements.
std::size_t policy_memory(std::size_t length) noexcept {
    constexpr std::size_t most_nodes = std::size_t{66'148} * 32 + std::size_t{1'000} * 72;
    return 3 * length + std::min(9 * length, most_nodes) + 4096;
}

std::string_view view_of(const char* text, std::uint32_t length) noexcept {
    return length == 0 ? std::string_view{} : std::string_view{text, length};
}

}  // namespace

// Released checks keep their place in the context, so that a handle used too late is noticed.
struct countersign_check {
    std::uint32_t magic = dead;
    countersign_context* context = nullptr;
    const KindRow* kind = nullptr;
    std::unique_ptr<Check> check;
    InputSlot slots[2];
    countersign_check* next_free = nullptr;
    bool has_run = false;
    Span kept;  // secret kinds: what of slot 0 may be moved, and is not wiped yet
    std::uint32_t words[COUNTERSIGN_VIEW_WORDS] = {};
};

// Places come in dozens: single ones, never given back, would leave no large piece of a full memory after a release.
struct Places {
    std::array<countersign_check, 16> checks;
    std::unique_ptr<Places> next;
};

struct countersign_context {
    std::uint32_t magic = live_context;
    Context context;
    std::unique_ptr<LineRunner> lines;  // made by the first countersign_lines
    std::unique_ptr<Places> places;
    countersign_check* free_first = nullptr;  // released places, longest released first, so that a late use is noticed
    countersign_check* free_last = nullptr;
    Status status;
    Buffer out;
};

namespace {

countersign_context* live(countersign_context* context) noexcept {
    return context != nullptr && context->magic == live_context ? context : nullptr;
}

bool is_live(const countersign_check* check) noexcept {
    return check != nullptr && check->magic == live_check;
}

std::int32_t refuse(countersign_context& context, const Status& status) noexcept {
    context.status = status;
    return number(status.code());
}
std::int32_t refuse(countersign_context& context, StatusCode code, std::string_view place = {},
                    std::string_view what = {}) noexcept {
    return refuse(context, place.empty() ? Status{code} : Status{code, place, what});
}

// Runs what may allocate; natively a failed allocation comes back as a status, in wasm memory_for was asked before.
template<class Function>
std::int32_t guarded([[maybe_unused]] countersign_context& context, Function function) noexcept {
#ifdef __EMSCRIPTEN__
    return function();
#else
    try {
        return function();
    } catch (...) {
        return refuse(context, StatusCode::out_of_memory);
    }
#endif
}

std::int32_t bad_handle(const void* handle) noexcept {
    return handle == nullptr ? COUNTERSIGN_E_NULL_POINTER : COUNTERSIGN_E_BAD_HANDLE;
}

std::int32_t hand_out(countersign_context& context, const char** out, std::uint32_t* length) noexcept {
    if (context.out.bad()) return refuse(context, StatusCode::out_of_memory);
    const std::string_view text = context.out.view();
    *out = text.empty() ? "" : text.data();
    *length = static_cast<std::uint32_t>(text.size());
    return 0;
}

void free_again(countersign_context& context, countersign_check& check) noexcept {
    check.next_free = nullptr;
    (context.free_last == nullptr ? context.free_first : context.free_last->next_free) = &check;
    context.free_last = &check;
}

// The place that was released longest ago, or a new one.
countersign_check& free_place(countersign_context& context) {
    if (context.free_first == nullptr) {
        auto more = std::make_unique<Places>();
        for (countersign_check& place : more->checks) free_again(context, place);
        more->next = std::move(context.places);
        context.places = std::move(more);
    }
    countersign_check& check = *context.free_first;
    context.free_first = check.next_free;
    if (context.free_first == nullptr) context.free_last = nullptr;
    return check;
}

void release_check(countersign_check& check) noexcept {
    check.magic = dead;
    check.check.reset();
    for (InputSlot& slot : check.slots) slot.release();
    sodium_memzero(check.words, sizeof check.words);
    check.has_run = false;
    check.kept = {};
}

void fill_words(countersign_check& check, const Verdict& verdict) noexcept {
    const auto findings = verdict.findings();
    check.words[0] = static_cast<std::uint32_t>(verdict.outcome()) | static_cast<std::uint32_t>(findings.size()) << 8;
    check.words[1] = static_cast<std::uint32_t>(verdict.canonical().size());
    ++check.words[2];
    std::uint32_t* word = check.words + 4;
    for (const Finding& finding : findings) {
        const auto spans = finding.spans();
        word[0] = static_cast<std::uint32_t>(finding.reason()) | static_cast<std::uint32_t>(finding.grade()) << 16 |
                  static_cast<std::uint32_t>(spans.size()) << 24;
        word[1] = spans.empty() ? 0 : spans[0].offset;
        word[2] = spans.empty() ? 0 : spans[0].length;
        word[3] = static_cast<std::uint32_t>(finding.parameters().size());
        word += 4;
    }
}

// Checks lengths and moment before anything is read.
std::int32_t ready_to_run(countersign_check& check, std::uint32_t length0, std::uint32_t length1, double wall_ms,
                          double steady_ms) noexcept {
    countersign_context& context = *check.context;
    if (!is_finite(wall_ms) || !is_finite(steady_ms)) return refuse(context, StatusCode::bad_moment);
    if (check.kind->has(takes_text) && check.slots[0].data() == nullptr) return refuse(context, StatusCode::no_input);
    if (length0 > check.slots[0].capacity()) return refuse(context, StatusCode::bad_length);
    if (length1 > check.slots[1].capacity()) return refuse(context, StatusCode::bad_length);
    return 0;
}

// A zero-terminated field, or one that is filled to its end.
template<std::size_t N>
std::string_view field(const char (&text)[N]) noexcept {
    return {text, static_cast<std::size_t>(std::find(text, text + N, '\0') - text)};
}

Modifier modifier(std::int8_t value) noexcept {
    return value == 0 ? Modifier::off : value == 1 ? Modifier::on : Modifier::unknown;
}

}  // namespace

extern "C" {

int32_t countersign_context_create(const uint8_t* seed, countersign_context** out) noexcept {
    if (out == nullptr) return COUNTERSIGN_E_NULL_POINTER;
    *out = nullptr;
    if (!memory_for(std::size_t{64} << 10)) return COUNTERSIGN_E_OUT_OF_MEMORY;
#ifdef __EMSCRIPTEN__
    auto* const context = new (std::nothrow) countersign_context;
#else
    if (sodium_init() < 0) return COUNTERSIGN_E_OUT_OF_MEMORY;
    countersign_context* context = nullptr;
    try {
        context = new countersign_context;
    } catch (...) {
        return COUNTERSIGN_E_OUT_OF_MEMORY;
    }
#endif
    if (context == nullptr) return COUNTERSIGN_E_OUT_OF_MEMORY;
    if (seed != nullptr) context->context.set_seed(std::span<const std::uint8_t, 32>{seed, 32});
    *out = context;
    return 0;
}

void countersign_context_destroy(countersign_context* handle) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return;
    while (context->places != nullptr) {
        for (countersign_check& check : context->places->checks) release_check(check);
        context->places = std::move(context->places->next);
    }
    context->magic = dead;
    delete context;
}

int32_t countersign_trust(countersign_context* handle, const char* key_id, uint32_t key_id_length,
                          const uint8_t* public_key, uint32_t public_key_length) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if ((key_id == nullptr && key_id_length > 0) || public_key == nullptr)
        return refuse(*context, StatusCode::null_pointer);
    if (key_id_length > 256) return refuse(*context, StatusCode::too_large, "key id", "longer than 256 bytes");
    return guarded(*context, [&] {
        const Status status = context->context.trust(view_of(key_id, key_id_length), {public_key, public_key_length});
        return status.ok() ? 0 : refuse(*context, status);
    });
}

int32_t countersign_load_policy(countersign_context* handle, const char* envelope, uint32_t length,
                                double minimum_version) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if (envelope == nullptr && length > 0) return refuse(*context, StatusCode::null_pointer);
    const auto largest = static_cast<double>(largest_exact);
    if (!(minimum_version >= -largest && minimum_version <= largest) ||
        static_cast<double>(static_cast<std::int64_t>(minimum_version)) != minimum_version)
        return refuse(*context, StatusCode::bad_length, "minimum version", "not a whole number");
    if (!memory_for(policy_memory(length))) return refuse(*context, StatusCode::out_of_memory);
    return guarded(*context, [&] {
        context->lines.reset();  // its check was prepared under the policy before
        const Status status =
            context->context.load_policy(view_of(envelope, length), static_cast<std::int64_t>(minimum_version));
        return status.ok() ? 0 : refuse(*context, status);
    });
}

int32_t countersign_load_unsigned_policy(countersign_context* handle, const char* policy, uint32_t length) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if (policy == nullptr && length > 0) return refuse(*context, StatusCode::null_pointer);
    if (!memory_for(policy_memory(length))) return refuse(*context, StatusCode::out_of_memory);
    return guarded(*context, [&] {
        context->lines.reset();  // its check was prepared under the policy before
        const Status status = context->context.load_unsigned_policy(view_of(policy, length));
        return status.ok() ? 0 : refuse(*context, status);
    });
}

int32_t countersign_load_table(countersign_context* handle, const uint8_t* table, uint32_t length) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if (table == nullptr) return refuse(*context, StatusCode::null_pointer);
    if (!memory_for(std::size_t{length} * 4 + 4096)) return refuse(*context, StatusCode::out_of_memory);
    return guarded(*context, [&] {
        const Status status = context->context.load_table({table, length});
        return status.ok() ? 0 : refuse(*context, status);
    });
}

const char* countersign_message(countersign_context* handle, uint32_t* length) noexcept {
    const countersign_context* const context = live(handle);
    const std::string_view text = context != nullptr ? context->status.message() : sentence(StatusCode::bad_handle);
    if (length != nullptr) *length = static_cast<std::uint32_t>(text.size());
    return text.data();
}

int32_t countersign_prepare(countersign_context* handle, const char* kind_name, uint32_t kind_length,
                            const char* subject, uint32_t subject_length, countersign_check** out) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if (out == nullptr) return refuse(*context, StatusCode::null_pointer);
    *out = nullptr;
    if ((kind_name == nullptr && kind_length > 0) || (subject == nullptr && subject_length > 0))
        return refuse(*context, StatusCode::null_pointer);
    const KindRow* const kind = find_kind(view_of(kind_name, kind_length));
    if (kind == nullptr) {
        Status status{StatusCode::unknown_kind, "kind", "there is no kind "};
        status.append_quoted(view_of(kind_name, kind_length));
        return refuse(*context, status);
    }
    if (subject_length > max_json_bytes) return refuse(*context, StatusCode::too_large, "subject", "over 1 MiB");
    // What a subject becomes in memory is bounded by its text and the limits of its lists.
    if (!memory_for(std::size_t{subject_length} * 4 + (std::size_t{32} << 10)))
        return refuse(*context, StatusCode::out_of_memory);
    return guarded(*context, [&]() -> std::int32_t {
        Status status;
        std::unique_ptr<Check> made = kind->prepare(view_of(subject, subject_length), context->context, status);
        if (!status.ok()) return refuse(*context, status);
        countersign_check& check = free_place(*context);
        check.magic = live_check;
        check.context = context;
        check.kind = kind;
        check.check = std::move(made);
        check.words[0] = COUNTERSIGN_UNKNOWN;
        *out = &check;
        return 0;
    });
}

int32_t countersign_input(countersign_check* check, uint32_t slot, uint32_t capacity, uint8_t** out) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (out == nullptr) return refuse(context, StatusCode::null_pointer);
    *out = nullptr;
    if (slot > 1 || !check->kind->has(slot == 0 ? takes_text : second_slot))
        return refuse(context, StatusCode::bad_slot);
    if (capacity > max_text_bytes) return refuse(context, StatusCode::too_large, "capacity", "over 4 MiB");
    if (slot == 0 && capacity > check->slots[0].capacity()) check->kept = {};
    *out = check->slots[slot].reserve(capacity, check->kind->has(secret));
    return *out != nullptr ? 0 : refuse(context, StatusCode::out_of_memory);
}

int32_t countersign_run(countersign_check* check, uint32_t length0, uint32_t length1, double wall_ms,
                        double steady_ms) noexcept {
    if (!is_live(check)) return bad_handle(check);
    const std::int32_t ready = ready_to_run(*check, length0, length1, wall_ms, steady_ms);
    if (ready == 0) {
        const Typed typed{check->slots[0].view(length0), check->slots[1].view(length1), check->slots[0].room()};
        const Verdict& verdict = check->check->run(typed, {wall_ms, steady_ms});
        fill_words(*check, verdict);
        check->has_run = true;
    }
    if (check->kind->has(secret)) {
        // Whole: nobody knows how much was written.
        check->kept = ready == 0 ? check->check->kept() : Span{};
        check->slots[0].wipe_all_but(check->kept.offset, check->kept.length);
        check->slots[1].wipe(check->slots[1].capacity());
        wipe_stack();
    }
    return ready == 0 ? static_cast<std::int32_t>(check->words[0] & 0xFFU) : ready;
}

int32_t countersign_run_lines(countersign_check* check, uint32_t length, double wall_ms, double steady_ms,
                              uint8_t* outcomes, uint32_t capacity) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (check->kind->has(secret) || !check->kind->has(takes_text)) return refuse(context, StatusCode::not_taken);
    if (outcomes == nullptr && capacity > 0) return refuse(context, StatusCode::null_pointer);
    if (const std::int32_t ready = ready_to_run(*check, length, 0, wall_ms, steady_ms); ready != 0) return ready;
    std::string_view rest = check->slots[0].view(length);
    const std::size_t lines = text::count_of(rest, '\n') + (rest.empty() || rest.back() == '\n' ? 0 : 1);
    if (lines > capacity)
        return refuse(context, StatusCode::bad_length, "outcomes", "more lines than room for outcomes");
    for (std::size_t i = 0; i < lines; ++i) {
        const std::size_t end = text::place_of(rest, '\n');
        std::string_view line = rest.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        outcomes[i] = static_cast<std::uint8_t>(check->check->run(line, {wall_ms, steady_ms}).outcome());
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (lines > 0) {
        fill_words(*check, check->check->verdict());
        check->has_run = true;
    }
    return static_cast<std::int32_t>(lines);
}

const uint32_t* countersign_view(const countersign_check* check) noexcept {
    return is_live(check) ? check->words : nullptr;
}

int32_t countersign_observe(countersign_check* check, const countersign_key_event* event, double wall_ms,
                            double steady_ms) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (event == nullptr) return refuse(context, StatusCode::null_pointer);
    if (event->size != sizeof(countersign_key_event))
        return refuse(context, StatusCode::bad_length, "event.size", "not the size of countersign_key_event");
    if (!is_finite(wall_ms) || !is_finite(steady_ms)) return refuse(context, StatusCode::bad_moment);
    KeyEvent seen;
    seen.type = field(event->type);
    seen.code = field(event->code);
    seen.key = field(event->key);
    seen.input_type = field(event->input_type);
    seen.caps_lock = modifier(event->caps_lock);
    seen.num_lock = modifier(event->num_lock);
    seen.shift = modifier(event->shift);
    seen.ctrl = modifier(event->ctrl);
    seen.alt = modifier(event->alt);
    seen.meta = modifier(event->meta);
    seen.alt_graph = modifier(event->alt_graph);
    seen.repeat = modifier(event->repeat);
    seen.is_composing = modifier(event->is_composing);
    seen.location = event->location;
    seen.key_code = event->key_code;
    seen.value_length = event->value_length;
    seen.selection_start = event->selection_start;
    seen.selection_end = event->selection_end;
    const Status status = check->check->observe(seen, {wall_ms, steady_ms});
    return status.ok() ? 0 : refuse(context, status);
}

int32_t countersign_tell(countersign_check* check, const char* json, uint32_t length, double wall_ms,
                         double steady_ms) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (json == nullptr && length > 0) return refuse(context, StatusCode::null_pointer);
    if (length > max_json_bytes) return refuse(context, StatusCode::too_large, "tell", "over 1 MiB");
    if (!is_finite(wall_ms) || !is_finite(steady_ms)) return refuse(context, StatusCode::bad_moment);
    if (!memory_for(std::size_t{length} * 4 + 4096)) return refuse(context, StatusCode::out_of_memory);
    return guarded(context, [&] {
        const Status status = check->check->tell(view_of(json, length), {wall_ms, steady_ms});
        return status.ok() ? 0 : refuse(context, status);
    });
}

int32_t countersign_move(countersign_check* from, uint32_t offset, uint32_t length, countersign_check* to) noexcept {
    if (!is_live(from)) return bad_handle(from);
    if (!is_live(to)) return bad_handle(to);
    countersign_context& context = *from->context;
    if (from == to || to->context != from->context) return refuse(context, StatusCode::bad_handle);
    if (!from->kind->has(takes_text) || !to->kind->has(takes_text)) return refuse(context, StatusCode::bad_slot);
    InputSlot& source = from->slots[0];
    if (source.data() == nullptr) return refuse(context, StatusCode::no_input);
    if (offset > source.capacity() || length > source.capacity() - offset)
        return refuse(context, StatusCode::bad_length);
    const bool is_secret = from->kind->has(secret);
    if (is_secret) {
        // Never to where it would not be wiped, and only what the last run left for this.
        if (!to->kind->has(secret)) return refuse(context, StatusCode::not_taken);
        const Span& kept = from->kept;
        if (offset < kept.offset || offset - kept.offset > kept.length || length > kept.length - (offset - kept.offset))
            return refuse(context, StatusCode::bad_length);
    }
    if (length > std::numeric_limits<std::int32_t>::max()) return refuse(context, StatusCode::bad_length);
    std::uint8_t* const target = to->slots[0].reserve(length, to->kind->has(secret));
    if (target == nullptr) return refuse(context, StatusCode::out_of_memory);
    std::memcpy(target, source.data() + offset, length);
    if (is_secret) {
        source.wipe(source.capacity());
        from->kept = {};
    } else {
        sodium_memzero(source.data() + offset, length);
    }
    to->kept = {};  // overwritten, or in a slot that was given up
    return static_cast<std::int32_t>(length);
}

int32_t countersign_verdict(countersign_check* check, const char** out, uint32_t* length) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (out == nullptr || length == nullptr) return refuse(context, StatusCode::null_pointer);
    if (!check->has_run) return refuse(context, StatusCode::not_run);
    context.out.clear();
    write_verdict(context.out, check->kind->name, check->check->verdict(), check->check->described_details());
    return hand_out(context, out, length);
}

int32_t countersign_explain(countersign_check* check, const char* language, uint32_t language_length, const char** out,
                            uint32_t* length) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (out == nullptr || length == nullptr || (language == nullptr && language_length > 0))
        return refuse(context, StatusCode::null_pointer);
    if (!check->has_run) return refuse(context, StatusCode::not_run);
    context.out.clear();
    const Status status = explain(context.out, view_of(language, language_length), check->kind->name,
                                  check->check->verdict(), check->check->described_details(), context.context);
    return status.ok() ? hand_out(context, out, length) : refuse(context, status);
}

int32_t countersign_seal(countersign_check* check, const uint8_t* public_key, uint32_t public_key_length,
                         const uint8_t* seed, uint32_t seed_length, const uint8_t** out, uint32_t* length) noexcept {
    if (!is_live(check)) return bad_handle(check);
    countersign_context& context = *check->context;
    if (public_key == nullptr || seed == nullptr || out == nullptr || length == nullptr)
        return refuse(context, StatusCode::null_pointer);
    if (public_key_length != 32 || seed_length != 32) return refuse(context, StatusCode::bad_key);
    if (!check->has_run) return refuse(context, StatusCode::not_run);
    Buffer line;
    write_verdict(line, check->kind->name, check->check->verdict(), check->check->described_details());
    if (line.bad()) return refuse(context, StatusCode::out_of_memory);
    const Status status = seal(line.view(), std::span<const std::uint8_t, 32>{public_key, 32},
                               std::span<const std::uint8_t, 32>{seed, 32}, context.out);
    if (!status.ok()) return refuse(context, status);
    return hand_out(context, reinterpret_cast<const char**>(out), length);
}

int32_t countersign_wipe(countersign_check* check) noexcept {
    if (!is_live(check)) return bad_handle(check);
    for (InputSlot& slot : check->slots) slot.wipe(slot.capacity());
    check->kept = {};
    return 0;
}

int32_t countersign_release(countersign_check* check) noexcept {
    if (check == nullptr) return 0;
    if (!is_live(check)) return COUNTERSIGN_E_BAD_HANDLE;
    countersign_context& context = *check->context;
    release_check(*check);
    free_again(context, *check);
    return 0;
}

int32_t countersign_lines(countersign_context* handle, const char* kind_name, uint32_t kind_length, const char* lines,
                          uint32_t length, double wall_ms, double steady_ms, const char** out,
                          uint32_t* out_length) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if ((kind_name == nullptr && kind_length > 0) || (lines == nullptr && length > 0) || out == nullptr ||
        out_length == nullptr)
        return refuse(*context, StatusCode::null_pointer);
    const KindRow* const kind = find_kind(view_of(kind_name, kind_length));
    if (kind == nullptr) {
        Status status{StatusCode::unknown_kind, "kind", "there is no kind "};
        status.append_quoted(view_of(kind_name, kind_length));
        return refuse(*context, status);
    }
    if (!is_finite(wall_ms) || !is_finite(steady_ms)) return refuse(*context, StatusCode::bad_moment);
    if (!memory_for(std::size_t{length} * 2 + (std::size_t{64} << 10)))
        return refuse(*context, StatusCode::out_of_memory);
    return guarded(*context, [&]() -> std::int32_t {
        context->out.clear();
        if (context->lines == nullptr) context->lines = std::make_unique<LineRunner>(context->context);
        const std::uint32_t bad =
            context->lines->run(*kind, view_of(lines, length), {wall_ms, steady_ms}, context->out);
        const std::int32_t handed = hand_out(*context, out, out_length);
        return handed == 0 ? static_cast<std::int32_t>(bad) : handed;
    });
}

int32_t countersign_moment(const char* text, uint32_t length, double out[2]) noexcept {
    if ((text == nullptr && length > 0) || out == nullptr) return COUNTERSIGN_E_NULL_POINTER;
    const auto moment = parse_moment(view_of(text, length));
    if (!moment) return COUNTERSIGN_E_BAD_MOMENT;
    out[0] = moment->wall_ms;
    out[1] = moment->steady_ms;
    return 0;
}

int32_t countersign_open(countersign_context* handle, const uint8_t* sealed, uint32_t length, const uint8_t* secret_key,
                         uint32_t secret_key_length, const uint8_t** out, uint32_t* out_length) noexcept {
    countersign_context* const context = live(handle);
    if (context == nullptr) return bad_handle(handle);
    if (sealed == nullptr || secret_key == nullptr || out == nullptr || out_length == nullptr)
        return refuse(*context, StatusCode::null_pointer);
    if (secret_key_length != 32) return refuse(*context, StatusCode::bad_key);
    const Status status =
        open_sealed({sealed, length}, std::span<const std::uint8_t, 32>{secret_key, 32}, context->out);
    if (!status.ok()) return refuse(*context, status);
    return hand_out(*context, reinterpret_cast<const char**>(out), out_length);
}

const char* countersign_kinds(uint32_t* length) noexcept {
    static constexpr char names[] =
#define COUNTERSIGN_KIND(name, C, flags) name "\n"
#include "kinds.def"
#undef COUNTERSIGN_KIND
        ;
    if (length != nullptr) *length = sizeof names - 1;
    return names;
}

const char* countersign_version(void) noexcept {
    return COUNTERSIGN_VERSION;
}

const char* countersign_status_sentence(int32_t status) noexcept {
    return sentence(static_cast<StatusCode>(status)).data();  // string literals: each ends in a zero byte
}

}  // extern "C"
