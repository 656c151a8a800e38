import io.countersign.Check;
import io.countersign.Countersign;
import io.countersign.Outcome;
import io.countersign.Reason;
import io.countersign.StatusCode;
import io.countersign.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** Signed policies and sealed tickets, with signatures and keys that Java's own cryptography made. */
final class TrustTest {
    private static final String POLICY = "{\"version\":7,\"coins\":[{\"coin\":\"TRX\"}]}";

    static void say(Sentences sentences) {
        sentences.it("a policy that a trusted key signed is taken, and decides what is offered", () -> {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            try (Countersign countersign = Countersign.load()) {
                String envelope = envelope(keys, POLICY);
                Sentences.refused(StatusCode.UNKNOWN_KEY, () -> countersign.loadPolicy(envelope, 0));
                countersign.trust("desk", lastBytes(keys.getPublic().getEncoded()));
                Sentences.refused(StatusCode.OLDER_VERSION, () -> countersign.loadPolicy(envelope, 8));
                countersign.loadPolicy(envelope, 7);
                try (Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                    Verdict verdict = check.run(CountersignTest.ADDRESS);
                    Sentences.same(Outcome.REJECT, verdict.outcome());
                    Sentences.yes(verdict.find(Reason.DEPOSIT_NOT_OFFERED) != null, verdict.toString());
                }
                String older = envelope(keys, "{\"version\":6}");
                Sentences.refused(StatusCode.OLDER_VERSION, () -> countersign.loadPolicy(older, 0));
                KeyPair others = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                String forged = envelope(others, "{\"version\":8}");
                Sentences.refused(StatusCode.BAD_SIGNATURE, () -> countersign.loadPolicy(forged, 0));
            }
        });
        sentences.it("a policy that nobody signed is taken by the method that says so, and by no other", () -> {
            try (Countersign countersign = Countersign.load()) {
                Sentences.refused(StatusCode.BAD_SUBJECT, () -> countersign.loadPolicy(POLICY, 0));
                countersign.loadUnsignedPolicy(POLICY);
                try (Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                    Sentences.same(Outcome.REJECT, check.run(CountersignTest.ADDRESS).outcome());
                }
            }
        });
        sentences.it("a key of the wrong length is refused", () -> {
            try (Countersign countersign = Countersign.load()) {
                for (int length : new int[] {0, 31, 33, 64}) {
                    Sentences.refused(StatusCode.BAD_KEY, () -> countersign.trust("desk", new byte[length]));
                }
            }
        });
        sentences.it("what is no table is refused", () -> {
            try (Countersign countersign = Countersign.load()) {
                Sentences.refused(StatusCode.BAD_TABLE, () -> countersign.loadTable(new byte[0]));
                Sentences.refused(StatusCode.BAD_TABLE, () -> countersign.loadTable(new byte[1000]));
            }
        });
        sentences.it("a verdict that was sealed opens with the secret key, and with no other", () -> {
            KeyPair keys = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            byte[] publicKey = lastBytes(keys.getPublic().getEncoded());
            byte[] secretKey = lastBytes(keys.getPrivate().getEncoded());
            try (Countersign countersign = Countersign.load();
                    Check check = countersign.prepare("deposit.address", CountersignTest.BTC)) {
                Sentences.refused(StatusCode.NOT_RUN, () -> check.seal(publicKey));
                String json = check.run(CountersignTest.ADDRESS).json();
                byte[] box = check.seal(publicKey);
                Sentences.same(json, countersign.open(box, secretKey));
                Sentences.yes(!Arrays.equals(box, check.seal(publicKey)), "two boxes are alike");
                Sentences.refused(StatusCode.CANNOT_OPEN, () -> countersign.open(box, new byte[32]));
                Sentences.refused(StatusCode.CANNOT_OPEN, () -> countersign.open(new byte[10], secretKey));
                Sentences.refused(StatusCode.BAD_KEY, () -> countersign.open(box, new byte[31]));
                Sentences.refused(StatusCode.BAD_KEY, () -> check.seal(new byte[31]));
            }
        });
    }

    private static String envelope(KeyPair keys, String payload) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(("countersign.policy.v1\0" + payload).getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"payload\":\"" + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + "\",\"key\":\"desk\",\"signature\":\"" + base64.encodeToString(signature.sign()) + "\"}";
    }

    /** The key itself, which is what ends Java's encodings of these keys (RFC 8410). */
    private static byte[] lastBytes(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private TrustTest() {}
}
