package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The requests of one target. Gaps and work vary by a quarter around their mean: regular enough that a handful of agents
 * shows a steady utilisation, irregular enough that queues form.
 */
final class Arrivals implements Due {
    /** Within this the rate counts as constant. */
    private static final long SEGMENT_MICROS = 100_000;

    /** How far an arrival is looked for at once; a rate of zero must not be searched for ever. */
    private static final int SEGMENTS_AHEAD = 10;

    private final ModelTarget target;
    private final Workload workload;
    private final TargetLoad load;
    private final SplittableRandom random;
    private final Timers timers;
    private final String idPrefix;
    private double left;
    private double busyDue;
    private boolean started;
    private boolean arrives;
    private long count;

    Arrivals(ModelTarget target, Workload workload, SplittableRandom random, Timers timers, String idPrefix) {
        this.target = target;
        this.workload = workload;
        this.load = workload.load(target.plan());
        this.random = random;
        this.timers = timers;
        this.idPrefix = idPrefix;
    }

    void start(long now) {
        started = true;
        if (load != null) {
            left = vary();
            schedule(now);
        }
    }

    boolean started() {
        return started;
    }

    /**
     * A task that an agent of the first replicas is in the middle of, for as many of them as the load keeps busy. A
     * fleet that starts with empty hands looks idle for as long as a task takes, and would be scaled in.
     */
    Optional<ModelTask> begun(long now) {
        if (load == null) {
            return Optional.empty();
        }
        int agents = target.plan().initialReplicas() * target.plan().agentsPerReplica();
        busyDue += Math.min(1, workload.rate(load, now) * load.meanService().toNanos() / 1e9 / agents);
        if (busyDue < 1) {
            return Optional.empty();
        }
        busyDue--;
        return Optional.of(request(now, Math.max(1, (long) (serviceMicros() * random.nextDouble()))));
    }

    @Override
    public void due(long now) {
        if (arrives) {
            left = vary();
            target.submit(request(now, serviceMicros()), now);
        }
        schedule(now);
    }

    private ModelTask request(long now, long serviceMicros) {
        count++;
        return ModelTask.arrived(new Task(idPrefix + count, target.plan().region(), 0, 0, serviceMicros), now);
    }

    /** Work for a request that does not say how much it is. */
    long serviceMicros() {
        long mean = load == null ? 1_000_000 : load.meanService().toNanos() / 1_000;
        return Math.max(1, Math.round(mean * vary()));
    }

    private void schedule(long now) {
        long from = now;
        for (int i = 0; i < SEGMENTS_AHEAD; i++) {
            double perMicro = workload.rate(load, from) / 1_000_000;
            double inSegment = perMicro * SEGMENT_MICROS;
            if (left <= inSegment) {
                arrives = true;
                // At least a microsecond on, so that no rate can hold the time still.
                timers.add(Math.max(now + 1, from + (long) (left / perMicro)), this);
                return;
            }
            left -= inSegment;
            from += SEGMENT_MICROS;
        }
        arrives = false;
        timers.add(from, this);
    }

    private double vary() {
        return 0.75 + random.nextDouble() / 2;
    }
}
