package io.blackroad.scaling.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Micros;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptiveKindTest {
    private static final AdaptiveKind KIND = new AdaptiveKind();
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Memory memory = Memory.NONE;
    private int second;

    /** A second in which {@code arrivals} tasks came, {@code done} ended, and {@code queued} wait. */
    private Opinion tick(int told, int ready, int permille, long arrivals, long done, long queued) {
        AgentSums sums = Samples.sums(ready, permille * (long) ready, queued);
        LoadSample sample =
                new LoadSample(second, second, sums, new TaskCounts(arrivals, done, done, 0, 0), 0, 0, 0, 0, List.of());
        second++;
        Opinion opinion = KIND.propose(
                AdaptiveSettings.DEFAULT,
                memory,
                new Moment(sample, Micros.SECOND, told, ready, 1, 1_000, START.plusSeconds(second), true));
        memory = opinion.memory();
        return opinion;
    }

    private double learnt(int cell) {
        return Cells.of(memory).get(cell);
    }

    @Test
    void learnsWhatAReplicaCompletes() {
        for (int i = 0; i < 600; i++) {
            tick(10, 10, 500, 40, 40, 0);
        }

        assertThat(DemandGauge.capacity(Cells.of(memory))).isCloseTo(8, within(0.01));
    }

    @Test
    void aReplicaThatIsFullAtHalfItsCpuIsNotTakenForHalfIdle() {
        for (int i = 0; i < 600; i++) {
            tick(10, 10, 500, 60, 40, 200);
        }

        assertThat(DemandGauge.capacity(Cells.of(memory))).isCloseTo(4, within(0.01));
    }

    @Test
    void learnsHowLongAStartTakes() {
        for (int start = 0; start < 12; start++) {
            for (int i = 0; i < 100; i++) {
                tick(10, 10, 800, 80, 80, 0);
            }
            for (int i = 0; i < 20; i++) {
                tick(12, 10, 800, 80, 80, 0);
            }
            tick(12, 12, 800, 80, 80, 0);
        }

        assertThat(learnt(Cells.LAG)).isCloseTo(20, within(2.0));
    }

    @Test
    void aBurstIsAnsweredInTheTickInWhichItIsSeen() {
        for (int i = 0; i < 900; i++) {
            tick(10, 10, 800, 80, 80, 0);
        }

        Opinion opinion = tick(10, 10, 1_000, 800, 100, 700);

        assertThat(opinion.replicas()).isBetween(80, 90);
        assertThat(opinion.urgent()).isTrue();
    }

    @Test
    void withoutTasksAFullCpuAsksForHalfAsManyAgain() {
        tick(10, 10, 500, 0, 0, 0);

        Opinion opinion = tick(10, 10, 1_000, 0, 0, 0);

        assertThat(opinion.replicas()).isBetween(15, 17);
    }

    @Test
    void withoutAFreshSampleItCannotTellAndForgetsNothing() {
        tick(10, 10, 500, 50, 50, 0);
        Memory before = memory;

        Opinion opinion = tick(10, 0, 0, 0, 0, 0);

        assertThat(opinion.isUnknown()).isTrue();
        assertThat(opinion.binding()).isEqualTo(Binding.NO_FRESH_SAMPLE);
        assertThat(opinion.memory()).isEqualTo(before);
    }

    @Test
    void theMemoryHasOneLengthWhateverComes() {
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 5_000; i++) {
            int ready = random.nextInt(2_000);
            tick(ready, ready, random.nextInt(1_200), random.nextInt(1_000_000), random.nextInt(1_000_000), 7);
            assertThat(memory.size()).isIn(0, Cells.SIZE);
        }
    }

    @Test
    void startsAnewOnAMemoryThatIsNotItsOwn() {
        memory = Memory.of("panic", 1, 1, 2, 3);

        Opinion opinion = tick(10, 10, 500, 50, 50, 0);

        assertThat(opinion.memory().owner()).isEqualTo("adaptive");
        assertThat(opinion.replicas()).isBetween(1, 11);
    }

    @Test
    void itsDefaultsAreThoseOfTheParameters() {
        List<String> problems = new ArrayList<>();

        AdaptiveSettings settings = KIND.parameters(new ParameterReader("", Map.of(), problems));

        assertThat(problems).isEmpty();
        assertThat(settings).isEqualTo(AdaptiveSettings.DEFAULT);
    }

    @Test
    void wrongParametersAreAllNamed() {
        List<String> problems = new ArrayList<>();
        ParameterReader reader = new ParameterReader(
                "parameters.", Map.of("shortagePrice", "-1", "reversalPrice", "much", "startSecond", "3"), problems);

        KIND.parameters(reader);
        reader.refuseOthers();

        assertThat(problems).hasSize(3).anyMatch(problem -> problem.contains("startSeconds"));
    }

    /** Of twenty replicas twelve are kept busy from the first second on, and no task is done before the tenth. */
    @Test
    void aFleetThatStartsIsNotTakenForOneThatCompletesNothing() {
        for (int i = 0; i < 300; i++) {
            AgentSums sums = new AgentSums(20, 0, 20, 0, 20, 0, 12_000, 20_000, 0, 0, 0, 0, 0, 0, 0, 0, 480);
            long arrivals = i == 0 ? 168 : 48;
            LoadSample sample = new LoadSample(
                    second, second, sums, new TaskCounts(arrivals, 0, i < 10 ? 0 : 48, 0, 0), 0, 0, 0, 0, List.of());
            second++;
            Opinion opinion = KIND.propose(
                    AdaptiveSettings.DEFAULT,
                    memory,
                    new Moment(sample, Micros.SECOND, 20, 20, 1, 1_000, START.plusSeconds(second), true));
            memory = opinion.memory();
            assertThat(opinion.replicas()).as("second %d", i).isLessThanOrEqualTo(20);
        }
        assertThat(DemandGauge.capacity(Cells.of(memory))).isCloseTo(4, within(0.01));
    }

    /** On a steady rise the trend sees ahead what a mean is late for. */
    @Test
    void theTrendCarriesHalfOfASteadyRiseOn() {
        Cells cells = Cells.empty();
        cells.set(Cells.AGE, 1_000);
        for (int i = 0; i < 600; i++) {
            Levels.add(cells, Cells.LIVE, 10 + 0.1 * i, 1);
            Trend.add(cells, Cells.LIVE_TREND, 10 + 0.1 * i, 1);
        }
        assertThat(Trend.at(cells, Cells.LIVE, Cells.LIVE_TREND, 0)).isCloseTo(69.9, within(0.01));
        assertThat(Trend.at(cells, Cells.LIVE, Cells.LIVE_TREND, 60)).isCloseTo(72.9, within(0.01));
    }
}
