package io.blackroad.streams.agent;

import io.blackroad.topic.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The newest traced fact of each target in the running tick: what the tick leads to belongs to its trace. */
final class TracedFacts {
    private final AgentTable table;
    private final Map<Integer, Header> newest = new HashMap<>();

    TracedFacts(AgentTable table) {
        this.table = table;
    }

    /** Notes a fact that was folded in. */
    void heard(ConsumerRecord<byte[], byte[]> fact) {
        Header trace = TraceContext.recorded(fact.headers());
        if (trace == null) {
            return;
        }
        int slot = table.find(fact.key());
        if (slot != AgentTable.NONE && table.target[slot] != AgentTable.NONE) {
            newest.put(table.target[slot], trace);
        }
    }

    /** What the partial of a target carries. */
    Headers of(int target) {
        RecordHeaders headers = new RecordHeaders();
        Header trace = newest.get(target);
        if (trace != null) {
            headers.add(trace);
        }
        return headers;
    }

    /** Begins the next tick. */
    void ticked() {
        newest.clear();
    }
}
