package io.blackroad.producer.sdk;

import io.blackroad.schema.GpuChange;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.TaskChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An agent that is awake. Each call tells one fact; facts of one agent leave in the order of the calls, whichever
 * threads make them, because readers drop what comes with a number at or below the last. After {@link #stop()} or
 * {@link #fail(String)} it tells nothing more.
 */
public final class Agent {
    private volatile AgentDescription description;
    private final FactSender sender;
    private final byte[] key;
    private final long epoch;
    private final FactStream lifecycles;
    private final FactStream tasks;
    private final FactStream metrics;
    private FactStream gpus;
    private LifecycleChange state;
    private MetricSample lastSample = MetricSample.ZERO;

    Agent(AgentDescription description, FactSender sender) {
        this.description = description;
        this.sender = sender;
        this.key = description.agentId().getBytes(StandardCharsets.UTF_8);
        this.epoch = sender.nowMicros();
        this.lifecycles = new FactStream(id(), FactKind.LIFECYCLE, epoch);
        this.tasks = new FactStream(id(), FactKind.TASK, epoch);
        this.metrics = new FactStream(id(), FactKind.METRIC, epoch);
    }

    /** Identity. */
    public String id() {
        return description.agentId();
    }

    /** Who it is, and where it runs now. */
    public AgentDescription description() {
        return description;
    }

    /** Its boot, microseconds since 1970-01-01 UTC. */
    public long epoch() {
        return epoch;
    }

    /** The state that it told last. */
    public synchronized LifecycleChange state() {
        return state;
    }

    /** Whether it still tells facts: not after stopped or failed. */
    public synchronized boolean awake() {
        return state != LifecycleChange.STOPPED && state != LifecycleChange.FAILED;
    }

    /**
     * It runs on another worker now; tells nothing if it runs there already.
     *
     * @param worker name of the worker
     */
    public synchronized void migrate(String worker) {
        if (worker.equals(description.worker())) {
            return;
        }
        requireAwake(LifecycleChange.MIGRATED.name());
        AgentDescription there = description.on(description.replica(), worker);
        Envelope envelope = envelope(lifecycles);
        byte[] fact = sender.encoder().lifecycle(envelope, there, LifecycleChange.MIGRATED, null);
        lifecycles.advance();
        description = there;
        sender.outbox().fact(FactKind.LIFECYCLE, key, fact, envelope);
    }

    /** It has nothing to do; tells nothing if that was told last, or while it drains. */
    public void idle() {
        becomeUnlessDraining(LifecycleChange.IDLE);
    }

    /** It works; tells nothing if that was told last, or while it drains. */
    public void busy() {
        becomeUnlessDraining(LifecycleChange.BUSY);
    }

    /** Who finishes its last work is draining all the while. */
    private synchronized void becomeUnlessDraining(LifecycleChange change) {
        if (state != LifecycleChange.DRAINING) {
            become(change, null);
        }
    }

    /** It takes no new work and finishes what it has. */
    public void drain() {
        become(LifecycleChange.DRAINING, null);
    }

    /** It ends in order. */
    public void stop() {
        become(LifecycleChange.STOPPED, null);
    }

    /**
     * It ends because something broke.
     *
     * @param reason what, for people
     */
    public void fail(String reason) {
        become(LifecycleChange.FAILED, reason);
    }

    synchronized void become(LifecycleChange change, String reason) {
        if (change == state) {
            return;
        }
        requireAwake(change.name());
        Envelope envelope = envelope(lifecycles);
        byte[] fact = sender.encoder().lifecycle(envelope, description, change, reason);
        lifecycles.advance();
        state = change;
        sender.outbox().fact(FactKind.LIFECYCLE, key, fact, envelope);
    }

    /**
     * Tells what it uses, unless the client is under back-pressure.
     *
     * @return false if the sample was dropped, which {@link AgentClient#dropped()} counts
     */
    public boolean sample(MetricSample sample) {
        // Before the lock: a caller that waits for memory inside it must not hold up the heartbeat of all.
        if (!sender.outbox().admitsMetric()) {
            return false;
        }
        synchronized (this) {
            requireAwake("a metric sample");
            lastSample = sample;
            Envelope envelope = envelope(metrics);
            byte[] fact = sender.encoder().metric(envelope, sample);
            metrics.advance();
            sender.outbox().metric(key, fact);
        }
        return true;
    }

    /** The sample that was told last. */
    public synchronized MetricSample lastSample() {
        return lastSample;
    }

    /** Takes a task and tells that it was submitted. */
    public TaskHandle accept(Task task) {
        Instant now = sender.now();
        tell(new TaskEvent(task, TaskChange.SUBMITTED, 0, 0, null));
        return new TaskHandle(this, task, FactSender.micros(now));
    }

    /** Takes a task whose submission an intake has told, at {@code submittedAt}. */
    public TaskHandle take(Task task, Instant submittedAt) {
        return new TaskHandle(this, task, FactSender.micros(submittedAt));
    }

    /** Tells what became of a task; {@link TaskHandle} does it with the times filled in. */
    public synchronized void tell(TaskEvent event) {
        requireAwake("task " + event.task().id() + " " + event.change());
        Envelope envelope = envelope(tasks);
        byte[] fact = sender.encoder().task(envelope, "", event);
        tasks.advance();
        sender.outbox().fact(FactKind.TASK, key, fact, envelope);
    }

    /** Asks for GPU. */
    public void requestGpu(GpuRequest request) {
        gpu(GpuChange.REQUESTED, request, GpuUse.NONE);
    }

    /** Gives GPU back. */
    public void releaseGpu(GpuRequest request) {
        gpu(GpuChange.RELEASED, request, GpuUse.NONE);
    }

    /** Tells how much of its GPU it uses. */
    public void sampleGpu(GpuRequest request, GpuUse use) {
        gpu(GpuChange.SAMPLED, request, use);
    }

    private synchronized void gpu(GpuChange change, GpuRequest request, GpuUse use) {
        requireAwake("GPU " + change);
        if (gpus == null) {
            gpus = new FactStream(id(), FactKind.GPU, epoch);
        }
        Envelope envelope = envelope(gpus);
        byte[] fact = sender.encoder().gpu(envelope, change, request, use);
        gpus.advance();
        sender.outbox().fact(FactKind.GPU, key, fact, envelope);
    }

    long nowMicros() {
        return sender.nowMicros();
    }

    private Envelope envelope(FactStream stream) {
        long sequence = stream.next();
        return new Envelope(stream.eventId(sequence), id(), epoch, sequence, sender.now());
    }

    private void requireAwake(String what) {
        if (!awake()) {
            throw new IllegalStateException(
                    "agent " + id() + " is " + state + ", it cannot tell " + what + "; wake it again");
        }
    }
}
