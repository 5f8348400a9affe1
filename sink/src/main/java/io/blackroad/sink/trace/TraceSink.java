package io.blackroad.sink.trace;

import io.blackroad.client.http.JsonHttp;
import io.blackroad.client.http.JsonReply;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.session.SessionThread;
import io.blackroad.topic.Topics;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives decisions and their answers to an OpenTelemetry collector, on one thread of its own. What the collector did not take
 * is sent again, with the same ids; only what it refuses for good is left out, and said in the log.
 */
public final class TraceSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TraceSink.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final TraceSinkConfig config;
    private final FactReader<ScaleDecided> decisions;
    private final FactReader<ScaleApplied> answers;
    private final JsonHttp http = new JsonHttp(REQUEST_LIMIT);
    private final DecisionSpans spans = new DecisionSpans();
    private final SessionThread thread = new SessionThread("trace-sink", this::runSession, STOP_LIMIT);
    private volatile long exported;

    public TraceSink(TraceSinkConfig config, SchemaRegistry registry) {
        this.config = Objects.requireNonNull(config, "config");
        this.decisions = new FactReader<>(registry, ScaleDecided.class);
        this.answers = new FactReader<>(registry, ScaleApplied.class);
    }

    /** Starts the thread and returns at once. */
    public void start() {
        thread.start();
    }

    /** Why it stopped by itself; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return thread.failure();
    }

    /** Spans that the collector took. */
    public long exported() {
        return exported;
    }

    /** Stops after the batch at hand. */
    @Override
    public void close() {
        thread.close();
    }

    private void runSession() {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.SCALE_DECIDED.name(), Topics.SCALE_APPLIED.name()));
            while (thread.isWanted()) {
                step(consumer);
            }
        } catch (KafkaException e) {
            LOG.warn("the sink of traces starts over: {}", e.toString());
            thread.pause(RETRY);
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<DecisionSpan> found = new ArrayList<>();
        // Decisions first: an answer begins where its decision ended.
        records.records(Topics.SCALE_DECIDED.name())
                .forEach(record -> decided(record).ifPresent(found::add));
        records.records(Topics.SCALE_APPLIED.name())
                .forEach(record -> applied(record).ifPresent(found::add));
        if (found.isEmpty() || isTaken(found)) {
            consumer.commitSync();
            return;
        }
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).get(0).offset());
        }
        thread.pause(RETRY);
    }

    private Optional<DecisionSpan> decided(ConsumerRecord<byte[], byte[]> record) {
        try {
            ScaleDecided decided = decisions.read(record.value(), null);
            return spans.of(decided, record.headers(), Instant.ofEpochMilli(record.timestamp()));
        } catch (SerializationException e) {
            return unreadable(record, e);
        }
    }

    private Optional<DecisionSpan> applied(ConsumerRecord<byte[], byte[]> record) {
        try {
            return spans.of(answers.read(record.value(), null), record.headers());
        } catch (SerializationException e) {
            return unreadable(record, e);
        }
    }

    /** Whoever has to act on the record sets it aside; here it is only left out. */
    private static Optional<DecisionSpan> unreadable(
            ConsumerRecord<byte[], byte[]> record, SerializationException why) {
        LOG.warn("left out: {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), why.getMessage());
        return Optional.empty();
    }

    /** False when the same spans are to be sent again. */
    private boolean isTaken(List<DecisionSpan> found) {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.traces())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(OtlpJson.request(found)));
        config.headers().forEach(request::header);
        JsonReply reply;
        try {
            reply = http.send(request.build());
        } catch (UncheckedIOException e) {
            LOG.warn(
                    "the collector does not answer, {} spans wait: {}",
                    found.size(),
                    e.getCause().getMessage());
            return false;
        }
        if (reply.isSuccess()) {
            exported += found.size();
            return true;
        }
        LOG.warn("the collector answers {} to {} spans: {}", reply.status(), found.size(), reply.body());
        return !reply.mayPass();
    }
}
