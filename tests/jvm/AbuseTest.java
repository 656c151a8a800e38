import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.KeyEvent;
import io.countersign.Moment;
import io.countersign.Outcome;
import io.countersign.Reason;
import io.countersign.StatusCode;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;

/** Programs that call wrongly: an exception that says what, and never the end of the process. */
final class AbuseTest {
    private static final String KIND = "deposit.address";

    static void say(Sentences sentences) {
        sentences.it("a closed check says so, and closing it again does nothing", () -> {
            try (Countersign countersign = Countersign.load()) {
                Check check = countersign.prepare(KIND, CountersignTest.BTC);
                check.close();
                check.close();
                Sentences.fails(IllegalStateException.class, () -> check.run(""));
                Sentences.fails(IllegalStateException.class, () -> check.run(new byte[0]));
                Sentences.fails(IllegalStateException.class, () -> check.run(new char[0]));
                Sentences.fails(IllegalStateException.class, () -> check.run());
                Sentences.fails(IllegalStateException.class, () -> check.runLines(new byte[0]));
                Sentences.fails(IllegalStateException.class, () -> check.observe(new KeyEvent("keydown")));
                Sentences.fails(IllegalStateException.class, () -> check.tell("{}"));
                Sentences.fails(IllegalStateException.class, () -> check.seal(new byte[32]));
                Sentences.fails(IllegalStateException.class, check::wipe);
                // Its place in the native context is given out again; the closed one must not follow it there.
                try (Check next = countersign.prepare(KIND, CountersignTest.BTC)) {
                    check.close();
                    Sentences.same(Outcome.ACCEPT, next.run(CountersignTest.ADDRESS).outcome());
                    Sentences.fails(IllegalStateException.class, () -> next.move(0, 1, check));
                }
            }
        });
        sentences.it("a closed context takes its checks along", () -> {
            Countersign countersign = Countersign.load();
            Check check = countersign.prepare(KIND, CountersignTest.BTC);
            countersign.close();
            countersign.close();
            Sentences.fails(IllegalStateException.class, () -> check.run(""));
            Sentences.fails(IllegalStateException.class, () -> countersign.prepare(KIND, CountersignTest.BTC));
            Sentences.fails(IllegalStateException.class, () -> countersign.trust("desk", new byte[32]));
            Sentences.fails(IllegalStateException.class, () -> countersign.loadUnsignedPolicy("{}"));
            Sentences.fails(IllegalStateException.class, () -> countersign.open(new byte[0], new byte[32]));
            check.close();
        });
        sentences.it("null is refused with the name of the argument", () -> {
            Sentences.fails(NullPointerException.class, () -> Countersign.load(null));
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare(KIND, CountersignTest.BTC)) {
                refusesNull("kind", () -> countersign.prepare(null, CountersignTest.BTC));
                refusesNull("subjectJson", () -> countersign.prepare(KIND, null));
                refusesNull("keyId", () -> countersign.trust(null, new byte[32]));
                refusesNull("publicKey", () -> countersign.trust("desk", null));
                refusesNull("envelope", () -> countersign.loadPolicy(null, 0));
                refusesNull("policy", () -> countersign.loadUnsignedPolicy(null));
                refusesNull("table", () -> countersign.loadTable(null));
                refusesNull("sealed", () -> countersign.open(null, new byte[32]));
                refusesNull("text", () -> check.run((String) null));
                refusesNull("text", () -> check.run((byte[]) null));
                refusesNull("text", () -> check.run((char[]) null));
                refusesNull("now", () -> check.run("", null, null));
                refusesNull("lines", () -> check.runLines(null));
                refusesNull("event", () -> check.observe(null));
                refusesNull("json", () -> check.tell(null));
                refusesNull("publicKey", () -> check.seal(null));
                refusesNull("to", () -> check.move(0, 0, null));
                refusesNull("language", () -> check.run("").explain(null));
                refusesNull("type", () -> new KeyEvent(null));
            }
        });
        sentences.it("an unknown kind, a bad subject and bad JSON are refused with their place", () -> {
            try (Countersign countersign = Countersign.load()) {
                String unknown = Sentences.refused(
                        StatusCode.UNKNOWN_KIND, () -> countersign.prepare("deposit.addres", CountersignTest.BTC));
                Sentences.yes(unknown.contains("deposit.addres"), unknown);
                Sentences.refused(StatusCode.UNKNOWN_KIND, () -> countersign.prepare("", CountersignTest.BTC));
                Sentences.refused(
                        StatusCode.UNKNOWN_KIND, () -> countersign.prepare("deposit.address\0", CountersignTest.BTC));
                String network = Sentences.refused(
                        StatusCode.BAD_SUBJECT,
                        () -> countersign.prepare(KIND, "{\"coin\":\"USDT\",\"network\":\"tronn\"}"));
                Sentences.same("subject.network: unknown network \"tronn\"", network);
                String[] bad = {"", "{", "null", "{}", "[]", "{\"coin\":1}", "{\"coin\":\"\uD800\"}"};
                for (String subject : bad) {
                    String message = Sentences.fails(
                                    io.countersign.CountersignException.class, () -> countersign.prepare(KIND, subject))
                            .getMessage();
                    Sentences.yes(message.startsWith("subject"), subject + " gave: " + message);
                }
            }
        });
        sentences.it("what passes a limit is refused, and a text that is only too long is a finding", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare(KIND, CountersignTest.BTC)) {
                String padding = " ".repeat(2 << 20);
                Sentences.refused(StatusCode.TOO_LARGE, () -> countersign.prepare(KIND, CountersignTest.BTC + padding));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.tell("{}" + padding));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.run(new byte[(4 << 20) + 1]));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.run(padding + padding + padding));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.run(new char[(4 << 20) + 1]));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.run("", padding.repeat(3), Moment.of(0)));
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.runLines(new byte[(4 << 20) + 1]));
                // 1.4 million characters of three bytes: under the limit by units, over it by bytes.
                Sentences.refused(StatusCode.TOO_LARGE, () -> check.run("\u4e2d".repeat(1_400_000)));
                Sentences.same(Reason.TEXT_TOO_LONG, check.run(new byte[4 << 20]).findings().get(0).reason());
                Sentences.same(Outcome.ACCEPT, check.run(CountersignTest.ADDRESS).outcome());
            }
        });
        sentences.it("a moment that is none, and calls that the kind does not take, are refused", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare(KIND, CountersignTest.BTC)) {
                for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                    Sentences.refused(StatusCode.BAD_MOMENT, () -> check.run("", null, Moment.of(none)));
                    Sentences.refused(StatusCode.BAD_MOMENT, () -> check.run("", null, Moment.of(0, none)));
                }
                KeyEvent event = new KeyEvent("keydown").key("a".repeat(1000)).capsLock(true).selection(1, 2);
                Sentences.refused(StatusCode.NOT_TAKEN, () -> check.observe(event));
                Sentences.refused(StatusCode.NOT_TAKEN, () -> check.tell("{}"));
            }
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare(KIND, CountersignTest.BTC)) {
                Sentences.refused(StatusCode.NO_INPUT, () -> check.run());
            }
        });
        sentences.it("bytes move between checks of one context, and of no other", () -> {
            try (Countersign countersign = Countersign.load();
                    Countersign other = Countersign.load();
                    Check from = countersign.prepare(KIND, CountersignTest.BTC);
                    Check to = countersign.prepare(KIND, CountersignTest.BTC);
                    Check stranger = other.prepare(KIND, CountersignTest.BTC)) {
                Sentences.refused(StatusCode.NO_INPUT, () -> from.move(0, 1, to));
                from.run("code: " + CountersignTest.ADDRESS);
                int length = CountersignTest.ADDRESS.length();
                Sentences.fails(IllegalArgumentException.class, () -> from.move(0, 1, stranger));
                Sentences.refused(StatusCode.BAD_LENGTH, () -> from.move(6, 5000, to));
                Sentences.refused(StatusCode.BAD_LENGTH, () -> from.move(-1, 2, to));
                Sentences.refused(StatusCode.BAD_HANDLE, () -> from.move(0, 2, from));
                Sentences.same(length, from.move(6, length, to));
                Sentences.same(CountersignTest.ADDRESS, to.runMoved(length).canonical());
                Sentences.refused(StatusCode.BAD_LENGTH, () -> to.runMoved(length + 1));
                Sentences.fails(IllegalArgumentException.class, () -> to.runMoved(-1));
            }
        });
        sentences.it("a code that was made is taken once, and no other place of memory is", () -> {
            try (Countersign countersign = Countersign.load();
                    Check app = countersign.prepare("otp.app", "{\"digits\":8}")) {
                byte[] key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".getBytes(StandardCharsets.US_ASCII);
                app.tell("{\"generate\":{}}");
                app.run(key, null, Moment.of(1111111111_000.0));
                // RFC 6238, appendix B
                Sentences.same("14050471", new String(app.take(0, 8), StandardCharsets.US_ASCII));
                Sentences.same("\0\0", new String(app.take(0, 2), StandardCharsets.US_ASCII));
                app.run(key, null, Moment.of(0));
                for (byte one : app.take(100_000, 1000)) Sentences.same((byte) 0, one);
                Sentences.refused(StatusCode.TOO_LARGE, () -> app.take(Integer.MAX_VALUE, 1));
                Sentences.fails(IllegalArgumentException.class, () -> app.take(-1, 1));
                Sentences.fails(IllegalArgumentException.class, () -> app.take(0, -1));
            }
        });
        sentences.it("a refused run leaves nothing of what was typed in the check", () -> {
            try (Countersign countersign = Countersign.load();
                    Check from = countersign.prepare(KIND, CountersignTest.BTC);
                    Check to = countersign.prepare(KIND, CountersignTest.BTC)) {
                Sentences.refused(
                        StatusCode.BAD_MOMENT, () -> from.run(CountersignTest.ADDRESS, null, Moment.of(Double.NaN)));
                from.move(0, CountersignTest.ADDRESS.length(), to);
                Sentences.same("", to.runMoved(CountersignTest.ADDRESS.length()).canonical());
            }
        });
        sentences.it("no native function crashes on null and on handles that are none", AbuseTest::callNatives);
    }

    private static void refusesNull(String name, Sentences.Proof proof) {
        String message = Sentences.fails(NullPointerException.class, proof).getMessage();
        Sentences.yes(message != null && message.contains(name), name + " is not named: " + message);
    }

    /** Calls every native method with handle 0, with null and with empty arrays, past all that the classes check. */
    private static void callNatives() throws Exception {
        int calls = 0;
        for (Method method : Class.forName("io.countersign.Native").getDeclaredMethods()) {
            if (!Modifier.isNative(method.getModifiers())) continue;
            method.setAccessible(true);
            for (boolean empty : new boolean[] {false, true}) {
                Class<?>[] types = method.getParameterTypes();
                Object[] arguments = new Object[types.length];
                for (int i = 0; i < types.length; ++i) arguments[i] = nothing(types[i], empty);
                try {
                    Object result = method.invoke(null, arguments);
                    boolean good = result instanceof Integer && (Integer) result >= 0;
                    Sentences.yes(!good || method.getName().equals("release"), method + " was content");
                } catch (InvocationTargetException e) {
                    boolean expected = e.getCause() instanceof NullPointerException
                            || e.getCause() instanceof ArrayIndexOutOfBoundsException;
                    Sentences.yes(expected, method + " threw " + e.getCause());
                }
                ++calls;
            }
        }
        Sentences.yes(calls > 40, "only " + calls + " calls");
    }

    private static Object nothing(Class<?> type, boolean empty) {
        if (type == long.class) return 0L;
        if (type == int.class) return 0;
        if (type == double.class) return 0.0;
        if (!empty) return null;
        return type == String.class ? "" : Array.newInstance(type.getComponentType(), 0);
    }

    private AbuseTest() {}
}
