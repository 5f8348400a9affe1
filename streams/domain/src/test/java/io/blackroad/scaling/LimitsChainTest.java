package io.blackroad.scaling;

import static io.blackroad.scaling.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits around the parts, one by one: what each makes of a wish, and that it writes it down. */
class LimitsChainTest {
    private static final long DOLLAR = 1_000_000_000L;

    /** A pool asks for twice as many when more than two tasks a replica wait, and for half below a quarter. */
    private static Rule pool() {
        return Rule.of("pool", 1, 1_000).with("limits.watchSeconds", 0).with("limits.oscillation", false);
    }

    private static LoadSample waiting(long tasks) {
        return new LoadSample(
                1,
                1,
                new AgentSums(10, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, tasks, 0),
                TaskCounts.ZERO,
                0,
                0,
                0,
                0,
                List.of());
    }

    private static ScaleDecision decide(ScaleRule rule, TargetState state, LoadSample sample, Circumstances around) {
        return Scaling.decide(rule, state, sample, around, NOW).decisions().get(0);
    }

    private static ScaleDecision decide(ScaleRule rule, int replicas, long tasks) {
        return decide(rule, Given.running(replicas), waiting(tasks), Circumstances.PLAIN);
    }

    @Test
    void nothingIsWrittenDownWhenNothingIsLimited() {
        ScaleDecision decision = decide(pool().build(), 10, 100);
        assertThat(decision.to()).isEqualTo(20);
        assertThat(decision.binding()).isEqualTo(Binding.NONE);
        assertThat(decision.limits()).isEmpty();
        assertThat(decision.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.kind()).isEqualTo("POOL");
            assertThat(proposal.replicas()).isEqualTo(20);
        });
    }

    @Test
    void theChainIsWrittenDownInItsOrder() {
        ScaleRule rule = Rule.of("pool", 1, 15)
                .with("limits.upPolicies", "8/60")
                .with("limits.dollarsPerHour", 12)
                .build();
        ScaleDecision decision =
                decide(rule, Given.running(10), waiting(100), new Circumstances(Micros.SECOND, -1, DOLLAR, 0));
        assertThat(decision.limits())
                .extracting(LimitStep::limit, LimitStep::before, LimitStep::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("rates", 20, 18),
                        org.assertj.core.groups.Tuple.tuple("bounds", 18, 15),
                        org.assertj.core.groups.Tuple.tuple("money", 15, 12));
        assertThat(decision.to()).isEqualTo(12);
        assertThat(decision.binding()).isEqualTo(Binding.MONEY);
        assertThat(decision.reason()).contains("$12.00").contains("lifting it costs $3.00 an hour more");
    }

    @Test
    void toleranceHoldsASmallChange() {
        ScaleRule rule = pool().with("limits.toleranceDownPercent", 50).build();
        assertThat(decide(rule, 10, 0).binding()).isEqualTo(Binding.TOLERANCE);
        assertThat(decide(pool().with("limits.toleranceDownPercent", 49).build(), 10, 0)
                        .to())
                .isEqualTo(5);
    }

    @Test
    void cooldownsAreAboutTheirDirection() {
        ScaleRule rule = pool().with("limits.cooldownDownSeconds", 300).build();
        TargetState changed = Given.changed(10, NOW.minusSeconds(299));
        assertThat(decide(rule, changed, waiting(0), Circumstances.PLAIN).binding())
                .isEqualTo(Binding.COOLDOWN);
        assertThat(decide(rule, changed, waiting(100), Circumstances.PLAIN).to())
                .isEqualTo(20);
        TargetState longAgo = Given.changed(10, NOW.minusSeconds(300));
        assertThat(decide(rule, longAgo, waiting(0), Circumstances.PLAIN).to()).isEqualTo(5);
    }

    @Test
    void aTargetThatIsHeardAgainIsWatchedFirst() {
        ScaleRule rule = pool().with("limits.watchSeconds", 60).build();
        TargetState heard = new TargetState(0, 0, 10, null, null, 0, Direction.HOLD, null, "", NOW.minusSeconds(59));
        assertThat(decide(rule, heard, waiting(0), Circumstances.PLAIN).binding())
                .isEqualTo(Binding.COOLDOWN);
    }

    @Test
    void ascheduleNarrowsTheBoundsWhileItIsOpen() {
        // NOW is noon on a Sunday.
        Map<String, String> open = Map.of("windows", "0 11 * * * -> 0 13 * * * = 30..40");
        assertThat(decide(pool().part("schedule", open).build(), 10, 100).to()).isEqualTo(30);
        assertThat(decide(pool().part("schedule", open).build(), 10, 100).binding())
                .isEqualTo(Binding.SCHEDULE);
        Map<String, String> closed = Map.of("windows", "0 8 * * * -> 0 12 * * * = 30..40");
        assertThat(decide(pool().part("schedule", closed).build(), 10, 100).to())
                .isEqualTo(20);
    }

    @Test
    void anAbsurdPriceWrapsNoSum() {
        ScaleRule rule = pool().with("limits.dollarsPerHour", 12).build();
        Circumstances dear = new Circumstances(Micros.SECOND, 10, Long.MAX_VALUE / 2, 0);
        ScaleDecision decision = decide(rule, Given.running(10), waiting(100), dear);
        assertThat(decision.reason()).contains("lifting it costs $9,223,372,036.85 an hour more");
        assertThat(decision.to()).isEqualTo(1);
        assertThat(decision.costDelta(Long.MAX_VALUE / 2)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void partsCombineByMaximumOrByFormula() {
        Map<String, String> second = Map.of("name", "queue", "perReplica", "2");
        Rule both = pool().part("backlog", second);
        assertThat(decide(both.build(), 10, 100).to()).isEqualTo(50);
        assertThat(decide(both.with("combine", "(pool + queue) / 2").build(), 10, 100)
                        .to())
                .isEqualTo(35);
        assertThat(both.with("combine", "pool + queu").problems())
                .containsExactly("parameters.combine: there is no queu; did you mean queue?");
    }

    @Test
    void theFleetsBudgetHoldsWhatComesAfterIt() {
        ScaleRule rule = pool().with("limits.fleetChangesPerMinute", 5).build();
        Circumstances four = new Circumstances(Micros.SECOND, -1, 0, 4);
        Circumstances five = new Circumstances(Micros.SECOND, -1, 0, 5);
        assertThat(decide(rule, Given.running(10), waiting(100), four).to()).isEqualTo(20);
        assertThat(decide(rule, Given.running(10), waiting(100), five).binding())
                .isEqualTo(Binding.FLEET_BUDGET);
    }

    @Test
    void anHoursCapIsNeverExceeded() {
        ScaleRule rule = pool().with("limits.dollarsPerHour", 25).build();
        Plant plant =
                new Plant(rule, 5, second -> 60).queueing().costing(DOLLAR).run(0, 3_600);
        assertThat(plant.decisions)
                .allSatisfy(decision -> assertThat(decision.to()).isLessThanOrEqualTo(25));
        assertThat(plant.replicas()).isEqualTo(25);
    }

    @Test
    void aLowerCapCutsWhatRuns() {
        ScaleRule rule = pool().with("limits.dollarsPerHour", 4).build();
        ScaleDecision decision =
                decide(rule, Given.running(10), waiting(10), new Circumstances(Micros.SECOND, -1, DOLLAR, 0));
        assertThat(decision.direction()).isEqualTo(Direction.DOWN);
        assertThat(decision.to()).isEqualTo(4);
        assertThat(decision.binding()).isEqualTo(Binding.MONEY);
    }

    /** At a dollar a replica and an hour, ten replicas cost 7,440 dollars in March. */
    @Test
    void aMonthsCapLeavesEnoughForTheMinimumAndIsNeverExceeded() {
        ScaleRule rule = Rule.of("pool", 10, 1_000)
                .with("limits.dollarsPerMonth", 8_000)
                .with("limits.watchSeconds", 0)
                .with("limits.oscillation", false)
                .build();
        Circumstances around = new Circumstances(60 * Micros.SECOND, -1, DOLLAR, 0);
        TargetState state = Given.running(10);
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Instant end = Instant.parse("2026-04-01T00:00:00Z");
        double spent = 0;
        int most = 0;
        while (now.isBefore(end)) {
            var outcome = Scaling.decide(rule, state, waiting(1_000_000), around, now);
            state = outcome.state();
            for (ScaleDecision decision : outcome.decisions()) {
                if (decision.direction() != Direction.HOLD) {
                    Answer applied = new Answer(decision.sequence(), Answer.Kind.APPLIED, decision.to());
                    state = Scaling.answered(state, applied);
                }
            }
            spent += state.replicas() / 60.0;
            most = Math.max(most, state.replicas());
            now = now.plusSeconds(60);
        }
        assertThat(spent).isLessThanOrEqualTo(8_000 + most / 60.0).isGreaterThan(7_990);
        assertThat(most).isGreaterThan(100);
    }

    @Test
    void aRuleWithAPeriodIsSilentBetweenItsEvaluations() {
        ScaleRule rule = pool().with("limits.periodSeconds", 15).build();
        TargetState state = Given.running(10);
        int said = 0;
        for (int second = 0; second < 60; second++) {
            var outcome = Scaling.decide(rule, state, waiting(100), Circumstances.PLAIN, NOW.plusSeconds(second));
            state = outcome.state();
            said += outcome.decisions().size();
            if (!outcome.decisions().isEmpty()) {
                assertThat(second % 15).isZero();
            }
        }
        assertThat(said).isPositive();
    }

    @Test
    void anotherKindStartsWithANewMemory() {
        TargetState before = Scaling.decide(
                        Rule.of("panic", 1, 100).build(), Given.running(10), waiting(100), Circumstances.PLAIN, NOW)
                .state();
        ScaleRule other = Rule.of("ray", 1, 100).build();
        assertThat(Scaling.decide(other, before, waiting(100), Circumstances.PLAIN, NOW.plusSeconds(1))
                        .state()
                        .memories()
                        .get(0)
                        .owner())
                .isEqualTo("ray");
    }
}
