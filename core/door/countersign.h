/* The C door of Countersign: everything that other languages call. It decides nothing; core/include/countersign has the
 * rooms behind it. C11 and C++20.
 *
 * Grammar
 *   Results     int32_t: 0 or more is a good result, below 0 a status (COUNTERSIGN_E_...): the calling program did
 *               something wrong. What a person did wrong is never a status; it is in the verdict. After a status,
 *               countersign_message gives a sentence that names the place.
 *   Arguments   the handle first, then what goes in, then the moment, then what comes out. Text and bytes are a pointer
 *               and a length in bytes, never zero-terminated; a null pointer is fine where the length is 0.
 *   Moments     two doubles: wall_ms (Unix time) and steady_ms (a monotonic clock). With one clock, give it twice.
 *   Memory      what a function returns by pointer belongs to the handle it was asked of: an input buffer until the
 *               check is released or a larger one is asked for, everything else until the next call with that handle
 *               or with its context. Nothing is ever for the caller to free.
 *   Secrets     go into an input buffer and nowhere else. Kinds that take secrets wipe it before countersign_run
 *               returns, whatever the result; but a code that was found or made stays there, to be moved or read once.
 *               It goes when it is moved, on the next run, on wipe and on release.
 *   Threads     one thread at a time for a context and its checks. Contexts are independent; there are no globals.
 *   Host        no clock, network, file, locale, randomness or log is touched. No exception leaves. The text never
 *               steers a pointer: hostile input gives a verdict or a status.
 *   Caller's bugs that cannot be detected: a pointer that was never a handle, a handle whose context was destroyed, a
 *               check's handle that was released and given out again by a later countersign_prepare.
 */
#ifndef COUNTERSIGN_H
#define COUNTERSIGN_H

#include <stdint.h>

