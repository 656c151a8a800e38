package io.countersign;

/**
 * A key that was pressed, or another change of a field, in the words of the web's KeyboardEvent and InputEvent: the
 * core knows those names and no others, so that an event means the same on every host. What was not set counts as not
 * told.
 *
 * <pre>{@code
 * check.observe(new KeyEvent("keydown").code("KeyA").key("A").capsLock(true).shift(false));
 * }</pre>
 */
public final class KeyEvent {
    final String type;
    String code = "";
    String key = "";
    String inputType = "";
    // As in the C door: caps lock, num lock, shift, ctrl, alt, meta, alt graph, repeat, composing.
    final byte[] modifiers = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
    // As in the C door: location, key code, value length, selection start, selection end.
    final int[] numbers = {-1, -1, -1, -1, -1};

    /** An event such as "keydown", "keyup", "input", "compositionstart". */
    public KeyEvent(String type) {
        this.type = java.util.Objects.requireNonNull(type, "type");
    }

    /** The place on the keyboard, such as "KeyA". */
    public KeyEvent code(String name) {
        code = java.util.Objects.requireNonNull(name, "code");
        return this;
    }

    /** What the key means, such as "a" or "CapsLock". */
    public KeyEvent key(String name) {
        key = java.util.Objects.requireNonNull(name, "key");
        return this;
    }

    /** How an input event changes the text, such as "insertText". */
    public KeyEvent inputType(String name) {
        inputType = java.util.Objects.requireNonNull(name, "inputType");
        return this;
    }

    public KeyEvent capsLock(boolean on) {
        return modifier(0, on);
    }

    public KeyEvent numLock(boolean on) {
        return modifier(1, on);
    }

    public KeyEvent shift(boolean on) {
        return modifier(2, on);
    }

    public KeyEvent ctrl(boolean on) {
        return modifier(3, on);
    }

    public KeyEvent alt(boolean on) {
        return modifier(4, on);
    }

    public KeyEvent meta(boolean on) {
        return modifier(5, on);
    }

    public KeyEvent altGraph(boolean on) {
        return modifier(6, on);
    }

    public KeyEvent repeat(boolean on) {
        return modifier(7, on);
    }

    public KeyEvent composing(boolean on) {
        return modifier(8, on);
    }

    /** 0 standard, 1 left, 2 right, 3 number pad. */
    public KeyEvent location(int number) {
        return number(0, number);
    }

    public KeyEvent keyCode(int number) {
        return number(1, number);
    }

    /** Units in the field, after the event. */
    public KeyEvent valueLength(int number) {
        return number(2, number);
    }

    public KeyEvent selection(int start, int end) {
        return number(3, start).number(4, end);
    }

    private KeyEvent modifier(int place, boolean on) {
        modifiers[place] = (byte) (on ? 1 : 0);
        return this;
    }

    private KeyEvent number(int place, int value) {
        numbers[place] = value;
        return this;
    }
}
