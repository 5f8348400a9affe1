package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.Compatibility;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.IncompatibleSchemaException;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.RegisteredSchema;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.RegistrySettings;
import io.blackroad.schema.RegistryUnreachableException;
import io.blackroad.schema.SchemaRegistration;
import io.blackroad.schema.UnknownSchemaException;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our registry client and wire format against a real registry, with Confluent's own client as the judge. Its Avro is a
 * shaded copy, so what crosses between the two worlds is bytes and JSON only.
 */
class RegistryInteropIT {
    private static final String SUBJECT = Topics.METRIC_SAMPLED.subject();
    private static final Schema METRIC = FactSchemas.published(MetricSampled.class);
    private static final int HEADER_BYTES = 5;

    @TempDir
    static Path folder;

    private static RegistryProcess registry;
    private static RegistryClient ours;
    private static CachedSchemaRegistryClient confluents;

    @BeforeAll
    static void start() {
        registry = RegistryProcess.start(folder, 0, line -> {});
        ours = RegistryClient.of(registry.url());
        confluents = new CachedSchemaRegistryClient(registry.url().toString(), 100);
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void confluentsClientReadsWhatWeRegistered() throws Exception {
        Map<String, Integer> ids = SchemaRegistration.registerAll(ours);

        assertThat(SchemaRegistration.registerAll(RegistryClient.of(registry.url())))
                .isEqualTo(ids);
        assertThat(ours.subjects()).containsAll(ids.keySet());
        for (Topic<?> topic : Topics.all()) {
            if (topic.type() == null) {
                continue;
            }
            Schema schema = FactSchemas.published(topic.type());
            int id = ids.get(topic.subject());
            String theirs = confluents.getSchemaById(id).canonicalString();
            assertThat(new Schema.Parser().parse(theirs)).isEqualTo(schema);
            assertThat(confluents.getId(topic.subject(), new AvroSchema(schema.toString())))
                    .isEqualTo(id);
            assertThat(ours.lookUp(topic.subject(), schema))
                    .contains(new RegisteredSchema(topic.subject(), 1, id, schema));
            assertThat(ours.latest(topic.subject())).isEqualTo(ours.version(topic.subject(), 1));
            assertThat(ours.versions(topic.subject())).containsExactly(1);
            assertThat(ours.history(topic.subject())).containsExactly(schema);
            assertThat(RegistryClient.of(registry.url()).byId(id)).isEqualTo(schema);
        }
    }

    @Test
    void confluentsFramingReadsOurRecord() throws Exception {
        byte[] bytes = new FactWriter<>(ours, SUBJECT, MetricSampled.class).write(metric());
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);

        var writerSchema = new ConfluentSchemaRegistryCoder(SUBJECT, confluents).readSchema(in);
        var decoder = org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory.get()
                .directBinaryDecoder(in, null);
        var record = new org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader<
                        org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord>(writerSchema)
                .read(null, decoder);

        assertThat(record.get("agentId")).hasToString("agent-1");
        assertThat(record.get("storedBytes")).isEqualTo(Long.MAX_VALUE);
        assertThat(record.get("occurredAt")).isEqualTo(1_500_000L);
        assertThat(in.available()).isZero();
    }

    @Test
    void weReadARecordFramedByConfluents() throws Exception {
        var schema = new org.apache.flink.avro.shaded.org.apache.avro.Schema.Parser().parse(METRIC.toString());
        var record = new org.apache.flink.avro.shaded.org.apache.avro.generic.GenericData.Record(schema);
        var reader = new org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader<
                org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord>(schema);
        byte[] body = body(metric());
        var decoder = org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory.get()
                .binaryDecoder(body, null);
        reader.read(record, decoder);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ConfluentSchemaRegistryCoder(SUBJECT, confluents).writeSchema(schema, out);
        var encoder = org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory.get()
                .directBinaryEncoder(out, null);
        new org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter<>(schema).write(record, encoder);

        assertThat(new FactReader<>(ours, MetricSampled.class).read(out.toByteArray(), null))
                .isEqualTo(metric());
    }

