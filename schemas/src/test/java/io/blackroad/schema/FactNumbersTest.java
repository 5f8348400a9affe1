package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FactNumbersTest {
    private static final String[] FIELDS = {"sequence", "epoch", "occurredAt", "cpuUsedMillis", "latencyMicros"};

    private final SchemaRegistry registry = new InMemoryRegistry();
    private final FactNumbers numbers = new FactNumbers(registry, MetricSampled.class, FIELDS);
    private final long[] row = new long[FIELDS.length];

    @Test
    void readsWhatTheWholeRecordSays() {
        FactWriter<MetricSampled> writer = new FactWriter<>(registry, "subject", MetricSampled.class);
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            MetricSampled fact = fact(random);
            numbers.read(writer.write(fact), row);
            assertThat(row)
                    .containsExactly(
                            fact.getSequence(),
                            fact.getEpoch(),
                            Micros.of(fact.getOccurredAt()),
                            fact.getCpuUsedMillis(),
                            fact.getLatencyMicros());
        }
    }

    @Test
    void aFieldThatAnOlderSchemaLacksHasItsDefaultAlsoAfterAFactThatHadIt() throws IOException {
        FactWriter<MetricSampled> writer = new FactWriter<>(registry, "subject", MetricSampled.class);
        Schema older = SchemaBuilder.record("MetricSampled")
                .namespace("io.blackroad.schema")
                .fields()
                .name("note")
                .type()
                .nullable()
                .stringType()
                .noDefault()
                .requiredLong("epoch")
                .requiredInt("sequence")
                .requiredLong("occurredAt")
                .requiredInt("cpuUsedMillis")
                .endRecord();
        byte[] old = write(
                older,
                new GenericRecordBuilder(older)
                        .set("note", "skipped")
                        .set("epoch", 5L)
                        .set("sequence", 6)
                        .set("occurredAt", 7L)
                        .set("cpuUsedMillis", 8)
                        .build());

        numbers.read(writer.write(fact(new Random(1))), row);
        numbers.read(old, row);

        assertThat(row).containsExactly(6, 5, 7, 8, 0);
    }

    @Test
    void bytesThatAreNoSuchRecordAreASerializationError() {
        byte[] whole = new FactWriter<>(registry, "subject", MetricSampled.class).write(fact(new Random(3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> numbers.read(cut, row)).isInstanceOf(SerializationException.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> numbers.read(longer, row))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("1 bytes follow");
    }

    @Test
    void anIntBeyondItsRangeIsRefused() throws IOException {
        Schema wide = SchemaBuilder.record("MetricSampled")
                .namespace("io.blackroad.schema")
                .fields()
                .requiredLong("epoch")
                .requiredLong("sequence")
                .requiredLong("occurredAt")
                .requiredLong("cpuUsedMillis")
                .endRecord();
        byte[] bytes = write(
                wide,
                new GenericRecordBuilder(wide)
                        .set("epoch", 1L)
                        .set("sequence", 1L)
                        .set("occurredAt", 1L)
                        .set("cpuUsedMillis", 1L << 32)
                        .build());
        assertThatThrownBy(() -> numbers.read(bytes, row)).isInstanceOf(SerializationException.class);
    }

    @Test
    void aRecordOfAnotherKindAndAFieldThatIsNoNumberAreNamed() {
        byte[] task = new FactWriter<>(registry, "tasks", Placed.class).write(RandomRecords.specific(Placed.class, 1));
        assertThatThrownBy(() -> numbers.read(task, row))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Placed");
        assertThatThrownBy(() -> new FactNumbers(registry, MetricSampled.class, "agentId"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agentId");
    }

    private byte[] write(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(WireFormat.header(registry.register("other", schema)));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static MetricSampled fact(Random random) {
        return MetricSampled.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId("agent-" + random.nextInt())
                .setEpoch(random.nextLong())
                .setSequence(random.nextLong())
                .setOccurredAt(Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000)))
                .setCpuUsedMillis(random.nextInt())
                .setLatencyMicros(random.nextInt())
                .setStoredBytes(random.nextLong())
                .build();
    }
}
