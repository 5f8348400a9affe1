package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Victims.Victim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VictimsTest {
    private final List<Residence> said = new ArrayList<>();

    @Test
    void idleReplicasGoBeforeBusyOnesAndSmallOnesBeforeLarge() {
        agent("a1", "r1", 10, true);
        agent("a2", "r1", 10, true);
        agent("b1", "r2", 10, false);
        agent("b2", "r2", 10, true);
        agent("c1", "r3", 50, false);
        agent("d1", "r4", 40, false);
        assertThat(Victims.cheapest(Victims.replicas(said), 3))
                .extracting(Victim::name)
                .containsExactly("r4", "r3", "r2");
    }

    @Test
    void aReplicaGoesWithAllItsAgents() {
        agent("b", "r1", 10, false);
        agent("a", "r1", 20, false);
        assertThat(Victims.replicas(said)).containsExactly(new Victim("r1", List.of("a", "b"), 0, 30));
    }

    @Test
    void aPlanNamesAllReplicasAndSoManyAgentsAtMost() {
        for (int agent = 0; agent < 9; agent++) {
            agent("agent-" + agent, "r" + agent / 3, 10, false);
        }
        List<Victim> victims = Victims.cheapest(Victims.replicas(said), 3);
        assertThat(Victims.naming(victims, 4))
                .containsExactly(
                        new Victim("r0", List.of("agent-0", "agent-1", "agent-2"), 0, 30),
                        new Victim("r1", List.of("agent-3"), 0, 30),
                        new Victim("r2", List.of(), 0, 30));
        assertThat(Victims.naming(victims, 9)).isEqualTo(victims);
    }

    @Test
    void whoIsOnItsWayOutIsNotNamedAgain() {
        agent("a", "r1", 10, false);
        said.add(new Residence("b", "api", "r1", "", 1, 10, Phase.DRAINING, false));
        said.add(new Residence("c", "api", "r2", "", 1, 10, Phase.STOPPED, false));
        said.add(new Residence("d", "api", "r3", "", 1, 10, Phase.LOST, false));
        assertThat(Victims.replicas(said)).isEmpty();
        assertThat(Victims.agents(said)).extracting(Victim::name).containsExactly("a");
    }

    @Test
    void ofAPoolOnlyIdleAgentsGo() {
        agent("a", "", 10, true);
        agent("b", "", 10, false);
        agent("c", "", 10, true);
        assertThat(Victims.idle(Victims.agents(said), 2))
                .extracting(Victim::name)
                .containsExactly("b");
    }

    @Test
    void theOrderInWhichTheyAreGivenDoesNotMatter() {
        for (int agent = 0; agent < 50; agent++) {
            agent("agent-" + agent, "r" + agent % 17, 10 + agent % 3, agent % 4 == 0);
        }
        List<Victim> expected = Victims.cheapest(Victims.replicas(said), 9);
        assertThat(expected).hasSize(9);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(said, new Random(seed));
            assertThat(Victims.cheapest(Victims.replicas(said), 9)).isEqualTo(expected);
        }
    }

    private void agent(String id, String replica, long load, boolean busy) {
        said.add(new Residence(id, "api", replica, "", 1, load, Phase.RUNNING, busy));
    }
}
