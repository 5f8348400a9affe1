package io.blackroad.infra.bench;

import java.util.Locale;

/** What can be measured alone. */
enum BenchPart {
    THROUGHPUT,
    LATENCY,
    COST,
    GATEWAY;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
