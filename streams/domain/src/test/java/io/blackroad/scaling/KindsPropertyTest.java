package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every kind under any sample: bounds, bounded memory, no change twice, the same bytes again. */
class KindsPropertyTest {
    private static final int TICKS = 120;
    /** Numbers that all memories of a target may take; a kind's window of a minute takes about a hundred. */
    private static final int MOST_NUMBERS = 1_200;

    private static final List<Rule> RULES = List.of(
            Rule.of("target", 1, 60).with("mode", "hpa").with("limits.periodSeconds", 0),
            Rule.of("target", 1, 60),
            Rule.of("target", 0, 60).with("metric", "queued").with("targetValue", 3),
            Rule.of("panic", 0, 60).with("mode", "kpa").with("target", 2),
            Rule.of("panic", 0, 60).with("target", 2),
            Rule.of("backlog", 0, 60)
                    .with("mode", "keda")
                    .with("fallback", "static")
                    .with("fallbackReplicas", 7),
            Rule.of("backlog", 0, 60)
                    .with("formula", "cpu > 80 ? replicas + 1 : queued / 2 ?? 3")
                    .with("fallback", "scalingModifiers")
                    .with("fallbackReplicas", 4),
            Rule.of("pool", 1, 60).with("limits.dollarsPerHour", 20).with("limits.dollarsPerMonth", 9_000),
            Rule.of("pool", 1, 60).with("missPercent", 1).with("wakeSeconds", 5),
            Rule.of("ray", 0, 60).with("upscaleDelaySeconds", 5).with("downscaleDelaySeconds", 9),
            Rule.of("guide", 1, 60)
                    .with("limits.upPolicies", "100%/15,4/15")
                    .with("limits.upStabilizationSeconds", 20)
                    .part(
                            "schedule",
                            Map.of("windows", "*/2 * * * * -> 1-59/2 * * * * = 5..9", "timeZone", "Asia/Kolkata"))
                    .part("pool", Map.of()));

    @Property(tries = 300)
    void everyLifeKeepsWithinItsBoundsAndIsTheSameAgain(@ForAll long seed) {
        Random random = new Random(seed);
        ScaleRule rule = RULES.get(random.nextInt(RULES.size())).build();
        TargetState state = Given.running(random.nextInt(70));
        Instant now = Given.NOW;
        for (int tick = 0; tick < TICKS; tick++) {
            now = now.plusSeconds(1 + (random.nextInt(20) == 0 ? random.nextInt(4_000) : 0));
            LoadSample sample = sample(random);
            Circumstances around =
                    new Circumstances(Micros.SECOND, random.nextInt(62) - 1, random.nextInt(2) * 1_000_000_000L, 0);
            Outcome<TargetState, ScaleDecision> outcome = Scaling.decide(rule, state, sample, around, now);
            assertThat(Scaling.decide(rule, state, sample, around, now)).isEqualTo(outcome);
            for (ScaleDecision decision : outcome.decisions()) {
                check(rule, state, decision);
            }
            assertThat(outcome.state().memories().stream()
                            .mapToInt(Memory::size)
                            .sum())
                    .isLessThan(MOST_NUMBERS);
            state = answered(random, outcome.state());
        }
    }

    private static void check(ScaleRule rule, TargetState state, ScaleDecision decision) {
        assertThat(decision.reason()).isNotBlank();
        if (decision.direction() == Direction.HOLD) {
            assertThat(decision.to()).isEqualTo(state.replicas());
            return;
        }
        assertThat(decision.to()).isBetween(rule.min(), rule.max()).isNotEqualTo(state.replicas());
        int reached = decision.proposals().isEmpty() ? -1 : decision.to();
        for (LimitStep limit : decision.limits()) {
            assertThat(limit.before()).isNotEqualTo(limit.after());
            reached = limit.after();
        }
        assertThat(reached == -1 ? decision.to() : reached).isEqualTo(decision.to());
    }

    private static TargetState answered(Random random, TargetState state) {
        return random.nextInt(3) == 0
                ? state
                : Scaling.answered(
                        state,
                        new Answer(
                                state.pendingSequence(),
                                random.nextInt(5) == 0 ? Answer.Kind.NOT_APPLIED : Answer.Kind.APPLIED,
                                random.nextInt(65)));
    }

    private static LoadSample sample(Random random) {
        int fresh = random.nextInt(8) == 0 ? 0 : random.nextInt(60);
        int missing = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
        int starting = missing == 0 ? 0 : random.nextInt(missing);
        AgentSums sums = new AgentSums(
                fresh + missing,
                0,
                0,
                0,
                fresh,
                missing,
                random.nextInt(10) == 0 ? 0 : fresh * (long) random.nextInt(1_300),
                fresh * 1_000L,
                missing * 1_000L,
                (long) fresh << 20,
                (long) fresh << 21,
                (long) missing << 21,
                0,
                0,
                0,
                random.nextInt(4) == 0 ? 0 : random.nextInt(500),
                random.nextInt(4) == 0 ? 0 : random.nextInt(200),
                starting,
                0,
                starting * 1_000L,
                0,
                0);
        TaskCounts tasks = new TaskCounts(random.nextInt(300), 0, random.nextInt(300), random.nextInt(3), 0);
        return new LoadSample(1, 1, sums, tasks, 0, 0, 5_000, 90_000, List.of());
    }
}
