package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.scaling.DecisionExplanation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions change the load that the next ones are made on. Event time only: half an hour passes in a second or two. */
class ClosedLoopTest {
    private static final int COOLDOWN = 600;
    /** Work of six replicas: 60 % of ten, the middle of the band. */
    private static final double CALM = 6;

    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private static Instant second(int number) {
        return START.plusSeconds(number);
    }

    @Test
    void aStepOfThreeTimesTheArrivalsIsFollowedUpAndDownWithinTheRulesNumbers() {
        ClosedLoop loop = new ClosedLoop(fleet, 10, now -> now < 60 || now >= 1_400 ? CALM : 3 * CALM);

        loop.until(60);
        assertThat(loop.changes()).isEmpty();

        // Ten replicas are full, so the first step cannot see how much is wanted.
        loop.until(120);
        assertThat(loop.changes()).extracting(ScaleDecided::getToReplicas).containsExactly(17);
        assertThat(loop.changes().get(0).getDecidedAt()).isBetween(second(61), second(66));
        assertThat(loop.last().ready()).isEqualTo(17);

        // The second one comes with the end of the cooldown and meets the middle of the band.
        loop.until(1_300);
        assertThat(loop.changes()).extracting(ScaleDecided::getToReplicas).containsExactly(17, 29);
        assertThat(loop.last().cpuPercent()).isBetween(40, 80);

        // The arrivals fall back, and so do the replicas, to where they were.
        loop.until(1_450);
        assertThat(loop.changes()).extracting(ScaleDecided::getToReplicas).containsExactly(17, 29, 10);
        loop.until(2_200);
        assertThat(loop.changes()).hasSize(3);
        assertThat(loop.last()).isEqualTo(new ClosedLoop.Second(2_199, 10, 10, 60));
        assertCooldown(loop.changes());
        assertExplained(loop.decisions());
    }

    @Test
    void theScaleInWaitsForTheCooldownOfTheScaleUp() {
        ClosedLoop loop = new ClosedLoop(fleet, 10, now -> now >= 60 && now < 120 ? 3 * CALM : CALM);

        loop.until(60 + COOLDOWN);
        assertThat(loop.changes()).extracting(ScaleDecided::getToReplicas).containsExactly(17);
        assertThat(loop.last().cpuPercent()).isLessThan(40);

        loop.until(80 + COOLDOWN);
        assertThat(loop.changes()).extracting(ScaleDecided::getDirection).containsExactly(Direction.UP, Direction.DOWN);
        assertCooldown(loop.changes());
        loop.until(100 + COOLDOWN);
        assertThat(loop.last().cpuPercent()).isBetween(40, 80);
    }

    @Test
    void arrivalsBeyondTheMaximumEndAtTheMaximum() {
        ClosedLoop loop = new ClosedLoop(fleet, 80, now -> 500);
        loop.until(COOLDOWN + 100);
        assertThat(loop.changes()).extracting(ScaleDecided::getToReplicas).containsExactly(100);
        assertThat(loop.decisions())
                .last()
                .satisfies(hold -> assertThat(hold.getReason()).contains("100"));
    }

    private static void assertCooldown(List<ScaleDecided> changes) {
        for (int change = 1; change < changes.size(); change++) {
            Instant before = changes.get(change - 1).getDecidedAt();
            assertThat(Duration.between(before, changes.get(change).getDecidedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(COOLDOWN));
        }
    }

    private static void assertExplained(List<ScaleDecided> decisions) {
        assertThat(decisions)
                .allSatisfy(
                        decision -> assertThat(DecisionExplanation.of(decision).differences())
                                .isEmpty());
        for (int decision = 0; decision < decisions.size(); decision++) {
            assertThat(decisions.get(decision).getSequence()).isEqualTo(decision + 1);
        }
    }
}
