import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Contexts side by side, one context for two threads, and closing in the middle of things. */
final class ThreadTest {
    private static final int RUNS = 20_000;

    static void say(Sentences sentences) {
        sentences.it("two threads with a context each get their own verdicts", () -> together(() -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                return run(check);
            }
        }));
        sentences.it("two threads with a check each of one context take turns", () -> {
            try (Countersign countersign = Countersign.load()) {
                together(() -> {
                    try (Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                        return run(check);
                    }
                });
            }
        });
        sentences.it("two threads with one check get whole verdicts", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                together(() -> run(check));
            }
        });
        sentences.it("a context that is closed while it is used stops its checks and nothing else", () -> {
            for (int i = 0; i < 50; ++i) {
                Countersign countersign = Countersign.load();
                Check check = countersign.prepare("deposit.address", CountersignTest.BTC);
                Thread closer = new Thread(countersign::close);
                closer.start();
                Sentences.fails(IllegalStateException.class, () -> {
                    while (true) check.run(CountersignTest.ADDRESS);
                });
                closer.join();
            }
        });
    }

    private static boolean run(Check check) {
        for (int i = 0; i < RUNS; ++i) {
            boolean whole = i % 2 == 0;
            String text = whole ? CountersignTest.ADDRESS : CountersignTest.ADDRESS.substring(0, 20);
            Outcome expected = whole ? Outcome.ACCEPT : Outcome.INCOMPLETE;
            Sentences.same(expected, check.run(text).outcome());
        }
        return true;
    }

    private static void together(Callable<Boolean> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 2; ++i) results.add(threads.submit(work));
        for (Future<Boolean> result : results) Sentences.yes(result.get(60, TimeUnit.SECONDS), "no result");
        threads.shutdown();
    }

    private ThreadTest() {}
}
