package io.blackroad.streams.query;

import io.blackroad.plan.Resource;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import java.util.List;

/** Rows of the table of phases for the domain. */
public final class PhaseWire {
    private PhaseWire() {}

    /** The phases. */
    public static List<io.blackroad.plan.Phase> phases(List<Phase> rows) {
        return rows.stream().map(PhaseWire::phase).toList();
    }

    /** One of them. */
    public static io.blackroad.plan.Phase phase(Phase row) {
        return new io.blackroad.plan.Phase(
                row.getId(),
                row.getOrdinal(),
                row.getMaxAgents(),
                row.getMonthlyBudgetNanoDollars(),
                row.getDate(),
                row.getArchitecture(),
                row.getRegions(),
                row.getResources().stream().map(PhaseWire::resource).toList());
    }

    private static Resource resource(PhaseResource row) {
        return new Resource(
                row.getName(),
                row.getProduct(),
                row.getCount(),
                row.getCpuMillis(),
                row.getMemoryBytes(),
                row.getGpus(),
                row.getStorageBytes());
    }
}
