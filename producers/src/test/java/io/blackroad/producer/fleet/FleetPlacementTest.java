package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.sdk.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a fleet obeys placements, moves, and plans that name who goes. */
class FleetPlacementTest {
    private static final long SECOND = 1_000_000;

    private final FleetLedger ledger = new FleetLedger();
    private final FleetModel model = model();

    private FleetModel model() {
        TargetPlan plan = new TargetPlan(
                "eu-west", "api", "API Pods", 4, 1, 2, 1_000, 1L << 30, 0, "llama3.2", Duration.ofSeconds(7));
        FleetModel made = new FleetModel(
                new FleetSetup(
                        new FleetPlan(List.of(plan)),
                        Workload.none(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        7,
                        "r"),
                ledger);
        made.advance(SECOND);
        return made;
    }

    @Test
    void anIdleAgentMovesAtOnceAndABusyOneWhenItsTaskIsDone() {
        ledger.foreign("t");
        model.submit("eu-west-api-1-a1", new Task("t", "", 1, 1, 5 * SECOND));
        model.move("eu-west-api-1-a1", "w1");
        model.move("eu-west-api-2-a1", "w2");
        assertThat(migrated()).containsExactly("eu-west-api-2-a1 to w2");
        model.advance(5 * SECOND);
        assertThat(migrated()).hasSize(1);
        model.advance(7 * SECOND);
        assertThat(migrated()).containsExactly("eu-west-api-2-a1 to w2", "eu-west-api-1-a1 to w1");
    }

    @Test
    void whoDrainsOrIsUnknownDoesNotMove() {
        model.leave(List.of("eu-west-api-1"));
        model.scale(0, 3);
        model.move("eu-west-api-1-a1", "w1");
        model.move("eu-west-api-77-a1", "w1");
        assertThat(migrated()).isEmpty();
    }

    @Test
    void thoseThatAreNamedGoWhetherTheNameComesBeforeTheOrderOrAfterIt() {
        model.leave(List.of("eu-west-api-2"));
        model.scale(0, 3);
        assertThat(gone()).containsExactly("eu-west-api-2");
        model.scale(0, 2);
        model.advance(2 * SECOND);
        assertThat(gone()).hasSize(1);
        model.leave(List.of("eu-west-api-1", "us-east-api-3"));
        assertThat(gone()).containsExactly("eu-west-api-1", "eu-west-api-2");
    }

    @Test
    void whenNobodyIsNamedInTimeTheEmptiestGo() {
        model.scale(0, 3);
        model.advance(4 * SECOND);
        assertThat(gone()).isEmpty();
        model.advance(6 * SECOND);
        assertThat(gone()).containsExactly("eu-west-api-4");
    }

    @Test
    void theTimeOfAnOlderOrderIsNotThatOfANewerOne() {
        model.scale(0, 3);
        model.leave(List.of("eu-west-api-2"));
        model.advance(4 * SECOND);
        model.scale(0, 2);
        model.advance(6 * SECOND);
        model.leave(List.of("eu-west-api-1"));
        assertThat(gone()).containsExactly("eu-west-api-1", "eu-west-api-2");
    }

    @Test
    void ordersThatFollowEachOtherSoonAreEachCarriedOutInTime() {
        model.scale(0, 3);
        model.advance(3 * SECOND);
        model.scale(0, 2);
        model.advance(5 * SECOND);
        assertThat(gone()).hasSize(1);
        model.advance(7 * SECOND);
        assertThat(gone()).hasSize(2);
    }

    @Test
    void thoseThatHaveNotStartedGoAtOnceWhereTheyAreEnough() {
        model.scale(0, 6);
        model.advance(6 * SECOND);
        model.scale(0, 4);
        model.advance(20 * SECOND);
        assertThat(gone()).isEmpty();
        assertThat(model.agents()).isEqualTo(8);
    }

    @Test
    void anOrderThatIsTakenBackInTimeLetsNobodyGo() {
        model.scale(0, 3);
        model.scale(0, 4);
        model.advance(10 * SECOND);
        assertThat(gone()).isEmpty();
        assertThat(model.agents()).isEqualTo(8);
    }

    private List<String> migrated() {
        return ledger.facts.stream()
                .filter(fact -> fact.contains(" migrated "))
                .map(fact -> fact.substring(fact.indexOf("migrated ") + 9))
                .toList();
    }

    /** Replicas whose agents have stopped. */
    private List<String> gone() {
        return ledger.agents.entrySet().stream()
                .filter(agent -> agent.getValue() == FleetLedger.Life.STOPPED)
                .map(Map.Entry::getKey)
                .map(agent -> agent.substring(0, agent.lastIndexOf("-a")))
                .collect(Collectors.toCollection(java.util.TreeSet::new))
                .stream()
                .toList();
    }
}
