package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.schema.TaskChange;

/**
 * The facts that come out of a {@link FleetModel}, in the order in which they happen. Times are microseconds since the
 * start of the fleet.
 */
interface FleetEvents {

    /** It registered and started. */
    void woke(ModelAgent agent, long now);

    void busy(ModelAgent agent, long now);

    void idle(ModelAgent agent, long now);

    void draining(ModelAgent agent, long now);

    void stopped(ModelAgent agent, long now);

    /** It runs on another worker. */
    void migrated(ModelAgent agent, String worker, long now);

    void submitted(ModelAgent agent, ModelTask task, long now);

    void started(ModelAgent agent, ModelTask task, long now);

    /** @param how completed, failed or cancelled */
    void ended(ModelAgent agent, ModelTask task, TaskChange how, String reason, long now);

    /** A task was submitted to an agent that is gone, so somebody else has to cancel it. */
    void orphaned(String agentId, ModelTask task, String reason, long now);

    void sampled(ModelAgent agent, MetricSample sample, long now);
}
