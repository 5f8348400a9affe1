package io.blackroad.producer.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats for all agents of a client on one thread. Agents are spread over the slots of a wheel that turns once an
 * interval, so that the broker sees a stream and not a burst each second.
 */
final class HeartbeatWheel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWheel.class);

    /** A slot is at least this long; finer spreading gains nothing. */
    private static final long SLOT_MILLIS = 20;

    private final List<Map<Agent, MetricSource>> slots = new ArrayList<>();
    private final long slotNanos;
    private final ScheduledExecutorService executor;
    private int next;
    private int joining;

    /** @param executor runs the beats; null leaves them to the caller of {@link #beat()} */
    HeartbeatWheel(Duration interval, ScheduledExecutorService executor) {
        int count = (int) Math.max(1, interval.toMillis() / SLOT_MILLIS);
        for (int i = 0; i < count; i++) {
            slots.add(new LinkedHashMap<>());
        }
        this.slotNanos = interval.toNanos() / count;
        this.executor = executor;
        if (executor != null) {
            schedule(System.nanoTime() + slotNanos);
        }
    }

    static HeartbeatWheel turning(Duration interval, String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new HeartbeatWheel(interval, executor);
    }

    int slots() {
        return slots.size();
    }

    synchronized void add(Agent agent, MetricSource source) {
        slots.get(joining).put(agent, source);
        joining = (joining + 1) % slots.size();
    }

    /** Beats for the next slot, and forgets those of its agents that have ended. */
    void beat() {
        List<Map.Entry<Agent, MetricSource>> due;
        synchronized (this) {
            Map<Agent, MetricSource> slot = slots.get(next);
            next = (next + 1) % slots.size();
            slot.keySet().removeIf(agent -> !agent.awake());
            due = List.copyOf(slot.entrySet());
        }
        for (Map.Entry<Agent, MetricSource> entry : due) {
            beat(entry.getKey(), entry.getValue());
        }
    }

    /** One agent's mistake must not stop the hearts of the others. */
    private static void beat(Agent agent, MetricSource source) {
        try {
            MetricSample sample = source.sample();
            if (sample != null && agent.awake()) {
                agent.sample(sample);
            }
        } catch (RuntimeException e) {
            LOG.warn("no heartbeat for agent {} this time", agent.id(), e);
        }
    }

    /** Beats that were missed while the process stood still are left out, not caught up with. */
    private void turn(long dueNanos) {
        beat();
        long now = System.nanoTime();
        schedule(Math.max(dueNanos + slotNanos, now - slotNanos * slots.size()));
    }

    private void schedule(long dueNanos) {
        try {
            long delay = Math.max(0, dueNanos - System.nanoTime());
            var unused = executor.schedule(() -> turn(dueNanos), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the heartbeat ends, the client closes");
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
