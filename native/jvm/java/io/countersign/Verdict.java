package io.countersign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The answer to one run. It never changes and outlives its check: everything here was copied out when the run ended,
 * except words, which {@link #headline} and {@link #explain} fetch and which therefore must be asked for before the
 * check runs again or is closed.
 */
public final class Verdict {
    private final Check check;
    private final long run;
    private final Outcome outcome;
    private final byte[] line;
    private volatile Map<String, Object> read; // made when first asked for; making it twice does no harm

    Verdict(Check check, long run, Outcome outcome, byte[] line) {
        this.check = check;
        this.run = run;
        this.outcome = outcome;
        this.line = line;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** What was found, the most important first; at most 16. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Object finding : JsonReader.list(members().get("findings"))) {
            findings.add(new Finding(JsonReader.object(finding)));
        }
        return Collections.unmodifiableList(findings);
    }

    /** The finding with this reason, or null. */
    public Finding find(Reason reason) {
        for (Finding finding : findings()) {
            if (finding.reason() == reason) return finding;
        }
        return null;
    }

    /**
     * The exact text that the next screen must show, so that what was checked is what is confirmed. Empty unless the
     * outcome is accept or caution, and always for passwords and codes.
     */
    public String canonical() {
        return (String) members().get("canonical");
    }

    /** What the kind has to say besides: the members of "details" as the documentation of the kind lists them. */
    public Map<String, Object> details() {
        return JsonReader.object(members().get("details"));
    }

    /** The verdict as one line of JSON, equal byte for byte (in UTF-8) on every host. */
    public String json() {
        return new String(line, StandardCharsets.UTF_8);
    }

    /**
     * One sentence that says it all.
     *
     * @param language a BCP 47 tag, such as "en" or "zh-Hans"
     * @throws IllegalStateException if the check has run again or is closed
     */
    public String headline(String language) {
        String words = check.words(run, language);
        return words.substring(0, words.indexOf('\n'));
    }

    /**
     * A sentence and a next step for each finding, in their order.
     *
     * @param language a BCP 47 tag, such as "en" or "zh-Hans"
     * @throws IllegalStateException if the check has run again or is closed
     */
    public List<Sentence> explain(String language) {
        String words = check.words(run, language);
        List<Sentence> sentences = new ArrayList<>();
        int start = words.indexOf('\n') + 1;
        for (int end; (end = words.indexOf('\n', start)) >= 0; start = end + 1) {
            int tab = words.indexOf('\t', start);
            sentences.add(new Sentence(words.substring(start, tab), words.substring(tab + 1, end)));
        }
        return Collections.unmodifiableList(sentences);
    }

    private Map<String, Object> members() {
        Map<String, Object> members = read;
        if (members == null) {
            members = JsonReader.read(json());
            read = members;
        }
        return members;
    }

    /** The outcome and the reasons. */
    @Override
    public String toString() {
        return outcome.name().toLowerCase(java.util.Locale.ROOT) + " " + findings();
    }
}
