package io.blackroad.streams.query;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the answers are made from.
 *
 * @param copies what answers for a key while its owner does not
 * @param metrics the metrics in Prometheus' text format
 * @param clock what a time span such as "the last hour" is measured back from
 */
public record QuerySources(
        LocalState state,
        Copies copies,
        Peers peers,
        Vitals vitals,
        Explainer explainer,
        Supplier<String> metrics,
        InstantSource clock) {}
