package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.schema.control.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Records of producers that are older, newer or other than this program. */
class FactEvolutionTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final FactReader<MetricSampled> reader = new FactReader<>(registry, MetricSampled.class);

    @Test
    void missingFieldTakesItsDefault() {
        Schema older = changed(fields -> fields.removeIf(field -> field.name().equals("queued")));
        MetricSampled reused = RandomRecords.specific(MetricSampled.class, 5);
        reused.setQueued(99);

        MetricSampled fact = reader.read(write(RandomRecords.generic(older, 1)), reused);

        assertThat(fact.getQueued()).isZero();
    }

    @Test
    void unknownFieldsOfAnyShapeAreSkipped() {
        Schema shapes = SchemaBuilder.array()
                .items(SchemaBuilder.map().values().nullable().stringType());
        Schema newer = changed(fields -> {
            fields.add(0, new Field("shapes", shapes, "Any."));
            fields.add(3, new Field("text", Schema.create(Schema.Type.STRING), "Any."));
            fields.add(5, new Field("bytes", Schema.create(Schema.Type.BYTES), "Any."));
            fields.add(6, new Field("ratio", Schema.create(Schema.Type.DOUBLE), "Any."));
        });
        for (long seed = 0; seed < 100; seed++) {
            GenericRecord written = RandomRecords.generic(newer, seed);
            MetricSampled fact = reader.read(write(written), null);
            assertThat(fact.getAgentId()).isEqualTo(written.get("agentId"));
            assertThat(fact.getStoredBytes()).isEqualTo(written.get("storedBytes"));
        }
    }

    @Test
    void intWrittenWhereLongIsReadIsPromoted() {
        Schema older = changed(fields -> fields.replaceAll(field -> field.name().equals("storedBytes")
                ? new Field("storedBytes", Schema.create(Schema.Type.INT), "Small.")
                : field));
        GenericRecord written = RandomRecords.generic(older, 3);
        written.put("storedBytes", -7);

        assertThat(reader.read(write(written), null).getStoredBytes()).isEqualTo(-7);
    }

    @Test
    void symbolOfTheFutureBecomesUnknown() {
        Schema now = FactSchemas.published(LifecycleChanged.class);
        Schema future = new Schema.Parser().parse(now.toString().replace("\"UNKNOWN\",", "\"UNKNOWN\",\"ASCENDED\","));
        GenericRecord written = RandomRecords.generic(future, 3);
        written.put(
                "change", new GenericData.EnumSymbol(future.getField("change").schema(), "ASCENDED"));

        LifecycleChanged fact = new FactReader<>(registry, LifecycleChanged.class).read(write(written), null);

        assertThat(fact.getChange()).isEqualTo(LifecycleChange.UNKNOWN);
    }

    @Test
    void missingFieldWithoutDefaultIsNamed() {
        Schema poor = changed(fields -> fields.removeIf(field -> field.name().equals("agentId")));
        assertThatThrownBy(() -> reader.read(write(RandomRecords.generic(poor, 1)), null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("agentId")
                .hasMessageContaining("MetricSampled");
    }

    @Test
    void recordsOfAnotherTypeAreNamed() {
        byte[] bytes = new FactWriter<>(registry, "regions-value", Region.class)
                .write(RandomRecords.specific(Region.class, 1));
        assertThatThrownBy(() -> reader.read(bytes, null))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("io.blackroad.schema.control.Region")
                .hasMessageContaining("io.blackroad.schema.MetricSampled");
    }

    @Test
    void nullWhereAValueBelongsIsNamedByTheWriter() {
        MetricSampled fact = RandomRecords.specific(MetricSampled.class, 1);
        fact.put("agentId", null);
        FactWriter<MetricSampled> writer = new FactWriter<>(registry, "subject", MetricSampled.class);
        assertThatThrownBy(() -> writer.write(fact))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("MetricSampled.agentId is null");
    }

    @Test
    void unreachableRegistryIsNoFaultOfTheFact() {
        SchemaRegistry down = new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                return 1;
            }

            @Override
            public Schema byId(int id) {
                throw new RegistryUnreachableException("down", null);
            }

            @Override
            public List<Schema> history(String subject) {
                return List.of();
            }
        };
        byte[] bytes = new FactWriter<>(down, "subject", MetricSampled.class)
                .write(RandomRecords.specific(MetricSampled.class, 1));
        assertThatThrownBy(() -> new FactReader<>(down, MetricSampled.class).read(bytes, null))
                .isInstanceOf(RegistryUnreachableException.class)
                .isNotInstanceOf(SerializationException.class);
    }

    @Test
    void projectionOfAnUnknownFieldNamesTheKnownOnes() {
        assertThatThrownBy(() -> FactSchemas.projection(MetricSampled.class, "cpuUsed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cpuUsed")
                .hasMessageContaining("cpuUsedMillis");
    }

    private static Schema changed(Consumer<List<Field>> change) {
        Schema now = FactSchemas.published(MetricSampled.class);
        List<Field> fields = new ArrayList<>();
        now.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
        change.accept(fields);
        List<Field> fresh =
                fields.stream().map(field -> new Field(field, field.schema())).toList();
        return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fresh);
    }

    private byte[] write(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(registry.register("subject", record.getSchema())));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
