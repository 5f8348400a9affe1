package io.blackroad.producer.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.InMemoryRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTailTest {
    private static final String TOPIC = "orders";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();

    private TopicTail tail() {
        AgentClientConfig config = AgentClientConfig.of("nowhere:1", new InMemoryRegistry());
        return new TopicTail(config, List.of(TOPIC), "tail", consumer);
    }

    private void topic() {
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    }

    private void append(long offset) {
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0])));
    }

    @Test
    void aRecordThatFailsIsLeftOutAndTheNextIsHeard() throws InterruptedException {
        topic();
        append(0);
        append(1);
        try (TopicTail tail = tail()) {
            tail.start(record -> {
                heard.add(record.offset());
                if (record.offset() == 0) {
                    throw new IllegalStateException("no such agent");
                }
            });
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isZero();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aBrokerThatCannotBeReadIsReadLater() throws InterruptedException {
        topic();
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not now")));
        append(0);
        try (TopicTail tail = tail()) {
            tail.start(record -> heard.add(record.offset()));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isZero();
        }
    }
}
