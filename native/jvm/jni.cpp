// The C door for Java: io.countersign.Native, one function here for each of the door's. It changes shapes and decides
// nothing. Statuses go back as they are, so that the Java side can ask for their sentence; only what the door cannot
// say (no memory for a Java array, an argument that is null) is a Java exception.
//
// Text comes as UTF-16 and never as JNI's "modified UTF-8", which spells U+0000 and everything beyond U+FFFF its own
// way. What a person typed goes from the Java array into the check's input buffer and nowhere else.
//
// Handles cross as jlong with the bits of the pointer. They may be negative (64-bit ARM tags pointers in the top byte),
// so no function returns "a handle or a status" in one number.
#include <jni.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <string_view>

#include "door/countersign.h"
#include "wtf8.h"

namespace {

using countersign::jvm::Wtf8;

// ---- shapes --------------------------------------------------------------------------------------------------------

template<class T>
T* pointer_of(jlong handle) noexcept {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): Java keeps pointers as numbers, it has nothing else to keep them in
    return reinterpret_cast<T*>(static_cast<std::intptr_t>(handle));
}

countersign_context* context_of(jlong handle) noexcept {
    return pointer_of<countersign_context>(handle);
}

countersign_check* check_of(jlong handle) noexcept {
    return pointer_of<countersign_check>(handle);
}

jlong handle_of(const void* pointer) noexcept {
    return static_cast<jlong>(reinterpret_cast<std::intptr_t>(pointer));
}

// Where lengths are 32 bits, an impossible one becomes the largest, which the door refuses as too large.
std::uint32_t length_of(std::size_t size) noexcept {
    return static_cast<std::uint32_t>(std::min<std::size_t>(size, std::numeric_limits<std::uint32_t>::max()));
}

// A plain loop may be optimised away, since nobody reads what it wrote.
void wipe(void* start, std::size_t size) noexcept {
    volatile auto* byte = static_cast<volatile std::uint8_t*>(start);
    for (std::size_t i = 0; i < size; ++i) byte[i] = 0;
}

void raise(JNIEnv* env, const char* type, const char* sentence) noexcept {
    if (env->ExceptionCheck() == JNI_TRUE) return;
    jclass found = env->FindClass(type);
    if (found == nullptr) return;  // and an exception is pending that says so
    env->ThrowNew(found, sentence);
    env->DeleteLocalRef(found);
}

// The Java side refuses null with the argument's name; this one only keeps the promise that nothing here crashes.
bool missing(JNIEnv* env, jobject object) noexcept {
    if (object == nullptr) raise(env, "java/lang/NullPointerException", "null came to the native library");
    return object == nullptr;
}

// ---- text in -------------------------------------------------------------------------------------------------------

jsize units_of(JNIEnv* env, jstring text) noexcept {
    return env->GetStringLength(text);
}

jsize units_of(JNIEnv* env, jcharArray text) noexcept {
    return env->GetArrayLength(text);
}

void read_units(JNIEnv* env, jstring text, jsize start, jsize count, jchar* out) noexcept {
    env->GetStringRegion(text, start, count, out);
}

void read_units(JNIEnv* env, jcharArray text, jsize start, jsize count, jchar* out) noexcept {
    env->GetCharArrayRegion(text, start, count, out);
}

// Goes over the text in pieces that live on the stack and are wiped, since it may be a secret.
template<class Text>
void encode(JNIEnv* env, Text text, Wtf8& out) noexcept {
    std::array<jchar, 128> piece{};
    const jsize size = units_of(env, text);
    for (jsize start = 0; start < size;) {
        const jsize count = std::min<jsize>(size - start, static_cast<jsize>(piece.size()));
        read_units(env, text, start, count, piece.data());
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) out.add(piece[i]);
        start += count;
    }
    out.finish();
    wipe(piece.data(), sizeof piece);
}

