package io.blackroad.sink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeparturePlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final AgentActivity BUSY = new AgentActivity(2, 2, 0);
    private static final AgentActivity HALF = new AgentActivity(2, 1, 0);
    private static final AgentActivity IDLE = new AgentActivity(2, 0, 0);
    private static final AgentActivity DRAINED = new AgentActivity(2, 0, 2);

    @Test
    void idleOnesGoFirstAndDrainingOnesBeforeThem() {
        Map<String, AgentActivity> activities = Map.of("a", BUSY, "b", HALF, "c", IDLE, "d", DRAINED);

        assertThat(leaving(activities, 4)).containsExactly("d");
        assertThat(leaving(activities, 3)).containsExactly("d", "c");
        assertThat(leaving(activities, 2)).containsExactly("d", "c", "e");
        assertThat(leaving(activities, 1)).containsExactly("d", "c", "e", "b");
    }

    @Test
    void ofAStatefulSetTheHighestGoes() {
        List<PodMarks> pods = List.of(pod("db-2"), pod("db-10"), pod("db-9"));
        DeparturePlan plan = plan(WorkloadKind.STATEFUL_SET, pods, Map.of("db-2", IDLE, "db-10", BUSY), 2, NOW);

        assertThat(plan.leaving()).extracting(PodMarks::name).containsExactly("db-10");
        assertThat(plan.drained()).isFalse();
    }

    @Test
    void whoeverWasChosenStaysChosenAndTheOthersMarksGo() {
        List<PodMarks> pods = List.of(new PodMarks("a", "this", NOW), new PodMarks("b", "older", NOW), pod("c"));
        DeparturePlan plan = plan(WorkloadKind.DEPLOYMENT, pods, Map.of("a", BUSY, "b", BUSY, "c", IDLE), 2, NOW);

        assertThat(plan.leaving()).extracting(PodMarks::name).containsExactly("a");
        assertThat(plan.unmarked()).extracting(PodMarks::name).containsExactly("b");
    }

    @Test
    void aBusyPodIsWaitedForUpToTheLimit() {
        List<PodMarks> pods = List.of(new PodMarks("a", "this", NOW));

        assertThat(plan(WorkloadKind.DEPLOYMENT, pods, Map.of("a", BUSY), 0, NOW.plusSeconds(29))
                        .drained())
                .isFalse();
        assertThat(plan(WorkloadKind.DEPLOYMENT, pods, Map.of("a", BUSY), 0, NOW.plusSeconds(30))
                        .drained())
                .isTrue();
        assertThat(plan(WorkloadKind.DEPLOYMENT, pods, Map.of("a", IDLE), 0, NOW)
                        .drained())
                .isTrue();
    }

    @Test
    void podsThatAreNotThereYetNeedNotGo() {
        assertThat(leaving(Map.of("a", IDLE), 5)).isEmpty();
        assertThat(leaving(Map.of("a", IDLE), 9)).isEmpty();
    }

    private static List<String> leaving(Map<String, AgentActivity> activities, int keep) {
        List<PodMarks> pods = List.of(pod("a"), pod("b"), pod("c"), pod("d"), pod("e"));
        return plan(WorkloadKind.DEPLOYMENT, pods, activities, keep, NOW).leaving().stream()
                .map(PodMarks::name)
                .toList();
    }

    private static DeparturePlan plan(
            WorkloadKind kind, List<PodMarks> pods, Map<String, AgentActivity> activities, int keep, Instant now) {
        return DeparturePlan.of(kind, pods, activities, keep, "this", Duration.ofSeconds(30), now);
    }

    private static PodMarks pod(String name) {
        return new PodMarks(name, null, null);
    }
}
