import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Outcome;
import io.countersign.Verdict;

/** Judge ADDRESS: prints the verdict on a Bitcoin address, with the jar alone on the class path. */
public final class Judge {
    public static void main(String[] words) {
        Verdict verdict;
        try (Countersign countersign = Countersign.load();
                Check check = countersign.prepare("deposit.address", "{\"coin\":\"BTC\"}")) {
            verdict = check.run(words[0]);
            System.out.println(verdict.json());
            if (verdict.outcome() != Outcome.ACCEPT) System.err.println(verdict.headline("en"));
        }
        System.exit(verdict.outcome().number());
    }
}
