package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.WorkerState.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All workers of a region die, at once or one after the other: it comes back by itself. */
class LostRegionTest {
    private static final int AGAIN_SECONDS = 600;

    private final PlacedRegion region = new PlacedRegion();

    @Test
    void agentsOfARegionThatDiedAsAWholeArePlacedAnewAfterTenMinutes() {
        fleet(12, "w1", "w2", "w3");
        everybodyDies("w1", "w2", "w3");
        assertThat(region.pass(AGAIN_SECONDS - 1)).isEmpty();
        assertThat(region.state.workers()).allMatch(worker -> worker.status() == Status.LOST);
        List<PlacementDecision> told = region.tick();
        assertThat(told).hasSize(12);
        assertThat(region.state.workers()).allMatch(worker -> worker.status() == Status.LIVE);
        region.obey(told);
        region.obey(5);
        assertThat(region.spread().values()).containsExactly(4, 4, 4);
        assertThat(region.pass(2 * AGAIN_SECONDS)).isEmpty();
    }

    @Test
    void newcomersArePlacedAgainOnceTheRowsAreWrittenAnew() {
        fleet(4, "w1", "w2");
        everybodyDies("w1", "w2");
        region.runs("new", "");
        assertThat(region.pass(5)).isEmpty();
        region.row("w1", "w2");
        List<PlacementDecision> told = region.tick();
        assertThat(told)
                .extracting(each -> ((Placed) each).agentId())
                .containsExactly("a00", "a01", "a02", "a03", "new");
        assertThat(told)
                .extracting(each -> ((Placed) each).reason())
                .first()
                .asString()
                .startsWith("w1 was lost: w1 has the least load of 2 live workers, 0");
        region.obey(told);
        region.obey(5);
        assertThat(region.spread().values()).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void whoWasForgivenIsLostAgainWithTheNextAgentThatIs() {
        fleet(4, "w1", "w2");
        everybodyDies("w1", "w2");
        region.row("w1", "w2");
        region.tick();
        region.runs("a00", "w1");
        region.tick();
        region.enter("a00", Phase.LOST);
        region.tick();
        assertThat(region.worker("w1").status()).isEqualTo(Status.LOST);
        assertThat(region.worker("w2").status()).isEqualTo(Status.LIVE);
    }

    @Test
    void whatWasForgivenIsRememberedThroughARestartAndANewWorker() {
        fleet(4, "w1", "w2");
        everybodyDies("w1", "w2");
        region.row("w1", "w2");
        region.tick();
        region.state = PlacementState.restore(
                region.agents.keySet().stream()
                        .map(agent -> region.state.tenant(agent).orElseThrow())
                        .toList(),
                region.state.workers(),
                region.state.plan(),
                region.state.counts(),
                region.state.unfinished(),
                region.state.lookMillis());
        region.row("w3");
        region.tick();
        assertThat(region.state.workers()).allMatch(worker -> worker.status() == Status.LIVE);
    }

    @Test
    void aDeployThatRestartsEveryWorkerUnderItsNameEndsBalanced() {
        String[] workers = {"w1", "w2", "w3", "w4"};
        fleet(80, workers);
        for (String worker : workers) {
            region.dies(worker);
            region.obey(40);
            assertThat(region.worker(worker).status()).isEqualTo(Status.LOST);
            region.row(worker);
            region.obey(20);
        }
        region.obey(1_300);
        assertThat(region.spread().values()).hasSize(4).allMatch(agents -> agents >= 19 && agents <= 21);
        assertThat(region.state.plan()).isEqualTo(OpenPlan.NONE);
    }

    @Test
    void aDeployThatDrainsEveryWorkerAtOnceEndsBalanced() {
        String[] workers = {"w1", "w2", "w3", "w4"};
        fleet(80, workers);
        for (String worker : workers) {
            region.drain(worker);
        }
        region.obey(60);
        region.row("new-1", "new-2");
        region.obey(20);
        region.row("new-3", "new-4");
        region.obey(1_300);
        for (String worker : workers) {
            assertThat(region.spread()).containsEntry(worker, 0);
            region.delete(worker);
        }
        assertThat(region.spread().values()).hasSize(4).allMatch(agents -> agents >= 19 && agents <= 21);
    }

    private void fleet(int agents, String... workers) {
        region.row(workers);
        for (int agent = 0; agent < agents; agent++) {
            region.runs(String.format("a%02d", agent), workers[agent % workers.length]);
        }
        region.tick();
    }

    private void everybodyDies(String... workers) {
        for (String worker : workers) {
            region.dies(worker);
        }
        region.tick();
    }
}
