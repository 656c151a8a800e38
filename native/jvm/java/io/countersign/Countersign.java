package io.countersign;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A context: trusted keys, a policy, tables, and the checks that are prepared from them. Threads and secrets: see the
 * package. One that is not closed is closed when it is garbage, in the garbage collector's own time.
 */
public final class Countersign implements AutoCloseable {
    static final Cleaner CLEANER = Cleaner.create();

    private final ContextHandle handle;
    private final Cleaner.Cleanable cleanable;
    private final Supplier<Moment> clock;

    private Countersign(Supplier<Moment> clock) {
        this.clock = clock;
        byte[] seed = random();
        handle = new ContextHandle(seed);
        Arrays.fill(seed, (byte) 0);
        cleanable = CLEANER.register(this, handle);
    }

    /**
     * Loads the native library, if it is not loaded yet, and makes a context.
     *
     * @throws UnsatisfiedLinkError if there is no native library for this machine, or one of another release
     */
    public static Countersign load() {
        return new Countersign(Moment::now);
    }

    /** The same with a clock of your own, for tests that pass time. */
    public static Countersign load(Supplier<Moment> clock) {
        return new Countersign(Objects.requireNonNull(clock, "clock"));
    }

    /** The release, such as "0.1.0". */
    public static String version() {
        return new String(Native.version(), StandardCharsets.UTF_8);
    }

    /** The names of all questions. */
    public static List<String> kinds() {
        String lines = new String(Native.kinds(), StandardCharsets.UTF_8);
        return Collections.unmodifiableList(Arrays.asList(lines.split("\n")));
    }

    /** Adds or replaces an Ed25519 public key (32 bytes) that envelopes may be signed with. */
    public void trust(String keyId, byte[] publicKey) {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(publicKey, "publicKey");
        call(context -> Native.trust(context, keyId, publicKey));
    }

    /**
     * Takes a signed policy (an envelope) for checks prepared from now on.
     *
     * @param minimumVersion the last version that this program accepted; an older one is refused
     */
    public void loadPolicy(String envelope, long minimumVersion) {
        Objects.requireNonNull(envelope, "envelope");
        call(context -> Native.loadPolicy(context, envelope, minimumVersion));
    }

    /** Takes a policy that nobody signed: for trying things out, never for what came over a network. */
    public void loadUnsignedPolicy(String policy) {
        Objects.requireNonNull(policy, "policy");
        call(context -> Native.loadUnsignedPolicy(context, policy));
    }

    /** Takes a table: one of this release as it is, any other in a signed envelope. */
    public void loadTable(byte[] table) {
        Objects.requireNonNull(table, "table");
        call(context -> Native.loadTable(context, table));
    }

    /**
     * Prepares a question, to be run on every keystroke.
     *
     * @param kind a name such as "deposit.address"
     * @param subjectJson the facts known before the person types, as a JSON object; never a secret
     */
    public Check prepare(String kind, String subjectJson) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subjectJson, "subjectJson");
        long[] out = new long[1];
        synchronized (handle) {
            call(context -> Native.prepare(context, kind, subjectJson, out));
            return new Check(this, new CheckHandle(handle, out[0]));
        }
    }

    /** Opens what {@link Check#seal} made, with the secret key (X25519, 32 bytes): a verdict's line of JSON. */
    public String open(byte[] sealed, byte[] secretKey) {
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(secretKey, "secretKey");
        byte[][] out = new byte[1][];
        call(context -> Native.open(context, sealed, secretKey, out));
        return new String(out[0], StandardCharsets.UTF_8);
    }

    /** Closes every check of this context, wipes, frees. A second time does nothing. */
    @Override
    public void close() {
        cleanable.clean();
    }

    Moment now() {
        return Objects.requireNonNull(clock.get(), "the clock's moment");
    }

    static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void call(LongFunction<Integer> function) {
        synchronized (handle) {
            try {
                handle.good(function.apply(handle.address()));
            } finally {
                Reference.reachabilityFence(this); // or the cleaner might close this while it is in use
            }
        }
    }
}
