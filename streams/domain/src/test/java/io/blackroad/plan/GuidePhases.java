package io.blackroad.plan;

import io.blackroad.cost.PriceRow;
import io.blackroad.cost.PriceUnit;
import java.time.Instant;
import java.util.List;

/** The guide's phases and prices, as tests use them. */
final class GuidePhases {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final long DOLLAR = 1_000_000_000;

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final long GB = 1_000_000_000;

    static final Phase DEVELOPMENT = new Phase(
            "development",
            1,
            100,
            0,
            "now",
            "single-node",
            1,
            List.of(new Resource("worker", "", 1, 8_000, 16 * GB, 0, 100 * GB)));
    static final Phase ALPHA = new Phase(
            "alpha",
            2,
            1_000,
            500 * DOLLAR,
            "2026-Q1",
            "small-cluster",
            1,
            List.of(
                    new Resource("api", "", 2, 2_000, 4 * GB, 0, 0),
                    new Resource("worker", "", 4, 4_000, 8 * GB, 0, 0),
                    new Resource("gpu", "H100", 1, 0, 0, 1, 0),
                    new Resource("database", "PostgreSQL", 1, 4_000, 16 * GB, 0, 100 * GB),
                    new Resource("redis", "Redis", 1, 0, 2 * GB, 0, 0)));
    static final Phase SCALE = new Phase(
            "scale",
            5,
            30_000,
            15_000 * DOLLAR,
            "2026-Q3",
            "massive-scale",
            3,
            List.of(
                    new Resource("worker", "", 150, 8_000, 32 * GB, 0, 0),
                    new Resource("gpu", "H100", 60, 0, 0, 1, 0),
                    new Resource("database", "CockroachDB", 3, 4_000, 16 * GB, 0, 100 * GB),
                    new Resource("redis", "Redis Enterprise", 9, 0, 2 * GB, 0, 0)));

    static final List<Phase> ALL = List.of(SCALE, DEVELOPMENT, ALPHA);

    static final List<PriceRow> PRICES = List.of(
            PriceRow.of("railway", "vcpu", PriceUnit.MINUTE, 463_000, FIRST),
            PriceRow.of("railway", "memory-gb", PriceUnit.MINUTE, 231_000, FIRST),
            PriceRow.of("railway", "gpu-h100", PriceUnit.HOUR, 4_500_000_000L, FIRST),
            PriceRow.of("cloudflare", "request", PriceUnit.EACH, 500, FIRST),
            PriceRow.of("cloudflare", "storage-read", PriceUnit.EACH, 500, FIRST),
            PriceRow.of("cloudflare", "storage-write", PriceUnit.EACH, 5_000, FIRST),
            PriceRow.of("cloudflare", "storage-gb", PriceUnit.MONTH, 15_000_000, FIRST));

    private GuidePhases() {}

    static Plan plan(int agents) {
        return Plans.of(agents, ALL, PRICES, NOW);
    }
}
