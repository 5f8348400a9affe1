package io.blackroad.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadPolicy;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.load.Loads;
import io.blackroad.load.Partial;
import io.blackroad.load.Sketch;
import io.blackroad.load.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One day of 64 agents, replayed twenty times: over 1, 4 and 32 partitions, which run ahead of each other at random inside
 * the grace. Each replay makes the same decisions, to the byte. What differs is the list of offsets in the evidence.
 */
class SameDayTest {
    private static final int REPLAYS = 20;
    private static final int[] PARTITIONS = {1, 4, 32};
    private static final int AGENTS = 64;
    private static final int TICK_SECONDS = 120;
    private static final int TICKS = 86_400 / TICK_SECONDS;
    /** Fewer than the ticks that a partition keeps open. */
    private static final int GRACE = 12;

    private static final LoadPolicy POLICY = new LoadPolicy(1_000, 10_000);
    private static final Circumstances AROUND = new Circumstances(TICK_SECONDS * Micros.SECOND, -1, 0, 0);

    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "guide", "panic"})
    void decidesTheSameHoweverItArrives(String kind) {
        ScaleRule rule = rule(kind);
        Set<String> outcomes = new HashSet<>();
        for (int replay = 0; replay < REPLAYS; replay++) {
            int partitions = PARTITIONS[replay % PARTITIONS.length];
            byte[] decisions = new Day(rule, partitions, new Random(replay)).decisions();
            assertThat(decisions).hasSizeGreaterThan(1_000);
            outcomes.add(new String(decisions, UTF_8));
        }
        assertThat(outcomes).hasSize(1);
    }

    private static ScaleRule rule(String kind) {
        return kind.equals("guide")
                ? Given.rule(10, 100, 80, 40)
                : Rule.of(kind, 1, 100).build();
    }

    /** One replay. */
    private static final class Day {
        private final ScaleRule rule;
        private final int partitions;
        private final Random order;
        private final long[] completed;
        private final StringBuilder said = new StringBuilder();
        private LoadState load = LoadState.EMPTY;
        private TargetState target =
                Scaling.answered(TargetState.NEW, new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, AGENTS));

        Day(ScaleRule rule, int partitions, Random order) {
            this.rule = rule;
            this.partitions = partitions;
            this.order = order;
            this.completed = new long[partitions];
        }

        byte[] decisions() {
            int[] next = new int[partitions];
            int done = 0;
            while (done < TICKS) {
                List<Integer> able = new ArrayList<>();
                for (int partition = 0; partition < partitions; partition++) {
                    if (next[partition] < Math.min(TICKS, done + GRACE)) {
                        able.add(partition);
                    }
                }
                int partition = able.get(order.nextInt(able.size()));
                take(partial(partition, ++next[partition]));
                done = Arrays.stream(next).min().orElseThrow();
            }
            return said.toString().getBytes(UTF_8);
        }

        private void take(Partial partial) {
            load = Loads.accept(load, partial);
            Outcome<LoadState, LoadSample> closed = Loads.close(POLICY, load, Sources.speaking(partition -> true));
            load = closed.state();
            for (LoadSample sample : closed.decisions()) {
                Instant end = Instant.EPOCH.plusSeconds(sample.tick() * TICK_SECONDS);
                Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, target, sample, AROUND, end);
                target = outcome.state();
                for (ScaleDecision decision : outcome.decisions()) {
                    said.append(decision).append('\n');
                    if (decision.direction() != Direction.HOLD) {
                        target = Scaling.answered(
                                target, new Answer(decision.sequence(), Answer.Kind.APPLIED, decision.to()));
                    }
                }
            }
        }

        private Partial partial(int partition, int tick) {
            Sketch cpu = new Sketch();
            int agents = 0;
            long used = 0;
            for (int agent = partition; agent < AGENTS; agent += partitions) {
                int millis = use(agent, tick);
                cpu.add(millis);
                used += millis;
                completed[partition] += millis / 50;
                agents++;
            }
            AgentSums sums = new AgentSums(
                    agents, 0, agents, 0, agents, 0, used, 1_000L * agents, 0, 0, 0, 0, 0, 0, 1_000, 0, agents);
            long tasks = completed[partition];
            return new Partial(
                    partition,
                    partitions,
                    tick,
                    sums,
                    new TaskCounts(tasks, tasks, tasks, 0, 0),
                    cpu.encoded(),
                    new int[0],
                    new Partial.SourceOffsets(tick, tick, 0));
        }

        /** A daily wave with a burst each hour, and noise that depends on the agent and the tick alone. */
        private static int use(int agent, int tick) {
            double wave = 500 + 400 * Math.sin(2 * Math.PI * tick / TICKS);
            int burst = tick % 30 < 2 ? 400 : 0;
            int noise = Math.floorMod((agent * 31 + tick) * 0x9E3779B1, 200);
            return Math.min(1_000, (int) wave + burst + noise - 100 < 0 ? 0 : (int) wave + burst + noise - 100);
        }
    }
}
