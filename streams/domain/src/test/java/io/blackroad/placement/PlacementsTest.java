package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.PlacementDecision.Forgotten;
import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.WorkerState.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementsTest {
    private final PlacedRegion region = new PlacedRegion();

    @Test
    void agentsWithoutAWorkerGoToTheLeastLoadedCountingThoseThatAreOnTheirWay() {
        region.row("w1", "w2", "w3");
        region.runs("old-1", "w1");
        region.runs("old-2", "w1");
        region.runs("a", "");
        region.runs("b", "");
        region.runs("c", "");
        region.tick();
        region.runs("d", "");
        region.tick();
        assertThat(region.placed()).extracting(Placed::agentId).containsExactly("a", "b", "c", "d");
        assertThat(region.placed()).extracting(Placed::worker).containsExactly("w2", "w3", "w2", "w3");
        assertThat(region.placed().get(2).reason())
                .isEqualTo("it has no worker: w2 has the least load of 3 live workers, 10, the agent asks for 10");
    }

    @Test
    void whoSaysWhereItRunsIsLeftThere() {
        region.row("w1", "w2");
        region.runs("a", "w1");
        region.runs("b", "elsewhere");
        assertThat(region.pass(700)).isEmpty();
    }

    @Test
    void aPlacementIsSaidOnceHoweverOftenTheAgentIsHeardOf() {
        region.row("w1");
        region.runs("a", "");
        region.tick();
        for (int i = 0; i < 700; i++) {
            region.runs("a", "");
            region.tick();
        }
        assertThat(region.placed()).hasSize(1);
        assertThat(region.worker("w1").agents()).isEqualTo(1);
    }

    @Test
    void aBootThatSaysNoWorkerIsPlacedAnewAndOneThatSaysItsWorkerIsNot() {
        region.row("w1");
        region.runs("a", "");
        region.tick();
        region.say(new Residence("a", "api", "r", "w1", 2, 10, Phase.RUNNING, false));
        region.tick();
        region.say(new Residence("a", "api", "r", "", 3, 10, Phase.RUNNING, false));
        region.tick();
        assertThat(region.placed()).extracting(Placed::sequence).containsExactly(1L, 2L);
    }

    @Test
    void withoutWorkersNobodyIsPlacedAndAllAreOnceThereIsOne() {
        region.runs("a", "");
        assertThat(region.pass(5)).isEmpty();
        region.row("w1");
        assertThat(region.tick()).extracting(each -> ((Placed) each).worker()).containsExactly("w1");
    }

    @Test
    void whoIsForgottenBelongsNowhere() {
        region.row("w1");
        region.runs("a", "");
        region.runs("b", "w1");
        region.tick();
        region.enter("a", Phase.FORGOTTEN);
        region.enter("b", Phase.FORGOTTEN);
        assertThat(region.tick()).containsExactly(new Forgotten("a"));
        assertThat(region.state.agents()).isZero();
        assertThat(region.worker("w1").agents()).isZero();
    }

    @Test
    void agentsOfALostWorkerArePlacedAnewAndItGetsNothingUntilItIsHeardOf() {
        region.row("w1", "w2", "w3");
        fleet(12, "w1", "w2", "w3");
        region.tick();
        region.dies("w1");
        List<PlacementDecision> told = region.tick();
        assertThat(told).hasSize(4).allMatch(each -> !((Placed) each).worker().equals("w1"));
        assertThat(((Placed) told.get(0)).reason())
                .startsWith("w1 is lost: w2 has the least load of 2 live workers, 40");
        region.obey(told);
        region.obey(100);
        assertThat(region.worker("w1").status()).isEqualTo(Status.LOST);
        assertThat(region.spread())
                .containsEntry("w1", 0)
                .containsEntry("w2", 6)
                .containsEntry("w3", 6);
        region.runs("late", "w1");
        region.tick();
        assertThat(region.worker("w1").status()).isEqualTo(Status.LIVE);
    }

    @Test
    void aWorkerWithOneAgentThatIsHeardOfIsNotLost() {
        region.row("w1", "w2");
        fleet(8, "w1", "w2");
        region.tick();
        region.dies("w1");
        region.enter("a00", Phase.RUNNING);
        region.enter("a02", Phase.RUNNING);
        region.enter("a04", Phase.RUNNING);
        assertThat(region.tick()).isEmpty();
        assertThat(region.worker("w1").status()).isEqualTo(Status.LIVE);
        assertThat(region.worker("w1").load()).as("who is lost takes no room").isEqualTo(3 * PlacedRegion.LOAD);
    }

    @Test
    void agentsOfAWorkerWithoutARowArePlacedAnewAndAgainWhenTheyDoNotGo() {
        region.row("w1", "w2");
        region.runs("a", "w1");
        region.tick();
        region.delete("w1");
        region.tick();
        assertThat(region.placed()).extracting(Placed::worker).containsExactly("w2");
        assertThat(region.placed().get(0).reason()).startsWith("w1 is removed: ");
        region.pass(600);
        assertThat(region.placed()).hasSize(1);
        region.pass(100);
        assertThat(region.placed()).as("tried again after ten minutes").hasSize(2);
    }

    @Test
    void aWorkerThatIsAddedIsFilled() {
        region.row("w1", "w2", "w3", "w4");
        fleet(40, "w1", "w2", "w3", "w4");
        region.tick();
        region.row("w5");
        region.obey(30);
        assertThat(region.spread().values()).allMatch(agents -> agents == 8);
        assertThat(region.state.counts())
                .isEqualTo(new PlacementCounts(8, region.plans().size(), 8, 8, 0, 0));
        assertThat(region.plans().get(0).cause()).isEqualTo("w1 has a load of 100, over 120 % of the mean, 80.0");
        assertThat(region.placed()).as("what moved is placed where it went").hasSize(8);
    }

    @Test
    void aWorkerThatIsAddedIsFilledAlsoByAgentsLargerThanTheBandIsWide() {
        for (int worker = 1; worker <= 10; worker++) {
            region.row("w" + worker);
            for (int agent = 0; agent < (worker <= 4 ? 8 : 9); agent++) {
                region.say(new Residence(
                        "a" + worker + "-" + agent, "api", "r", "w" + worker, 1, 40, Phase.RUNNING, false));
            }
        }
        region.tick();
        region.row("w11");
        region.obey(30);
        assertThat(region.spread()).containsEntry("w11", 7);
        assertThat(region.spread().values()).allMatch(agents -> agents >= 7 && agents <= 9);
        assertThat(region.state.plan()).isEqualTo(OpenPlan.NONE);
        assertThat(region.pass(700)).isEmpty();
    }

    @Test
    void aWorkerThatDrainsIsEmptied() {
        region.row("w1", "w2", "w3");
        fleet(30, "w1", "w2", "w3");
        region.tick();
        region.drain("w1");
        region.obey(60);
        assertThat(region.spread())
                .containsEntry("w1", 0)
                .containsEntry("w2", 15)
                .containsEntry("w3", 15);
        assertThat(region.plans().get(0).cause()).isEqualTo("w1 is draining with 10 agents");
        assertThat(region.state.plan()).isEqualTo(OpenPlan.NONE);
    }

    @Test
    void aDeployThatRollsOverAllWorkersEndsBalanced() {
        region.row("w1", "w2", "w3", "w4");
        fleet(80, "w1", "w2", "w3", "w4");
        region.tick();
        for (int worker = 1; worker <= 4; worker++) {
            region.row("new-" + worker);
            region.drain("w" + worker);
            region.obey(700);
            assertThat(region.spread()).containsEntry("w" + worker, 0);
            region.delete("w" + worker);
        }
        region.obey(700);
        assertThat(region.spread().values()).hasSize(4).allMatch(agents -> agents >= 19 && agents <= 21);
    }

    @Test
    void thereIsNeverASecondPlanWhileOneIsOpen() {
        region.row("w1", "w2");
        fleet(40, "w1");
        region.tick();
        assertThat(region.plans()).hasSize(1);
        region.pass(59);
        assertThat(region.plans()).hasSize(1);
        region.pass(1);
        assertThat(region.state.counts().givenUp())
                .isEqualTo(region.plans().get(0).moves().size());
    }

    @Test
    void aMoveThatIsNotAnsweredIsGivenUpAndOthersAreTried() {
        region.row("w1", "w2");
        fleet(40, "w1");
        region.tick();
        List<Move> first = region.plans().get(0).moves();
        region.pass(60);
        assertThat(region.state.counts().givenUp()).isEqualTo(first.size());
        assertThat(region.plans().get(1).moves())
                .extracting(Move::agentId)
                .doesNotContainAnyElementsOf(first.stream().map(Move::agentId).toList());
        assertThat(region.worker("w1").load() + region.worker("w2").load()).isEqualTo(400);
    }

    @Test
    void lateAndRepeatedAnswersChangeNothingButThePlace() {
        region.row("w1", "w2");
        fleet(40, "w1");
        region.tick();
        Move move = region.plans().get(0).moves().get(0);
        region.runs(move.agentId(), "w2");
        region.tick();
        region.runs(move.agentId(), "w2");
        region.tick();
        assertThat(region.state.counts().done()).isEqualTo(1);
        Move late = region.plans().get(0).moves().get(1);
        region.pass(60);
        region.runs(late.agentId(), "w2");
        region.tick();
        assertThat(region.state.counts().done()).isEqualTo(1);
        Tenant there = region.state.tenant(late.agentId()).orElseThrow();
        assertThat(there.home()).isEqualTo("w2");
        assertThat(there.movedMillis()).as("it rests from now on").isEqualTo(1_000 * region.seconds);
        assertThat(region.worker("w2").heard()).isEqualTo(2);
    }

    @Test
    void anAgentThatStopsDuringItsMoveHoldsNothingUp() {
        region.row("w1", "w2");
        fleet(40, "w1");
        region.tick();
        Planned plan = region.plans().get(0);
        plan.moves().forEach(move -> region.enter(move.agentId(), Phase.STOPPED));
        region.tick();
        assertThat(region.state.counts().ended()).isEqualTo(plan.moves().size());
        assertThat(region.plans()).as("the next round is planned at once").hasSize(2);
    }

    @Test
    void aWorkerThatDiesInMidPlanEndsThePlanAndTheRestIsPlannedAnew() {
        region.row("w1", "w2", "w3");
        fleet(40, "w1");
        fleet(1, "w2", "w3");
        region.tick();
        Planned plan = region.plans().get(0);
        Move answered = plan.moves().stream()
                .filter(move -> move.toWorker().equals("w2"))
                .findFirst()
                .orElseThrow();
        region.runs(answered.agentId(), "w2");
        region.tick();
        region.dies("w2");
        List<PlacementDecision> told = region.tick();
        assertThat(region.state.counts().ended()).isEqualTo(plan.moves().size() - 1);
        assertThat(told).filteredOn(Placed.class::isInstance).isNotEmpty();
        region.obey(told);
        region.obey(60);
        assertThat(region.spread()).containsEntry("w2", 0);
        assertThat(Math.abs(region.spread().get("w1") - region.spread().get("w3")))
                .isLessThanOrEqualTo(2);
        assertThat(region.state.plan()).isEqualTo(OpenPlan.NONE);
    }

    @Test
    void whereAnAgentSaysThatItRunsIsRepeatedButNoOrder() {
        region.row("w1", "w2");
        region.runs("a", "");
        region.tick();
        assertThat(region.placed()).extracting(Placed::said).containsExactly(false);
        region.runs("a", "w1");
        region.tick();
        region.runs("a", "w2");
        region.tick();
        assertThat(region.placed()).extracting(Placed::worker).containsExactly("w1", "w2");
        assertThat(region.placed()).extracting(Placed::said).containsExactly(false, true);
    }

    @Test
    void nothingIsDecidedWhileThePastIsRead() {
        region.row("w1", "w2");
        fleet(8, "w1", "w2");
        region.tick();
        region.dies("w1");
        region.runs("new", "");
        assertThat(region.tick(false)).isEmpty();
        region.enter("a00", Phase.RUNNING);
        region.enter("a02", Phase.RUNNING);
        region.enter("a04", Phase.RUNNING);
        region.enter("a06", Phase.RUNNING);
        assertThat(region.tick()).extracting(each -> ((Placed) each).agentId()).containsExactly("new");
    }

    @Test
    void whoGoesToAnotherRegionKeepsThePlaceThatItHasThere() {
        region.row("w1");
        region.runs("a", "");
        region.tick();
        region.enter("a", Phase.LEFT);
        assertThat(region.tick()).isEmpty();
        assertThat(region.state.agents()).isZero();
    }

    @Test
    void whoComesFromAnotherRegionIsSaidToBeHereWhereverItSaysThatItRuns() {
        region.row("w1", "w2");
        region.say(new Residence("a", "api", "r", "w2", 1, 10, Phase.RUNNING, false, true));
        region.say(new Residence("b", "api", "r", "", 1, 10, Phase.RUNNING, false, true));
        assertThat(region.tick())
                .containsExactly(
                        new Placed("a", "w2", 2, "it says that it runs there now", true),
                        new Placed(
                                "b",
                                "w1",
                                2,
                                "it has no worker: w1 has the least load of 2 live workers, 0, the agent asks for 10",
                                false));
    }

    @Test
    void aRegionWithoutWorkersForgetsItsAgentsAndCountsOn() {
        region.row("w1", "w2");
        fleet(40, "w1");
        region.runs("new", "");
        region.tick();
        PlacementCounts counts = region.state.counts();
        var outcome = Placements.leave(region.policy, region.state, Instant.ofEpochSecond(9));
        assertThat(outcome.decisions()).containsExactly(new Forgotten("new"));
        region.state = outcome.state();
        assertThat(region.state.agents()).isZero();
        assertThat(region.state.workers()).isEmpty();
        assertThat(region.state.plan()).isEqualTo(OpenPlan.NONE);
        assertThat(region.state.changed()).hasSize(41);
        assertThat(region.state.counts())
                .isEqualTo(counts.withEnded(region.plans().get(0).moves().size()));
        region.runs("a00", "w1");
        region.tick();
        assertThat(region.worker("w1").agents()).isEqualTo(1);
    }

    @Test
    void whatIsRestoredDecidesTheSame() {
        region.row("w1", "w2", "w3");
        fleet(40, "w1");
        region.tick();
        PlacementState before = region.state;
        List<Tenant> tenants = region.agents.keySet().stream()
                .map(agent -> before.tenant(agent).orElseThrow())
                .toList();
        region.state = PlacementState.restore(
                tenants, before.workers(), before.plan(), before.counts(), before.unfinished(), before.lookMillis());
        assertThat(region.state.workers()).isEqualTo(before.workers());
        List<PlacementDecision> told = region.pass(61);
        region.state = before;
        region.seconds = 1;
        assertThat(region.pass(61)).isEqualTo(told).isNotEmpty();
    }

    private void fleet(int agents, String... workers) {
        for (int agent = 0; agent < agents; agent++) {
            String prefix = workers.length > 1 && agents == 1 ? "b" : "a";
            region.runs(String.format("%s%02d", prefix, agent), workers[agent % workers.length]);
        }
        if (workers.length > 1 && agents == 1) {
            region.runs("b01", workers[1]);
        }
    }
}
