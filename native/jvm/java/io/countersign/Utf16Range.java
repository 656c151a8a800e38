package io.countersign;

/** A stretch of a Java string: what {@code text.substring(start, end)} cuts out. */
public final class Utf16Range {
    private final int start;
    private final int end;

    Utf16Range(int start, int end) {
        this.start = start;
        this.end = end;
    }

    public int start() {
        return start;
    }

    /** The index after the last unit. */
    public int end() {
        return end;
    }

    /** The stretch itself. */
    public CharSequence of(CharSequence text) {
        return text.subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf16Range && ((Utf16Range) other).start == start && ((Utf16Range) other).end == end;
    }

    @Override
    public int hashCode() {
        return 31 * start + end;
    }

    @Override
    public String toString() {
        return "units " + start + " to " + end;
    }
}
