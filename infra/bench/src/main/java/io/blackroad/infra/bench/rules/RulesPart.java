package io.blackroad.infra.bench.rules;

import io.blackroad.agent.TaskCounts;
import io.blackroad.infra.bench.measure.Quantiles;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Circumstances;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.scaling.ScaleRule;
import io.blackroad.scaling.Scaling;
import io.blackroad.scaling.TargetState;
import io.blackroad.scaling.rule.RuleText;
import io.blackroad.scaling.rule.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Decides for many targets a tick, on one thread, with one rule after another: nothing but the pure rule, whose share of
 * a tick it is. Each target has a load of its own that swings, and a controller that obeys at once.
 */
public final class RulesPart {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Circumstances AROUND = new Circumstances(1_000_000, -1, 100_000_000L, 0);
    private static final int EACH = 1_000;

    private final int targets;
    private final int warmupTicks;
    private final int ticks;
    private final Consumer<String> progress;

    public RulesPart(int targets, int warmupTicks, int ticks, Consumer<String> progress) {
        this.targets = targets;
        this.warmupTicks = warmupTicks;
        this.ticks = ticks;
        this.progress = progress;
    }

    /** One row a rule. */
    public List<RuleRow> run() {
        List<RuleRow> rows = new ArrayList<>();
        rules().forEach((name, rule) -> {
            progress.accept("deciding for " + targets + " targets a tick: " + name);
            rows.add(measured(name, rule));
        });
        return rows;
    }

    private RuleRow measured(String name, ScaleRule rule) {
        TargetState[] states = new TargetState[targets];
        Arrays.fill(states, Scaling.answered(TargetState.NEW, new Answer(0, Answer.Kind.REPORT, 20)));
        SplittableRandom random = new SplittableRandom(7);
        long[] took = new long[ticks];
        long changes = 0;
        for (int tick = 0; tick < warmupTicks + ticks; tick++) {
            LoadSample[] samples = samples(random, states, tick);
            Instant now = START.plusSeconds(tick);
            long from = System.nanoTime();
            long changed = tick(rule, states, samples, now);
            long nanos = System.nanoTime() - from;
            if (tick >= warmupTicks) {
                took[tick - warmupTicks] = nanos;
                changes += changed;
            }
        }
        Arrays.sort(took);
        return new RuleRow(name, targets, ticks, Quantiles.of(took, 50) / 1e3, Quantiles.of(took, 99) / 1e3, changes);
    }

    private static long tick(ScaleRule rule, TargetState[] states, LoadSample[] samples, Instant now) {
        long changes = 0;
        for (int i = 0; i < states.length; i++) {
            var outcome = Scaling.decide(rule, states[i], samples[i], AROUND, now);
            states[i] = outcome.state();
            for (ScaleDecision decision : outcome.decisions()) {
                if (decision.direction() != Direction.HOLD) {
                    changes++;
                    Answer applied = new Answer(decision.sequence(), Answer.Kind.APPLIED, decision.to());
                    states[i] = Scaling.answered(states[i], applied);
                }
            }
        }
        return changes;
    }

    private static LoadSample[] samples(SplittableRandom random, TargetState[] states, int tick) {
        LoadSample[] samples = new LoadSample[states.length];
        for (int i = 0; i < samples.length; i++) {
            int replicas = states[i].replicas();
            double wave = 15 + 10 * Math.sin((tick + 37.0 * i) / 300);
            double wanted = Math.max(0, wave * (0.8 + 0.4 * random.nextDouble()));
            double done = Math.min(wanted, replicas);
            AgentSums sums = new AgentSums(
                    replicas,
                    0,
                    replicas,
                    0,
                    replicas,
                    0,
                    Math.round(done * EACH),
                    (long) replicas * EACH,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Math.round(wanted - done),
                    Math.round(done));
            TaskCounts tasks = new TaskCounts(Math.round(wanted), 0, Math.round(done), 0, 0);
            samples[i] = new LoadSample(tick + 1L, tick + 1L, sums, tasks, 0, 0, 0, 0, List.of());
        }
        return samples;
    }

    private static Map<String, ScaleRule> rules() {
        Map<String, ScaleRule> rules = new LinkedHashMap<>();
        rules.put("guide", rule("guide", Map.of()));
        rules.put("target, hpa", rule("target", Map.of("mode", "hpa", "limits.periodSeconds", "0")));
        rules.put("target, safe", rule("target", Map.of()));
        rules.put("panic, kpa", rule("panic", Map.of("mode", "kpa", "target", "1", "limits.periodSeconds", "0")));
        rules.put("panic, safe", rule("panic", Map.of("target", "1")));
        rules.put("backlog, safe", rule("backlog", Map.of("metric", "concurrency", "perReplica", "1")));
        rules.put("ray", rule("ray", Map.of("targetOngoingRequests", "1")));
        rules.put("adaptive", rule("adaptive", Map.of()));
        rules.put(
                "three parts, all limits",
                rule(
                        "target",
                        Map.of("limits.dollarsPerMonth", "100000", "limits.upStabilizationSeconds", "30"),
                        new RuleText.PartText("panic", Map.of("target", "1")),
                        new RuleText.PartText("schedule", Map.of("windows", "0 8 * * * -> 0 18 * * * = 5..90"))));
        return rules;
    }

    private static ScaleRule rule(String kind, Map<String, String> parameters, RuleText.PartText... parts) {
        List<String> wrong = new ArrayList<>();
        ScaleRule rule = Rules.compile(
                new RuleText(
                        kind,
                        1,
                        kind,
                        1,
                        100,
                        "cpu",
                        80,
                        40,
                        kind.equals("guide") ? 60 : 0,
                        false,
                        false,
                        60,
                        120,
                        parameters,
                        List.of(parts)),
                wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("; ", wrong));
        }
        return rule;
    }
}
