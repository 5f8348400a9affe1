package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.Binding;
import io.blackroad.schema.Direction;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.TaskChange;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTopologyTest {
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

    private void fleetOf(int agents) {
        for (int agent = 0; agent < agents; agent++) {
            fleet.register("agent-" + agent, START);
        }
    }

    private Instant seconds(int from, int to, int agents, int cpuMillis) {
        for (int second = from; second < to; second++) {
            fleet.second(agents, cpuMillis, START.plusSeconds(second));
        }
        return START.plusSeconds(to);
    }

    @Test
    void givesOneSampleATickWithTheSumsOfItsAgents() {
        fleetOf(20);
        fleet.task("agent-0", "t1", TaskChange.SUBMITTED, START.plusMillis(100));
        fleet.task("agent-0", "t2", TaskChange.SUBMITTED, START.plusMillis(110));
        fleet.task("agent-0", "t1", TaskChange.STARTED, START.plusMillis(120));
        seconds(0, 4, 20, 600);

        List<LoadSampled> samples = fleet.samples();

        assertThat(samples).extracting(LoadSampled::getSequence).containsExactly(1L, 2L, 3L);
        assertThat(samples)
                .extracting(LoadSampled::getTickEnd)
                .containsExactly(START.plusSeconds(1), START.plusSeconds(2), START.plusSeconds(3));
        LoadSampled first = samples.get(0);
        assertThat(first.getAgents()).isEqualTo(20);
        assertThat(first.getFresh()).isEqualTo(20);
        assertThat(first.getCpuUsedMillis()).isEqualTo(12_000);
        assertThat(first.getCpuRequestedMillis()).isEqualTo(20_000);
        assertThat(first.getArrivals()).isEqualTo(2);
        assertThat(first.getQueued()).isEqualTo(1);
        assertThat(first.getInFlight()).isEqualTo(1);
        assertThat(first.getCpuP95Permille()).isBetween(594, 606);
        assertThat(first.getSources().get(0).getMetricOffset()).isEqualTo(20);
        assertThat(samples.get(1).getArrivals()).isZero();
    }

    @Test
    void scalesUpByTheRuleAndWaitsForAnswerAndCooldown() {
        fleetOf(20);
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
        seconds(0, 5, 20, 900);

        List<ScaleDecided> decisions = fleet.decisions();

        assertThat(decisions.get(0).getDirection()).isEqualTo(Direction.UP);
        assertThat(decisions.get(0).getFromReplicas()).isEqualTo(10);
        // ceil(10 x 90 / 60)
        assertThat(decisions.get(0).getToReplicas()).isEqualTo(15);
        assertThat(decisions.get(0).getCostDeltaNanoDollarsPerHour()).isEqualTo(500_000_000);
        assertThat(decisions).extracting(ScaleDecided::getBinding).containsExactly(Binding.NONE, Binding.UNCONFIRMED);

        fleet.applied(1, 15, ApplyOutcome.APPLIED, START.plusSeconds(5));
        seconds(5, 8, 20, 900);
        assertThat(fleet.decisions()).extracting(ScaleDecided::getBinding).containsExactly(Binding.COOLDOWN);
        seconds(600, 604, 20, 900);
        assertThat(fleet.decisions())
                .filteredOn(decision -> decision.getDirection() == Direction.UP)
                .extracting(ScaleDecided::getToReplicas)
                .containsExactly(23);
    }

    @Test
    void everyDecisionAndHoldIsDerivedAgainFromItsEvidence() {
        fleetOf(20);
        seconds(0, 3, 20, 900);
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START.plusSeconds(3));
        seconds(3, 6, 20, 900);
        fleet.applied(2, 15, ApplyOutcome.APPLIED, START.plusSeconds(6));
        seconds(6, 8, 20, 500);
        seconds(8, 620, 20, 100);

        List<ScaleDecided> decisions = fleet.decisions();

        assertThat(decisions).extracting(ScaleDecided::getDirection).contains(Direction.UP, Direction.DOWN);
        assertThat(decisions)
                .extracting(ScaleDecided::getSequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, decisions.size()).boxed().toList());
        assertThat(decisions).allSatisfy(decision -> {
            DecisionExplanation explanation = DecisionExplanation.of(decision);
            assertThat(explanation.differences()).isEmpty();
            assertThat(explanation.equal()).isTrue();
        });
    }

    @Test
    void aDecisionThatWasTamperedWithIsNotEqual() {
        fleetOf(20);
        fleet.applied(0, 10, ApplyOutcome.REPORTED, START);
        seconds(0, 2, 20, 900);
        ScaleDecided decision = fleet.decisions().get(0);
        decision.setToReplicas(99);

        assertThat(DecisionExplanation.of(decision).differences())
                .singleElement()
                .asString()
                .contains("toReplicas");
    }

    @Test
    void neverScalesDownOnMissingSamples() {
        fleetOf(20);
        fleet.applied(0, 20, ApplyOutcome.REPORTED, START);
        seconds(0, 3, 20, 700);
        // Two of twenty go on, idle; the others fall silent but are not lost yet.
        seconds(3, 25, 2, 10);

        assertThat(fleet.decisions()).extracting(ScaleDecided::getDirection).containsOnly(Direction.HOLD);
    }

    @Test
    void poisonGoesToTheDeadLettersWithItsOriginAndTheStreamGoesOn() {
        fleetOf(3);
        byte[] key = "agent-0".getBytes(StandardCharsets.UTF_8);
        for (var topic : List.of(
                Topics.LIFECYCLE_CHANGED,
                Topics.TASK_CHANGED,
                Topics.METRIC_SAMPLED,
                Topics.GPU_CHANGED,
                Topics.SCALE_APPLIED)) {
            fleet.bytes(topic.name(), key, new byte[] {1, 2, 3}, START.plusMillis(10));
            fleet.bytes(topic.name(), key, new byte[] {0, 0, 0, 9, 9, 1}, START.plusMillis(10));
            fleet.bytes(topic.name(), key, new byte[] {7, 0, 0, 0, 1, 1}, START.plusMillis(10));
            fleet.bytes(topic.name(), null, new byte[] {0, 0, 0, 0, 1, 1}, START.plusMillis(10));
        }
        seconds(0, 3, 3, 500);

        List<TestRecord<byte[], byte[]>> letters = fleet.records(Topics.DEAD_LETTER.name());

        assertThat(letters).hasSize(20);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "__streams.errors.topic")).startsWith("fleet.");
            assertThat(header(letter, "__streams.errors.offset")).isNotNull();
            assertThat(header(letter, "__streams.errors.message")).isNotBlank();
        });
        assertThat(fleet.samples().get(1).getFresh()).isEqualTo(3);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
