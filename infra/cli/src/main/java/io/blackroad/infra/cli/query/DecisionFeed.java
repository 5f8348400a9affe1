package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decisions in the order they were made, each once, however often it is asked. */
final class DecisionFeed {
    /** More than one poll can return; older ids cannot come again. */
    private static final int REMEMBERED = 20_000;

    private final ServerClient client;
    private final DecisionQuery query;
    private final PrintWriter err;
    private final Set<String> seen = new LinkedHashSet<>();
    private String toldMissing = "[]";

    DecisionFeed(ServerClient client, DecisionQuery query, PrintWriter err) {
        this.client = client;
        this.query = query;
        this.err = err;
    }

    /** Those not returned before, oldest first. */
    List<JsonNode> newOnes() {
        List<JsonNode> fresh = new ArrayList<>();
        String cursor = null;
        boolean more = true;
        int asked = 0;
        while (more && asked < query.limit()) {
            JsonNode page = client.get("/v1/decisions", query.parameters(cursor, query.limit() - asked));
            int before = fresh.size();
            page.path("items").forEach(item -> addIfNew(item, fresh));
            asked += page.path("items").size();
            tellMissing(page.path("missingPartitions").toString());
            cursor = page.path("next").asText(null);
            // Newest first: a page with nothing new means that everything behind it is known.
            more = page.path("next").isTextual() && fresh.size() > before;
        }
        forgetOld();
        Collections.reverse(fresh);
        return fresh;
    }

    private void addIfNew(JsonNode item, List<JsonNode> fresh) {
        if (seen.add(item.path("decisionId").asText())) {
            fresh.add(item);
        }
    }

    private void tellMissing(String missing) {
        if (!missing.isEmpty() && !missing.equals(toldMissing) && !missing.equals("[]")) {
            err.println("partitions without an answer, decisions may be missing: " + missing);
        }
        toldMissing = missing;
    }

    private void forgetOld() {
        var ids = seen.iterator();
        for (int surplus = seen.size() - REMEMBERED; surplus > 0; surplus--) {
            ids.next();
            ids.remove();
        }
    }
}
