package io.blackroad.plan;

import java.util.List;

/** What a budget pays for. */
final class Fits {
    private Fits() {}

    /** What the budget of the plan's phase pays for. */
    static Plan.Fit of(int agents, List<Phase> phases, Phase phase, Catalogue catalogue) {
        List<Phase> withoutGpus = phases.stream().map(Fits::withoutGpus).toList();
        Long rest = cost(agents, withoutGpus(phase), catalogue);
        if (rest == null || cost(agents, phase, catalogue) == null) {
            return new Plan.Fit(null, null, null);
        }
        long budget = phase.budgetNanoDollars();
        return new Plan.Fit(
                largest(budget, phases, catalogue),
                cards(budget - rest, agents, phase, catalogue),
                largest(budget, withoutGpus, catalogue));
    }

    /** A smaller fleet may be built as a smaller phase, or cost less as a small one of a large phase: the best of all. */
    private static long largest(long budget, List<Phase> phases, Catalogue catalogue) {
        long largest = 0;
        for (Phase phase : phases) {
            largest = Math.max(largest, largest(budget, phase, catalogue));
        }
        return largest;
    }

    /** Within one phase, cost rises with the agents. */
    private static long largest(long budget, Phase phase, Catalogue catalogue) {
        int fits = 0;
        int tooMany = phase.maxAgents() + 1;
        while (tooMany - fits > 1) {
            int middle = fits + (tooMany - fits) / 2;
            Long cost = cost(middle, phase, catalogue);
            if (cost != null && cost <= budget) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static Long cards(long money, int agents, Phase phase, Catalogue catalogue) {
        Resource gpu = phase.resources().stream()
                .filter(resource -> resource.gpus() > 0)
                .findFirst()
                .orElse(null);
        if (gpu == null || money <= 0) {
            return 0L;
        }
        long most = Materials.within(agents, phase).gpus();
        long fits = 0;
        long tooMany = most + 1;
        while (tooMany - fits > 1) {
            long middle = fits + (tooMany - fits) / 2;
            Use cards = Use.ofCards(gpu, middle);
            Long cost = CostSheet.of(cards, catalogue).total();
            if (cost != null && cost <= money) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return fits;
    }

    private static Long cost(int agents, Phase phase, Catalogue catalogue) {
        return CostSheet.of(Use.of(agents, Materials.within(agents, phase)), catalogue)
                .total();
    }

    private static Phase withoutGpus(Phase phase) {
        return new Phase(
                phase.id(),
                phase.ordinal(),
                phase.maxAgents(),
                phase.budgetNanoDollars(),
                phase.date(),
                phase.architecture(),
                phase.regions(),
                phase.resources().stream()
                        .filter(resource -> resource.gpus() == 0)
                        .toList());
    }
}
