package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Why a target was not changed: its newest hold, which stands until another decision is published. */
public final class NewestHolds {
    /** Changes of one target are a cooldown apart, so its newest hold is never far behind its newest decision. */
    private static final int LOOKED_AT = 50;

    private NewestHolds() {}

    /** A line a target, as region/service names it. */
    public static List<String> lines(ServerClient server, List<String> targets) {
        return targets.stream().map(target -> line(server, target)).toList();
    }

    private static String line(ServerClient server, String target) {
        Map<String, String> newest = Map.of("target", target, "limit", Integer.toString(LOOKED_AT));
        JsonNode newestFirst = server.get("/v1/decisions", newest).path("items");
        for (JsonNode decision : newestFirst) {
            if (decision.path("direction").asText().equals("HOLD")) {
                return DecisionLine.of(decision);
            }
        }
        return target + " was not held";
    }
}
