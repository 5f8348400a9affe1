package io.blackroad.scaling;

import static io.blackroad.scaling.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for every rule, state and sample, and over every life of a target. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class ScalingPropertyTest {

    private static int to(ScaleRule rule, TargetState state, LoadSample sample) {
        List<ScaleDecision> decisions = Scaling.decide(rule, state, sample, NOW).decisions();
        return decisions.isEmpty() ? state.replicas() : decisions.get(0).to();
    }

    /** The same agents using {@code more} percent more of what they requested. */
    private static LoadSample busier(LoadSample sample, int more) {
        AgentSums s = sample.sums();
        long cpu = s.cpuUsedMillis() + s.cpuRequestedMillis() * more / 100;
        long memory = s.memoryUsedBytes() + s.memoryRequestedBytes() / 100 * more;
        return with(s, cpu, s.cpuMissingMillis(), memory, s.memoryMissingBytes());
    }

    /** More agents without a fresh sample beside the same ones with. */
    private static LoadSample lessKnown(LoadSample sample, int millis) {
        AgentSums s = sample.sums();
        return with(
                s,
                s.cpuUsedMillis(),
                s.cpuMissingMillis() + millis,
                s.memoryUsedBytes(),
                s.memoryMissingBytes() + ((long) millis << 20));
    }

    private static LoadSample with(AgentSums s, long cpu, long cpuMissing, long memory, long memoryMissing) {
        return new LoadSample(
                1,
                1,
                new AgentSums(
                        s.agents(),
                        s.idle(),
                        s.busy(),
                        s.draining(),
                        s.fresh(),
                        s.missing(),
                        cpu,
                        s.cpuRequestedMillis(),
                        cpuMissing,
                        memory,
                        s.memoryRequestedBytes(),
                        memoryMissing,
                        0,
                        0,
                        0,
                        0,
                        0),
                TaskCounts.ZERO,
                0,
                0,
                0,
                0,
                List.of());
    }

    @Property
    void aChangeLeadsIntoTheBoundsAndAHoldChangesNothing(
            @ForAll ScaleRule rule, @ForAll TargetState state, @ForAll LoadSample sample) {
        for (ScaleDecision decision : Scaling.decide(rule, state, sample, NOW).decisions()) {
            assertThat(decision.from()).isEqualTo(state.replicas());
            switch (decision.direction()) {
                case HOLD -> assertThat(decision.to()).isEqualTo(decision.from());
                case UP -> assertThat(decision.to()).isGreaterThan(decision.from());
                case DOWN -> assertThat(decision.to()).isLessThan(decision.from());
            }
            if (decision.direction() != Direction.HOLD) {
                assertThat(decision.to()).isBetween(rule.min(), rule.max());
            }
            assertThat(decision.proposals())
                    .allSatisfy(proposal -> assertThat(proposal.replicas()).isNotNegative());
        }
    }

    @Property
    void theSameInputGivesTheSameDecisionAndSteps(
            @ForAll ScaleRule rule, @ForAll TargetState state, @ForAll LoadSample sample) {
        Outcome<TargetState, ScaleDecision> once = Scaling.decide(rule, state, sample, NOW);
        assertThat(Scaling.decide(rule, state, sample, NOW)).isEqualTo(once);
        List<String> steps = Scaling.steps(rule, state, sample, NOW);
        assertThat(Scaling.steps(rule, state, sample, NOW)).isEqualTo(steps);
        for (ScaleDecision decision : once.decisions()) {
            assertThat(steps)
                    .last()
                    .isEqualTo("result: " + decision.direction() + " to " + decision.to() + " replicas, bound by "
                            + decision.binding());
        }
    }

    @Property
    void moreUseNeverGivesFewerReplicas(
            @ForAll ScaleRule rule,
            @ForAll TargetState state,
            @ForAll LoadSample sample,
            @ForAll @IntRange(min = 0, max = 300) int more) {
        assertThat(to(rule, state, busier(sample, more))).isGreaterThanOrEqualTo(to(rule, state, sample));
    }

    @Property
    void moreMissingSamplesOnlyEverShrinkTheChange(
            @ForAll ScaleRule rule,
            @ForAll TargetState state,
            @ForAll LoadSample sample,
            @ForAll @IntRange(min = 0, max = 1_000_000) int millis) {
        int current = state.replicas();
        int known = to(rule, state, sample);
        int lessKnown = to(rule, state, lessKnown(sample, millis));
        assertThat(lessKnown).isBetween(Math.min(current, known), Math.max(current, known));
    }

    @Property
    void overALifeSequencesCountUpAndTheCooldownIsKept(
            @ForAll ScaleRule rule, @ForAll @Size(min = 1, max = 60) List<Worlds.Tick> ticks) {
        Life life = new Life(rule);
        ticks.forEach(life::live);
    }
}
