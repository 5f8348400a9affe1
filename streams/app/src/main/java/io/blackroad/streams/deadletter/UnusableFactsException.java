package io.blackroad.streams.deadletter;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of one bundle that become dead letters; the others of the bundle were taken in. */
public final class UnusableFactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /**
     * One of them.
     *
     * @param fact as it was read
     * @param reason why it cannot be used
     */
    public record Refusal(ConsumerRecord<byte[], byte[]> fact, RuntimeException reason) {}

    public UnusableFactsException(List<Refusal> refusals) {
        super(
                refusals.size() + " facts cannot be used, the first because "
                        + refusals.get(0).reason().getMessage(),
                null,
                false,
                false);
        this.refusals = List.copyOf(refusals);
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
