package io.blackroad.plan;

import io.blackroad.cost.PriceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Plans fleets: materials in proportion to the phases, priced by the catalogue, beside the guide's table and the budget. */
public final class Plans {
    /** More than this is a slip of the finger. */
    public static final int MOST_AGENTS = 100_000_000;

    private Plans() {}

    /**
     * The plan of a fleet.
     *
     * @param agents 1 to {@value #MOST_AGENTS}
     * @param phases in any order
     * @param prices all rows of the catalogue
     * @param at when the prices have to hold
     * @throws IllegalArgumentException if the number is out of bounds, or no phase says what it is built from
     */
    public static Plan of(int agents, List<Phase> phases, List<PriceRow> prices, Instant at) {
        if (agents < 1 || agents > MOST_AGENTS) {
            throw new IllegalArgumentException(
                    "agents is " + agents + "; allowed are 1 to " + String.format(Locale.ROOT, "%,d", MOST_AGENTS));
        }
        List<Phase> built = phases.stream()
                .filter(phase -> !phase.resources().isEmpty())
                .sorted(Comparator.comparingInt(Phase::ordinal))
                .toList();
        if (built.isEmpty()) {
            throw new IllegalArgumentException(
                    "no phase says what it is built from: its resources are empty in the table phases");
        }
        Materials materials = Materials.of(agents, built);
        Use use = Use.of(agents, materials);
        Catalogue catalogue = new Catalogue(prices, at);
        CostSheet computed = CostSheet.of(use, catalogue);
        CostSheet labelled = CostSheet.of(use, Catalogue.asLabelled(prices, at));
        GuideTable.Row guide = GuideTable.of(agents);
        return new Plan(
                agents,
                planned(materials.phase()),
                agents > materials.phase().maxAgents(),
                agentsPerWorker(materials.phase()),
                materials.lines().stream().map(Plans::material).toList(),
                totals(materials),
                materials.controlPlane(),
                costs(computed, labelled, guide),
                new Plan.Cost("total", computed.total(), labelled.total(), guide.total()),
                guide.agents(),
                new Differences(materials, use, catalogue, computed, guide).sentences(agents, labelled),
                Fits.of(agents, built, materials.phase(), catalogue),
                assumptions());
    }

    private static Plan.PlannedPhase planned(Phase phase) {
        return new Plan.PlannedPhase(
                phase.id(),
                phase.maxAgents(),
                phase.date(),
                phase.architecture(),
                phase.regions(),
                phase.budgetNanoDollars());
    }

    private static Long agentsPerWorker(Phase phase) {
        return phase.resource(Resource.WORKER)
                .map(worker -> Materials.agentsPerWorker(phase, worker))
                .orElse(null);
    }

    private static Plan.Material material(Materials.Line line) {
        Resource each = line.resource();
        return new Plan.Material(
                each.name(),
                each.product(),
                each.count(),
                each.cpuMillis(),
                each.memoryBytes(),
                each.gpus(),
                each.storageBytes(),
                line.reason());
    }

    private static Plan.Totals totals(Materials materials) {
        long cpu = 0;
        long memory = 0;
        long storage = 0;
        for (Materials.Line line : materials.lines()) {
            Resource each = line.resource();
            cpu = Math.addExact(cpu, Math.multiplyExact(each.count(), each.cpuMillis()));
            memory = Math.addExact(memory, Math.multiplyExact(each.count(), each.memoryBytes()));
            storage = Math.addExact(storage, Math.multiplyExact(each.count(), each.storageBytes()));
        }
        return new Plan.Totals(cpu, memory, materials.gpus(), storage);
    }

    private static List<Plan.Cost> costs(CostSheet computed, CostSheet labelled, GuideTable.Row guide) {
        List<Plan.Cost> costs = new ArrayList<>();
        for (Category category : Category.values()) {
            costs.add(new Plan.Cost(
                    category.name().toLowerCase(Locale.ROOT),
                    computed.of(category),
                    labelled.of(category),
                    guide.nanoDollars().get(category)));
        }
        return costs;
    }

    private static List<String> assumptions() {
        return List.of(
                "a month has 730 hours, and everything is held all of it",
                String.format(
                        Locale.ROOT,
                        "an agent stores %.1f GB and makes %,d requests a month, what the guide's table buys it; a read of"
                                + " storage a request, a write to ten",
                        Use.STORED_BYTES_PER_AGENT / 1e9,
                        Use.REQUESTS_PER_AGENT),
                "agents report each second; facts are kept for 7 days in 3 copies",
                "disks cost what object storage costs; databases, Redis and vectors cost their cores, memory and disks");
    }
}
