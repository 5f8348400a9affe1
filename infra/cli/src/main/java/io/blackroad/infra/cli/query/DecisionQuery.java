package io.blackroad.infra.cli.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which decisions are wanted.
 *
 * @param target region/service; null for every one
 * @param since only those decided later; null for any time
 * @param limit at most so many, the newest
 * @param holds whether holds count
 */
record DecisionQuery(String target, Instant since, int limit, boolean holds) {
    /** The server's own bound of a page. */
    private static final int PAGE = 500;

    Map<String, String> parameters(String cursor, int missing) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", Integer.toString(Math.min(PAGE, missing)));
        parameters.put("holds", Boolean.toString(holds));
        if (target != null) {
            parameters.put("target", target);
        }
        if (since != null) {
            parameters.put("since", since.toString());
        }
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        return parameters;
    }
}
