package io.blackroad.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.control.Region;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The bytes that every other Confluent client expects, written down. */
class WireLayoutTest {

    @Test
    void zeroThenIdBigEndianThenAvro() {
        SchemaRegistry registry = new FixedId(0x01020304);
        byte[] bytes = new FactWriter<>(registry, "control.public.regions-value", Region.class).write(region());

        assertThat(HexFormat.of().formatHex(bytes))
                .startsWith("00" + "01020304" + "0e" + "75732d65617374" /* us-east */);
        assertThat(new FactReader<>(registry, Region.class).read(bytes, null)).isEqualTo(region());
    }

    @Test
    void idsUseAllFourBytes() {
        for (int id : new int[] {1, 255, 256, 65_535, 1 << 24, Integer.MAX_VALUE}) {
            assertThat(WireFormat.schemaId(WireFormat.header(id))).isEqualTo(id);
        }
    }

    @Test
    void registersTheSchemaThatOtherLanguagesSee() {
        FixedId registry = new FixedId(7);
        new FactWriter<>(registry, "subject", MetricSampled.class);

        assertThat(registry.registered.toString()).doesNotContain("avro.java.string");
        assertThat(FactSchemas.of(MetricSampled.class).toString()).contains("avro.java.string");
        assertThat(registry.registered.getFields())
                .hasSameSizeAs(FactSchemas.of(MetricSampled.class).getFields());
    }

    private static Region region() {
        Region region = RandomRecords.specific(Region.class, 1);
        region.put(0, "us-east");
        return region;
    }

    private static final class FixedId implements SchemaRegistry {
        private final int id;
        private Schema registered;

        FixedId(int id) {
            this.id = id;
        }

        @Override
        public int register(String subject, Schema schema) {
            registered = schema;
            return id;
        }

        @Override
        public Schema byId(int asked) {
            assertThat(asked).isEqualTo(id);
            return registered;
        }

        @Override
        public List<Schema> history(String subject) {
            return List.of(registered);
        }
    }
}
