package io.blackroad.producer.replay;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * A trace as a load over time, for those who need its course and not its requests. The unit is the trace's own: requests
 * a second, percent, or requests at work at once.
 *
 * @param name file that it was read from
 * @param seconds its length
 * @param starts seconds at which a level begins, rising, the first one 0
 * @param levels the levels, at least 0
 */
public record LoadTrace(String name, int seconds, int[] starts, double[] levels) {

    public LoadTrace {
        starts = starts.clone();
        levels = levels.clone();
    }

    /**
     * Reads a file of any form that has a load; the first line tells which.
     *
     * @throws TraceException if it cannot be read, is of no such form, or a line is not of its form
     */
    public static LoadTrace read(Path file) {
        return LoadTraceReader.read(file);
    }

    /** A level a second. */
    static LoadTrace of(String name, double[] levels) {
        int[] starts = new int[levels.length];
        double[] kept = new double[levels.length];
        int steps = 0;
        for (int second = 0; second < levels.length; second++) {
            if (steps == 0 || kept[steps - 1] != levels[second]) {
                starts[steps] = second;
                kept[steps++] = levels[second];
            }
        }
        return new LoadTrace(name, levels.length, Arrays.copyOf(starts, steps), Arrays.copyOf(kept, steps));
    }

    @Override
    public int[] starts() {
        return starts.clone();
    }

    @Override
    public double[] levels() {
        return levels.clone();
    }
}
