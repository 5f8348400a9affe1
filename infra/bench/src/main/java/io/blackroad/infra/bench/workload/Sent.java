package io.blackroad.infra.bench.workload;

/**
 * What was sent, and so what must come out.
 *
 * @param lifecycle lifecycle facts
 * @param tasks task facts
 * @param metrics metric samples
 * @param arrivals tasks submitted
 * @param completions tasks completed
 * @param agents agents alive
 * @param lastCpuMillis CPU of each agent's newest sample before the last tick ended, summed
 * @param allCpuMillis CPU of all samples before the last tick ended, summed
 * @param metricsInTicks metric samples before the last tick ended
 * @param open tasks submitted and not ended
 * @param lastTickEndMicros end of the last tick that the facts close, microseconds since 1970
 */
public record Sent(
        long lifecycle,
        long tasks,
        long metrics,
        long arrivals,
        long completions,
        long agents,
        long lastCpuMillis,
        long allCpuMillis,
        long metricsInTicks,
        long open,
        long lastTickEndMicros) {

    /** All of them. */
    public long events() {
        return lifecycle + tasks + metrics;
    }
}
