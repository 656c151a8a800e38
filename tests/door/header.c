/* What a program in C sees: countersign.h and the shared library. Compiled as C11 and as C++20, with warnings as errors.
 *
 *   header_…             judges one address and compares the version
 *   header_… lines KIND [KEY-ID PUBLIC-KEY]
 *                        reads lines of four words (subject, text, copied, moments; in hexadecimal, "-" for none) from
 *                        standard input and prints a verdict line for each, for tests/equality/vectors.mjs. Moments are
 *                        lines "WALL STEADY EVENT": JSON that the check is told, = and a text in hexadecimal that it is
 *                        run with, or ^ and the members of a key event with tabs between; the last one, without an event,
 *                        is the moment of the run. Without moments it is 0.
 */
#include "countersign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char* what) {
    fprintf(stderr, "header: %s\n", what);
    return 1;
}

static uint32_t digit(char c) {
    return (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Reads one word into `to`; its bytes, or -1 for "-". */
static long read_word(char* to, size_t capacity) {
    char first = 0;
    long length = 0;
    int c = getchar();
    if (c == '-') {
        (void)getchar();
        return -1;
    }
    for (; c != ' ' && c != '\n' && c != EOF; c = getchar()) {
        if (first == 0) {
            first = (char)c;
            continue;
        }
        if ((size_t)length == capacity) exit(fail("a word is too long"));
        to[length++] = (char)(digit(first) << 4 | digit((char)c));
        first = 0;
    }
    return length;
}

static int32_t put(countersign_check* check, uint32_t slot, const char* bytes, long length) {
    uint8_t* room = NULL;
    int32_t status = 0;
    if (length < 0) return 0;
    status = countersign_input(check, slot, (uint32_t)length, &room);
    if (status >= 0 && length > 0) memcpy(room, bytes, (size_t)length);
    return status < 0 ? status : (int32_t)length;
}

/* The next word up to a tab or the line's end, without a zero behind it where it fills its field. */
static void next_field(char** at, char* to, size_t capacity) {
    const size_t length = strcspn(*at, "\t\n");
    memcpy(to, *at, length < capacity ? length : capacity);
    *at += length + ((*at)[length] == '\t');
}

static int32_t next_number(char** at) {
    char word[12] = {0};
    next_field(at, word, sizeof word - 1);
    return (int32_t)strtol(word, NULL, 10);
}

static int32_t observe(countersign_check* check, char* at, const double now[2]) {
    countersign_key_event event;
    int8_t* flags[9];
    int32_t* numbers[5];
    size_t i;
    memset(&event, 0, sizeof event);
    event.size = (uint32_t)sizeof event;
    next_field(&at, event.type, sizeof event.type);
    next_field(&at, event.code, sizeof event.code);
    next_field(&at, event.key, sizeof event.key);
    next_field(&at, event.input_type, sizeof event.input_type);
    flags[0] = &event.caps_lock, flags[1] = &event.num_lock, flags[2] = &event.shift;
    flags[3] = &event.ctrl, flags[4] = &event.alt, flags[5] = &event.meta;
    flags[6] = &event.alt_graph, flags[7] = &event.repeat, flags[8] = &event.is_composing;
    numbers[0] = &event.location, numbers[1] = &event.key_code, numbers[2] = &event.value_length;
    numbers[3] = &event.selection_start, numbers[4] = &event.selection_end;
    for (i = 0; i < 9; ++i) *flags[i] = (int8_t)next_number(&at);
    for (i = 0; i < 5; ++i) *numbers[i] = next_number(&at);
    return countersign_observe(check, &event, now[0], now[1]);
}

static int32_t run_hex(countersign_check* check, const char* hex, size_t length, const double now[2]) {
    uint8_t* room = NULL;
    size_t i;
    const int32_t status = countersign_input(check, 0, (uint32_t)(length / 2), &room);
    if (status < 0) return status;
    for (i = 0; i < length / 2; ++i) room[i] = (uint8_t)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    return countersign_run(check, (uint32_t)(length / 2), 0, now[0], now[1]);
}

/* Tells the check what the lines say. `now` becomes the last moment. */
static int32_t tell(countersign_check* check, char* line, long length, double now[2]) {
    char* const end = line + (length < 0 ? 0 : length);
    int32_t status = 0;
    *end = 0;
    while (line < end && status >= 0) {
        char* const line_end = strchr(line, '\n');
        now[0] = strtod(line, &line);
        now[1] = strtod(line, &line);
        if (line_end == NULL || line > line_end) exit(fail("a moment without a line end"));
        if (line_end - line > 1) {
            const size_t rest = (size_t)(line_end - line) - 1;
            if (line[1] == '^') status = observe(check, line + 2, now);
            else if (line[1] == '=') status = run_hex(check, line + 2, rest - 1, now);
            else status = countersign_tell(check, line + 1, (uint32_t)rest, now[0], now[1]);
        }
        line = line_end + 1;
    }
    return status;
}

static int judge_lines(countersign_context* context, const char* kind) {
    static char subject[1 << 16], text[1 << 16], copied[1 << 16], moments[(1 << 16) + 1];
    for (;;) {
        countersign_check* check = NULL;
        const char* out = NULL;
        uint32_t length = 0;
        int32_t status = 0, text_bytes = 0, copied_bytes = 0;
        int c = getchar();
        if (c == EOF) return 0;
        ungetc(c, stdin);
        const long subject_length = read_word(subject, sizeof subject);
        const long text_length = read_word(text, sizeof text);
        const long copied_length = read_word(copied, sizeof copied);
        const long moments_length = read_word(moments, sizeof moments - 1);
        double now[2] = {0, 0};
        status = countersign_prepare(context, kind, (uint32_t)strlen(kind), subject, (uint32_t)subject_length, &check);
        if (status >= 0) status = tell(check, moments, moments_length, now);
        if (status >= 0) status = text_bytes = put(check, 0, text, text_length);
        if (status >= 0) status = copied_bytes = put(check, 1, copied, copied_length);
        if (status >= 0) status = countersign_run(check, (uint32_t)text_bytes, (uint32_t)copied_bytes, now[0], now[1]);
        if (status >= 0) {
            const int32_t outcome = status;
            if ((int32_t)(countersign_view(check)[0] & 0xff) != outcome) return fail("the view has another outcome");
            status = countersign_verdict(check, &out, &length);
        }
        if (status < 0) {
            out = countersign_message(context, &length);
            printf("{\"error\":\"%.*s\"}\n", (int)length, out);
        } else {
            printf("%.*s\n", (int)length, out);
        }
        countersign_release(check);
    }
}

static int judge_one(countersign_context* context) {
    static const char kind[] = "deposit.address", subject[] = "{\"coin\":\"BTC\"}";
    static const char text[] = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"; /* BIP 173, test vector */
    countersign_check* check = NULL;
    if (strcmp(countersign_version(), COUNTERSIGN_VERSION) != 0) return fail("the header is another version's");
    if (countersign_prepare(context, kind, sizeof kind - 1, subject, sizeof subject - 1, &check) < 0) return fail("prepare");
    if (put(check, 0, text, sizeof text - 1) < 0) return fail("input");
    if (countersign_run(check, sizeof text - 1, 0, 0, 0) != COUNTERSIGN_ACCEPT) return fail("the address was not accepted");
    if (countersign_run(check, sizeof text - 2, 0, 0, 0) == COUNTERSIGN_ACCEPT) return fail("a part of it was accepted");
    return 0;
}

static int trust(countersign_context* context, const char* id, const char* hex) {
    uint8_t key[32] = {0};
    size_t i = 0;
    if (strlen(hex) != 2 * sizeof key) return fail("a public key has 64 digits");
    for (; i < sizeof key; ++i) key[i] = (uint8_t)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
    if (countersign_trust(context, id, (uint32_t)strlen(id), key, sizeof key) < 0) return fail("the key was not taken");
    return 0;
}

int main(int count, char** arguments) {
    countersign_context* context = NULL;
    int result = 0;
    if (countersign_context_create(NULL, &context) < 0) return fail("no context");
    if (count == 5) result = trust(context, arguments[3], arguments[4]);
    if (result != 0) return result;
    if ((count == 3 || count == 5) && strcmp(arguments[1], "lines") == 0) {
        result = judge_lines(context, arguments[2]);
    } else {
        result = judge_one(context);
    }
    countersign_context_destroy(context);
    return result;
}
