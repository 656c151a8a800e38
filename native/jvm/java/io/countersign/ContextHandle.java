package io.countersign;

import java.nio.charset.StandardCharsets;

/**
 * The address of a native context, and the lock for it and for its checks. Apart from {@link Countersign}, so that the
 * cleaner can close what was forgotten: it may not hold on to what it waits to see die. The cleaner has a thread of its
 * own, which is why there is a lock even for programs with one thread.
 */
final class ContextHandle implements Runnable {
    private long address;

    ContextHandle(byte[] seed) {
        long[] out = new long[1];
        int status = Native.contextCreate(seed, out);
        // There is no context yet to ask for a sentence.
        if (status < 0) throw new CountersignException(StatusCode.of(status), "");
        address = out[0];
    }

    /** The address, for a caller that holds this lock. */
    long address() {
        if (address == 0) throw new IllegalStateException("this Countersign is closed");
        return address;
    }

    boolean isClosed() {
        return address == 0;
    }

    /** The result, if it is one; what the door said about it, if it is a status. */
    int good(int result) {
        if (result >= 0) return result;
        throw new CountersignException(
                StatusCode.of(result), new String(Native.message(address()), StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void run() {
        if (address == 0) return;
        Native.contextDestroy(address);
        address = 0;
    }
}
