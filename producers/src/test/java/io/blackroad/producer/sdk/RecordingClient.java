package io.blackroad.producer.sdk;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A client over Kafka's mock producer and a clock that stands until it is moved; reads back what was sent. */
public final class RecordingClient {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MockProducer<byte[], byte[]> producer;
    private final AgentClient client;
    private Instant now = START;

    public RecordingClient() {
        this(true);
    }

    /** @param autoComplete whether the broker acknowledges at once */
    public RecordingClient(boolean autoComplete) {
        this(new MockProducer<>(autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    public RecordingClient(MockProducer<byte[], byte[]> producer) {
        this.producer = producer;
        this.client = AgentClient.over(config(), producer, () -> now);
    }

    private AgentClientConfig config() {
        // The longest heartbeat: no test here waits for one, those of the wheel turn it themselves.
        return AgentClientConfig.of("127.0.0.1:9092", registry).withHeartbeatInterval(Duration.ofMinutes(10));
    }

    public AgentClient client() {
        return client;
    }

    public MockProducer<byte[], byte[]> producer() {
        return producer;
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public List<LifecycleChanged> lifecycles() {
        return facts(Topics.LIFECYCLE_CHANGED);
    }

    public List<TaskChanged> tasks() {
        return facts(Topics.TASK_CHANGED);
    }

    public List<MetricSampled> metrics() {
        return facts(Topics.METRIC_SAMPLED);
    }

    public <V extends SpecificRecord> List<V> facts(Topic<V> topic) {
        FactReader<V> reader = new FactReader<>(registry, topic.type());
        return records(topic).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    public List<String> keys(Topic<?> topic) {
        return records(topic).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<ProducerRecord<byte[], byte[]>> records(Topic<?> topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .toList();
    }
}
