package io.blackroad.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which decisions are asked for.
 *
 * @param target as region/service, or shadow@region/service; empty for all real ones
 * @param since only those decided later, event time; null for as far back as the server remembers
 * @param holds whether holds are wanted, too
 */
public record DecisionFilter(String target, Instant since, boolean holds) {

    /** Every decision and hold. */
    public static DecisionFilter all() {
        return new DecisionFilter("", null, true);
    }

    /** The same, of one target. */
    public DecisionFilter of(String region, String service) {
        return new DecisionFilter(region + "/" + service, since, holds);
    }

    /** The same, later than a time. */
    public DecisionFilter since(Instant time) {
        return new DecisionFilter(target, time, holds);
    }

    /** The same without holds. */
    public DecisionFilter changesOnly() {
        return new DecisionFilter(target, since, false);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!target.isEmpty()) {
            parameters.put("target", target);
        }
        if (since != null) {
            parameters.put("since", since.toString());
        }
        if (!holds) {
            parameters.put("holds", "false");
        }
        return parameters;
    }
}
