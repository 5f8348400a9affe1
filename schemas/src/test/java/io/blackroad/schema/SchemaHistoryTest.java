package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every released schema are read by today's reader, and no schema changes without a new release. */
class SchemaHistoryTest {
    private static final int SEEDS = 50;

    static Stream<Topic<?>> topics() {
        return SchemaHistory.topics().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void newestReleaseIsTheCurrentSchema(Topic<?> topic) {
        List<Schema> released = SchemaHistory.of(topic.type());
        String current = FactSchemas.published(topic.type()).toString();
        assertThat(released)
                .as("run SchemaHistory.main in schemas/ to release the first schema of %s", topic.name())
                .isNotEmpty();
        assertThat(current)
                .as(
                        "the schema of %s changed; run SchemaHistory.main in schemas/ to release it as %s",
                        topic.name(), SchemaHistory.file(topic.type(), released.size() + 1))
                .isEqualTo(SchemaHistory.newest(released).toString());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void currentSchemaReadsEveryRelease(Topic<?> topic) {
        Schema current = FactSchemas.of(topic.type());
        for (Schema released : SchemaHistory.of(topic.type())) {
            SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(current, released);
            assertThat(pair.getType())
                    .as("%s", pair.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** As after a rollback, or in the middle of an upgrade. */
    @ParameterizedTest
    @MethodSource("topics")
    void everyReleaseReadsTheNext(Topic<?> topic) {
        List<Schema> released = SchemaHistory.of(topic.type());
        for (int next = 1; next < released.size(); next++) {
            SchemaPairCompatibility pair =
                    SchemaCompatibility.checkReaderWriterCompatibility(released.get(next - 1), released.get(next));
            assertThat(pair.getType())
                    .as("v%d reads v%d: %s", next, next + 1, pair.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void recordsOfEveryReleaseAreRead(Topic<?> topic) throws IOException {
        read(topic);
    }

    private static <T extends SpecificRecord> void read(Topic<T> topic) throws IOException {
        InMemoryRegistry registry = new InMemoryRegistry();
        FactReader<T> reader = new FactReader<>(registry, topic.type());
        for (Schema released : SchemaHistory.of(topic.type())) {
            int id = registry.register(topic.subject(), released);
            for (long seed = 0; seed < SEEDS; seed++) {
                GenericRecord written = RandomRecords.generic(released, seed);
                T fact = reader.read(framed(id, written), null);
                assertThat(fact.get(1).toString()).isEqualTo(expected(written, fact));
            }
        }
    }

    /** The second field under its name: enough to see that the right bytes reached the right field. */
    private static String expected(GenericRecord written, SpecificRecord fact) {
        return written.get(fact.getSchema().getFields().get(1).name()).toString();
    }

    private static byte[] framed(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        return out.toByteArray();
    }

    @Test
    void historyHoldsNothingElse() throws IOException {
        Set<Path> known = SchemaHistory.topics().stream()
                .map(topic -> SchemaHistory.file(topic.type(), 1).getParent())
                .collect(Collectors.toSet());
        try (Stream<Path> folders = Files.list(Path.of("history"))) {
            assertThat(folders).allMatch(known::contains);
        }
        for (Topic<?> topic : SchemaHistory.topics()) {
            try (Stream<Path> files =
                    Files.list(SchemaHistory.file(topic.type(), 1).getParent())) {
                assertThat(files).hasSameSizeAs(SchemaHistory.of(topic.type()));
            }
        }
    }
}
