package io.countersign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One thing that was found: what, how much it weighs, where, and the particulars for sentences of your own. */
public final class Finding {
    private final Reason reason;
    private final Grade grade;
    private final List<Span> spans;
    private final Map<String, Object> params;

    Finding(Map<String, Object> json) {
        reason = Reason.named((String) json.get("reason"));
        grade = Grade.named((String) json.get("grade"));
        List<Span> places = new ArrayList<>();
        for (Object place : JsonReader.list(json.get("at"))) {
            List<Object> pair = JsonReader.list(place);
            places.add(new Span(((Number) pair.get(0)).intValue(), ((Number) pair.get(1)).intValue()));
        }
        spans = Collections.unmodifiableList(places);
        params = JsonReader.object(json.get("params"));
    }

    public Reason reason() {
        return reason;
    }

    public Grade grade() {
        return grade;
    }

    /** Where, if it has a place; at most four. */
    public List<Span> spans() {
        return spans;
    }

    /** A {@link Long} for counts and seconds, a {@link String} for everything else, by name, in the reason's order. */
    public Map<String, Object> params() {
        return params;
    }

    @Override
    public String toString() {
        return reason.slug();
    }
}
