package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Chain.Slot;
import io.blackroad.scaling.target.HpaMath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * {@code target} in mode hpa and the limits around it answer as Kubernetes' own tests of its HorizontalPodAutoscaler want.
 * The cases are facts of those tests, re-encoded: each names the file, commit and test that it comes from.
 */
class HpaConformanceTest {
    private static final Instant NOW = Given.NOW;
    private static final long MICROS = Micros.of(NOW);
    private static final HpaMath.Tolerance TOLERANCE = new HpaMath.Tolerance(0.1, 0.1);

    private static Rule hpa(int min, int max) {
        return Rule.of("target", min, max).with("mode", "hpa");
    }

    private static Opinion propose(ScaleRule rule, LoadSample sample, int current) {
        Moment moment = new Moment(sample, Micros.SECOND, current, -1, rule.min(), rule.max(), NOW, true);
        return rule.parts().get(0).propose(Memory.NONE, moment);
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/resource.csv", numLinesToSkip = 1)
    void resource(
            String source,
            String version,
            String name,
            int current,
            String pods,
            int target,
            String replicas,
            Integer percent) {
        ScaleRule rule = hpa(1, 1_000).with("targetPercent", target).build();
        Opinion opinion = propose(rule, Pods.read(pods).sample(), current);
        if (replicas.equals("unknown")) {
            assertThat(opinion.isUnknown()).isTrue();
            return;
        }
        assertThat(opinion.replicas()).isEqualTo(Integer.parseInt(replicas));
        assertThat(opinion.utilizationPermille()).isEqualTo(10 * percent);
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/metric.csv", numLinesToSkip = 1)
    void metric(
            String source,
            String version,
            String name,
            String kind,
            int current,
            int ready,
            String values,
            long target,
            int replicas,
            long measured) {
        long sum = Arrays.stream(values.split(" ")).mapToLong(Long::parseLong).sum();
        int count = values.split(" ").length;
        HpaMath.Result result =
                switch (kind) {
                    case "average" ->
                        HpaMath.average(current, new HpaMath.Pods(count, sum, 0, 0, 0, 0, 0), target, TOLERANCE);
                    case "value" -> HpaMath.value(current, ready, sum, target, TOLERANCE);
                    default -> HpaMath.perPod(current, sum, target, TOLERANCE);
                };
        assertThat(result.replicas()).isEqualTo(replicas);
        assertThat(result.measured()).isEqualTo(measured);
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/horizontal.csv", numLinesToSkip = 1)
    void horizontal(
            String source,
            String version,
            String name,
            int min,
            int max,
            int current,
            String type,
            String metric,
            String target,
            String recommendations,
            String upRules,
            String downRules,
            String other,
            int replicas) {
        boolean cpu = type.equals("cpu");
        Rule text = hpa(min, max);
        if (cpu) {
            text.with("targetPercent", target);
        } else {
            // The cases count in thousandths, a queue in whole tasks: a thousandth is a task here.
            text.with("metric", "queued").with("type", type).with("targetValue", target);
        }
        rules(text, "up", upRules);
        rules(text, "down", downRules);
        ScaleRule rule = text.build();
        if (other != null) {
            rule = beside(rule, new NeverKnows());
        }
        LoadSample sample = cpu ? Pods.read(metric).sample() : queued(Long.parseLong(metric));
        TargetState state = running(rule, current, recommendations.equals("none"));
        List<ScaleDecision> decided = Scaling.decide(rule, state, sample, NOW).decisions();
        assertThat(decided).hasSize(1);
        assertThat(decided.get(0).to()).isEqualTo(replicas);
    }

    private static void rules(Rule text, String direction, String given) {
        if (given != null) {
            String[] parts = given.split("@");
            text.with("limits." + direction + "Policies", parts[0]);
            text.with("limits." + direction + "StabilizationSeconds", parts[1]);
        }
    }

    private static LoadSample queued(long tasks) {
        return Given.sample(new AgentSums(5, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, tasks, 0));
    }

    private static ScaleRule beside(ScaleRule rule, Kind<?> other) {
        List<Part<?>> parts = new ArrayList<>(rule.parts());
        parts.add(0, part(other));
        return new ScaleRule(
                rule.id(),
                rule.version(),
                rule.min(),
                rule.max(),
                rule.metric(),
                0,
                0,
                rule.cooldown(),
                false,
                false,
                rule.confirm(),
                rule.validity(),
                parts,
                rule.combination(),
                rule.limits());
    }

    private static <P> Part<P> part(Kind<P> kind) {
        return new Part<>("other", kind, null);
    }

    /** A metric that nobody can read. */
    private static final class NeverKnows implements Kind<Void> {
        @Override
        public String name() {
            return "never";
        }

        @Override
        public Void parameters(ParameterReader given) {
            return null;
        }

        @Override
        public Opinion propose(Void parameters, Memory before, Moment moment) {
            return Opinion.unknown(Memory.NONE, Binding.NO_FRESH_SAMPLE, () -> "nobody knows");
        }
    }

    /** Kubernetes' tests begin with an empty log of wishes, or with none, and then what runs is the first. */
    private static TargetState running(ScaleRule rule, int current, boolean emptyLog) {
        Memory[] memories = new Memory[rule.parts().size() + Slot.values().length];
        Arrays.fill(memories, Memory.NONE);
        if (emptyLog) {
            set(memories, rule, Slot.DOWN_WINDOW, Memory.of("down-window", 1, 0, 0));
            set(memories, rule, Slot.UP_WINDOW, Memory.of("up-window", 1, 0, 0));
        }
        return Given.running(current).remembering(List.of(memories));
    }

    private static void set(Memory[] memories, ScaleRule rule, Slot slot, Memory memory) {
        memories[rule.parts().size() + slot.ordinal()] = memory;
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/rates.csv", numLinesToSkip = 1)
    void rates(
            String source,
            String version,
            String name,
            int min,
            int max,
            int current,
            int desired,
            String select,
            String upPolicies,
            String downPolicies,
            String upEvents,
            String downEvents,
            int replicas,
            String condition) {
        LimitSettings limits = hpa(0, 1)
                .with("limits.upSelect", select)
                .with("limits.downSelect", select)
                .with("limits.upPolicies", upPolicies)
                .with("limits.downPolicies", downPolicies)
                .build()
                .limits();
        Memory changes = events(events(Memory.NONE, downEvents, -1), upEvents, 1);
        int most = Rates.highest(limits.up(), limits.exactRates(), changes, MICROS, current);
        int least = Rates.lowest(limits.down(), limits.exactRates(), changes, MICROS, current);
        int rated = desired > current ? Math.min(desired, most) : Math.max(desired, least);
        int bounded = Math.max(min, Math.min(max, rated));
        assertThat(bounded).isEqualTo(replicas);
        assertThat(rated != desired && bounded == rated).isEqualTo(condition.startsWith("Scale"));
        assertThat(bounded != rated)
                .as("bound by minimum or maximum")
                .isEqualTo(condition.startsWith("Too") && (rated > max || rated < min));
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/events.csv", numLinesToSkip = 1)
    void events(String source, String version, String name, String events, int period, int change) {
        Behavior down =
                new Behavior(Behavior.Select.MAX, 0, List.of(new Behavior.Policy(false, 0, period * Micros.SECOND)));
        // With a policy of nothing, the highest that a scale-up may reach is what ran when the period began.
        Memory changes = events(Memory.NONE, events, -1);
        assertThat(Rates.highest(down, true, changes, MICROS, 1_000)).isEqualTo(1_000 + change);
    }

    private static Memory events(Memory before, String events, int sign) {
        long day = 86_400 * Micros.SECOND;
        Memory changes = before;
        for (String event : events == null || events.isBlank() ? new String[0] : events.split(" ")) {
            String[] parts = event.split("@");
            long at = MICROS - Long.parseLong(parts[1]) * Micros.SECOND;
            changes = Rates.changed(changes, at, day, sign * Integer.parseInt(parts[0]));
        }
        return changes;
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/hpa/stabilization.csv", numLinesToSkip = 1)
    void stabilization(
            String source,
            String version,
            String name,
            String recommendations,
            int current,
            int desired,
            long upWindow,
            long downWindow,
            int replicas) {
        ScaleRule rule = beside(
                hpa(0, 1_000)
                        .with("limits.upStabilizationSeconds", upWindow)
                        .with("limits.downStabilizationSeconds", downWindow)
                        .with("limits.upPolicies", "100000/15")
                        .with("limits.downPolicies", "100000/15")
                        .build(),
                new Wishes(desired));
        rule = new ScaleRule(
                rule.id(),
                1,
                0,
                1_000,
                rule.metric(),
                0,
                0,
                rule.cooldown(),
                false,
                false,
                rule.confirm(),
                rule.validity(),
                rule.parts().subList(0, 1),
                rule.combination(),
                rule.limits());
        long[] lowest = {0, 0};
        long[] highest = {0, 0};
        for (String one :
                recommendations == null || recommendations.isBlank() ? new String[0] : recommendations.split(" ")) {
            String[] parts = one.split("@");
            long at = MICROS - Long.parseLong(parts[1]) * Micros.SECOND;
            long wish = Long.parseLong(parts[0]);
            lowest = Highs.with(lowest, at, upWindow * Micros.SECOND, -wish);
            highest = Highs.with(highest, at, downWindow * Micros.SECOND, wish);
        }
        Memory[] memories = new Memory[1 + Slot.values().length];
        Arrays.fill(memories, Memory.NONE);
        set(memories, rule, Slot.UP_WINDOW, Memory.of("up-window", 1, lowest));
        set(memories, rule, Slot.DOWN_WINDOW, Memory.of("down-window", 1, highest));
        TargetState state = Given.running(current).remembering(List.of(memories));
        LoadSample sample = new LoadSample(1, 1, AgentSums.NONE, TaskCounts.ZERO, 0, 0, 0, 0, List.of());
        assertThat(Scaling.decide(rule, state, sample, NOW).decisions().get(0).to())
                .isEqualTo(replicas);
    }

    /** Always the same wish. */
    private record Wishes(int replicas) implements Kind<Void> {
        @Override
        public String name() {
            return "wishes";
        }

        @Override
        public Void parameters(ParameterReader given) {
            return null;
        }

        @Override
        public Opinion propose(Void parameters, Memory before, Moment moment) {
            return Opinion.of(Memory.NONE, replicas, () -> "it wishes for " + replicas);
        }
    }
}
