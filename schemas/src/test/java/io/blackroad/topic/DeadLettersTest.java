package io.blackroad.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    @Test
    void aLetterIsTheRecordAsItCameWithItsOriginAndItsError() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", "x".getBytes(UTF_8));
        ConsumerRecord<byte[], byte[]> found = new ConsumerRecord<>(
                "topic",
                3,
                42,
                1_000,
                TimestampType.CREATE_TIME,
                1,
                2,
                new byte[] {1},
                new byte[] {2, 3},
                headers,
                null);

        ProducerRecord<byte[], byte[]> letter = DeadLetters.of(found, new IllegalArgumentException("the key is null"));

        assertThat(letter.topic()).isEqualTo("fleet.dead-letter.v1");
        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly(2, 3);
        assertThat(letter.timestamp()).isEqualTo(1_000);
        Map<String, String> said = new TreeMap<>();
        letter.headers().forEach(header -> said.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(said.remove("__streams.errors.stacktrace")).startsWith(IllegalArgumentException.class.getName());
        assertThat(said)
                .isEqualTo(Map.of(
                        "ce_type", "x",
                        "__streams.errors.exception", IllegalArgumentException.class.getName(),
                        "__streams.errors.message", "the key is null",
                        "__streams.errors.topic", "topic",
                        "__streams.errors.partition", "3",
                        "__streams.errors.offset", "42"));
    }

    @Test
    void aRecordWithoutATimeGetsNone() {
        ConsumerRecord<byte[], byte[]> found = new ConsumerRecord<>("topic", 0, 0, null, null);

        assertThat(DeadLetters.of(found, new IllegalStateException()).timestamp())
                .isNull();
    }
}
