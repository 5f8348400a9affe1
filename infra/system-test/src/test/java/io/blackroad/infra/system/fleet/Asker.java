package io.blackroad.infra.system.fleet;

import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Instance;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Asks instances for agents that certainly exist, and for both targets, over and over; an answer is whole, or says so. */
public final class Asker implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int TARGETS = 2;

    private final List<? extends Instance> instances;
    private final List<String> agents;
    private final History history;
    private final Thread thread = new Thread(this::ask, "asker");
    private volatile boolean ending;

    public Asker(List<? extends Instance> instances, List<String> agents, History history) {
        this.instances = instances;
        this.agents = agents;
        this.history = history;
    }

    /** From now on every agent is known. */
    public void start() {
        thread.start();
    }

    private void ask() {
        Random random = new Random(agents.size());
        for (long round = 0; !ending; round++) {
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
        String question = "/v1/agents/" + agent;
        Instance.Answer answer = instance.get(question);
        boolean right =
                answer.status() == 200 && answer.json().path("id").asText().equals(agent);
        history.add(new Event.Answered(question, answer.status(), right));
    }

    private void askForTargets(Instance instance) {
        Instance.Answer answer = instance.get("/v1/services");
        boolean right = answer.status() == 200
                && (answer.json().path("items").size() == TARGETS
                        || !answer.json().path("missingPartitions").isEmpty());
        history.add(new Event.Answered("/v1/services", answer.status(), right));
    }

    /** The newest decision comes out the same when it is derived again from its evidence. */
    private void askForDecision(Instance instance) {
        Instance.Answer newest = instance.get("/v1/decisions?limit=1");
        if (newest.status() != 200 || newest.json().path("items").isEmpty()) {
            history.add(new Event.Answered("/v1/decisions", newest.status(), true));
            return;
        }
        String question =
                "/v1/decisions/" + newest.json().at("/items/0/decisionId").asText();
        Instance.Answer answer = instance.get(question);
        boolean right =
                answer.status() == 200 && answer.json().at("/explanation/equal").asBoolean();
        history.add(new Event.Answered(question, answer.status(), right));
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
