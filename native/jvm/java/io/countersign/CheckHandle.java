package io.countersign;

/** The address of a native check, apart from {@link Check} for the cleaner's sake. A context takes its checks along. */
final class CheckHandle implements Runnable {
    final ContextHandle context;
    private long address;

    CheckHandle(ContextHandle context, long address) {
        this.context = context;
        this.address = address;
    }

    /** The address, for a caller that holds the context's lock. */
    long address() {
        context.address();
        if (address == 0) throw new IllegalStateException("this check is closed");
        return address;
    }

    @Override
    public void run() {
        synchronized (context) {
            if (address != 0 && !context.isClosed()) Native.release(address);
            address = 0;
        }
    }
}
