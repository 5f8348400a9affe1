package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    private static final RebalancePolicy POLICY = RebalancePolicy.DEFAULT;
    private static final long NOW = 1_000_000;

    @Test
    void aRegionWithinTheTriggersIsLeftAlone() {
        List<Worker> workers = List.of(live("a", 119), live("b", 100), live("c", 81));
        assertThat(plan(workers, false)).isEqualTo(RebalancePlan.NONE);
    }

    @Test
    void whatHasBegunGoesOnToTheBandAndThenStops() {
        List<Worker> workers = List.of(live("a", 119), live("b", 100), live("c", 81));
        RebalancePlan plan = plan(workers, true);
        assertThat(plan.moves()).hasSize(14).allMatch(move -> move.toWorker().equals("c"));
        assertThat(plan.cause()).contains("not within 95 to 105 % of the mean, 100.0");
        assertThat(plan(RebalanceRounds.moved(workers, plan.moves(), NOW), true))
                .isEqualTo(RebalancePlan.NONE);
    }

    @Test
    void theCauseNamesTheWorkerAndTheMean() {
        assertThat(plan(List.of(live("a", 130), live("b", 90), live("c", 80)), false)
                        .cause())
                .isEqualTo("a has a load of 130, over 120 % of the mean, 100.0");
        assertThat(plan(List.of(live("a", 100), live("b", 100), live("new", 50)), false)
                        .cause())
                .isEqualTo("new has a load of 50, under 80 % of the mean, 83.3");
    }

    @Test
    void idleAgentsMoveBeforeBusyOnes() {
        List<Resident> residents = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            residents.add(new Resident("a-" + number, 1, number < 80, Resident.NEVER));
        }
        RebalancePolicy whole = new RebalancePolicy(120, 80, 105, 95, 25, 100, 0);
        RebalancePlan plan = Rebalance.plan(
                List.of(new Worker("a", Worker.State.LIVE, residents), live("b", 20)), whole, false, NOW);
        List<String> idle = residents.stream()
                .filter(resident -> !resident.busy())
                .map(Resident::agentId)
                .toList();
        assertThat(plan.moves()).hasSize(25);
        assertThat(plan.moves().subList(0, 20)).extracting(Move::agentId).containsExactlyInAnyOrderElementsOf(idle);
    }

    @Test
    void anAgentThatWasMovedStaysForTheCooldown() {
        List<Resident> residents = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            residents.add(new Resident("a-" + number, 1, false, NOW - POLICY.cooldownMillis() + (number < 90 ? 1 : 0)));
        }
        RebalancePlan plan = plan(List.of(new Worker("a", Worker.State.LIVE, residents), live("b", 20)), false);
        assertThat(plan.moves())
                .hasSize(10)
                .allMatch(move -> Integer.parseInt(move.agentId().substring(2)) >= 90);
        assertThat(plan.unfinished()).isTrue();
    }

    @Test
    void nothingComesOntoAWorkerThatStartsOrDrains() {
        List<Worker> workers = List.of(
                live("a", 300),
                new Worker("starting", Worker.State.STARTING, List.of()),
                new Worker("draining", Worker.State.DRAINING, agents("draining", 5)),
                live("b", 10));
        RebalancePlan plan = plan(workers, false);
        assertThat(plan.moves()).isNotEmpty().allMatch(move -> move.toWorker().equals("b"));
        assertThat(plan.moves().subList(0, 5))
                .allMatch(move -> move.fromWorker().equals("draining"));
        assertThat(plan.cause()).isEqualTo("draining is draining with 5 agents");
    }

    @Test
    void agentsOfALostWorkerArePlacedAtOnceWhateverTheShares() {
        List<Worker> workers =
                List.of(live("a", 100), live("b", 90), new Worker("gone", Worker.State.LOST, agents("gone", 100)));
        RebalancePlan plan = plan(workers, false);
        assertThat(plan.moves()).hasSize(100).allMatch(move -> move.fromWorker().equals("gone"));
        assertThat(plan.moves()).filteredOn(move -> move.toWorker().equals("b")).hasSize(55);
        assertThat(plan.lowerBound()).isEqualTo(100);
        assertThat(plan.unfinished()).isFalse();
    }

    @Test
    void withoutALiveWorkerThereIsNothingToPlan() {
        assertThat(plan(List.of(new Worker("gone", Worker.State.LOST, agents("gone", 3))), false))
                .isEqualTo(RebalancePlan.NONE);
        assertThat(plan(List.of(), true)).isEqualTo(RebalancePlan.NONE);
    }

    @Test
    void anAgentTooLargeToHelpIsNotMovedBackAndForth() {
        List<Worker> workers = List.of(
                new Worker("a", Worker.State.LIVE, List.of(new Resident("giant", 100, false, Resident.NEVER))),
                live("b", 10));
        RebalancePlan plan = plan(workers, false);
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.unfinished()).isTrue();
    }

    @Test
    void policiesThatContradictThemselvesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RebalancePolicy(120, 98, 105, 95, 25, 10, 0))
                .withMessageContaining("pullBelow <= low");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RebalancePolicy(120, 80, 105, 95, 0, 10, 0))
                .withMessageContaining("1 to 100 percent");
    }

    private static RebalancePlan plan(List<Worker> workers, boolean unfinished) {
        return Rebalance.plan(workers, POLICY, unfinished, NOW);
    }

    private static Worker live(String name, int agents) {
        return new Worker(name, Worker.State.LIVE, agents(name, agents));
    }

    private static List<Resident> agents(String worker, int count) {
        List<Resident> agents = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            agents.add(new Resident(worker + "-" + number, 1, false, Resident.NEVER));
        }
        return agents;
    }
}