    @Test
    void plainAvroWithAHeaderByHandIsReadAndReadsOurs() throws Exception {
        int id = ours.register(SUBJECT, METRIC);
        GenericRecord generic = new GenericDatumReader<GenericRecord>(METRIC)
                .read(null, DecoderFactory.get().binaryDecoder(body(metric()), null));
        assertThat(generic.get("agentId")).hasToString("agent-1");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(out);
        header.writeByte(0);
        header.writeInt(id);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(METRIC).write(generic, encoder);
        encoder.flush();

        assertThat(new FactReader<>(ours, MetricSampled.class).read(out.toByteArray(), null))
                .isEqualTo(metric());
    }

    @Test
    void incompatibleSchemaIsRefusedByName() throws Exception {
        String subject = "incompatible-value";
        ours.register(
                subject, SchemaBuilder.record("R").fields().requiredInt("n").endRecord());
        Schema other = SchemaBuilder.record("R").fields().requiredString("n").endRecord();

        assertThat(ours.incompatibilities(subject, other)).isNotEmpty();
        assertThat(confluents.testCompatibility(subject, new AvroSchema(other.toString())))
                .isFalse();
        assertThatThrownBy(() -> ours.register(subject, other))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining(subject)
                .hasMessageContaining("409")
                .hasMessageContaining(registry.url().toString());
        Schema grown = SchemaBuilder.record("R")
                .fields()
                .requiredInt("n")
                .optionalInt("m")
                .endRecord();
        assertThat(ours.incompatibilities(subject, grown)).isEmpty();
        assertThat(ours.incompatibilities("nobody-has-it-value", other)).isEmpty();
    }

    @Test
    void levelIsBackwardTransitiveUnlessASubjectHasItsOwn() throws Exception {
        assertThat(ours.compatibility()).isEqualTo(Compatibility.BACKWARD_TRANSITIVE);
        String subject = "level-value";
        ours.register(subject, METRIC);
        ours.setCompatibility(subject, Compatibility.FULL);
        assertThat(ours.compatibility(subject)).contains(Compatibility.FULL);
        assertThat(confluents.getCompatibility(subject)).isEqualTo("FULL");
    }

    @Test
    void whatIsNotThereIsToldApart() {
        assertThatThrownBy(() -> ours.byId(4711)).isInstanceOf(UnknownSchemaException.class);
        assertThatThrownBy(() -> ours.byId(Integer.MAX_VALUE)).isInstanceOf(UnknownSchemaException.class);
        assertThat(ours.versions("nobody-has-it-value")).isEmpty();
        assertThat(ours.latest("nobody-has-it-value")).isEmpty();
        assertThat(ours.lookUp("nobody-has-it-value", METRIC)).isEmpty();
        assertThat(ours.compatibility("nobody-has-it-value")).isEmpty();
    }

    @Test
    void outageIsTemporaryAndIdsStay(@TempDir Path own) {
        RegistrySettings impatient;
        int id;
        int port;
        try (RegistryProcess first = RegistryProcess.start(own, 0, line -> {})) {
            port = first.url().getPort();
            impatient = RegistrySettings.of(first.url()).withPatience(Duration.ofSeconds(5), 2, Duration.ofMillis(1));
            id = new RegistryClient(impatient).register(SUBJECT, METRIC);
            first.kill();
        }
        RegistryClient client = new RegistryClient(impatient);
        assertThatThrownBy(() -> client.byId(id)).isInstanceOf(RegistryUnreachableException.class);
        try (RegistryProcess second = RegistryProcess.start(own, port, line -> {})) {
            assertThat(second.isAlive()).isTrue();
            assertThat(client.byId(id)).isEqualTo(METRIC);
            assertThat(client.register(SUBJECT, METRIC)).isEqualTo(id);
        }
    }

    private static MetricSampled metric() {
        return MetricSampled.newBuilder()
                .setEventId(new EventId(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
                .setAgentId("agent-1")
                .setEpoch(1_789_000_000_000_000L)
                .setSequence(1)
                .setOccurredAt(Instant.ofEpochMilli(1_500))
                .setCpuUsedMillis(-1)
                .setStoredBytes(Long.MAX_VALUE)
                .build();
    }

    private static byte[] body(MetricSampled fact) {
        byte[] framed = new FactWriter<>(ours, SUBJECT, MetricSampled.class).write(fact);
        ByteBuffer body = ByteBuffer.wrap(framed, HEADER_BYTES, framed.length - HEADER_BYTES);
        byte[] copy = new byte[body.remaining()];
        body.get(copy);
        return copy;
    }
}
