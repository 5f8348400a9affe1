package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;
import java.util.SplittableRandom;

/**
 * The requests of one target. Gaps and work vary between half and one and a half of their mean: regular enough that a
 * handful of agents shows a steady utilisation, irregular enough that queues form.
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
        if (load != null) {
            left = vary();
            schedule(now);
        }
    }

    @Override
    public void due(long now) {
        if (arrives) {
            left = vary();
            count++;
            target.submit(
                    ModelTask.arrived(new Task(idPrefix + count, target.plan().region(), 0, 0, serviceMicros()), now),
                    now);
        }
        schedule(now);
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
        return 0.5 + random.nextDouble();
    }
}
