package io.blackroad.sink.trace;

import io.blackroad.topic.TraceContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of work in a trace.
 *
 * @param context its trace and its own id
 * @param parent id of the span that it follows from; empty where it begins the trace
 * @param attributes texts and whole numbers by name
 * @param failure what went wrong; empty when nothing did
 */
record DecisionSpan(
        TraceContext context,
        Optional<String> parent,
        String name,
        Instant start,
        Instant end,
        Map<String, Object> attributes,
        Optional<String> failure) {}
