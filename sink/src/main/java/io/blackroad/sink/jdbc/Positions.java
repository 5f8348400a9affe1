package io.blackroad.sink.jdbc;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a consumer go on where the database says. */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private Positions() {}

    /** Says so loudly when the topic no longer has that place: facts are gone, or it is another topic of the same name. */
    static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Claim> claims) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(claims.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(claims.keySet());
        claims.forEach((partition, claim) -> {
            long begin = begins.get(partition);
            long next = claim.nextOffset();
            if (next < begin && next > 0) {
                LOG.error("{}: facts {} to {} were deleted before they were written", partition, next, begin - 1);
            } else if (next > ends.get(partition)) {
                LOG.error(
                        "{} ends at {}, but {} was written: was the topic made anew? Its facts are read from the"
                                + " beginning",
                        partition,
                        ends.get(partition),
                        next);
            }
            consumer.seek(partition, next < begin || next > ends.get(partition) ? begin : next);
        });
    }
}
