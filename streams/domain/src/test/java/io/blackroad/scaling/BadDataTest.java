package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fleet that is well sized for a load that does not change, and then its data goes bad for twenty minutes. Whatever is
 * bad, nothing is scaled down while it is, a hold is stated in the first tick that would have scaled down, and two ticks
 * after the data is good again the rule decides as before.
 */
class BadDataTest {
    private static final int BAD_FROM = 1_000;
    private static final int BAD_TO = 2_200;

    private static final Set<Binding> DOUBTS =
            Set.of(Binding.MISSING_SAMPLES, Binding.NO_FRESH_SAMPLE, Binding.DEAD_SOURCE);

    /** What is so bad that it has to be told at once. */
    private static final Set<String> TELLING = Set.of(
            "50 % lost",
            "90 % lost", "all lost", "CPU of zero from a dead source", "no tasks from a dead source", "all zero");

    static Stream<Arguments> worlds() {
        return rules().flatMap(rule -> spoilers().map(spoiler -> Arguments.of(rule, spoiler)));
    }

    private record Named<T>(String name, T value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Named<ScaleRule>> rules() {
        return Stream.of(
                new Named<>(
                        "target cpu",
                        Rule.of("target", 1, 200).with("targetPercent", 70).build()),
                new Named<>(
                        "target concurrency",
                        Rule.of("target", 1, 200)
                                .with("metric", "concurrency")
                                .with("targetValue", 0.7)
                                .build()),
                new Named<>("panic", Rule.of("panic", 1, 200).with("target", 1).build()),
                new Named<>(
                        "backlog",
                        Rule.of("backlog", 1, 200)
                                .with("metric", "concurrency")
                                .with("perReplica", 0.7)
                                .build()));
    }

    private static Stream<Named<Function<LoadSample, LoadSample>>> spoilers() {
        Random random = new Random(3);
        return Stream.of(
                new Named<>("nothing", sample -> sample),
                new Named<>("10 % lost", sample -> lost(sample, 0.1)),
                new Named<>("50 % lost", sample -> lost(sample, 0.5)),
                new Named<>("90 % lost", sample -> lost(sample, 0.9)),
                new Named<>("all lost", sample -> lost(sample, 1)),
                new Named<>("any share lost", sample -> lost(sample, random.nextDouble())),
                new Named<>("CPU of zero from a dead source", BadDataTest::withoutCpu),
                new Named<>("no tasks from a dead source", BadDataTest::withoutTasks),
                new Named<>("all zero", sample -> withoutTasks(lost(sample, 1))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("worlds")
    void nothingIsScaledDownOnBadData(Named<ScaleRule> rule, Named<Function<LoadSample, LoadSample>> spoiler) {
        int[] tick = {0};
        Plant plant = new Plant(rule.value(), 30, second -> 20).spoiling(sample -> {
            boolean bad = tick[0] >= BAD_FROM && tick[0] < BAD_TO;
            tick[0]++;
            return bad ? spoiler.value().apply(sample) : sample;
        });
        plant.run(0, BAD_FROM);
        int before = plant.replicas();
        int said = plant.decisions.size();
        plant.run(BAD_FROM, BAD_TO);
        assertThat(plant.replicas()).isGreaterThanOrEqualTo(before);
        List<ScaleDecision> meanwhile = plant.decisions.subList(said, plant.decisions.size());
        assertThat(meanwhile).noneMatch(decision -> decision.direction() == Direction.DOWN);
        if (TELLING.contains(spoiler.name())) {
            assertThat(meanwhile.get(0).decidedAt()).isEqualTo(Given.NOW.plusSeconds(BAD_FROM));
            assertThat(meanwhile.get(0).binding()).isIn(DOUBTS);
        }
        plant.run(BAD_TO, BAD_TO + 2);
        ScaleDecision last = plant.decisions.get(plant.decisions.size() - 1);
        assertThat(last.binding()).isNotIn(Binding.MISSING_SAMPLES, Binding.NO_FRESH_SAMPLE, Binding.DEAD_SOURCE);
        plant.run(BAD_TO + 2, BAD_TO + 1_000);
        assertThat(plant.replicas()).isBetween(before - 1, before + 1);
    }

    /** A share of the agents' samples does not come; what is known of tasks is hard state and stays. */
    private static LoadSample lost(LoadSample sample, double share) {
        AgentSums s = sample.sums();
        int fresh = (int) Math.round(s.fresh() * (1 - share));
        double kept = s.fresh() == 0 ? 0 : (double) fresh / s.fresh();
        long used = Math.round(s.cpuUsedMillis() * kept);
        long requested = Math.round(s.cpuRequestedMillis() * kept);
        return with(
                sample,
                new AgentSums(
                        s.agents(),
                        0,
                        s.busy(),
                        0,
                        fresh,
                        s.missing() + s.fresh() - fresh,
                        used,
                        requested,
                        s.cpuMissingMillis() + s.cpuRequestedMillis() - requested,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        s.queued(),
                        s.inFlight()),
                sample.tasks());
    }

    private static LoadSample withoutCpu(LoadSample sample) {
        AgentSums s = sample.sums();
        return with(
                sample,
                new AgentSums(
                        s.agents(),
                        0,
                        s.busy(),
                        0,
                        s.fresh(),
                        s.missing(),
                        0,
                        s.cpuRequestedMillis(),
                        s.cpuMissingMillis(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        s.queued(),
                        s.inFlight()),
                sample.tasks());
    }

    private static LoadSample withoutTasks(LoadSample sample) {
        AgentSums s = sample.sums();
        return with(
                sample,
                new AgentSums(
                        s.agents(),
                        s.busy(),
                        0,
                        0,
                        s.fresh(),
                        s.missing(),
                        s.cpuUsedMillis(),
                        s.cpuRequestedMillis(),
                        s.cpuMissingMillis(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0),
                TaskCounts.ZERO);
    }

    private static LoadSample with(LoadSample sample, AgentSums sums, TaskCounts tasks) {
        return new LoadSample(sample.sequence(), sample.tick(), sums, tasks, 0, 0, 0, 0, List.of());
    }
}
