package io.countersign;

/** What to tell the person about one finding, and what they can do next. */
public final class Sentence {
    private final String text;
    private final String next;

    Sentence(String text, String next) {
        this.text = text;
        this.next = next;
    }

    public String text() {
        return text;
    }

    /** The next step; empty if there is none. */
    public String next() {
        return next;
    }

    @Override
    public String toString() {
        return next.isEmpty() ? text : text + " " + next;
    }
}
