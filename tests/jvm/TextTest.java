import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Reason;
import io.countersign.Span;
import io.countersign.Utf16Range;
import io.countersign.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** How text crosses: as it is, to the byte, with places that can be found again in a Java string. */
final class TextTest {
    static void say(Sentences sentences) {
        sentences.it("a place behind letters of other alphabets is found again in the string", () -> {
            // A Cyrillic letter (2 bytes, 1 unit), and a mathematical one (4 bytes, 2 units).
            String text = "bc1q\u0430\uD835\uDC00w508";
            Verdict verdict = run(text);
            StringBuilder found = new StringBuilder();
            for (Span span : verdict.find(Reason.DEPOSIT_FOREIGN_CHARACTER).spans()) {
                found.append(span.in(text).of(text)).append('|');
            }
            Sentences.same("\u0430|\uD835\uDC00|", found.toString());
        });
        sentences.it("a surrogate without its partner is a finding at its place, never another text", () -> {
            for (String text : new String[] {"bc1q\uD835x", "bc1q\uDC00x", "bc1q\uD835", "bc1q\uDC00\uD835"}) {
                Span span = run(text).find(Reason.TEXT_ILL_FORMED).spans().get(0);
                Utf16Range range = span.in(text);
                Sentences.same("4 to 5", range.start() + " to " + range.end());
            }
        });
        sentences.it("a surrogate pair that falls between two pieces of the crossing stays one character", () -> {
            for (int length = 120; length < 140; ++length) {
                String text = "1".repeat(length) + "\uD83D\uDE00";
                Span span = run(text).find(Reason.DEPOSIT_FOREIGN_CHARACTER).spans().get(0);
                Sentences.same("\uD83D\uDE00", span.in(text).of(text));
                Sentences.same(length + ", 4", span.offset() + ", " + span.length());
            }
        });
        sentences.it("a string, its units and its bytes get the same verdict, whatever is in them", () -> {
            Random random = new Random(1);
            char[] pool = "bc1q0x \t\0\u00e9\u0430\u4e2d\u200b\ufeff\uffff".toCharArray();
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                for (int i = 0; i < 2000; ++i) {
                    StringBuilder text = new StringBuilder();
                    for (int n = random.nextInt(300); n > 0; --n) {
                        int one = random.nextInt(pool.length + 1);
                        text.append(one < pool.length ? String.valueOf(pool[one]) : "\uD83D\uDE00");
                    }
                    String json = check.run(text.toString().getBytes(StandardCharsets.UTF_8)).json();
                    Sentences.same(json, check.run(text.toString()).json());
                    Sentences.same(json, check.run(text.toString().toCharArray()).json());
                    Sentences.same(json, check.run(text).json());
                }
            }
        });
        sentences.it("a span of another text is refused", () -> {
            Span span = run("bc1q\u0430").find(Reason.DEPOSIT_FOREIGN_CHARACTER).spans().get(0);
            Sentences.fails(IllegalArgumentException.class, () -> span.in("bc1"));
        });
        sentences.it("the arrays that a text came in are left as they were", () -> {
            byte[] bytes = CountersignTest.ADDRESS.getBytes(StandardCharsets.UTF_8);
            byte[] before = bytes.clone();
            char[] units = CountersignTest.ADDRESS.toCharArray();
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                check.run(bytes);
                check.run(units);
            }
            Sentences.yes(Arrays.equals(bytes, before), "bytes changed");
            Sentences.yes(Arrays.equals(units, CountersignTest.ADDRESS.toCharArray()), "units changed");
        });
    }

    private static Verdict run(String text) {
        try (Countersign countersign = Countersign.load();
                Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
            return check.run(text);
        }
    }

    private TextTest() {}
}