// An argument that is not a secret (a kind, JSON, a language) in a buffer of its own.
class Argument {
public:
    Argument(JNIEnv* env, jstring text) noexcept {
        if (missing(env, text)) return;
        Wtf8 counted;
        encode(env, text, counted);
        bytes_.reset(new (std::nothrow) std::uint8_t[counted.size() + 1]);
        if (!bytes_) {
            raise(env, "java/lang/OutOfMemoryError", "no memory for an argument");
            return;
        }
        Wtf8 written{bytes_.get(), counted.size()};
        encode(env, text, written);
        size_ = length_of(counted.size());
    }
    Argument(JNIEnv* env, jbyteArray bytes) noexcept {
        if (missing(env, bytes)) return;
        const jsize size = env->GetArrayLength(bytes);
        bytes_.reset(new (std::nothrow) std::uint8_t[static_cast<std::size_t>(size) + 1]);
        if (!bytes_) {
            raise(env, "java/lang/OutOfMemoryError", "no memory for an argument");
            return;
        }
        env->GetByteArrayRegion(bytes, 0, size, reinterpret_cast<jbyte*>(bytes_.get()));
        size_ = static_cast<std::uint32_t>(size);
    }

    // False if there is none; an exception is pending then.
    explicit operator bool() const noexcept { return bytes_ != nullptr; }
    [[nodiscard]] const char* text() const noexcept { return reinterpret_cast<const char*>(bytes_.get()); }
    [[nodiscard]] const std::uint8_t* bytes() const noexcept { return bytes_.get(); }
    [[nodiscard]] std::uint8_t* bytes() noexcept { return bytes_.get(); }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

private:
    std::unique_ptr<std::uint8_t[]> bytes_;
    std::uint32_t size_ = 0;
};

// Writes a DOM name into its field. A name that does not fit is none that the DOM has: it counts as not told, since the
// first half of a name would be another name.
template<std::size_t size>
void write_name(JNIEnv* env, jstring name, char (&field)[size]) noexcept {
    if (name == nullptr) return;
    Wtf8 counted;
    encode(env, name, counted);
    if (counted.size() > size) return;
    Wtf8 written{reinterpret_cast<std::uint8_t*>(field), size};
    encode(env, name, written);
}

// ---- bytes out -----------------------------------------------------------------------------------------------------

jbyteArray to_java(JNIEnv* env, const void* bytes, std::size_t size) noexcept {
    if (size > static_cast<std::size_t>(std::numeric_limits<jsize>::max())) {
        raise(env, "java/lang/OutOfMemoryError", "a result is too long for a Java array");
        return nullptr;
    }
    jbyteArray array = env->NewByteArray(static_cast<jsize>(size));
    if (array != nullptr && size > 0)
        env->SetByteArrayRegion(array, 0, static_cast<jsize>(size), static_cast<const jbyte*>(bytes));
    return array;
}

// Puts what a function of the door returned by pointer into out[0].
jint give(JNIEnv* env, std::int32_t status, const void* bytes, std::uint32_t size, jobjectArray out) noexcept {
    if (status < 0 || missing(env, out)) return status;
    jbyteArray array = to_java(env, bytes, size);
    if (array == nullptr) return status;
    env->SetObjectArrayElement(out, 0, array);
    env->DeleteLocalRef(array);
    return status;
}

jint give_handle(JNIEnv* env, std::int32_t status, const void* pointer, jlongArray out) noexcept {
    if (status < 0) return status;
    const jlong handle = handle_of(pointer);
    env->SetLongArrayRegion(out, 0, 1, &handle);
    return status;
}

// ---- the context's functions ---------------------------------------------------------------------------------------

jint context_create(JNIEnv* env, jclass, jbyteArray seed, jlongArray out) noexcept {
    if (missing(env, out)) return 0;
    std::array<std::uint8_t, 32> bytes{};
    countersign_context* context = nullptr;
    if (seed != nullptr) env->GetByteArrayRegion(seed, 0, 32, reinterpret_cast<jbyte*>(bytes.data()));
    if (env->ExceptionCheck() == JNI_TRUE) return 0;
    const std::int32_t status = countersign_context_create(seed == nullptr ? nullptr : bytes.data(), &context);
    wipe(bytes.data(), bytes.size());
    return give_handle(env, status, context, out);
}

void context_destroy(JNIEnv*, jclass, jlong context) noexcept {
    countersign_context_destroy(context_of(context));
}

