package io.blackroad.placement;

import java.util.List;

/**
 * What a region's stage hears in one tick.
 *
 * @param rows its workers as the control table has them now, in any order
 * @param said what became known of its agents, in order for each agent
 * @param scaleIns targets that are to run fewer replicas
 * @param live false while facts of the past are read: then nothing is decided
 */
public record PlacementInput(List<WorkerRow> rows, List<Residence> said, List<ScaleIn> scaleIns, boolean live) {
    public PlacementInput {
        rows = List.copyOf(rows);
        said = List.copyOf(said);
        scaleIns = List.copyOf(scaleIns);
    }

    /**
     * A decision by which a target runs fewer replicas.
     *
     * @param replicas how many go
     * @param toReplicas how many stay: replicas that have not started yet go before any that runs
     * @param idleOnly true for a pool: whoever works is not named
     */
    public record ScaleIn(String decisionId, String service, int replicas, int toReplicas, boolean idleOnly) {}
}
