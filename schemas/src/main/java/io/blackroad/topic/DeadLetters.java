package io.blackroad.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes dead letters with the headers that Kafka Streams gives its own, so that one reader understands all of them. */
public final class DeadLetters {
    /** What the names of their headers begin with. */
    public static final String PREFIX = "__streams.errors.";

    private DeadLetters() {}

    /** The record as it came, headers and time included, with its origin and what was wrong with it. */
    public static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> found, Exception why) {
        return of(Topics.DEAD_LETTER.name(), found, why);
    }

    /** The same for another topic than the catalogue's. */
    public static ProducerRecord<byte[], byte[]> of(String topic, ConsumerRecord<byte[], byte[]> found, Exception why) {
        Long timestamp = found.timestamp() < 0 ? null : found.timestamp();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, timestamp, found.key(), found.value(), found.headers());
        StringWriter trace = new StringWriter();
        why.printStackTrace(new PrintWriter(trace));
        header(letter, "exception", why.getClass().getName());
        header(letter, "message", String.valueOf(why.getMessage()));
        header(letter, "stacktrace", trace.toString());
        header(letter, "topic", found.topic());
        header(letter, "partition", Integer.toString(found.partition()));
        header(letter, "offset", Long.toString(found.offset()));
        return letter;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(PREFIX + name, value.getBytes(UTF_8));
    }
}
