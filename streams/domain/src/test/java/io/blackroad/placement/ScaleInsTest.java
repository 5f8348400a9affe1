package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.Residence.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is named when a target runs fewer replicas. */
class ScaleInsTest {
    private final PlacedRegion region = new PlacedRegion();

    @Test
    void aScaleInNamesIdleReplicas() {
        region.row("w1", "w2");
        fleet(4);
        region.say(new Residence("a01", "api", "r-a01", "w1", 1, 10, Phase.RUNNING, true));
        region.say(new Residence("z", "worker", "r-z", "w1", 1, 1, Phase.RUNNING, false));
        region.scaleIn("us-east.api.7", "api", 4, 2);
        region.tick();
        Planned plan = region.plans().get(0);
        assertThat(plan.decisionId()).isEqualTo("us-east.api.7");
        assertThat(plan.victims()).extracting(Victims.Victim::name).containsExactly("r-a00", "r-a02");
        assertThat(plan.cause()).isEqualTo("decision us-east.api.7 takes 2 of api away: 2 named, 2 of them idle");
    }

    @Test
    void aScaleInOfManyAgentsNamesAllReplicasAndSoManyAgentsAtMost() {
        int most = region.policy.mostMoves();
        region.row("w1");
        for (int agent = 0; agent <= most; agent++) {
            region.say(new Residence("a" + agent, "api", "r" + agent % 2, "w1", 1, 10, Phase.RUNNING, false));
        }
        region.scaleIn("us-east.api.7", "api", 2, 0);
        region.tick();
        List<Victims.Victim> victims = region.plans().get(0).victims();
        assertThat(victims).extracting(Victims.Victim::name).containsExactlyInAnyOrder("r0", "r1");
        assertThat(victims.stream().mapToInt(victim -> victim.agentIds().size()).sum())
                .isEqualTo(most);
    }

    @Test
    void aSecondScaleInNamesOthersThanTheFirst() {
        region.row("w1");
        fleet(6);
        region.scaleIn("us-east.api.7", "api", 6, 4);
        region.tick();
        // What was said before the word reached them comes after it.
        region.say(new Residence("a00", "api", "r-a00", "w1", 1, 10, Phase.RUNNING, true));
        region.scaleIn("us-east.api.8", "api", 4, 3);
        region.tick();
        assertThat(victims()).containsExactly("r-a00", "r-a01", "r-a02");
    }

    @Test
    void twoScaleInsOfOneTickNameEachOnce() {
        region.row("w1");
        fleet(6);
        region.scaleIn("us-east.api.7", "api", 6, 4);
        region.scaleIn("us-east.api.8", "api", 4, 3);
        region.tick();
        assertThat(victims()).containsExactly("r-a00", "r-a01", "r-a02");
    }

    @Test
    void nobodyThatRunsIsNamedWhereThoseThatStartAreEnough() {
        region.row("w1");
        fleet(6);
        region.scaleIn("us-east.api.7", "api", 10, 6);
        region.tick();
        assertThat(region.plans()).isEmpty();
        region.scaleIn("us-east.api.8", "api", 10, 5);
        region.tick();
        assertThat(victims()).containsExactly("r-a00");
    }

    @Test
    void whoIsNamedIsMovedNoMoreAndComesBackIfItGoesOn() {
        region.row("w1");
        fleet(6);
        region.tick();
        region.scaleIn("us-east.api.7", "api", 6, 3);
        region.row("w2");
        region.tick();
        assertThat(region.plans())
                .last()
                .satisfies(plan -> assertThat(plan.moves())
                        .isNotEmpty()
                        .extracting(Move::agentId)
                        .doesNotContain("a00", "a01", "a02"));
        region.pass(60);
        region.runs("a00", "w1");
        region.tick();
        assertThat(region.state.tenant("a00").orElseThrow().said().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void ofAPoolOnlyIdleReplicasAreNamed() {
        region.row("w1");
        fleet(4);
        for (String busy : List.of("a00", "a01", "a03")) {
            region.say(new Residence(busy, "api", "r-" + busy, "w1", 1, 10, Phase.RUNNING, true));
        }
        region.shrinkPool("us-east.api.7", "api", 4, 2);
        region.tick();
        assertThat(victims()).containsExactly("r-a02");
        assertThat(region.plans().get(0).cause())
                .isEqualTo("decision us-east.api.7 takes 2 of api away: 1 named, 1 of them idle");
    }

    @Test
    void agentsOfAPoolWithoutReplicasAreNamedThemselves() {
        region.row("w1");
        for (int agent = 0; agent < 4; agent++) {
            region.say(new Residence("a" + agent, "pool", "", "w1", 1, 10, Phase.RUNNING, agent % 2 == 0));
        }
        region.shrinkPool("us-east.pool.7", "pool", 4, 1);
        region.tick();
        assertThat(victims()).containsExactly("a1", "a3");
    }

    private List<String> victims() {
        return region.plans().stream()
                .map(Planned::victims)
                .flatMap(List::stream)
                .map(Victims.Victim::name)
                .toList();
    }

    private void fleet(int agents) {
        for (int agent = 0; agent < agents; agent++) {
            region.runs(String.format("a%02d", agent), "w1");
        }
    }
}
