package io.blackroad.infra.system.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.system.history.Event.Answered;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Asks instances for agents that certainly exist, for both targets and for decisions, over and over; an answer is whole, or
 * says so. One that is no JSON is wrong. Of an agent it is noted how far behind the answer is, unless it says that it is stale.
 */
public final class Asker implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int TARGETS = 2;
    private static final String AGENTS = "/v1/agents";
    private static final String SERVICES = "/v1/services";
    private static final String DECISIONS = "/v1/decisions";
    private static final Set<String> KINDS = Set.of(AGENTS, SERVICES, DECISIONS);

    private final List<? extends Instance> instances;
    private final List<String> agents;
    private final Acknowledgements acknowledgements;
    private final History history;
    private final OwnThread thread = new OwnThread("asker", this::ask);
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    /** One that was told once is there for ever. */
    private boolean decided;

    /** @param acknowledgements of what the agents say of their tasks */
    public Asker(
            List<? extends Instance> instances,
            List<String> agents,
            Acknowledgements acknowledgements,
            History history) {
        this.instances = instances;
        this.agents = agents;
        this.acknowledgements = acknowledgements;
        this.history = history;
    }

    /** From now on every agent is known. */
    public void start() {
        thread.start();
    }

    /** Waits until a question of every kind is answered once more. It gives up after a while, and the history shows it. */
    public void awaitAnswers(Duration limit) {
        answered.clear();
        long end = System.nanoTime() + limit.toNanos();
        while (!answered.containsAll(KINDS) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ask() {
        Random random = new Random(agents.size());
        for (long round = 0; !thread.isEnding(); round++) {
            Instance instance = instances.get(random.nextInt(instances.size()));
            if (round % 4 == 0) {
                askForTargets(instance);
            } else if (round % 16 == 1) {
                askForDecision(instance);
            } else {
                askForAgent(instance, agents.get(random.nextInt(agents.size())));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void askForAgent(Instance instance, String agent) {
        String question = AGENTS + "/" + agent;
        long asked = System.nanoTime();
        Instance.Answer answer = instance.get(question);
        boolean right = answer.says(found ->
                found.path("id").asText().equals(agent) && found.path("tasks").isObject());
        Duration behind = right ? behind(agent, answer.json(), asked) : Duration.ZERO;
        note(new Answered(question, answer.status(), right, behind.toMillis()));
    }

    /** One that says that it is stale may be. */
    private Duration behind(String agent, JsonNode found, long asked) {
        if (found.path("stale").asBoolean()) {
            return Duration.ZERO;
        }
        long counted = 0;
        for (JsonNode count : found.path("tasks")) {
            counted += count.asLong();
        }
        return acknowledgements.behind(agent, counted, asked);
    }

    private void askForTargets(Instance instance) {
        note(
                SERVICES,
                instance.get(SERVICES),
                found -> found.path("items").size() == TARGETS
                        || !found.path("missingPartitions").isEmpty());
    }

    /** The newest decision comes out the same when it is derived again from its evidence. */
    private void askForDecision(Instance instance) {
        Instance.Answer newest = instance.get(DECISIONS + "?limit=1");
        if (!newest.says(Asker::isList)) {
            note(DECISIONS, newest, Asker::isList);
            return;
        }
        JsonNode list = newest.json();
        if (list.path("items").isEmpty()) {
            noteNone(newest, list);
            return;
        }
        decided = true;
        String question = DECISIONS + "/" + list.at("/items/0/decisionId").asText();
        note(
                question,
                instance.get(question),
                found -> found.at("/explanation/equal").asBoolean());
    }

    /** Nothing is told, which is right before the first decision, and where partitions are said to be missing. */
    private void noteNone(Instance.Answer newest, JsonNode list) {
        if (decided && list.path("missingPartitions").isEmpty()) {
            note(DECISIONS, newest, found -> false);
        }
    }

    private static boolean isList(JsonNode answer) {
        return answer.path("items").isArray();
    }

    private void note(String question, Instance.Answer answer, Predicate<JsonNode> right) {
        note(new Answered(question, answer.status(), answer.says(right)));
    }

    private void note(Answered event) {
        history.add(event);
        if (event.right()) {
            answered.add(event.kind());
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
