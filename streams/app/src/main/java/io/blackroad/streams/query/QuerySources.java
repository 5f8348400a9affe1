package io.blackroad.streams.query;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the answers are made from.
 *
 * @param metrics the metrics in Prometheus' text format
 * @param clock what a time span such as "the last hour" is measured back from
 */
public record QuerySources(
        LocalState state,
        Peers peers,
        Vitals vitals,
        Explainer explainer,
        Supplier<String> metrics,
        InstantSource clock) {}
