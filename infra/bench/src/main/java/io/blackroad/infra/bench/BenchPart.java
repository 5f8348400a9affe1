package io.blackroad.infra.bench;

/** What can be measured alone. */
enum BenchPart {
    THROUGHPUT,
    LATENCY,
    COST
}
