package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.ScaleRule.Metric;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random rules, samples and states, edge cases included. */
final class Worlds extends DomainContextBase {

    @Provide
    Arbitrary<ScaleRule> rules() {
        Arbitrary<int[]> bounds = Combinators.combine(
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(0, 200))
                .as((min, more) -> new int[] {min, min + more});
        Arbitrary<int[]> band = Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(1, 100))
                .as((down, width) -> new int[] {down, down + width});
        return Combinators.combine(
                        bounds,
                        band,
                        Arbitraries.of(Metric.class),
                        Arbitraries.integers().between(1, 900),
                        Arbitraries.integers().between(1, 120),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.longs().between(1, 5))
                .as((range, percents, metric, cooldown, confirm, pauses, version) -> new ScaleRule(
                        "rule",
                        version,
                        range[0],
                        range[1],
                        metric,
                        percents[1],
                        percents[0],
                        Duration.ofSeconds(cooldown),
                        // Mostly not paused.
                        pauses == 1,
                        pauses == 2,
                        Duration.ofSeconds(confirm),
                        Duration.ofSeconds(120)));
    }

    @Provide
    Arbitrary<LoadSample> samples() {
        Arbitrary<Long> requested = Arbitraries.longs().between(0, 1_000_000);
        Arbitrary<Integer> percent = Arbitraries.integers().between(0, 130);
        Arbitrary<Long> missing = Arbitraries.longs().between(0, 300_000);
        Arbitrary<LoadSample> silent = missing.map(millis -> Given.cpu(0, 10, 0, 0, millis));
        return Arbitraries.frequencyOf(Tuple.of(9, heard(requested, percent, missing)), Tuple.of(1, silent));
    }

    private static Arbitrary<LoadSample> heard(
            Arbitrary<Long> requested, Arbitrary<Integer> percent, Arbitrary<Long> missing) {
        return Combinators.combine(requested, percent, missing, requested, percent, missing)
                .as((cpu, cpuPercent, cpuMissing, mib, mibPercent, mibMissing) -> Given.sample(new AgentSums(
                        30,
                        0,
                        0,
                        0,
                        20,
                        10,
                        cpu * cpuPercent / 100,
                        cpu,
                        cpuMissing,
                        mib * mibPercent / 100 << 20,
                        mib << 20,
                        mibMissing << 20,
                        0,
                        0,
                        0,
                        0,
                        0)));
    }

    @Provide
    Arbitrary<TargetState> states() {
        Arbitrary<Instant> ago = Arbitraries.integers().between(0, 1_000).map(Given.NOW::minusSeconds);
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 300),
                        ago.injectNull(0.3),
                        ago.injectNull(0.3),
                        Arbitraries.of(Direction.class),
                        Arbitraries.of("", "WITHIN_BAND rule v1", "COOLDOWN UP rule v2"))
                .as((replicas, changed, pending, direction, holdKey) -> {
                    boolean waits = pending != null && direction != Direction.HOLD;
                    return new TargetState(
                            9,
                            8,
                            replicas,
                            changed,
                            null,
                            waits ? 9 : 0,
                            waits ? direction : Direction.HOLD,
                            waits ? pending : null,
                            holdKey,
                            Instant.EPOCH);
                });
    }

    @Provide
    Arbitrary<Tick> ticks() {
        return Combinators.combine(
                        samples(),
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.of(Reply.class),
                        Arbitraries.integers().between(-3, 3))
                .as(Tick::new);
    }

    /** What a controller does after a tick. */
    enum Reply {
        NOTHING,
        APPLIES,
        APPLIES_AGAIN,
        REFUSES,
        REPORTS,
        STALE
    }

    /** One step of a target's life: a sample some seconds after the last one, and what the controller then says. */
    record Tick(LoadSample sample, int seconds, Reply reply, int drift) {}
}
