package io.blackroad.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.client.answer.Decision;
import io.blackroad.client.answer.LimitStep;
import io.blackroad.client.answer.Proposal;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DecisionSubscriptionTest {
    private static final String TOPIC = Topics.SCALE_DECIDED.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private static final Schema SCHEMA = ScaleDecided.getClassSchema();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void returnsWhatIsDecidedFromNowOn() {
        DecisionSubscription decisions = open(config());
        add(5, decided(1));
        add(6, decided(2));

        List<Decision> found = decisions.poll(Duration.ofMillis(10));

        assertThat(found).extracting(Decision::sequence).containsExactly(1L, 2L);
        Decision first = found.get(0);
        assertThat(first.target()).isEqualTo("us-east/api");
        assertThat(first.direction()).isEqualTo(Decision.Direction.UP);
        assertThat(first.isOrder()).isTrue();
        assertThat(first.proposals()).containsExactly(new Proposal("GUIDE", 7, "above the band"));
        assertThat(first.limits()).containsExactly(new LimitStep("MAXIMUM", 9, 7, "at most 7"));
        assertThat(decisions.poll(Duration.ofMillis(10))).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoDecision() {
        DecisionSubscription decisions = open(config());
        add(5, "no Avro".getBytes(UTF_8));
        add(6, decided(1));

        assertThat(decisions.poll(Duration.ofMillis(10))).hasSize(1);
        assertThat(decisions.skipped()).isEqualTo(1);
    }

    @Test
    void aShadowsDecisionIsNoOrder() {
        DecisionSubscription decisions = open(config());
        GenericRecord shadow = record(1);
        shadow.put("shadow", "adaptive");
        add(5, written(shadow));

        assertThat(decisions.poll(Duration.ofMillis(10)).get(0).isOrder()).isFalse();
    }

    private DecisionSubscriptionConfig config() {
        return DecisionSubscriptionConfig.of("127.0.0.1:9092", registry);
    }

    private DecisionSubscription open(DecisionSubscriptionConfig config) {
        Node node = new Node(0, "127.0.0.1", 9092);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 5L));
        DecisionSubscription subscription = new DecisionSubscription(config, consumer);
        subscription.begin();
        assertThat(consumer.position(PARTITION)).isEqualTo(5);
        return subscription;
    }

    private void add(long offset, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, "us-east/api".getBytes(UTF_8), value));
    }

    private byte[] decided(long sequence) {
        return written(record(sequence));
    }

    /** As any writer in any language would. */
    private byte[] written(GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        int id = registry.register(Topics.SCALE_DECIDED.subject(), SCHEMA);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Whatever evidence: nobody here reads it. */
    private static GenericRecord record(long sequence) {
        GenericRecord record =
                (GenericRecord) new RandomData(SCHEMA, 1, sequence).iterator().next();
        record.put("decisionId", "us-east.api." + sequence);
        record.put("region", "us-east");
        record.put("service", "api");
        record.put("sequence", sequence);
        record.put("direction", symbol("direction", "UP"));
        record.put("binding", symbol("binding", "MAXIMUM"));
        record.put("shadow", null);
        record.put("proposals", List.of(part("proposals", symbol("proposals", "GUIDE"), 7, "above the band")));
        record.put("limits", List.of(part("limits", "MAXIMUM", 9, 7, "at most 7")));
        return record;
    }

    private static GenericRecord part(String field, Object... values) {
        GenericRecord part =
                new GenericData.Record(SCHEMA.getField(field).schema().getElementType());
        for (int i = 0; i < values.length; i++) {
            part.put(i, values[i]);
        }
        return part;
    }

    private static Object symbol(String field, String name) {
        Schema schema = SCHEMA.getField(field).schema();
        Schema of = schema.getType() == Schema.Type.ARRAY
                ? schema.getElementType().getField("kind").schema()
                : schema;
        return new GenericData.EnumSymbol(of, name);
    }
}
