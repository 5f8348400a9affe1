package io.blackroad.streams.query;

import io.blackroad.schema.LoadSampled;
import java.math.BigInteger;

/** Use over request, counted over the agents with a fresh sample. */
final class Utilization {
    private Utilization() {}

    /** Thousandths, rounded down and at most what an int holds, of the metric that a rule compares: memory, or else cpu; null without a request. */
    static Integer permille(LoadSampled sample, String metric) {
        if (sample == null) {
            return null;
        }
        return metric.equals("memory")
                ? permille(sample.getMemoryUsedBytes(), sample.getMemoryRequestedBytes())
                : permille(sample.getCpuUsedMillis(), sample.getCpuRequestedMillis());
    }

    private static Integer permille(long used, long requested) {
        if (requested == 0) {
            return null;
        }
        return BigInteger.valueOf(used)
                .multiply(BigInteger.valueOf(1_000))
                .divide(BigInteger.valueOf(requested))
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue();
    }
}
