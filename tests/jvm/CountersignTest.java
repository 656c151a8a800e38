/**
 * The Java API, without a test library: java CountersignTest VECTORS, where VECTORS is deposit.address.json. Each part
 * says sentences; one that is not true is printed with its reason, and the exit status is 1.
 */
public final class CountersignTest {
    static final String BTC = "{\"coin\":\"BTC\"}";
    /** The example of BIP-173. */
    static final String ADDRESS = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

    public static void main(String[] arguments) {
        Sentences sentences = new Sentences();
        VectorTest.say(sentences, arguments[0]);
        VerdictTest.say(sentences);
        TextTest.say(sentences);
        TrustTest.say(sentences);
        AbuseTest.say(sentences);
        ThreadTest.say(sentences);
        MemoryTest.say(sentences);
        System.exit(sentences.end());
    }

    private CountersignTest() {}
}
