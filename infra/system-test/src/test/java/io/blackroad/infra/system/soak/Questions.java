package io.blackroad.infra.system.soak;

import io.blackroad.infra.system.fleet.OwnThread;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.History;
import io.blackroad.infra.system.part.Streams;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Somebody who asks instances for agents that certainly exist, five times a second, for as long as a run lasts. */
public final class Questions implements AutoCloseable {
    private static final long PAUSE_NANOS = 200_000_000;

    private final List<Streams> instances;
    private final IntFunction<String> names;
    private final int agents;
    private final History history;
    private final OwnThread thread = new OwnThread("questions", this::ask);

    public Questions(List<Streams> instances, IntFunction<String> names, int agents, History history) {
        this.instances = instances;
        this.names = names;
        this.agents = agents;
        this.history = history;
    }

    public void start() {
        thread.start();
    }

    private void ask() {
        Random random = new Random(agents);
        while (!thread.isEnding()) {
            Streams instance = instances.get(random.nextInt(instances.size()));
            String agent = names.apply(random.nextInt(agents));
            String question = "/v1/agents/" + agent;
            Streams.Answer answer = instance.get(question);
            history.add(new Event.Answered(
                    question,
                    answer.status(),
                    answer.says(found -> found.path("id").asText().equals(agent))));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
