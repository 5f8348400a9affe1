package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.measure.SubjectPlan;
import java.util.List;

/**
 * What one instance of several is told, as a file.
 *
 * @param subject topics, threads and settings; its passes are the measured rounds
 * @param instances how many share the partitions
 * @param warmups rounds before the measured ones
 * @param meetingFolder where the instances tell each other that they are ready for a round
 */
record InstanceRun(SubjectPlan subject, int instances, int warmups, String meetingFolder) {

    /**
     * What an instance measured of one round.
     *
     * @param seconds from its first fact to the end of the last
     * @param cpuSeconds of the process
     * @param threadCpuSeconds of its stream threads: what the stages themselves cost
     * @param partials records that it sent to the load stage
     * @param differences what came out that should not have; of the first instance only
     */
    record Round(double seconds, double cpuSeconds, double threadCpuSeconds, long partials, List<String> differences) {}
}
