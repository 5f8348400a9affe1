package io.blackroad.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlansPropertyTest {

    @Property(tries = 100)
    void aLargerFleetOfAPhaseNeverNeedsLess(
            @ForAll @IntRange(min = 1, max = 5_000_000) int one,
            @ForAll @IntRange(min = 1, max = 5_000_000) int other) {
        Materials less = Materials.within(Math.min(one, other), GuidePhases.SCALE);
        Materials more = Materials.within(Math.max(one, other), GuidePhases.SCALE);

        for (int line = 0; line < less.lines().size(); line++) {
            assertThat(less.lines().get(line).resource().count())
                    .isLessThanOrEqualTo(more.lines().get(line).resource().count());
        }
    }

    @Property(tries = 100)
    void everyAgentHasAWorkerThatIsNotFullerThanThePhaseAllows(@ForAll @IntRange(min = 1, max = 3_000_000) int agents) {
        Plan plan = GuidePhases.plan(agents);
        long workers = plan.materials().stream()
                .filter(material -> material.name().equals("worker"))
                .mapToLong(Plan.Material::count)
                .sum();

        assertThat(workers * plan.agentsPerWorker()).isGreaterThanOrEqualTo(agents);
    }

    @Property(tries = 100)
    void theOrderOfPhasesAndPricesChangesNothing(
            @ForAll @IntRange(min = 1, max = 100_000) int agents, @ForAll long seed) {
        List<Phase> phases = new ArrayList<>(GuidePhases.ALL);
        var prices = new ArrayList<>(GuidePhases.PRICES);
        Collections.shuffle(phases, new Random(seed));
        Collections.shuffle(prices, new Random(seed));

        assertThat(Plans.of(agents, phases, prices, GuidePhases.NOW)).isEqualTo(GuidePhases.plan(agents));
    }

    @Property(tries = 100)
    void whatFitsCostsNoMoreThanTheBudget(@ForAll @IntRange(min = 1, max = 60_000) int agents) {
        Plan plan = GuidePhases.plan(agents);
        long fits = plan.fits().agents();
        long budget = plan.phase().budgetNanoDollars();

        if (fits > 0) {
            long cheapest = GuidePhases.ALL.stream()
                    .filter(phase -> fits <= phase.maxAgents())
                    .mapToLong(phase -> cost((int) fits, phase))
                    .min()
                    .orElseThrow();
            assertThat(cheapest).isLessThanOrEqualTo(budget);
        }
        if (agents <= plan.phase().maxAgents() && plan.total().computed() <= budget) {
            assertThat(fits).isGreaterThanOrEqualTo(agents);
        }
    }

    private static long cost(int agents, Phase phase) {
        Use use = Use.of(agents, Materials.within(agents, phase));
        return CostSheet.of(use, new Catalogue(GuidePhases.PRICES, GuidePhases.NOW))
                .total();
    }
}
