package io.blackroad.infra.cli.backtest;

import io.blackroad.producer.replay.LoadTrace;
import io.blackroad.schema.LoadSampled;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Recorded samples as a load over time: tasks that arrived a second, or the CPU that was used where no task ever did. */
final class RecordedSamples {
    /** A longer silence is no load: nobody was there to record it. */
    private static final int SILENCE_SECONDS = 60;

    private RecordedSamples() {}

    /** The trace of samples in the order of their ticks. */
    static LoadTrace trace(String target, List<LoadSampled> samples) {
        boolean tasks = samples.stream().anyMatch(sample -> sample.getArrivals() > 0);
        Instant begin = samples.get(0).getTickEnd();
        int[] starts = new int[2 * samples.size()];
        double[] levels = new double[2 * samples.size()];
        int steps = 0;
        int last = 0;
        for (LoadSampled sample : samples) {
            int second = Math.toIntExact(sample.getTickEnd().getEpochSecond() - begin.getEpochSecond());
            if (steps > 0 && second <= starts[steps - 1]) {
                // Of ticks shorter than a second the highest counts.
                levels[steps - 1] = Math.max(levels[steps - 1], level(sample, tasks));
                continue;
            }
            if (steps > 0 && second - last > SILENCE_SECONDS) {
                starts[steps] = last + SILENCE_SECONDS;
                levels[steps++] = 0;
            }
            starts[steps] = second;
            levels[steps++] = level(sample, tasks);
            last = second;
        }
        return new LoadTrace(target, last + 1, Arrays.copyOf(starts, steps), Arrays.copyOf(levels, steps));
    }

    private static double level(LoadSampled sample, boolean tasks) {
        return tasks ? sample.getArrivals() * 1e6 / sample.getTickMicros() : sample.getCpuUsedMillis() / 1e3;
    }
}
