package io.blackroad.infra.bench;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be measured alone. */
enum BenchPart {
    THROUGHPUT,
    LATENCY,
    COST,
    GATEWAY,
    RULES,
    PLACEMENT,
    HTTP,
    MEMORY,
    VECTORS,
    SCALEOUT,
    RECOVERY,
    HISTORY;

    /** What is measured when nothing is chosen; the others take minutes more. */
    static final Set<BenchPart> DEFAULT =
            Collections.unmodifiableSet(EnumSet.of(THROUGHPUT, LATENCY, COST, GATEWAY, RULES, PLACEMENT));

    /** What is played or stored in the process itself. */
    static final Set<BenchPart> WITHOUT_BROKER = Collections.unmodifiableSet(EnumSet.of(RULES, PLACEMENT, VECTORS));

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
