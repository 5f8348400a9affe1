package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.client.DecisionFeed;
import io.blackroad.client.DecisionFilter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Decisions of a server as it tells them; partitions that nobody speaks for are told once, when they change. */
final class ToldDecisions {
    private final DecisionFeed<JsonNode> feed;
    private final PrintWriter err;
    private Set<String> toldMissing = Set.of();

    ToldDecisions(ServerClient client, DecisionFilter filter, int limit, PrintWriter err) {
        this.feed =
                new DecisionFeed<>(parameters -> client.get("/v1/decisions", parameters), json -> json, filter, limit);
        this.err = err;
    }

    /** Those not returned before, oldest first. */
    List<JsonNode> newOnes() {
        List<JsonNode> fresh = feed.look();
        Set<String> missing = feed.missingPartitions();
        if (!missing.isEmpty() && !missing.equals(toldMissing)) {
            err.println("partitions without an answer, decisions may be missing: " + missing);
        }
        toldMissing = missing;
        return fresh;
    }
}
