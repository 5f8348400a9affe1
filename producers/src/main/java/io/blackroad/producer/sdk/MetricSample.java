package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * What an agent uses now. Gauges hold at the time of the sample; counters count since the agent woke, so a sample that
 * is lost loses nothing.
 *
 * @param cpuUsedMillis CPU used since the last sample, thousandths of a core
 * @param memoryUsedBytes memory in use, bytes
 * @param gpuUsedMillis GPU used, thousandths of one GPU
 * @param inFlight tasks being worked on
 * @param queued tasks waiting at the agent
 * @param latencyMicros mean time from submission to completion of the tasks completed since the last sample,
 *     microseconds; 0 without one
 * @param requestsTotal requests served
 * @param storageReadsTotal reads from key-value storage
 * @param storageWritesTotal writes to key-value storage
 * @param storedBytes bytes held in object storage
 */
public record MetricSample(
        int cpuUsedMillis,
        long memoryUsedBytes,
        int gpuUsedMillis,
        int inFlight,
        int queued,
        int latencyMicros,
        long requestsTotal,
        long storageReadsTotal,
        long storageWritesTotal,
        long storedBytes) {

    /** A sample in which nothing is used. */
    public static final MetricSample ZERO = of(0, 0);

    /** @throws InvalidSettingsException naming every value below 0 */
    public MetricSample {
        // One test for the common case: this runs once per agent and second.
        if ((cpuUsedMillis | gpuUsedMillis | inFlight | queued | latencyMicros) < 0
                || (memoryUsedBytes | requestsTotal | storageReadsTotal | storageWritesTotal | storedBytes) < 0) {
            List<String> errors = new ArrayList<>();
            requireNotNegative(errors, "cpuUsedMillis", cpuUsedMillis);
            requireNotNegative(errors, "memoryUsedBytes", memoryUsedBytes);
            requireNotNegative(errors, "gpuUsedMillis", gpuUsedMillis);
            requireNotNegative(errors, "inFlight", inFlight);
            requireNotNegative(errors, "queued", queued);
            requireNotNegative(errors, "latencyMicros", latencyMicros);
            requireNotNegative(errors, "requestsTotal", requestsTotal);
            requireNotNegative(errors, "storageReadsTotal", storageReadsTotal);
            requireNotNegative(errors, "storageWritesTotal", storageWritesTotal);
            requireNotNegative(errors, "storedBytes", storedBytes);
            InvalidSettingsException.throwIfAny("metric sample", errors);
        }
    }

    /** CPU in thousandths of a core and memory in bytes; the rest is 0. */
    public static MetricSample of(int cpuUsedMillis, long memoryUsedBytes) {
        return new MetricSample(cpuUsedMillis, memoryUsedBytes, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same with the GPU in use, thousandths of one GPU. */
    public MetricSample withGpu(int usedMillis) {
        return new MetricSample(
                cpuUsedMillis,
                memoryUsedBytes,
                usedMillis,
                inFlight,
                queued,
                latencyMicros,
                requestsTotal,
                storageReadsTotal,
                storageWritesTotal,
                storedBytes);
    }

    /** The same with the state of its work. */
    public MetricSample withWork(int nowInFlight, int nowQueued, int meanLatencyMicros, long servedTotal) {
        return new MetricSample(
                cpuUsedMillis,
                memoryUsedBytes,
                gpuUsedMillis,
                nowInFlight,
                nowQueued,
                meanLatencyMicros,
                servedTotal,
                storageReadsTotal,
                storageWritesTotal,
                storedBytes);
    }

    /** The same with the use of storage. */
    public MetricSample withStorage(long readsTotal, long writesTotal, long bytes) {
        return new MetricSample(
                cpuUsedMillis,
                memoryUsedBytes,
                gpuUsedMillis,
                inFlight,
                queued,
                latencyMicros,
                requestsTotal,
                readsTotal,
                writesTotal,
                bytes);
    }

    private static void requireNotNegative(List<String> errors, String name, long value) {
        if (value < 0) {
            errors.add(name + " is " + value + ", must not be negative");
        }
    }
}