#ifdef __cplusplus
#define COUNTERSIGN_NOEXCEPT noexcept
extern "C" {
#else
#define COUNTERSIGN_NOEXCEPT
#endif

#if defined(_WIN32)
#define COUNTERSIGN_API __declspec(dllexport)
#elif defined(__GNUC__)
#define COUNTERSIGN_API __attribute__((visibility("default")))
#else
#define COUNTERSIGN_API
#endif

#define COUNTERSIGN_VERSION "0.1.0"

/* Outcomes, as countersign_run returns them. Also the command's exit status. */
#define COUNTERSIGN_ACCEPT 0
#define COUNTERSIGN_REJECT 1
#define COUNTERSIGN_CAUTION 3
#define COUNTERSIGN_INCOMPLETE 4
#define COUNTERSIGN_UNKNOWN 5

/* Statuses; core/vocabulary/statuses.def is the list. */
#define COUNTERSIGN_E_NULL_POINTER (-1)
#define COUNTERSIGN_E_BAD_HANDLE (-2)
#define COUNTERSIGN_E_OUT_OF_MEMORY (-3)
#define COUNTERSIGN_E_UNKNOWN_KIND (-4)
#define COUNTERSIGN_E_BAD_JSON (-5)
#define COUNTERSIGN_E_BAD_SUBJECT (-6)
#define COUNTERSIGN_E_TOO_LARGE (-7)
#define COUNTERSIGN_E_NO_INPUT (-8)
#define COUNTERSIGN_E_BAD_LENGTH (-9)
#define COUNTERSIGN_E_BAD_SLOT (-10)
#define COUNTERSIGN_E_NOT_TAKEN (-11)
#define COUNTERSIGN_E_BAD_MOMENT (-12)
#define COUNTERSIGN_E_NOT_RUN (-13)
#define COUNTERSIGN_E_UNKNOWN_KEY (-14)
#define COUNTERSIGN_E_BAD_SIGNATURE (-15)
#define COUNTERSIGN_E_OLDER_VERSION (-16)
#define COUNTERSIGN_E_BAD_TABLE (-17)
#define COUNTERSIGN_E_UNKNOWN_LANGUAGE (-18)
#define COUNTERSIGN_E_BAD_KEY (-19)
#define COUNTERSIGN_E_CANNOT_OPEN (-20)

typedef struct countersign_context countersign_context;
typedef struct countersign_check countersign_check;

/* ---- context ---------------------------------------------------------------------------------------------------- */

/* Makes a context. `seed` is null or 32 random bytes of the host, for what needs randomness. */
COUNTERSIGN_API int32_t countersign_context_create(const uint8_t* seed, countersign_context** out) COUNTERSIGN_NOEXCEPT;
/* Releases every check of the context, wipes, frees. Null is fine. */
COUNTERSIGN_API void countersign_context_destroy(countersign_context* context) COUNTERSIGN_NOEXCEPT;
/* Adds or replaces an Ed25519 public key (32 bytes) that envelopes may be signed with. */
COUNTERSIGN_API int32_t countersign_trust(countersign_context* context, const char* key_id, uint32_t key_id_length,
                                          const uint8_t* public_key, uint32_t public_key_length) COUNTERSIGN_NOEXCEPT;
/* Takes a signed policy (an envelope of type "policy") of at least this version, for checks prepared from now on. */
COUNTERSIGN_API int32_t countersign_load_policy(countersign_context* context, const char* envelope, uint32_t length,
                                                double minimum_version) COUNTERSIGN_NOEXCEPT;
/* Takes a policy that nobody signed: for trying things out, never for what came over a network. */
COUNTERSIGN_API int32_t countersign_load_unsigned_policy(countersign_context* context, const char* policy,
                                                         uint32_t length) COUNTERSIGN_NOEXCEPT;
/* Takes a table: one of this release as it is, any other in an envelope of type "table". The bytes are copied. */
COUNTERSIGN_API int32_t countersign_load_table(countersign_context* context, const uint8_t* table,
                                               uint32_t length) COUNTERSIGN_NOEXCEPT;
/* The sentence of the last status of this context or of one of its checks. */
COUNTERSIGN_API const char* countersign_message(countersign_context* context, uint32_t* length) COUNTERSIGN_NOEXCEPT;

/* ---- check ------------------------------------------------------------------------------------------------------ */

/* Prepares a question: `kind` is a name such as "deposit.address", `subject` a JSON object (at most 1 MiB, depth 32). */
COUNTERSIGN_API int32_t countersign_prepare(countersign_context* context, const char* kind, uint32_t kind_length,
                                            const char* subject, uint32_t subject_length,
                                            countersign_check** out) COUNTERSIGN_NOEXCEPT;
/* The buffer where the host writes what the person typed (slot 0) or an earlier secret or what was copied (slot 1), at
 * least `capacity` bytes, at most 4 MiB. Asking for more than before may move it; what it held is then wiped. */
COUNTERSIGN_API int32_t countersign_input(countersign_check* check, uint32_t slot, uint32_t capacity,
                                          uint8_t** out) COUNTERSIGN_NOEXCEPT;
/* Judges the first `length0` bytes of slot 0 (and `length1` of slot 1) and returns the outcome. */
COUNTERSIGN_API int32_t countersign_run(countersign_check* check, uint32_t length0, uint32_t length1, double wall_ms,
                                        double steady_ms) COUNTERSIGN_NOEXCEPT;
/* Judges each line of slot 0 (LF between lines, a CR before it dropped, no LF needed after the last), writes one outcome
 * a line and returns how many lines there were; none is judged if there are more than `capacity`. The verdict is that
 * of the last line. Not for kinds that take secrets. */
COUNTERSIGN_API int32_t countersign_run_lines(countersign_check* check, uint32_t length, double wall_ms,
                                              double steady_ms, uint8_t* outcomes,
                                              uint32_t capacity) COUNTERSIGN_NOEXCEPT;
/* The last verdict as words at a place that never changes for this check. Null for a bad handle.
 *   [0] outcome (low byte), number of findings (second byte)    [1] bytes of the canonical text
 *   [2] how many runs there were                               [3] 0
 *   then 4 words a finding: reason | grade << 16 | number of spans << 24, offset and length of its first span in bytes,
 *   number of parameters. Grades: 0 info, 1 caution, 2 unfinished, 3 unjudged, 4 stop. Outcome 5 before the first run. */
#define COUNTERSIGN_VIEW_WORDS 68
COUNTERSIGN_API const uint32_t* countersign_view(const countersign_check* check) COUNTERSIGN_NOEXCEPT;

/* A keyboard or input event. Modifiers and flags: 1 true, 0 false, -1 not told; numbers: -1 not told. Names are the DOM's
 * and zero-terminated if shorter than their field. */
typedef struct countersign_key_event {
    uint32_t size; /* sizeof(countersign_key_event) */
    char type[24];
    char code[24];
    char key[32];
    char input_type[32];
    int8_t caps_lock, num_lock, shift, ctrl, alt, meta, alt_graph, repeat, is_composing;
    int8_t unused[3];
    int32_t location, key_code, value_length, selection_start, selection_end;
} countersign_key_event;

/* Tells a check of a key event, or of something that happened (a JSON object; each kind says what it takes). */
COUNTERSIGN_API int32_t countersign_observe(countersign_check* check, const countersign_key_event* event,
                                            double wall_ms, double steady_ms) COUNTERSIGN_NOEXCEPT;
COUNTERSIGN_API int32_t countersign_tell(countersign_check* check, const char* json, uint32_t length, double wall_ms,
                                         double steady_ms) COUNTERSIGN_NOEXCEPT;
/* Moves bytes of one check's slot 0 to the start of another's, wipes them where they were, and returns their number. From
 * a kind that takes secrets: only what the last run left to be moved, only to another such kind, and all is wiped. */
COUNTERSIGN_API int32_t countersign_move(countersign_check* from, uint32_t offset, uint32_t length,
                                         countersign_check* to) COUNTERSIGN_NOEXCEPT;
/* The last verdict as one line of JSON, without a line end. */
COUNTERSIGN_API int32_t countersign_verdict(countersign_check* check, const char** out,
                                            uint32_t* length) COUNTERSIGN_NOEXCEPT;
/* The last verdict in words: a headline line, then a line "sentence TAB next step" for each finding, each ended by LF. */
COUNTERSIGN_API int32_t countersign_explain(countersign_check* check, const char* language, uint32_t language_length,
                                            const char** out, uint32_t* length) COUNTERSIGN_NOEXCEPT;
/* The last verdict's JSON line in a box that only the holder of the key to `public_key` (X25519, 32 bytes) can open:
 * libsodium's sealed box, its ephemeral key made from `seed` (32 random bytes of the host, used once). */
COUNTERSIGN_API int32_t countersign_seal(countersign_check* check, const uint8_t* public_key,
                                         uint32_t public_key_length, const uint8_t* seed, uint32_t seed_length,
                                         const uint8_t** out, uint32_t* length) COUNTERSIGN_NOEXCEPT;
/* Wipes the slots of a check. */
COUNTERSIGN_API int32_t countersign_wipe(countersign_check* check) COUNTERSIGN_NOEXCEPT;
/* Wipes and releases a check. Null is fine. */
COUNTERSIGN_API int32_t countersign_release(countersign_check* check) COUNTERSIGN_NOEXCEPT;

/* ---- for commands and support desks (not in the module that pages load) ------------------------------------------- */

/* Judges test lines of one kind: each line of `lines` (LF between, none needed after the last) is
 * {"id"?, "subject", "text"?, "copied"?, "now"?, "events"?}; each gives one line, ended by LF, {"id"?, ...verdict} or
 * {"id"?, "error"}. Returns the number of lines that were bad. The moment serves lines without "now". */
COUNTERSIGN_API int32_t countersign_lines(countersign_context* context, const char* kind, uint32_t kind_length,
                                          const char* lines, uint32_t length, double wall_ms, double steady_ms,
                                          const char** out, uint32_t* out_length) COUNTERSIGN_NOEXCEPT;
/* Reads a MOMENT: an RFC 3339 instant, milliseconds, or {"wall":...,"steady":...}. Writes wall_ms and steady_ms. */
COUNTERSIGN_API int32_t countersign_moment(const char* text, uint32_t length, double out[2]) COUNTERSIGN_NOEXCEPT;
/* Opens what countersign_seal made, with the 32-byte secret key. */
COUNTERSIGN_API int32_t countersign_open(countersign_context* context, const uint8_t* sealed, uint32_t length,
                                         const uint8_t* secret_key, uint32_t secret_key_length, const uint8_t** out,
                                         uint32_t* out_length) COUNTERSIGN_NOEXCEPT;

/* ---- about this build ------------------------------------------------------------------------------------------- */

/* The kinds of this build, one a line. */
COUNTERSIGN_API const char* countersign_kinds(uint32_t* length) COUNTERSIGN_NOEXCEPT;
/* "0.1.0", zero-terminated. */
COUNTERSIGN_API const char* countersign_version(void) COUNTERSIGN_NOEXCEPT;
/* The fixed sentence of a status, zero-terminated. */
COUNTERSIGN_API const char* countersign_status_sentence(int32_t status) COUNTERSIGN_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
