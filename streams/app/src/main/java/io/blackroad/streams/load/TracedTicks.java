package io.blackroad.streams.load;

import io.blackroad.topic.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Traces that came with partials, until the sample of their tick is made. Lost in a crash, as a trace may be. */
final class TracedTicks {
    private final Map<String, Traced> waiting = new HashMap<>();

    private record Traced(long tick, Header trace) {}

    void heard(String target, long tick, Headers headers) {
        Header trace = TraceContext.recorded(headers);
        if (trace != null) {
            waiting.put(target, new Traced(tick, trace));
        }
    }

    /** What the sample of a tick carries: a trace of a later tick is no cause of it. */
    Headers upTo(String target, long tick) {
        RecordHeaders headers = new RecordHeaders();
        Traced traced = waiting.get(target);
        if (traced != null && traced.tick() <= tick) {
            waiting.remove(target);
            headers.add(traced.trace());
        }
        return headers;
    }
}
