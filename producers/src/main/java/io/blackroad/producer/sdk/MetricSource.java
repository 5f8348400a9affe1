package io.blackroad.producer.sdk;

/** Where an automatic heartbeat takes its sample from; called by the client's scheduler, so it must not block. */
@FunctionalInterface
public interface MetricSource {

    /** No automatic heartbeat: whoever woke the agent sends its samples. */
    MetricSource NONE = () -> null;

    /** The sample now; null skips this beat. */
    MetricSample sample();
}
