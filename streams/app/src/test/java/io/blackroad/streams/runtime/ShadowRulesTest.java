package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.scaling.ShadowBill;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Direction;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.streams.scaling.Shadows;
import io.blackroad.streams.stored.StoredTarget;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule set in shadow: it decides on the live stream, apart from the real one. */
class ShadowRulesTest {
    private static final String ROW = "@bold/worker";

    private FleetDriver fleet;

    @BeforeEach
    void start(@TempDir Path directory) {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        Rule bold = FleetDriver.rule(1, 10, 100);
        bold.setId(ROW);
        bold.setUpAbovePercent(50);
        fleet.send(Topics.RULES, ROW, bold, START);
        for (int agent = 0; agent < 10; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private void speak(int from, int to, int cpuMillis) {
        for (int second = from; second < to; second++) {
            fleet.second(10, cpuMillis, START.plusSeconds(second));
        }
    }

    @Test
    void decidesOnTheSameSampleUnderAKeyOfItsOwnAndIsNotAmongWhatControllersRead() {
        speak(0, 3, 700);

        assertThat(fleet.decisions())
                .isNotEmpty()
                .allSatisfy(real -> assertThat(real.getShadow()).isNull())
                .allSatisfy(real -> assertThat(real.getDirection()).isEqualTo(Direction.HOLD));
        List<ScaleDecided> shadowed = fleet.shadowed();
        assertThat(shadowed).first().satisfies(decision -> {
            assertThat(decision.getShadow()).isEqualTo("bold");
            assertThat(decision.getDecisionId()).isEqualTo("bold@us-east.worker.1");
            assertThat(decision.getDirection()).isEqualTo(Direction.UP);
            assertThat(decision.getFromReplicas()).isEqualTo(10);
        });
    }

    @Test
    void isTakenToBeObeyedSoItDoesNotAskForTheSameAgain() {
        speak(0, 10, 700);

        List<ScaleDecided> shadowed = fleet.shadowed();
        assertThat(shadowed)
                .filteredOn(one -> one.getDirection() == Direction.UP)
                .hasSize(1);
        int replicas = shadowed.get(0).getToReplicas();
        assertThat(shadowed).last().satisfies(hold -> {
            assertThat(hold.getFromReplicas()).isEqualTo(replicas);
            // The same use over so many more replicas.
            assertThat(hold.getUtilizationPermille()).isBetween(700 * 10 / replicas - 5, 700 * 10 / replicas + 5);
        });
    }

    @Test
    void isDerivedAgainFromItsEvidence() {
        speak(0, 10, 700);

        assertThat(fleet.shadowed()).isNotEmpty().allSatisfy(decision -> {
            DecisionExplanation explanation = DecisionExplanation.of(decision);
            assertThat(explanation.differences()).isEmpty();
        });
    }

    @Test
    void realDecisionsAreTheSameWithAndWithoutIt(@TempDir Path directory) {
        speak(0, 5, 900);
        List<ScaleDecided> with = fleet.decisions();
        fleet.close();

        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
        for (int agent = 0; agent < 10; agent++) {
            fleet.register("agent-" + agent, START);
        }
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
        speak(0, 5, 900);

        assertThat(with).isNotEmpty().isEqualTo(fleet.decisions());
    }

    @Test
    void onceSwitchedOffItIsSilentAndBeginsAnewWithANumberOfItsOwn() {
        speak(0, 3, 700);
        long newest = fleet.shadowed().stream()
                .mapToLong(ScaleDecided::getSequence)
                .max()
                .orElseThrow();
        fleet.bytes(Topics.RULES.name(), ROW.getBytes(StandardCharsets.UTF_8), null, START);
        speak(3, 6, 700);
        assertThat(fleet.shadowed()).isEmpty();

        Rule bold = FleetDriver.rule(2, 10, 100);
        bold.setId(ROW);
        bold.setUpAbovePercent(50);
        fleet.send(Topics.RULES, ROW, bold, START);
        speak(6, 9, 700);
        assertThat(fleet.shadowed()).first().satisfies(decision -> {
            assertThat(decision.getSequence()).isEqualTo(newest + 1);
            assertThat(decision.getFromReplicas()).isEqualTo(10);
        });
        assertThat(TARGET).isEqualTo("us-east/worker");
    }

    /** Ten cents a replica and an hour, as the target's row says. */
    @Test
    void itsReplicasArePricedBesideTheRealOnes() {
        speak(0, 121, 700);

        StoredTarget stored =
                (StoredTarget) fleet.driver.getKeyValueStore("scaling-store").get("bold@us-east/worker");
        ShadowBill bill = Shadows.bill(stored).orElseThrow();
        long micros = ChronoUnit.MICROS.between(bill.since(), bill.until());
        assertThat(micros).isGreaterThan(100_000_000L);
        assertThat(bill.realReplicaMicros()).isEqualTo(10 * micros);
        assertThat(bill.replicaMicros()).isGreaterThan(bill.realReplicaMicros());
        assertThat(bill.realNanoDollars()).isBetween(10 * micros / 36 - 1_000, 10 * micros / 36);
        assertThat(bill.nanoDollars()).isGreaterThan(bill.realNanoDollars());
    }
}
