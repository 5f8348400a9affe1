package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.MetricSample;
import io.blackroad.schema.TaskChange;

/** Hears everything and notes nothing, for tests that want a part of the facts. */
interface FleetEventsAdapter extends FleetEvents {
    @Override
    default void woke(ModelAgent agent, long now) {}

    @Override
    default void busy(ModelAgent agent, long now) {}

    @Override
    default void idle(ModelAgent agent, long now) {}

    @Override
    default void draining(ModelAgent agent, long now) {}

    @Override
    default void stopped(ModelAgent agent, long now) {}

    @Override
    default void migrated(ModelAgent agent, String worker, long now) {}

    @Override
    default void submitted(ModelAgent agent, ModelTask task, long now) {}

    @Override
    default void started(ModelAgent agent, ModelTask task, long now) {}

    @Override
    default void ended(ModelAgent agent, ModelTask task, TaskChange how, String reason, long now) {}

    @Override
    default void orphaned(String agentId, ModelTask task, String reason, long now) {}

    @Override
    default void sampled(ModelAgent agent, MetricSample sample, long now) {}
}
