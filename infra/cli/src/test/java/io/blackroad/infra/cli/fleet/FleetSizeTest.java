package io.blackroad.infra.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.TargetPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetSizeTest {
    @Test
    void aNewFleetHasTheAgentsAskedFor() {
        assertThat(plan(Set.of(), Map.of()).agents()).isEqualTo(1000);
    }

    @Test
    void aFleetThatStartsAgainKeepsWhatWasDecided() {
        FleetPlan resumed = plan(Set.of(), Map.of("us-east/api", 17, "eu-west/api", 1));

        assertThat(replicas(resumed, "us-east/api")).isEqualTo(17);
        assertThat(replicas(resumed, "eu-west/api"))
                .as("never below the minimum")
                .isEqualTo(5);
        assertThat(replicas(resumed, "us-east/gpu")).isEqualTo(replicas(plan(Set.of(), Map.of()), "us-east/gpu"));
    }

    @Test
    void onlyControlledTargetsRun() {
        assertThat(plan(Set.of("us-east/api", "mars/api"), Map.of()).targets())
                .extracting(TargetPlan::id)
                .containsExactly("us-east/api");
        assertThatThrownBy(() -> plan(Set.of("mars/api"), Map.of())).hasMessageContaining("us-east/api");
    }

    @Test
    void tooFewAgentsAreNamed() {
        assertThatThrownBy(() -> FleetSize.plan(3, Duration.ZERO, Set.of(), Map.of()))
                .hasMessageContaining("3 agents");
    }

    private static FleetPlan plan(Set<String> known, Map<String, Integer> replicas) {
        return FleetSize.plan(1000, Duration.ZERO, known, replicas);
    }

    private static int replicas(FleetPlan plan, String id) {
        return plan.targets().stream()
                .filter(target -> target.id().equals(id))
                .findFirst()
                .orElseThrow()
                .initialReplicas();
    }
}
