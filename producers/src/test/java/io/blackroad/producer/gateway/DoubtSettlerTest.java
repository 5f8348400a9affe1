package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.gateway.EventMemory.Claim;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What may have been written is written again only after the log was read to where it ended, some time after the broker came back. */
class DoubtSettlerTest {
    private static final TopicPartition PARTITION = new TopicPartition("facts", 0);
    private static final EventKey KEY = new EventKey(1, 2);
    private static final Rejection FAILED = Rejection.of(ProblemType.KAFKA_UNAVAILABLE, "down");

    private final EventMemory memory = new EventMemory(GatewayLimits.defaults(), () -> 0L);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final DoubtSettler settler = new DoubtSettler(memory, consumer, List.of(PARTITION));

    DoubtSettlerTest() {
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 5);
        memory.claim(KEY, why -> {});
        memory.failed(KEY, false, FAILED);
    }

    private Claim claim() {
        return memory.claim(KEY, why -> {});
    }

    @Test
    void waitsForACalmBrokerAndForTheEndOfItsLog() {
        consumer.updateEndOffsets(Map.of(PARTITION, 5L));
        settler.step(0);
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));
        settler.step(DoubtSettler.CALM_NANOS - 1);
        assertThat(claim()).isEqualTo(Claim.IN_DOUBT);
        settler.step(DoubtSettler.CALM_NANOS);
        settler.step(DoubtSettler.CALM_NANOS + 1);
        assertThat(claim()).as("the log has two more facts to read").isEqualTo(Claim.IN_DOUBT);
        consumer.seek(PARTITION, 7);
        settler.step(DoubtSettler.CALM_NANOS + 2);
        assertThat(claim()).isEqualTo(Claim.NEW);
    }

    @Test
    void doesNothingWithoutDoubts() {
        memory.settle(List.of(KEY));
        settler.step(0);
        settler.step(DoubtSettler.CALM_NANOS);
        assertThat(claim()).isEqualTo(Claim.NEW);
    }
}
