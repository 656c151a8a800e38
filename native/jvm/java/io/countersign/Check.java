package io.countersign;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * A question, prepared once and run on every keystroke. Threads and secrets: see the package. Where no moment is given,
 * the context's clock is asked. Texts of more than 4 MiB are refused with {@link StatusCode#TOO_LARGE}; shorter ones
 * that the kind finds too long are a finding.
 */
public final class Check implements AutoCloseable {
    private final Countersign owner;
    private final CheckHandle handle;
    private final Cleaner.Cleanable cleanable;
    private long runs;

    Check(Countersign owner, CheckHandle handle) {
        this.owner = owner;
        this.handle = handle;
        cleanable = Countersign.CLEANER.register(this, handle);
    }

    /** Judges, for kinds that take no text. */
    public Verdict run() {
        return judge(null, null, owner.now());
    }

    /** Judges, for kinds that take no text. */
    public Verdict run(Moment now) {
        return judge(null, null, now);
    }

    /** Judges a text in UTF-8. */
    public Verdict run(byte[] text) {
        return run(text, null, owner.now());
    }

    /**
     * Judges a text in UTF-8 together with a second one.
     *
     * @param copied what was copied, or an earlier secret, as the kind says; null if there is none
     */
    public Verdict run(byte[] text, byte[] copied, Moment now) {
        return judge(source(Objects.requireNonNull(text, "text")), source(copied), now);
    }

    /** Judges a text that may be a secret: no copy of the array is left anywhere, and wiping it is up to you. */
    public Verdict run(char[] text) {
        return run(text, null, owner.now());
    }

    /**
     * Judges a text together with a second one.
     *
     * @param copied what was copied, or an earlier secret, as the kind says; null if there is none
     */
    public Verdict run(char[] text, char[] copied, Moment now) {
        return judge(source(Objects.requireNonNull(text, "text")), source(copied), now);
    }

    /** Judges a text. Not for secrets, if you can help it: a {@link String} cannot be wiped. */
    public Verdict run(CharSequence text) {
        return run(text, null, owner.now());
    }

    /**
     * Judges a text together with a second one.
     *
     * @param copied what was copied, or an earlier secret, as the kind says; null if there is none
     */
    public Verdict run(CharSequence text, CharSequence copied, Moment now) {
        return judge(source(Objects.requireNonNull(text, "text")), source(copied), now);
    }

    /** Judges each line of a text in UTF-8: LF between lines, a CR before it dropped. Not for secrets. */
    public Outcome[] runLines(byte[] lines) {
        return runLines(lines, owner.now());
    }

    /** Judges each line of a text in UTF-8: LF between lines, a CR before it dropped. Not for secrets. */
    public Outcome[] runLines(byte[] lines, Moment now) {
        Objects.requireNonNull(lines, "lines");
        Objects.requireNonNull(now, "now");
        int capacity = 1;
        for (byte one : lines) {
            if (one == '\n') ++capacity;
        }
        byte[] numbers = new byte[capacity];
        int count = call(check -> {
            int length = good(Native.fill(check, 0, lines));
            int judged = good(Native.runLines(check, length, now.wallMs(), now.steadyMs(), numbers));
            ++runs;
            return judged;
        });
        Outcome[] outcomes = new Outcome[count];
        for (int i = 0; i < count; ++i) outcomes[i] = Outcome.of(numbers[i]);
        return outcomes;
    }

    /** Tells the check of a key event, for kinds that take them. */
    public void observe(KeyEvent event) {
        observe(event, owner.now());
    }

    /** Tells the check of a key event, for kinds that take them. */
    public void observe(KeyEvent event, Moment now) {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(now, "now");
        call(check -> good(Native.observe(
                check, event.type, event.code, event.key, event.inputType, event.modifiers, event.numbers,
                now.wallMs(), now.steadyMs())));
    }

    /** Tells the check of something that happened: a JSON object, as the kind says. */
    public void tell(String json) {
        tell(json, owner.now());
    }

    /** Tells the check of something that happened: a JSON object, as the kind says. */
    public void tell(String json, Moment now) {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(now, "now");
        call(check -> good(Native.tell(check, json, now.wallMs(), now.steadyMs())));
    }

