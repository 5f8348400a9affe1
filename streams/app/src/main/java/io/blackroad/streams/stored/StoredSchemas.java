package io.blackroad.streams.stored;

import io.blackroad.schema.CostAccrued;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas that values in stores and internal topics were ever written with: resources {@code stored/RECORD/vN.avsc},
 * counted from 1. A store outlives the version that wrote it, and its values name their schema by fingerprint alone. So a
 * version keeps the schemas of all before it, and registers its own for those before it, which may come back.
 */
public final class StoredSchemas {

    /** Whatever a changelog or an internal topic holds. */
    static final List<Class<? extends SpecificRecord>> KEPT = List.of(
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
            LoadSampled.class,
            ScaleDecided.class,
            ScaleJudged.class);

    /** Calls at once: one after the other would keep a start waiting longer than the schemas of facts do. */
    private static final int CALLS = 8;

    private StoredSchemas() {}

    /**
     * Registers today's schema of everything that is kept.
     *
     * @throws SchemaRegistryException if the registry refuses one or cannot be reached
     */
    public static void register(SchemaRegistry registry) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<CompletableFuture<Integer>> calls = KEPT.stream()
                    .map(type -> CompletableFuture.supplyAsync(
                            () -> registry.register(subject(type), FactSchemas.of(type)), threads))
                    .toList();
            calls.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof SchemaRegistryException refused ? refused : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Where the schemas of a record are registered. */
    static String subject(Class<?> type) {
        return "blackroad.stored." + type.getSimpleName();
    }

    /** Schemas of a record, oldest first; empty for records that no store keeps over an upgrade. */
    static List<Schema> of(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream resource = StoredSchemas.class.getResourceAsStream("/" + path(type, version))) {
                if (resource == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(resource));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path(type, version), e);
            }
        }
    }

    static String path(Class<?> type, int version) {
        return "stored/" + type.getSimpleName() + "/v" + version + ".avsc";
    }
}
