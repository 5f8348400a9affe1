package io.blackroad.infra.system.soak;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.system.part.Instance;
import java.util.ArrayList;
import java.util.List;

/** All decisions that an instance still tells, each derived again from its evidence. */
public final class Decisions {
    private static final int OK = 200;

    private Decisions() {}

    /**
     * Asks for each.
     *
     * @param same counts those that came out the same
     * @return those that did not, or were not told
     */
    public static List<String> notDerivedAgain(Instance instance, Runnable same) {
        List<String> wrong = new ArrayList<>();
        for (String id : ids(instance)) {
            Instance.Answer answer = instance.get("/v1/decisions/" + id);
            if (answer.status() == OK && answer.json().at("/explanation/equal").asBoolean()) {
                same.run();
            } else {
                wrong.add("not derived again: " + id + " was answered with " + answer.status());
            }
        }
        return wrong;
    }

    private static List<String> ids(Instance instance) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Instance.Answer page = instance.get("/v1/decisions?limit=500" + cursor);
            if (page.status() != OK) {
                throw new IllegalStateException("decisions are not told: " + page);
            }
            for (JsonNode each : page.json().path("items")) {
                ids.add(each.path("decisionId").asText());
            }
            JsonNode next = page.json().path("next");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return ids;
    }
}
