import static io.countersign.Outcome.ACCEPT;
import static io.countersign.Outcome.INCOMPLETE;
import static io.countersign.Outcome.REJECT;

import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Finding;
import io.countersign.Grade;
import io.countersign.Moment;
import io.countersign.Outcome;
import io.countersign.Reason;
import io.countersign.Sentence;
import io.countersign.StatusCode;
import io.countersign.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a verdict says, for how long, and in which words. */
final class VerdictTest {
    static void say(Sentences sentences) {
        sentences.it("a correct address is accepted, and its canonical text comes back", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                Verdict verdict = check.run(" " + CountersignTest.ADDRESS.toUpperCase());
                Sentences.same(ACCEPT, verdict.outcome());
                Sentences.same(CountersignTest.ADDRESS, verdict.canonical());
                Sentences.same("bitcoin", verdict.details().get("network"));
                Finding around = verdict.find(Reason.DEPOSIT_SPACE_AROUND);
                Sentences.same(Grade.INFO, around.grade());
                Sentences.same("[bytes 0 to 1]", around.spans().toString());
            }
        });
        sentences.it("a finding carries its parameters by name", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                Verdict verdict = check.run(CountersignTest.ADDRESS.substring(0, 40));
                Sentences.same(INCOMPLETE, verdict.outcome());
                Finding finding = verdict.findings().get(0);
                Sentences.same("bitcoin", finding.params().get("network"));
                Finding tooLong = check.run("1".repeat(5000)).findings().get(0);
                Sentences.same(Reason.TEXT_TOO_LONG, tooLong.reason());
                Sentences.same(4096L, tooLong.params().get("limit"));
            }
        });
        sentences.it("a verdict outlives the runs after it, its check and its context", () -> {
            Verdict first;
            Verdict second;
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                first = check.run(CountersignTest.ADDRESS);
                second = check.run("");
            }
            Sentences.same(CountersignTest.ADDRESS, first.canonical());
            Sentences.same("incomplete [deposit.empty]", second.toString());
        });
        sentences.it("words must be asked for before the check runs again or is closed", () -> {
            try (Countersign countersign = Countersign.load()) {
                Check check = countersign.prepare("deposit.address", CountersignTest.BTC);
                Verdict first = check.run(CountersignTest.ADDRESS);
                Sentences.yes(first.headline("en").contains("Bitcoin"), first.headline("en"));
                Verdict second = check.run("");
                Sentences.fails(IllegalStateException.class, () -> first.headline("en"));
                List<Sentence> said = second.explain("en-GB");
                Sentences.same(1, said.size());
                Sentences.same("No address yet.", said.get(0).text());
                Sentences.same("Paste the address that you were given.", said.get(0).next());
                Sentences.yes(!second.headline("zh-Hans").equals(second.headline("en")), "one language for both");
                Sentences.refused(StatusCode.UNKNOWN_LANGUAGE, () -> second.explain("tlh"));
                Sentences.refused(StatusCode.UNKNOWN_LANGUAGE, () -> second.explain("\0"));
                check.close();
                Sentences.fails(IllegalStateException.class, () -> second.explain("en"));
            }
        });
        sentences.it("many lines are judged in one call, and get the outcomes they get alone", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                Outcome[] expected = {ACCEPT, INCOMPLETE, REJECT};
                byte[] lines = (CountersignTest.ADDRESS + "\r\n\n0x12").getBytes(StandardCharsets.UTF_8);
                Sentences.same(Arrays.toString(expected), Arrays.toString(check.runLines(lines)));
                Sentences.same(0, check.runLines(new byte[0]).length);
                byte[] ended = "a\nb\n".getBytes(StandardCharsets.UTF_8);
                Sentences.same(2, check.runLines(ended).length);
            }
        });
        sentences.it("time is what the clock given to load says", () -> {
            int[] asked = {0};
            try (Countersign countersign = Countersign.load(() -> Moment.of(1e12 + asked[0]++, 5));
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                check.run("");
                check.run("", null, Moment.of(0));
                Sentences.same(1, asked[0]);
            }
        });
        sentences.it("numbers of reasons and statuses rise or fall without a gap in meaning", () -> {
            int last = 0;
            for (Reason reason : Reason.values()) {
                Sentences.yes(reason.number() > last, reason + " is out of order");
                last = reason.number();
            }
            for (StatusCode status : StatusCode.values()) Sentences.same(-1 - status.ordinal(), status.number());
        });
    }

    private VerdictTest() {}
}
