package io.blackroad.producer.fleet;

import io.blackroad.schema.TaskChange;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/** Hands the tasks of one target to its agents and ends them. Each task that is submitted ends exactly once. */
final class Dispatcher {
    private final AgentPool pool;
    private final ArrayDeque<ModelTask> waiting = new ArrayDeque<>();
    private final SplittableRandom random;
    private final double failureShare;
    private final Timers timers;
    private final FleetEvents events;

    Dispatcher(SplittableRandom random, double failureShare, Timers timers, FleetEvents events) {
        this.random = random;
        this.pool = new AgentPool(random);
        this.failureShare = failureShare;
        this.timers = timers;
        this.events = events;
    }

    /** Tasks that no agent has yet, because none takes work. */
    int waiting() {
        return waiting.size();
    }

    void join(ModelAgent agent) {
        pool.add(agent);
    }

    void leave(ModelAgent agent) {
        pool.remove(agent);
    }

    /** To the agent that the pool picks; while there is none, it waits. */
    void submit(ModelTask task, long now) {
        ModelAgent agent = pool.pick();
        if (agent == null) {
            waiting.add(task);
            return;
        }
        give(agent, task, now);
    }

    /** To a certain agent. */
    void give(ModelAgent agent, ModelTask task, long now) {
        task.submitted(now);
        events.submitted(agent, task, now);
        enqueue(agent, task, now);
    }

    /** To the agent that an intake chose and told of. */
    void submitTo(ModelAgent agent, ModelTask task, long now) {
        if (agent.serving()) {
            enqueue(agent, task, now);
            return;
        }
        events.ended(agent, task, TaskChange.CANCELLED, "the agent drains, the task moves", now);
        submit(task.again(), now);
    }

    /** Hands out what waited for an agent. */
    void release(long now) {
        while (!waiting.isEmpty() && pool.size() > 0) {
            submit(waiting.poll(), now);
        }
    }

    /** Moves the queue of an agent that drains to others. */
    void moveQueue(ModelAgent agent, long now) {
        ModelTask task;
        while ((task = agent.queue().poll()) != null) {
            events.ended(agent, task, TaskChange.CANCELLED, "the agent drains, the task moves", now);
            submit(task.again(), now);
        }
    }

    /** Cancels everything at an agent that ends at once. */
    void cancelAll(ModelAgent agent, String reason, long now) {
        if (agent.current() != null) {
            events.ended(agent, agent.end(now, false), TaskChange.CANCELLED, reason, now);
        }
        ModelTask task;
        while ((task = agent.queue().poll()) != null) {
            events.ended(agent, task, TaskChange.CANCELLED, reason, now);
        }
    }

    /** The running task of an agent is done; it takes the next or rests. */
    void finish(ModelAgent agent, long now) {
        boolean failed = failureShare > 0 && random.nextDouble() < failureShare;
        ModelTask done = agent.current();
        events.ended(
                agent,
                done,
                failed ? TaskChange.FAILED : TaskChange.COMPLETED,
                failed ? "the model gave no answer" : null,
                now);
        agent.end(now, !failed);
        ModelTask next = agent.queue().poll();
        if (next != null) {
            begin(agent, next, now);
        } else if (agent.serving()) {
            pool.idle(agent);
            events.idle(agent, now);
        }
    }

    private void enqueue(ModelAgent agent, ModelTask task, long now) {
        if (agent.current() != null) {
            agent.queue().add(task);
            return;
        }
        pool.busy(agent);
        events.busy(agent, now);
        begin(agent, task, now);
    }

    private void begin(ModelAgent agent, ModelTask task, long now) {
        task.started(now);
        agent.begin(task, now);
        events.started(agent, task, now);
        timers.add(now + task.task().serviceMicros(), agent);
    }
}