    /**
     * Moves bytes of this check's text to another check of the same context, and wipes them here, so that a code found
     * in a message never comes to this side of the door. The other check judges them in {@link #runMoved}.
     *
     * @return how many bytes, for {@link #runMoved}
     */
    public int move(int offset, int length, Check to) {
        Objects.requireNonNull(to, "to");
        if (to.handle.context != handle.context) throw new IllegalArgumentException("a check of another Countersign");
        return call(check -> to.call(
                target -> good(Native.move(check, offset, length, target))));
    }

    /** Judges what {@link #move} brought here. */
    public Verdict runMoved(int length) {
        if (length < 0) throw new IllegalArgumentException("a length below 0");
        return judge((check, slot) -> length, null, owner.now());
    }

    /**
     * The bytes of a code that the last run made, once: the text is wiped. Better than to take it out is to {@link #move}
     * it to the check that it is for. Wiping the array is up to you.
     *
     * @param offset where the verdict's details say that the code is
     * @param length how many bytes it has
     */
    public byte[] take(int offset, int length) {
        if (offset < 0 || length < 0) throw new IllegalArgumentException("a place below 0");
        byte[] code = new byte[length];
        call(check -> good(Native.take(check, offset, code)));
        return code;
    }

    /**
     * The last verdict in a box that only the holder of the secret key can open.
     *
     * @param publicKey X25519, 32 bytes
     */
    public byte[] seal(byte[] publicKey) {
        Objects.requireNonNull(publicKey, "publicKey");
        byte[][] out = new byte[1][];
        byte[] seed = Countersign.random();
        try {
            call(check -> good(Native.seal(check, publicKey, seed, out)));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        return out[0];
    }

    /** Wipes what was typed. Kinds that take secrets have done so before {@code run} returned. */
    public void wipe() {
        call(check -> good(Native.wipe(check)));
    }

    /** Wipes and frees. A second time does nothing. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** What the door says in words about the verdict of this run. */
    String words(long run, String language) {
        Objects.requireNonNull(language, "language");
        byte[][] out = new byte[1][];
        call(check -> {
            if (run != runs) throw new IllegalStateException("ask for words before the check runs again");
            return good(Native.explain(check, language, out));
        });
        return new String(out[0], StandardCharsets.UTF_8);
    }

    /** Writes a text into a slot of the check; gives its length in bytes, or a status. */
    private interface Source {
        int fill(long check, int slot);
    }

    private static Source source(byte[] text) {
        return text == null ? null : (check, slot) -> Native.fill(check, slot, text);
    }

    private static Source source(char[] text) {
        return text == null ? null : (check, slot) -> Native.fill(check, slot, text);
    }

    private static Source source(CharSequence text) {
        if (text == null) return null;
        if (text instanceof String) return (check, slot) -> Native.fill(check, slot, (String) text);
        // An editable text of the platform may be able to wipe itself; a string made of it could not.
        return (check, slot) -> {
            char[] units = new char[text.length()];
            try {
                for (int i = 0; i < units.length; ++i) units[i] = text.charAt(i);
                return Native.fill(check, slot, units);
            } finally {
                Arrays.fill(units, '\0');
            }
        };
    }

    private Verdict judge(Source text, Source copied, Moment now) {
        Objects.requireNonNull(now, "now");
        byte[][] line = new byte[1][];
        synchronized (handle.context) {
            int outcome = call(check -> {
                boolean judged = false;
                try {
                    int length0 = text == null ? 0 : good(text.fill(check, 0));
                    int length1 = copied == null ? 0 : good(copied.fill(check, 1));
                    int number = good(Native.run(check, length0, length1, now.wallMs(), now.steadyMs()));
                    ++runs;
                    good(Native.verdict(check, line));
                    judged = true;
                    return number;
                } finally {
                    if (!judged) Native.wipe(check); // nobody else would wipe what came in before the call was refused
                }
            });
            return new Verdict(this, runs, Outcome.of(outcome), line[0]);
        }
    }

    private int good(int result) {
        return handle.context.good(result);
    }

    private int call(LongFunction<Integer> function) {
        synchronized (handle.context) {
            try {
                return function.apply(handle.address());
            } finally {
                Reference.reachabilityFence(this); // or the cleaner might close this while it is in use
            }
        }
    }
}
