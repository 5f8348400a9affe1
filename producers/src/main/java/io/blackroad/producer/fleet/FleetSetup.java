package io.blackroad.producer.fleet;

import java.time.Duration;

/**
 * What a run of the model is made of; the same setup gives the same run.
 *
 * @param plan targets
 * @param workload requests
 * @param sampleInterval time between two samples of an agent
 * @param victimPatience how long a target that is to run fewer replicas waits to be told which go
 * @param seed of everything drawn
 * @param run part of the ids of tasks, so that those of two runs differ
 */
record FleetSetup(
        FleetPlan plan, Workload workload, Duration sampleInterval, Duration victimPatience, long seed, String run) {

    /** A fleet whose targets wait for nobody to name who goes. */
    FleetSetup(FleetPlan plan, Workload workload, Duration sampleInterval, long seed, String run) {
        this(plan, workload, sampleInterval, Duration.ZERO, seed, run);
    }
}
