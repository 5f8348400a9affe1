package io.blackroad.sink.controller;

import io.blackroad.schema.ScaleApplied;
import io.blackroad.topic.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of a controller's answers, and the dead letters. Both appends return once the broker has stored them. */
interface Reports extends AutoCloseable {

    /** The highest answered sequence of each target that was ever answered, as the topic holds it. */
    Map<TargetId, Long> answered(Set<TargetId> targets);

    void append(List<ScaleApplied> reports);

    /**
     * The answer to a decision.
     *
     * @param trace of the decision; null when it has none
     */
    default void answer(ScaleApplied report, TraceContext trace) {
        append(List.of(report));
    }

    /** Sets a record of the decisions topic aside, as it came. */
    void deadLetter(ConsumerRecord<byte[], byte[]> found, Exception why);

    @Override
    void close();
}
