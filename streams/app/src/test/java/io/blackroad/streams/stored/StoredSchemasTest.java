package io.blackroad.streams.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.streams.golden.Golden;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a store was ever written with is kept, and today's reader reads it. */
class StoredSchemasTest {

    static List<Class<? extends SpecificRecord>> stored() {
        return List.of(
                StoredAdvice.class,
                StoredAgent.class,
                StoredAlerts.class,
                StoredClaim.class,
                StoredCostClock.class,
                StoredCounts.class,
                StoredGpuAsks.class,
                StoredGpuFact.class,
                StoredLedger.class,
                StoredLoad.class,
                StoredPaid.class,
                StoredPart.class,
                StoredPartial.class,
                StoredPlacement.class,
                StoredPlacementNews.class,
                StoredPool.class,
                StoredTarget.class,
                StoredTenant.class,
                StoredUse.class,
                CostAccrued.class,
                ScaleDecided.class,
                ScaleJudged.class);
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
}
