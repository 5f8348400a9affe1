package io.blackroad.plan;

import java.util.List;

/**
 * What a fleet of so many agents needs, what that costs, and how the numbers that people go by contradict. Money is
 * nano-dollars a month of 730 hours; null where something has no price.
 *
 * @param agents agents that are planned for
 * @param phase the phase that is large enough for them, or the last
 * @param beyond true when no phase is large enough
 * @param agentsPerWorker agents that a worker holds; null when the phase has no workers
 * @param materials what there is
 * @param totals all of it together
 * @param controlPlane what this system itself needs
 * @param costs a line a column of the guide's table
 * @param total their sum
 * @param guideAgents size of the fleet that the guide's table is read at
 * @param differences where the computed cost, the guide's table and the phase's budget part, and why
 * @param fits what the budget pays for
 * @param assumptions what was taken as given
 */
public record Plan(
        int agents,
        PlannedPhase phase,
        boolean beyond,
        Long agentsPerWorker,
        List<Material> materials,
        Totals totals,
        ControlPlane controlPlane,
        List<Cost> costs,
        Cost total,
        int guideAgents,
        List<String> differences,
        Fit fits,
        List<String> assumptions) {
    public Plan {
        materials = List.copyOf(materials);
        costs = List.copyOf(costs);
        differences = List.copyOf(differences);
        assumptions = List.copyOf(assumptions);
    }

    /** The phase, without what it is built from, which is in the materials. */
    public record PlannedPhase(
            String id, int maxAgents, String date, String architecture, int regions, long budgetNanoDollars) {}

    /**
     * Machines of one kind.
     *
     * @param reason why so many
     */
    public record Material(
            String name,
            String product,
            long count,
            int cpuMillis,
            long memoryBytes,
            int gpus,
            long storageBytes,
            String reason) {}

    /** Sums over the machines. */
    public record Totals(long cpuMillis, long memoryBytes, long gpus, long storageBytes) {}

    /**
     * One cost from every side.
     *
     * @param computed materials times prices
     * @param asLabelled the same if cores and memory cost by the hour what they cost by the minute, as the guide labels it
     * @param guide the guide's table
     */
    public record Cost(String category, Long computed, Long asLabelled, Long guide) {}

    /**
     * What the budget pays for.
     *
     * @param agents the largest fleet whose computed cost is within the budget; null when something has no price
     * @param gpus cards that this fleet could have, everything else paid; 0 when that is too dear already
     * @param withoutGpus the largest fleet if it had no cards; null when something has no price
     */
    public record Fit(Long agents, Long gpus, Long withoutGpus) {}
}