jint trust(JNIEnv* env, jclass, jlong context, jstring key_id, jbyteArray public_key) noexcept {
    const Argument id{env, key_id};
    if (!id) return 0;
    const Argument key{env, public_key};
    if (!key) return 0;
    return countersign_trust(context_of(context), id.text(), id.size(), key.bytes(), key.size());
}

jint load_policy(JNIEnv* env, jclass, jlong context, jstring envelope, jdouble minimum_version) noexcept {
    const Argument text{env, envelope};
    return text ? countersign_load_policy(context_of(context), text.text(), text.size(), minimum_version) : 0;
}

jint load_unsigned_policy(JNIEnv* env, jclass, jlong context, jstring policy) noexcept {
    const Argument text{env, policy};
    return text ? countersign_load_unsigned_policy(context_of(context), text.text(), text.size()) : 0;
}

jint load_table(JNIEnv* env, jclass, jlong context, jbyteArray table) noexcept {
    const Argument bytes{env, table};
    return bytes ? countersign_load_table(context_of(context), bytes.bytes(), bytes.size()) : 0;
}

jbyteArray message(JNIEnv* env, jclass, jlong context) noexcept {
    std::uint32_t size = 0;
    const char* const text = context == 0 ? nullptr : countersign_message(context_of(context), &size);
    return to_java(env, text, text == nullptr ? 0 : size);
}

jint open_ticket(JNIEnv* env, jclass, jlong context, jbyteArray sealed, jbyteArray secret_key,
                 jobjectArray out) noexcept {
    const Argument box{env, sealed};
    if (!box) return 0;
    Argument key{env, secret_key};
    if (!key) return 0;
    const std::uint8_t* opened = nullptr;
    std::uint32_t size = 0;
    const std::int32_t status =
        countersign_open(context_of(context), box.bytes(), box.size(), key.bytes(), key.size(), &opened, &size);
    wipe(key.bytes(), key.size());
    return give(env, status, opened, size, out);
}

// ---- the check's functions -----------------------------------------------------------------------------------------

jint prepare(JNIEnv* env, jclass, jlong context, jstring kind, jstring subject, jlongArray out) noexcept {
    if (missing(env, out)) return 0;
    const Argument name{env, kind};
    if (!name) return 0;
    const Argument facts{env, subject};
    if (!facts) return 0;
    countersign_check* check = nullptr;
    const std::int32_t status =
        countersign_prepare(context_of(context), name.text(), name.size(), facts.text(), facts.size(), &check);
    return give_handle(env, status, check, out);
}

jint fill_bytes(JNIEnv* env, jclass, jlong check, jint slot, jbyteArray text) noexcept {
    if (missing(env, text)) return 0;
    const jsize size = env->GetArrayLength(text);
    std::uint8_t* buffer = nullptr;
    const std::int32_t status =
        countersign_input(check_of(check), static_cast<std::uint32_t>(slot), static_cast<std::uint32_t>(size), &buffer);
    if (status < 0) return status;
    env->GetByteArrayRegion(text, 0, size, reinterpret_cast<jbyte*>(buffer));
    return size;
}

template<class Text>
jint fill_units(JNIEnv* env, jclass, jlong check, jint slot, Text text) noexcept {
    if (missing(env, text)) return 0;
    Wtf8 counted;
    encode(env, text, counted);
    std::uint8_t* buffer = nullptr;
    const std::int32_t status =
        countersign_input(check_of(check), static_cast<std::uint32_t>(slot), length_of(counted.size()), &buffer);
    if (status < 0) return status;
    Wtf8 written{buffer, counted.size()};
    encode(env, text, written);
    // Only a char[] can do this, when another thread writes to it between the two passes.
    if (written.overflowed())
        raise(env, "java/util/ConcurrentModificationException", "the text changed while it was read");
    return static_cast<jint>(written.size());
}

jint run(JNIEnv*, jclass, jlong check, jint length0, jint length1, jdouble wall_ms, jdouble steady_ms) noexcept {
    return countersign_run(check_of(check), static_cast<std::uint32_t>(length0), static_cast<std::uint32_t>(length1),
                           wall_ms, steady_ms);
}

