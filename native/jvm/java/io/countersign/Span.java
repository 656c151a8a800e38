package io.countersign;

/** A stretch of the text that was judged, in bytes of UTF-8. {@link #in} gives the same stretch of a Java string. */
public final class Span {
    private final int offset;
    private final int length;

    Span(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** Bytes before the stretch. */
    public int offset() {
        return offset;
    }

    /** Bytes in the stretch. */
    public int length() {
        return length;
    }

    /**
     * The stretch in units of the text that was given to {@code run}. A character of which only some bytes are meant is
     * meant as a whole, since half a character cannot be shown.
     *
     * @throws IllegalArgumentException if the stretch ends after the text, which cannot be the one that was judged then
     */
    public Utf16Range in(CharSequence text) {
        int end = offset + length;
        int bytes = 0;
        int from = -1;
        for (int i = 0; i < text.length();) {
            if (from < 0 && bytes >= offset && bytes >= end) return new Utf16Range(i, i);
            int units = isPair(text, i) ? 2 : 1;
            bytes += units == 2 ? 4 : bytesOf(text.charAt(i));
            if (from < 0 && bytes > offset) from = i;
            i += units;
            if (from >= 0 && bytes >= end) return new Utf16Range(from, i);
        }
        if (bytes == offset && length == 0) return new Utf16Range(text.length(), text.length());
        throw new IllegalArgumentException("the span ends at byte " + end + ", but the text has " + bytes);
    }

    // A surrogate without its partner crosses as three bytes, like every other unit from U+0800 on.
    private static boolean isPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    private static int bytesOf(char unit) {
        return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span && ((Span) other).offset == offset && ((Span) other).length == length;
    }

    @Override
    public int hashCode() {
        return 31 * offset + length;
    }

    @Override
    public String toString() {
        return "bytes " + offset + " to " + (offset + length);
    }
}
