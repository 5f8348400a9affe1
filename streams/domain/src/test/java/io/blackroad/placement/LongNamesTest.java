package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.RecordRoom;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Victims.Victim;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names so long that fewer fit into a record than may be in it by number: the others come in the next one. */
class LongNamesTest {
    private static final int LONG = 32_000;

    private final PlacedRegion region = new PlacedRegion();

    @Test
    void whoDoesNotFitIntoAPlanMovesInTheNextOne() {
        region.row("w1", "w2");
        for (int agent = 0; agent < 400; agent++) {
            region.runs(name(agent), "w1");
        }
        region.drain("w1");
        region.obey(60);
        List<String> moved = new ArrayList<>();
        for (Planned plan : region.plans()) {
            List<String> agents = plan.moves().stream().map(Move::agentId).toList();
            assertThat(bytes(agents)).isLessThan(RecordRoom.BYTES);
            moved.addAll(agents);
        }
        assertThat(region.plans().get(0).moves()).hasSizeLessThan(40).hasSizeGreaterThan(20);
        assertThat(moved).hasSize(400).doesNotHaveDuplicates();
        assertThat(region.spread().values()).containsExactly(0, 400);
        assertThat(region.state.counts().done()).isEqualTo(400);
        assertThat(region.state.unfinished()).isFalse();
    }

    @Test
    void whoIsNotNamedGoesOnAndMayBeNamedByTheNextScaleIn() {
        region.row("w1");
        for (int agent = 0; agent < 60; agent++) {
            region.runs(name(agent), "w1");
        }
        region.scaleIn("us-east.api.7", "api", 60, 20);
        region.tick();
        Planned first = region.plans().get(0);
        int named = first.victims().size();
        assertThat(named).isBetween(20, 39);
        assertThat(first.cause())
                .isEqualTo(
                        "decision us-east.api.7 takes 40 of api away: " + named + " named, " + named + " of them idle");
        assertThat(running()).isEqualTo(60 - named);

        region.scaleIn("us-east.api.8", "api", 60 - named, 20);
        region.tick();
        assertThat(region.plans().get(1).victims()).hasSize(40 - named);
        assertThat(running()).isEqualTo(20);
        assertThat(region.plans().stream()
                        .flatMap(plan -> plan.victims().stream())
                        .map(Victim::name))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneThatFitsNowhereIsInNobodysWay() {
        Victim huge = new Victim("r".repeat(RecordRoom.BYTES), List.of("a"), 0, 1);
        Victim small = new Victim("r-b", List.of("b"), 0, 2);
        assertThat(Victims.fitting(List.of(huge, small))).containsExactly(small);
    }

    @Test
    void namesComeBeforeTheIdsOfAgents() {
        List<Victim> victims = new ArrayList<>();
        for (int replica = 0; replica < 20; replica++) {
            victims.add(new Victim(name(replica), List.of("a" + name(replica), "b"), 0, 1));
        }
        assertThat(Victims.fitting(victims)).isEqualTo(victims);
        List<Victim> named = Victims.naming(victims, 100);
        assertThat(named)
                .extracting(Victim::name)
                .containsExactlyElementsOf(victims.stream().map(Victim::name).toList());
        List<String> texts = new ArrayList<>();
        named.forEach(victim -> {
            texts.add(victim.name());
            texts.addAll(victim.agentIds());
        });
        assertThat(bytes(texts)).isLessThan(RecordRoom.BYTES);
        assertThat(named.get(0).agentIds()).hasSize(2);
        assertThat(named.get(19).agentIds()).isEmpty();
    }

    private long running() {
        return region.agents.keySet().stream()
                .filter(agent -> region.state.tenant(agent).orElseThrow().said().phase() == Phase.RUNNING)
                .count();
    }

    private static long bytes(List<String> texts) {
        return texts.stream().mapToLong(RecordRoom::bytes).sum();
    }

    private static String name(int number) {
        return String.format("%03d", number) + "n".repeat(LONG);
    }
}
