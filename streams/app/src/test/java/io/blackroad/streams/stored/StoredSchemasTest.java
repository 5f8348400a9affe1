package io.blackroad.streams.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.streams.golden.Golden;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a store was ever written with is kept; today's reader reads it, and the version before reads today's. */
class StoredSchemasTest {

    static List<Class<? extends SpecificRecord>> stored() {
        return StoredSchemas.KEPT;
    }

    private static Schema today(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void todaysSchemaIsTheNewestKept(Class<? extends SpecificRecord> type) {
        List<Schema> kept = StoredSchemas.of(type);
        boolean changed = kept.isEmpty() || !kept.get(kept.size() - 1).equals(today(type));
        String next = StoredSchemas.path(type, kept.size() + 1);
        if (changed && Golden.writing()) {
            Golden.write(
                    Path.of("src/main/resources", next), SchemaFormatter.format("json/pretty", today(type)) + "\n");
            return;
        }
        assertThat(changed)
                .as("%s changed; -Dblackroad.golden=write keeps it as %s", type.getSimpleName(), next)
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void todaysReaderReadsEverySchemaKept(Class<? extends SpecificRecord> type) {
        for (Schema older : StoredSchemas.of(type)) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today(type), older)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** As after a rollback, or in the middle of an upgrade. */
    @ParameterizedTest
    @MethodSource("stored")
    void everySchemaKeptReadsTheNext(Class<? extends SpecificRecord> type) {
        List<Schema> kept = StoredSchemas.of(type);
        for (int next = 1; next < kept.size(); next++) {
            SchemaPairCompatibility pair =
                    SchemaCompatibility.checkReaderWriterCompatibility(kept.get(next - 1), kept.get(next));
            assertThat(pair.getType())
                    .as("v%d reads v%d: %s", next, next + 1, pair.getResult().getIncompatibilities())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void todaysSchemaIsRegistered(Class<? extends SpecificRecord> type) {
        InMemoryRegistry registry = new InMemoryRegistry();
        StoredSchemas.register(registry);
        assertThat(registry.history("blackroad.stored." + type.getSimpleName())).containsExactly(today(type));
    }
}
