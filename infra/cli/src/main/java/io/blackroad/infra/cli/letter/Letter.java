package io.blackroad.infra.cli.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.topic.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter.
 *
 * @param offset its place among the dead letters, which names it
 * @param at time of the record that became it
 * @param topic where that was read from; empty when the letter does not say
 * @param partition of that topic
 * @param origin offset there
 * @param exception class of what was thrown; empty when unknown
 * @param message why it could not be used
 * @param trace where that was found out
 * @param key bytes as they came; null for none
 * @param value bytes as they came; null for none
 * @param headers those that the record had itself
 */
public record Letter(
        long offset,
        Instant at,
        String topic,
        int partition,
        long origin,
        String exception,
        String message,
        String trace,
        byte[] key,
        byte[] value,
        List<Header> headers) {

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        List<Header> own = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                own.add(header);
            }
        }
        return new Letter(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                text(record, "topic"),
                (int) number(record, "partition"),
                number(record, "offset"),
                text(record, "exception"),
                firstLine(text(record, "message")),
                text(record, "stacktrace"),
                record.key(),
                record.value(),
                List.copyOf(own));
    }

    /** The record as it was, for the topic that it was read from. */
    ProducerRecord<byte[], byte[]> again() {
        return new ProducerRecord<>(topic, null, at.toEpochMilli(), key, value, headers);
    }

    /** The key as people read it. */
    String keyText() {
        return key == null ? "" : new String(key, UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(DeadLetters.PREFIX + name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        try {
            return Long.parseLong(text(record, name));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
