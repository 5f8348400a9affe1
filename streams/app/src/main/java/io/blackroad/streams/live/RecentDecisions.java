package io.blackroad.streams.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decisions seen last, each once. */
final class RecentDecisions {
    static final int KEPT = 60;

    private final Map<String, ObjectNode> recent = new LinkedHashMap<>();

    /** Takes over decisions, newest first, and gives back those not seen before, oldest first. */
    List<ObjectNode> add(List<ObjectNode> newestFirst) {
        List<ObjectNode> news = new ArrayList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            ObjectNode decision = newestFirst.get(i);
            if (recent.putIfAbsent(decision.path("decisionId").asText(), decision) == null) {
                news.add(decision);
            }
        }
        Iterator<String> oldest = recent.keySet().iterator();
        while (recent.size() > KEPT && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        return news;
    }

    /** All of them, oldest first. */
    List<ObjectNode> all() {
        return List.copyOf(recent.values());
    }
}
