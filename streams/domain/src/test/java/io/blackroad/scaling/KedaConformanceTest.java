package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.backlog.KedaMath;
import io.blackroad.scaling.formula.Formula;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** {@code backlog} in mode keda answers as KEDA's own tests and reference want: executor, fallbacks, formulas. */
class KedaConformanceTest {
    private static final long NOW = Micros.of(Given.NOW);

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/keda/executor.csv", numLinesToSkip = 1)
    void executor(
            String source,
            String version,
            String name,
            int min,
            Integer idle,
            int current,
            boolean active,
            boolean failed,
            Integer fallback,
            Long lastActiveAge,
            long cooldown,
            String paused,
            int replicas) {
        KedaMath.Scaled scaled = new KedaMath.Scaled(min, idle == null ? -1 : idle, cooldown * Micros.SECOND);
        long lastActive = lastActiveAge == null ? KedaMath.NEVER : NOW - lastActiveAge * Micros.SECOND;
        int executed =
                KedaMath.executed(scaled, current, active, failed, fallback == null ? -1 : fallback, lastActive, NOW);
        // A pause of a direction is the rule's here, and what it holds stays as it is.
        boolean held = paused != null
                && (paused.equals("both")
                        || (paused.equals("down") && executed < current)
                        || (paused.equals("up") && executed > current));
        assertThat(held ? current : executed).isEqualTo(replicas);
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/keda/fallback.csv", numLinesToSkip = 1)
    void fallback(
            String source,
            String version,
            String name,
            String value,
            int perReplica,
            String behavior,
            int threshold,
            int fallbackReplicas,
            int failuresBefore,
            int current,
            String replicas,
            int failures) {
        ScaleRule rule = Rule.of("backlog", 0, 1_000)
                .with("mode", "keda")
                .with("perReplica", perReplica)
                .with("fallback", behavior)
                .with("failureThreshold", threshold)
                .with("fallbackReplicas", fallbackReplicas)
                .build();
        Memory before = Memory.of("backlog", 1, NOW, failuresBefore);
        Moment moment = new Moment(sample(value), Micros.SECOND, current, -1, 0, 1_000, Given.NOW, true);
        Opinion opinion = rule.parts().get(0).propose(before, moment);
        assertThat(opinion.memory().at(1)).isEqualTo(failures);
        if (replicas.equals("unknown")) {
            assertThat(opinion.isUnknown()).isTrue();
        } else {
            assertThat(opinion.replicas()).isEqualTo(Integer.parseInt(replicas));
        }
    }

    /** A metric that fails is a target whose agents have all fallen silent. */
    private static LoadSample sample(String value) {
        boolean failed = value.equals("failed");
        long queued = failed ? 0 : Long.parseLong(value);
        AgentSums sums =
                new AgentSums(5, 0, 0, 0, failed ? 0 : 5, failed ? 5 : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, queued, 0);
        return new LoadSample(1, 1, sums, TaskCounts.ZERO, 0, 0, 0, 0, List.of());
    }

    @ParameterizedTest(name = "{2}")
    @CsvFileSource(resources = "/conformance/keda/formula.csv", numLinesToSkip = 1)
    void formula(String source, String version, String name, String formula, String values, String result) {
        Map<String, Integer> places = new HashMap<>();
        double[] numbers = new double[values.split(" ").length];
        for (String value : values.split(" ")) {
            String[] parts = value.split("=");
            numbers[places.size()] = parts[1].equals("nil") ? Double.NaN : Double.parseDouble(parts[1]);
            places.put(parts[0], places.size());
        }
        double got = Formula.read(formula, places).of(numbers);
        assertThat(Double.valueOf(got))
                .isEqualTo(Double.valueOf(result.equals("nil") ? Double.NaN : Double.parseDouble(result)));
    }
}
