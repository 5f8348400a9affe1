package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.MetricSample;
import java.util.ArrayDeque;

/** One agent of the model: works one task at a time from its own queue and keeps account of it for its samples. */
final class ModelAgent implements Due {
    /** CPU that an agent without work uses, as a share of what it requests. */
    static final double IDLE_CPU_SHARE = 0.02;

    private static final double RESTING_MEMORY_SHARE = 0.35;
    private static final double WORKING_MEMORY_SHARE = 0.30;
    private static final double QUEUED_MEMORY_SHARE = 0.02;
    private static final double MOST_QUEUED_MEMORY_SHARE = 0.20;
    private static final int READS_PER_REQUEST = 2;
    private static final long STORED_BYTES_PER_REQUEST = 4_096;

    private enum Phase {
        SERVING,
        DRAINING,
        STOPPED
    }

    private final String id;
    private final ModelReplica replica;
    private final ArrayDeque<ModelTask> queue = new ArrayDeque<>(2);
    private Phase phase = Phase.SERVING;
    private ModelTask current;
    private long sampledAt;
    private long busySince;
    private long busyMicros;
    private long requests;
    private long latencySum;
    private int latencyCount;
    private int poolIndex = -1;
    private String goal = "";
    private Object handle;

    ModelAgent(String id, ModelReplica replica, long now) {
        this.id = id;
        this.replica = replica;
        this.sampledAt = now;
    }

    /** Its task is done. */
    @Override
    public void due(long now) {
        replica.target().finished(this, now);
    }

    String id() {
        return id;
    }

    ModelReplica replica() {
        return replica;
    }

    boolean serving() {
        return phase == Phase.SERVING;
    }

    boolean stopped() {
        return phase == Phase.STOPPED;
    }

    void drain() {
        phase = Phase.DRAINING;
    }

    void stop() {
        phase = Phase.STOPPED;
    }

    ModelTask current() {
        return current;
    }

    ArrayDeque<ModelTask> queue() {
        return queue;
    }

    /** Tasks at it, running and waiting. */
    int load() {
        return queue.size() + (current == null ? 0 : 1);
    }

    void begin(ModelTask task, long now) {
        current = task;
        busySince = now;
    }

    /** Ends its task; {@code served} if it counts as answered. */
    ModelTask end(long now, boolean served) {
        ModelTask done = current;
        current = null;
        busyMicros += now - busySince;
        if (served) {
            requests++;
            latencySum += now - done.arrivedAt();
            latencyCount++;
        }
        return done;
    }

    /** What it used since the last sample. */
    MetricSample sample(long now) {
        if (current != null) {
            busyMicros += now - busySince;
            busySince = now;
        }
        double busy = now > sampledAt ? (double) busyMicros / (now - sampledAt) : 0;
        int latency = latencyCount == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, latencySum / latencyCount);
        sampledAt = now;
        busyMicros = 0;
        latencySum = 0;
        latencyCount = 0;
        TargetPlan plan = replica.target().plan();
        double queued = Math.min(MOST_QUEUED_MEMORY_SHARE, QUEUED_MEMORY_SHARE * queue.size());
        return new MetricSample(
                (int) Math.round(plan.cpuMillis() * (IDLE_CPU_SHARE + (1 - IDLE_CPU_SHARE) * busy)),
                (long) (plan.memoryBytes() * (RESTING_MEMORY_SHARE + WORKING_MEMORY_SHARE * busy + queued)),
                (int) Math.round(plan.gpuMillis() * busy),
                current == null ? 0 : 1,
                queue.size(),
                latency,
                requests,
                requests * READS_PER_REQUEST,
                requests,
                requests * STORED_BYTES_PER_REQUEST);
    }

    /** Worker that it goes to when its task is done; empty when it stays. */
    String goal() {
        return goal;
    }

    void goal(String worker) {
        goal = worker;
    }

    int poolIndex() {
        return poolIndex;
    }

    void poolIndex(int index) {
        poolIndex = index;
    }

    /** Whatever the receiver of the facts keeps for this agent; the model does not look at it. */
    Object handle() {
        return handle;
    }

    void handle(Object kept) {
        handle = kept;
    }
}
