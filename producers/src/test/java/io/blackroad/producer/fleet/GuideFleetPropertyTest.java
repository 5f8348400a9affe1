package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GuideFleetPropertyTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Property(tries = 300)
    void comesNearAnyNumberAndLeavesRoomToTriple(@ForAll @IntRange(min = 17, max = 40_000) int agents) {
        FleetPlan plan = FleetPlan.guide(agents, DELAY);

        assertThat(plan.agents()).isBetween((int) (agents * 0.97), (int) Math.ceil(agents * 1.03));
        for (TargetPlan target : plan.targets()) {
            int max = target.service().equals("api") ? 50 : target.service().equals("worker") ? 100 : 20;
            assertThat(target.initialReplicas()).as(target.id()).isBetween(target.minReplicas(), max);
        }
    }
}
