package io.blackroad.plan;

import static io.blackroad.plan.GuidePhases.DOLLAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.cost.PriceRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTest {

    @ParameterizedTest
    @CsvSource({
        // agents, phase, workers, cards, databases, partitions, shards, namespaces
        "1,         development, 1,      0,    0,   8,    16,  10",
        "100,       development, 1,      0,    0,   8,    16,  10",
        "101,       alpha,       1,      1,    1,   8,    16,  10",
        "1000,      alpha,       4,      1,    1,   8,    16,  10",
        "1001,      scale,       6,      3,    3,   8,    16,  10",
        "12456,     scale,       63,     27,   3,   8,    16,  10",
        "30000,     scale,       150,    60,   3,   8,    16,  10",
        "30001,     scale,       153,    63,   6,   8,    32,  20",
        "1000000,   scale,       5001,   2001, 102, 64,   1024, 640"
    })
    void materialsAreInProportionToThePhase(
            int agents,
            String phase,
            long workers,
            long cards,
            long databases,
            int partitions,
            int shards,
            int spaces) {
        Plan plan = GuidePhases.plan(agents);

        assertThat(plan.phase().id()).isEqualTo(phase);
        assertThat(count(plan, "worker")).isEqualTo(workers);
        assertThat(plan.totals().gpus()).isEqualTo(cards);
        assertThat(count(plan, "database")).isEqualTo(databases);
        assertThat(plan.controlPlane().agentPartitions()).isEqualTo(partitions);
        assertThat(plan.controlPlane().memoryShards()).isEqualTo(shards);
        assertThat(plan.controlPlane().vectorNamespaces()).isEqualTo(spaces);
        assertThat(plan.beyond()).isEqualTo(agents > 30_000);
    }

    @Test
    void thirtyThousandAgentsCostWhatTheGuideNeverAddsUp() {
        Plan plan = GuidePhases.plan(30_000);

        assertThat(plan.agentsPerWorker()).isEqualTo(200);
        assertThat(plan.costs())
                .extracting(Plan.Cost::category, Plan.Cost::guide)
                .containsExactly(
                        tuple("cpu", 4_000 * DOLLAR),
                        tuple("memory", 2_000 * DOLLAR),
                        tuple("gpu", 10_000 * DOLLAR),
                        tuple("storage", 1_500 * DOLLAR),
                        tuple("network", 1_500 * DOLLAR));
        assertThat(plan.total().guide()).isEqualTo(19_000 * DOLLAR);
        assertThat(cost(plan, "gpu").computed())
                .as("60 x 4.50 x 730")
                .isEqualTo(197_100 * DOLLAR)
                .isEqualTo(cost(plan, "gpu").asLabelled());
        // 1,200 of workers, 12 of databases, 3 brokers of 2, 2 instances of 1; 0.000463 x 60 x 730 a core.
        assertThat(cost(plan, "cpu").computed()).isEqualTo(1_220L * 20_279_400_000L);
        assertThat(cost(plan, "cpu").asLabelled()).isEqualTo(1_220L * 337_990_000L);
        assertThat(cost(plan, "network").computed())
                .as("requests, reads, a tenth as many writes")
                .isEqualTo(30_000L * (100_000 * 500L + 100_000 * 500L + 10_000 * 5_000L));
        assertThat(plan.total().computed())
                .isEqualTo(plan.costs().stream().mapToLong(Plan.Cost::computed).sum());
    }

    @Test
    void whereTheNumbersPartIsSaid() {
        assertThat(GuidePhases.plan(30_000).differences())
                .satisfiesExactly(
                        cpu -> assertThat(cpu)
                                .startsWith(
                                        "CPU: 1,220 vCPU for 730 hours at $0.000463 a minute are $24,741; the guide's"
                                                + " table has $4,000.")
                                .endsWith("a factor of 60: as labelled it were $412"),
                        memory -> assertThat(memory).startsWith("memory: 4,894 GB for 730 hours at $0.000231 a minute"),
                        gpu -> assertThat(gpu)
                                .isEqualTo("GPU: 60 cards for 730 hours at $4.5 an hour are $197,100; the guide's table"
                                        + " has $10,000, which pays for 3 of them"),
                        network -> assertThat(network).startsWith("network: $4,500, of which $3,000"),
                        table -> assertThat(table)
                                .isEqualTo("budget: the guide's table has $19,000 for 30,000 agents, $4,000 above the"
                                        + " $15,000 of phase scale"),
                        computed ->
                                assertThat(computed).contains("above the $15,000 of phase scale; 71 % of it is gpu"));
    }

    @Test
    void theBudgetsFitIsTheLargestThatItPaysFor() {
        Plan plan = GuidePhases.plan(30_000);

        long fits = plan.fits().agents();
        assertThat(GuidePhases.plan((int) fits).total().computed()).isLessThanOrEqualTo(15_000 * DOLLAR);
        assertThat(GuidePhases.plan((int) fits + 1).total().computed()).isGreaterThan(15_000 * DOLLAR);
        assertThat(plan.fits().withoutGpus()).isGreaterThan(fits);
        assertThat(plan.fits().gpus()).as("cores and memory alone are above it").isZero();
    }

    @Test
    void whatIsLeftOfTheBudgetPaysForCards() {
        Phase rich = new Phase(
                "rich",
                1,
                1_000,
                10_000 * DOLLAR,
                "",
                "",
                1,
                List.of(new Resource("worker", "", 4, 1_000, 0, 0, 0), new Resource("gpu", "H100", 50, 0, 0, 1, 0)));

        Plan plan = Plans.of(1_000, List.of(rich), GuidePhases.PRICES, GuidePhases.NOW);

        long cards = plan.fits().gpus();
        long rest = plan.total().computed() - cost(plan, "gpu").computed();
        assertThat(rest + cards * 3_285 * DOLLAR).isLessThanOrEqualTo(10_000 * DOLLAR);
        assertThat(rest + (cards + 1) * 3_285 * DOLLAR).isGreaterThan(10_000 * DOLLAR);
    }

    @Test
    void whatHasNoPriceIsNotKnownAndSaid() {
        List<PriceRow> withoutCards = GuidePhases.PRICES.stream()
                .filter(row -> !row.item().startsWith("gpu"))
                .toList();

        Plan plan = Plans.of(30_000, GuidePhases.ALL, withoutCards, GuidePhases.NOW);

        assertThat(cost(plan, "gpu").computed()).isNull();
        assertThat(cost(plan, "cpu").computed()).isNotNull();
        assertThat(plan.total().computed()).isNull();
        assertThat(plan.fits()).isEqualTo(new Plan.Fit(null, null, null));
        assertThat(plan.differences())
                .startsWith("no price holds for gpu-h100: its column and the total are not known");
    }

    @Test
    void pricesOfAnotherTimeDoNotHold() {
        Plan plan = Plans.of(10, GuidePhases.ALL, GuidePhases.PRICES, GuidePhases.NOW.minusSeconds(86_400 * 100));

        assertThat(plan.total().computed()).isNull();
    }

    @Test
    void oneMachineHoldsTheControlPlaneToo() {
        Plan plan = GuidePhases.plan(50);

        assertThat(plan.materials()).extracting(Plan.Material::name).containsExactly("worker");
        assertThat(plan.controlPlane().brokers()).isEqualTo(1);
        assertThat(GuidePhases.plan(500).materials())
                .extracting(Plan.Material::name)
                .containsExactly("api", "worker", "gpu", "database", "redis", "broker", "streams");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Plans.MOST_AGENTS + 1})
    void numbersThatNoFleetHasAreRefused(int agents) {
        assertThatThrownBy(() -> GuidePhases.plan(agents))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("agents is " + agents + "; allowed are 1 to 100,000,000");
    }

    @Test
    void theLargestFleetThatIsAllowedOverflowsNothing() {
        Plan plan = GuidePhases.plan(Plans.MOST_AGENTS);

        assertThat(plan.total().computed()).isGreaterThan(100_000_000 * DOLLAR);
        assertThat(plan.controlPlane().agentPartitions()).isEqualTo(8_192);
    }

    @Test
    void aPhaseWithoutResourcesPlansNothing() {
        Phase empty = new Phase("scale", 5, 30_000, 0, "", "", 0, List.of());

        assertThatThrownBy(() -> Plans.of(10, List.of(empty), GuidePhases.PRICES, GuidePhases.NOW))
                .hasMessageContaining("no phase says what it is built from");
    }

    private static long count(Plan plan, String name) {
        return plan.materials().stream()
                .filter(material -> material.name().equals(name))
                .mapToLong(Plan.Material::count)
                .sum();
    }

    private static Plan.Cost cost(Plan plan, String category) {
        return plan.costs().stream()
                .filter(cost -> cost.category().equals(category))
                .findFirst()
                .orElseThrow();
    }
}
