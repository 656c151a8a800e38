package io.countersign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the verdict lines that the core writes: maps, lists, {@link String}, {@link Long}, {@link BigDecimal} for
 * decimals (never a double: amounts are not floating point), {@link Boolean}, null. For nothing else: it trusts that
 * the core writes well-formed JSON without spaces.
 */
final class JsonReader {
    private final String json;
    private int at;

    private JsonReader(String json) {
        this.json = json;
    }

    static Map<String, Object> read(String json) {
        return object(new JsonReader(json).value());
    }

    /** An object's members; none for an absent one. */
    @SuppressWarnings("unchecked") // the reader makes no other maps
    static Map<String, Object> object(Object value) {
        return value == null ? Collections.emptyMap() : (Map<String, Object>) value;
    }

    /** A list's items; none for an absent one. */
    @SuppressWarnings("unchecked") // the reader makes no other lists
    static List<Object> list(Object value) {
        return value == null ? Collections.emptyList() : (List<Object>) value;
    }

    private Object value() {
        switch (json.charAt(at)) {
            case '{':
                return members();
            case '[':
                return items();
            case '"':
                return text();
            case 't':
                at += 4;
                return Boolean.TRUE;
            case 'f':
                at += 5;
                return Boolean.FALSE;
            case 'n':
                at += 4;
                return null;
            default:
                return number();
        }
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        ++at;
        while (json.charAt(at) != '}') {
            if (json.charAt(at) == ',') ++at;
            String name = text();
            ++at;
            members.put(name, value());
        }
        ++at;
        return Collections.unmodifiableMap(members);
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        ++at;
        while (json.charAt(at) != ']') {
            if (json.charAt(at) == ',') ++at;
            items.add(value());
        }
        ++at;
        return Collections.unmodifiableList(items);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (++at; json.charAt(at) != '"'; ++at) {
            text.append(json.charAt(at) == '\\' ? escaped() : json.charAt(at));
        }
        ++at;
        return text.toString();
    }

    private char escaped() {
        char letter = json.charAt(++at);
        switch (letter) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(json.substring(at - 3, at + 1), 16);
            default:
                return letter;
        }
    }

    private Object number() {
        int start = at;
        while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) ++at;
        String number = json.substring(start, at);
        if (number.isEmpty()) throw new IllegalStateException("the core wrote a verdict that is not JSON, at " + start);
        return number.matches("-?[0-9]+") ? (Object) Long.valueOf(number) : new BigDecimal(number);
    }
}
