import com.sun.management.HotSpotDiagnosticMXBean;
import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Moment;
import io.countersign.StatusCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** What stays behind: no memory after many runs, no forgotten check, no copy of what was typed. */
final class MemoryTest {
    private static final int RUNS = 100_000;
    private static final char MASK = 0x5555;

    static void say(Sentences sentences) {
        sentences.it("100,000 runs, and 100,000 checks, leave no memory behind", () -> {
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                work(countersign, check); // also warms up the compiler, which takes memory of its own
                long before = residentKiB();
                long begin = System.nanoTime();
                work(countersign, check);
                double each = (System.nanoTime() - begin) / 1e3 / RUNS;
                System.out.printf("      %.2f us for a check, prepared, run and closed, and another run%n", each);
                long grown = residentKiB() - before;
                Sentences.yes(grown < 8 << 10, "the process grew by " + grown + " KiB");
            }
        });
        sentences.it("checks that nobody closed are closed when they are garbage", () -> {
            try (Countersign countersign = Countersign.load()) {
                byte[] text = new byte[1 << 20];
                long before = residentKiB();
                long peak = before;
                for (int i = 0; i < 2000; ++i) { // 2 GB, if none were ever freed
                    countersign.prepare("deposit.address", CountersignTest.BTC).run(text);
                    if (i % 50 == 49) {
                        System.gc();
                        Thread.sleep(20);
                        peak = Math.max(peak, residentKiB());
                    }
                }
                Sentences.yes(peak - before < 400 << 10, "the process grew by " + (peak - before) + " KiB");
            }
        });
        sentences.it("no copy of what was typed is on the Java heap when its array is wiped", () -> {
            char[] seen = secret();
            String copy = new String(seen);
            Sentences.yes(hits(masked(seen)) > 0, "the hunt does not even find " + copy);

            char[] typed = secret();
            StringBuilder field = new StringBuilder().append(typed);
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                check.run(typed).explain("en");
                check.run(typed, typed, Moment.of(0));
                check.run(field);
                Moment none = Moment.of(Double.NaN);
                Sentences.refused(StatusCode.BAD_MOMENT, () -> check.run(typed, null, none));
            }
            char[] masked = masked(typed);
            for (int i = 0; i < field.length(); ++i) field.setCharAt(i, '\0');
            Arrays.fill(typed, '\0');
            Sentences.same(0, hits(masked));
        });
    }

    private static void work(Countersign countersign, Check kept) {
        byte[] text = CountersignTest.ADDRESS.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < RUNS; ++i) {
            kept.run(CountersignTest.ADDRESS).outcome();
            try (Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                check.run(text);
                Sentences.yes(check.run(new char[] {'0', 'x'}).findings().size() == 1, "findings");
            }
        }
    }

    private static long residentKiB() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
        return 0;
    }

    private static char[] secret() {
        Random random = new Random(System.nanoTime());
        char[] secret = new char[40];
        for (int i = 0; i < secret.length; ++i) secret[i] = (char) ('a' + random.nextInt(26));
        return secret;
    }

    /** What the hunt looks for must not be what it finds. */
    private static char[] masked(char[] secret) {
        char[] masked = secret.clone();
        for (int i = 0; i < masked.length; ++i) masked[i] ^= MASK;
        return masked;
    }

    /** How often the text is in a dump of the heap: as bytes, and as units of either byte order. */
    private static int hits(char[] masked) throws IOException {
        Path dump = Path.of("heap-" + ProcessHandle.current().pid() + ".hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), false);
        byte[] heap = Files.readAllBytes(dump);
        Files.delete(dump);
        int hits = 0;
        for (int step = 1; step <= 2; ++step) {
            for (int i = 0; i + step * masked.length <= heap.length; ++i) {
                int same = 0;
                while (same < masked.length && heap[i + step * same] == (byte) (masked[same] ^ MASK)) ++same;
                if (same == masked.length) ++hits;
            }
        }
        return hits;
    }

    private MemoryTest() {}
}
