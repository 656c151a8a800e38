import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Finding;
import io.countersign.Moment;
import io.countersign.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The vectors that every host runs, by each of the ways in which Java can give a text. */
final class VectorTest {
    static void say(Sentences sentences, String path) {
        sentences.it("every vector gets its outcome and its reasons", () -> {
            Json file = Json.file(path);
            String kind = file.text("kind");
            try (Countersign countersign = Countersign.load()) {
                List<String> wrong = new ArrayList<>();
                for (Json row : file.get("rows").items()) judge(countersign, kind, row, wrong);
                Sentences.yes(!file.get("rows").items().isEmpty(), "there are no vectors");
                Sentences.yes(wrong.isEmpty(), String.join("\n", wrong));
            }
        });
    }

    private static void judge(Countersign countersign, String kind, Json row, List<String> wrong) {
        String text = row.text("text");
        String copied = row.text("copied");
        try (Check check = countersign.prepare(kind, row.get("subject").raw)) {
            Moment now = Moment.of(0);
            Verdict verdict = check.run(text, copied, now);
            List<String> reasons = new ArrayList<>();
            for (Finding finding : verdict.findings()) reasons.add(finding.reason().slug());
            List<String> expected = new ArrayList<>();
            for (Json reason : row.get("reasons").items()) expected.add(reason.text());
            if (!verdict.outcome().name().equalsIgnoreCase(row.text("outcome")) || !reasons.equals(expected)) {
                wrong.add(row.raw + "\n  gave " + verdict.json());
            }
            char[] copiedUnits = copied == null ? null : copied.toCharArray();
            byte[] copiedBytes = copied == null ? null : copied.getBytes(StandardCharsets.UTF_8);
            Sentences.same(verdict.json(), check.run(text.toCharArray(), copiedUnits, now).json());
            Sentences.same(verdict.json(), check.run(new StringBuilder(text), copied, now).json());
            if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                Sentences.same(
                        verdict.json(), check.run(text.getBytes(StandardCharsets.UTF_8), copiedBytes, now).json());
            }
        }
    }

    private VectorTest() {}
}
