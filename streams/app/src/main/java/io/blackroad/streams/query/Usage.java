package io.blackroad.streams.query;

import io.blackroad.schema.LoadSampled;

/**
 * What agents use and were given; sums add up over targets. Memory is in bytes, CPU and GPU in thousandths.
 *
 * @param cpuMissingMillis requested by agents without a fresh sample: it is paid for, but its use is not known
 */
record Usage(
        long cpuUsedMillis,
        long cpuRequestedMillis,
        long cpuMissingMillis,
        long memoryUsedBytes,
        long memoryRequestedBytes,
        long memoryMissingBytes,
        long gpuUsedMillis,
        long gpuRequestedMillis,
        long queued) {
    static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Usage of(LoadSampled sample) {
        return new Usage(
                sample.getCpuUsedMillis(),
                sample.getCpuRequestedMillis(),
                sample.getCpuMissingMillis(),
                sample.getMemoryUsedBytes(),
                sample.getMemoryRequestedBytes(),
                sample.getMemoryMissingBytes(),
                sample.getGpuUsedMillis(),
                sample.getGpuRequestedMillis(),
                sample.getQueued());
    }

    Usage plus(Usage other) {
        return new Usage(
                cpuUsedMillis + other.cpuUsedMillis,
                cpuRequestedMillis + other.cpuRequestedMillis,
                cpuMissingMillis + other.cpuMissingMillis,
                memoryUsedBytes + other.memoryUsedBytes,
                memoryRequestedBytes + other.memoryRequestedBytes,
                memoryMissingBytes + other.memoryMissingBytes,
                gpuUsedMillis + other.gpuUsedMillis,
                gpuRequestedMillis + other.gpuRequestedMillis,
                queued + other.queued);
    }
}
