import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.CountersignException;
import io.countersign.KeyEvent;
import io.countersign.Moment;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints a verdict line for each line {"subject", "text"?, "copied"?, "now"?, "events"?} of a file, to be compared byte for byte with what
 * other hosts print: java VectorLines FILE.jsonl [KIND [KEY-ID PUBLIC-KEY]]. A line that the core refuses gives {"error":"…"}.
 */
public final class VectorLines {
    public static void main(String[] arguments) throws Exception {
        String kind = arguments.length > 1 ? arguments[1] : "deposit.address";
        byte[] file = Files.readAllBytes(Path.of(arguments[0]));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        try (Countersign countersign = Countersign.load()) {
            if (arguments.length > 3) countersign.trust(arguments[2], publicKey(arguments[3]));
            for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
                if (!line.isEmpty()) out.print(judge(countersign, kind, Json.parse(line)) + "\n");
            }
        }
        out.flush();
    }

    private static String judge(Countersign countersign, String kind, Json line) {
        String subject = line.get("subject") == null ? "{}" : line.get("subject").raw;
        String text = line.text("text");
        try (Check check = countersign.prepare(kind, subject)) {
            Json events = line.get("events");
            if (events != null) {
                for (Json event : events.items()) {
                    if (event.get("tell") != null) check.tell(event.get("tell").raw, moment(event));
                    else if (event.get("observe") != null) check.observe(keyEvent(event.get("observe")), moment(event));
                    else check.run(event.text("text"), null, moment(event));
                }
            }
            Moment now = moment(line);
            return (text == null ? check.run(now) : check.run(text, line.text("copied"), now)).json();
        } catch (CountersignException e) {
            return "{\"error\":" + Json.quoted(e.getMessage()) + "}";
        }
    }

    private static KeyEvent keyEvent(Json json) {
        KeyEvent event = new KeyEvent(json.text("type"));
        if (json.text("code") != null) event.code(json.text("code"));
        if (json.text("key") != null) event.key(json.text("key"));
        if (json.text("inputType") != null) event.inputType(json.text("inputType"));
        flag(json, "capsLock", event::capsLock);
        flag(json, "numLock", event::numLock);
        flag(json, "shift", event::shift);
        flag(json, "ctrl", event::ctrl);
        flag(json, "alt", event::alt);
        flag(json, "meta", event::meta);
        flag(json, "altGraph", event::altGraph);
        flag(json, "repeat", event::repeat);
        flag(json, "isComposing", event::composing);
        number(json, "location", event::location);
        number(json, "keyCode", event::keyCode);
        number(json, "valueLength", event::valueLength);
        return event;
    }

    private static void flag(Json json, String name, java.util.function.Consumer<Boolean> set) {
        if (json.get(name) != null) set.accept(json.get(name).raw.equals("true"));
    }

    private static void number(Json json, String name, java.util.function.IntConsumer set) {
        if (json.get(name) != null) set.accept(Integer.parseInt(json.get(name).raw));
    }

    private static Moment moment(Json line) {
        Json now = line.get("now");
        return now == null ? Moment.of(0) : Moment.of(Double.parseDouble(now.get("wall").raw), Double.parseDouble(now.get("steady").raw));
    }

    private static byte[] publicKey(String hex) {
        byte[] key = new byte[hex.length() / 2];
        for (int i = 0; i < key.length; i++) key[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        return key;
    }

    private VectorLines() {}
}