jint run_lines(JNIEnv* env, jclass, jlong check, jint length, jdouble wall_ms, jdouble steady_ms,
               jbyteArray outcomes) noexcept {
    if (missing(env, outcomes)) return 0;
    const jsize capacity = env->GetArrayLength(outcomes);
    const std::unique_ptr<std::uint8_t[]> written{new (std::nothrow)
                                                      std::uint8_t[static_cast<std::size_t>(capacity) + 1]};
    if (!written) {
        raise(env, "java/lang/OutOfMemoryError", "no memory for the outcomes");
        return 0;
    }
    const std::int32_t lines = countersign_run_lines(check_of(check), static_cast<std::uint32_t>(length), wall_ms,
                                                     steady_ms, written.get(), static_cast<std::uint32_t>(capacity));
    if (lines > 0)
        env->SetByteArrayRegion(outcomes, 0, std::min(lines, capacity), reinterpret_cast<const jbyte*>(written.get()));
    return lines;
}

// Modifiers and numbers in the order of the C struct: the nine from caps_lock on, the five from location on.
jint observe(JNIEnv* env, jclass, jlong check, jstring type, jstring code, jstring key, jstring input_type,
             jbyteArray modifiers, jintArray numbers, jdouble wall_ms, jdouble steady_ms) noexcept {
    if (missing(env, modifiers) || missing(env, numbers)) return 0;
    countersign_key_event event{};
    event.size = sizeof event;
    write_name(env, type, event.type);
    write_name(env, code, event.code);
    write_name(env, key, event.key);
    write_name(env, input_type, event.input_type);
    std::array<jbyte, 9> told{};
    std::array<jint, 5> counts{};
    env->GetByteArrayRegion(modifiers, 0, static_cast<jsize>(told.size()), told.data());
    if (env->ExceptionCheck() == JNI_FALSE)
        env->GetIntArrayRegion(numbers, 0, static_cast<jsize>(counts.size()), counts.data());
    std::int32_t status = 0;
    if (env->ExceptionCheck() == JNI_FALSE) {
        std::int8_t* const flags[] = {&event.caps_lock, &event.num_lock,  &event.shift,  &event.ctrl,        &event.alt,
                                      &event.meta,      &event.alt_graph, &event.repeat, &event.is_composing};
        std::int32_t* const values[] = {&event.location, &event.key_code, &event.value_length, &event.selection_start,
                                        &event.selection_end};
        for (std::size_t i = 0; i < told.size(); ++i) *flags[i] = told[i];
        for (std::size_t i = 0; i < counts.size(); ++i) *values[i] = counts[i];
        status = countersign_observe(check_of(check), &event, wall_ms, steady_ms);
    }
    wipe(&event, sizeof event);  // `key` is a character of what is being typed
    return status;
}

jint tell(JNIEnv* env, jclass, jlong check, jstring json, jdouble wall_ms, jdouble steady_ms) noexcept {
    const Argument text{env, json};
    return text ? countersign_tell(check_of(check), text.text(), text.size(), wall_ms, steady_ms) : 0;
}

jint move(JNIEnv*, jclass, jlong from, jint offset, jint length, jlong to) noexcept {
    return countersign_move(check_of(from), static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length),
                            check_of(to));
}

// Asked for with room for what is read, so that the read stays within the slot: a larger one would be new, and empty.
jint take(JNIEnv* env, jclass, jlong check, jint offset, jbyteArray out) noexcept {
    if (missing(env, out)) return 0;
    const jsize size = env->GetArrayLength(out);
    const std::uint32_t end = static_cast<std::uint32_t>(offset) + static_cast<std::uint32_t>(size);
    std::uint8_t* buffer = nullptr;
    if (const std::int32_t status = countersign_input(check_of(check), 0, end, &buffer); status < 0) return status;
    env->SetByteArrayRegion(out, 0, size, reinterpret_cast<const jbyte*>(buffer + offset));
    return countersign_wipe(check_of(check));
}

jint verdict(JNIEnv* env, jclass, jlong check, jobjectArray out) noexcept {
    const char* text = nullptr;
    std::uint32_t size = 0;
    const std::int32_t status = countersign_verdict(check_of(check), &text, &size);
    return give(env, status, text, size, out);
}

