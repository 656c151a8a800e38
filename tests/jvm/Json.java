import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads test files. Every value keeps its raw text, so that a subject goes to the core exactly as the file has it. */
final class Json {
    final String raw;
    private final Object value;

    private Json(String raw, Object value) {
        this.raw = raw;
        this.value = value;
    }

    static Json parse(String text) {
        Reader reader = new Reader(text);
        Json json = reader.value();
        reader.skipSpace();
        if (reader.at != text.length()) throw reader.bad("more text after the value");
        return json;
    }

    static Json file(String path) throws java.io.IOException {
        return parse(new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8));
    }

    /** A member of an object; null if it has none of this name. */
    @SuppressWarnings("unchecked")
    Json get(String name) {
        return ((Map<String, Json>) value).get(name);
    }

    @SuppressWarnings("unchecked")
    List<Json> items() {
        return (List<Json>) value;
    }

    String text() {
        return (String) value;
    }

    /** A text member, or null. */
    String text(String name) {
        return get(name) == null ? null : get(name).text();
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        IllegalArgumentException bad(String what) {
            return new IllegalArgumentException("JSON, at " + at + ": " + what);
        }

        void skipSpace() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) ++at;
        }

        private boolean take(char c) {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != c) return false;
            ++at;
            return true;
        }

        private void want(char c) {
            if (!take(c)) throw bad("expected " + c);
        }

        Json value() {
            skipSpace();
            int start = at;
            Object read = take('{') ? members() : take('[') ? list() : take('"') ? string() : word();
            return new Json(text.substring(start, at), read);
        }

        private Map<String, Json> members() {
            Map<String, Json> members = new LinkedHashMap<>();
            if (take('}')) return members;
            do {
                want('"');
                String name = string();
                want(':');
                if (members.put(name, value()) != null) throw bad(name + " is there twice");
            } while (take(','));
            want('}');
            return members;
        }

        private List<Json> list() {
            List<Json> items = new ArrayList<>();
            if (take(']')) return items;
            do {
                items.add(value());
            } while (take(','));
            want(']');
            return items;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') return out.toString();
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char letter = text.charAt(at++);
                int plain = "bfnrt".indexOf(letter);
                if (letter == 'u') {
                    out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                } else {
                    out.append(plain >= 0 ? "\b\f\n\r\t".charAt(plain) : letter);
                }
            }
            throw bad("a string without an end");
        }

        /** Numbers, true, false, null: nobody here needs them but as text. */
        private String word() {
            int start = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) ++at;
            if (start == at) throw bad("expected a value");
            return text.substring(start, at);
        }
    }
}
