package io.blackroad.streams.query;

import io.blackroad.schema.LoadSampled;

/** Use over request, counted over the agents with a fresh sample. */
final class Utilization {
    private Utilization() {}

    /** Thousandths, rounded down, of the metric that a rule compares: memory, or else cpu; null without a request. */
    static Integer permille(LoadSampled sample, String metric) {
        if (sample == null) {
            return null;
        }
        return metric.equals("memory")
                ? permille(sample.getMemoryUsedBytes(), sample.getMemoryRequestedBytes())
                : permille(sample.getCpuUsedMillis(), sample.getCpuRequestedMillis());
    }

    private static Integer permille(long used, long requested) {
        return requested == 0 ? null : Math.toIntExact(Math.multiplyExact(used, 1_000) / requested);
    }
}
