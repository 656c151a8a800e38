import io.countersign.CountersignException;
import io.countersign.StatusCode;
import java.util.Objects;

/** A list of sentences about the library, each shown to be true by running it. */
final class Sentences {
    interface Proof {
        void run() throws Exception;
    }

    private int wrong = 0;
    private int all = 0;

    void it(String sentence, Proof proof) {
        ++all;
        try {
            proof.run();
            System.out.println("ok    " + sentence);
        } catch (Throwable e) {
            ++wrong;
            System.out.println("WRONG " + sentence);
            e.printStackTrace(System.out);
        }
    }

    /** The exit status: 1 if any sentence is wrong. */
    int end() {
        System.out.println(all + " sentences, " + wrong + " wrong");
        return wrong == 0 ? 0 : 1;
    }

    static void same(Object expected, Object found) {
        if (!Objects.equals(expected, found)) throw new AssertionError("expected " + expected + ", found " + found);
    }

    static void yes(boolean condition, String what) {
        if (!condition) throw new AssertionError(what);
    }

    static <T extends Throwable> T fails(Class<T> type, Proof proof) {
        try {
            proof.run();
        } catch (Throwable e) {
            if (type.isInstance(e)) return type.cast(e);
            throw new AssertionError("expected " + type.getSimpleName() + ", found " + e, e);
        }
        throw new AssertionError("expected " + type.getSimpleName() + ", and nothing was thrown");
    }

    static String refused(StatusCode status, Proof proof) {
        CountersignException e = fails(CountersignException.class, proof);
        same(status, e.status());
        return e.getMessage();
    }
}
