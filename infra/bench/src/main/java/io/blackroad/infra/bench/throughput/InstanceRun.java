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

    /** Name of the application that all instances are in a round, from 0. */
    String application(int round) {
        return application(instances, round);
    }

    /** The same for so many instances. */
    static String application(int instances, int round) {
        return "bench-instances-" + instances + "-" + round;
    }

    /**
     * What an instance measured of one round.
     *
     * @param seconds from its first fact to the end of the last
     * @param cpuSeconds of the process
     * @param threadCpuSeconds of its stream threads: what the stages themselves cost
     * @param differences what came out that should not have; of the first instance only
     */
    record Round(double seconds, double cpuSeconds, double threadCpuSeconds, List<String> differences) {}
}
