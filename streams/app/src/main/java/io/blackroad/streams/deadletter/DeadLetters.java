package io.blackroad.streams.deadletter;

import io.blackroad.streams.deadletter.UnusableFactsException.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Dead letters as Kafka Streams writes them: the bytes as they came, with origin and error in the headers. */
final class DeadLetters {
    private static final String PREFIX = "__streams.errors.";

    private DeadLetters() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Refusal refusal) {
        ConsumerRecord<byte[], byte[]> fact = refusal.fact();
        RuntimeException reason = refusal.reason();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, fact.timestamp(), fact.key(), fact.value(), fact.headers());
        StringWriter trace = new StringWriter();
        reason.printStackTrace(new PrintWriter(trace, true));
        add(letter, "exception", reason.getClass().getName());
        add(letter, "message", reason.getMessage());
        add(letter, "stacktrace", trace.toString());
        add(letter, "topic", fact.topic());
        add(letter, "partition", Integer.toString(fact.partition()));
        add(letter, "offset", Long.toString(fact.offset()));
        return letter;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        Headers headers = letter.headers();
        headers.add(PREFIX + name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
