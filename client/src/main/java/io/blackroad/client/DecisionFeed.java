package io.blackroad.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Decisions over HTTP in the order in which they were made, each once, however often it is asked. Whoever must not miss one
 * takes them from Kafka ({@link DecisionSubscription}): a server remembers a thousand of each target.
 *
 * @param <T> a decision
 */
public final class DecisionFeed<T> {
    /** The server's own bound of a page. */
    private static final int PAGE = 500;

    /** More than one look can return; older ids cannot come again. */
    private static final int REMEMBERED = 20_000;

    private final Function<Map<String, String>, JsonNode> pages;
    private final Function<JsonNode, T> item;
    private final DecisionFilter filter;
    private final int limit;
    private final Set<String> seen = new LinkedHashSet<>();
    private Set<String> missing = Set.of();

    /**
     * @param pages the answer of {@code /v1/decisions} to parameters
     * @param item reads one decision
     * @param limit at most so many at a look, the newest
     */
    public DecisionFeed(
            Function<Map<String, String>, JsonNode> pages,
            Function<JsonNode, T> item,
            DecisionFilter filter,
            int limit) {
        this.pages = pages;
        this.item = item;
        this.filter = filter;
        this.limit = limit;
    }

    /** Those that no look returned before, oldest first; empty when nothing is new. */
    public List<T> look() {
        List<JsonNode> fresh = new ArrayList<>();
        Set<String> unheard = new TreeSet<>();
        String cursor = "";
        int asked = 0;
        while (cursor != null && asked < limit) {
            JsonNode page = pages.apply(parameters(cursor, limit - asked));
            int before = fresh.size();
            page.path("items").forEach(each -> addIfNew(each, fresh));
            asked += page.path("items").size();
            page.path("missingPartitions").forEach(each -> unheard.add(each.asText()));
            // Newest first: a page with nothing new means that everything behind it is known.
            cursor = fresh.size() > before ? page.path("next").asText(null) : null;
        }
        missing = Set.copyOf(unheard);
        forgetOld();
        Collections.reverse(fresh);
        return fresh.stream().map(item).toList();
    }

    /** Partitions that nobody could speak for at the last look: what they hold comes with a later one. */
    public Set<String> missingPartitions() {
        return missing;
    }

    private Map<String, String> parameters(String cursor, int wanted) {
        Map<String, String> parameters = new LinkedHashMap<>(filter.parameters());
        parameters.put("limit", Integer.toString(Math.min(PAGE, wanted)));
        if (!cursor.isEmpty()) {
            parameters.put("cursor", cursor);
        }
        return parameters;
    }

    private void addIfNew(JsonNode each, List<JsonNode> fresh) {
        if (seen.add(each.path("decisionId").asText())) {
            fresh.add(each);
        }
    }

    private void forgetOld() {
        var ids = seen.iterator();
        for (int surplus = seen.size() - REMEMBERED; surplus > 0; surplus--) {
            ids.next();
            ids.remove();
        }
    }
}
