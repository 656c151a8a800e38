package io.countersign;

/**
 * The C door, a function each, with the same names; core/door/countersign.h says what they do. Statuses come back as
 * they are, bytes in {@code out[0]}. Callers hold the lock of the context and know that the handle lives.
 */
final class Native {
    static {
        NativeLibrary.load();
    }

    static native int contextCreate(byte[] seed, long[] out);

    static native void contextDestroy(long context);

    static native int trust(long context, String keyId, byte[] publicKey);

    static native int loadPolicy(long context, String envelope, double minimumVersion);

    static native int loadUnsignedPolicy(long context, String policy);

    static native int loadTable(long context, byte[] table);

    static native byte[] message(long context);

    static native int open(long context, byte[] sealed, byte[] secretKey, byte[][] out);

    static native int prepare(long context, String kind, String subject, long[] out);

    /** Writes a text into an input slot; gives its length in bytes. */
    static native int fill(long check, int slot, byte[] text);

    static native int fill(long check, int slot, char[] text);

    static native int fill(long check, int slot, String text);

    static native int run(long check, int length0, int length1, double wallMs, double steadyMs);

    static native int runLines(long check, int length, double wallMs, double steadyMs, byte[] outcomes);

    static native int observe(
            long check, String type, String code, String key, String inputType, byte[] modifiers, int[] numbers,
            double wallMs, double steadyMs);

    static native int tell(long check, String json, double wallMs, double steadyMs);

    static native int move(long from, int offset, int length, long to);

    /** Fills the array with bytes of slot 0, and wipes the slots. */
    static native int take(long check, int offset, byte[] out);

    static native int verdict(long check, byte[][] out);

    static native int explain(long check, String language, byte[][] out);

    static native int seal(long check, byte[] publicKey, byte[] seed, byte[][] out);

    static native int wipe(long check);

    static native int release(long check);

    static native byte[] kinds();

    static native byte[] version();

    private Native() {}
}