jint explain(JNIEnv* env, jclass, jlong check, jstring language, jobjectArray out) noexcept {
    const Argument tag{env, language};
    if (!tag) return 0;
    const char* text = nullptr;
    std::uint32_t size = 0;
    const std::int32_t status = countersign_explain(check_of(check), tag.text(), tag.size(), &text, &size);
    return give(env, status, text, size, out);
}

jint seal(JNIEnv* env, jclass, jlong check, jbyteArray public_key, jbyteArray seed, jobjectArray out) noexcept {
    const Argument key{env, public_key};
    if (!key) return 0;
    Argument random{env, seed};
    if (!random) return 0;
    const std::uint8_t* box = nullptr;
    std::uint32_t size = 0;
    const std::int32_t status =
        countersign_seal(check_of(check), key.bytes(), key.size(), random.bytes(), random.size(), &box, &size);
    wipe(random.bytes(), random.size());
    return give(env, status, box, size, out);
}

jint wipe_check(JNIEnv*, jclass, jlong check) noexcept {
    return countersign_wipe(check_of(check));
}

jint release(JNIEnv*, jclass, jlong check) noexcept {
    return countersign_release(check_of(check));
}

// ---- without a handle ----------------------------------------------------------------------------------------------

jbyteArray kinds(JNIEnv* env, jclass) noexcept {
    std::uint32_t size = 0;
    const char* const text = countersign_kinds(&size);
    return to_java(env, text, size);
}

jbyteArray version(JNIEnv* env, jclass) noexcept {
    const std::string_view text = countersign_version();
    return to_java(env, text.data(), text.size());
}

// jni.h wants names that may be written to, and never writes.
template<class Function>
JNINativeMethod method(const char* name, const char* signature, Function* function) noexcept {
    return {const_cast<char*>(name), const_cast<char*>(signature), reinterpret_cast<void*>(function)};
}

}  // namespace

// The only name this library exports. Registering by hand means that a class and a library of different releases are
// found out when they meet, not at the first call.
extern "C" JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* machine, void*) {
    void* found = nullptr;
    if (machine->GetEnv(&found, JNI_VERSION_1_8) != JNI_OK) return JNI_ERR;
    auto* const env = static_cast<JNIEnv*>(found);
    jclass type = env->FindClass("io/countersign/Native");
    if (type == nullptr) return JNI_ERR;
    const JNINativeMethod methods[] = {
        method("contextCreate", "([B[J)I", context_create),
        method("contextDestroy", "(J)V", context_destroy),
        method("trust", "(JLjava/lang/String;[B)I", trust),
        method("loadPolicy", "(JLjava/lang/String;D)I", load_policy),
        method("loadUnsignedPolicy", "(JLjava/lang/String;)I", load_unsigned_policy),
        method("loadTable", "(J[B)I", load_table),
        method("message", "(J)[B", message),
        method("open", "(J[B[B[[B)I", open_ticket),
        method("prepare", "(JLjava/lang/String;Ljava/lang/String;[J)I", prepare),
        method("fill", "(JI[B)I", fill_bytes),
        method("fill", "(JI[C)I", fill_units<jcharArray>),
        method("fill", "(JILjava/lang/String;)I", fill_units<jstring>),
        method("run", "(JIIDD)I", run),
        method("runLines", "(JIDD[B)I", run_lines),
        method("observe", "(JLjava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;[B[IDD)I",
               observe),
        method("tell", "(JLjava/lang/String;DD)I", tell),
        method("move", "(JIIJ)I", move),
        method("take", "(JI[B)I", take),
        method("verdict", "(J[[B)I", verdict),
        method("explain", "(JLjava/lang/String;[[B)I", explain),
        method("seal", "(J[B[B[[B)I", seal),
        method("wipe", "(J)I", wipe_check),
        method("release", "(J)I", release),
        method("kinds", "()[B", kinds),
        method("version", "()[B", version),
    };
    const jint registered = env->RegisterNatives(type, methods, static_cast<jint>(std::size(methods)));
    env->DeleteLocalRef(type);
    return registered == JNI_OK ? JNI_VERSION_1_8 : JNI_ERR;
}
