package io.blackroad.producer.replay;

import java.util.List;

/**
 * What a request holds for a time, where the trace is of claims and not of tasks.
 *
 * @param cpuMillis thousandths of a core
 * @param cards GPU cards, 0 for none
 * @param gpuMillis of each card, thousandths
 * @param models of cards that will do, empty for any
 * @param micros how long
 */
public record TraceClaim(int cpuMillis, long memoryBytes, int cards, int gpuMillis, List<String> models, long micros) {
    public TraceClaim {
        models = List.copyOf(models);
    }
}
