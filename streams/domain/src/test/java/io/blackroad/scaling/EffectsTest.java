package io.blackroad.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.scaling.Effect.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of replicas is found to have done. The target is moved by hand: nothing here decides. */
class EffectsTest {
    private static final int TASKS = 100;

    private TargetState state = Given.running(10);
    private final List<Effect> effects = new ArrayList<>();
    private int second;
    private long sequence;

    /** Lives on: so many replicas told and ready, of which so many are busy, with tasks completed a second and waiting. */
    private void live(int seconds, int told, int ready, double busy, double rate, long waiting) {
        for (int i = 0; i < seconds; i++) {
            second++;
            state = Scaling.answered(state, new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, told));
            AgentSums sums = new AgentSums(
                    ready,
                    0,
                    0,
                    0,
                    ready,
                    0,
                    Math.round(1_000 * busy),
                    1_000L * ready,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    waiting,
                    Math.round(rate));
            TaskCounts tasks = new TaskCounts(Math.round(rate), 0, Math.round(rate), 0, 0);
            LoadSample sample = new LoadSample(second, second, sums, tasks, 0, 0, 0, 0, List.of());
            Memory seen = Effects.seen(
                    state.effects(), sample, told, new Circumstances(Micros.SECOND, ready, 0, 0), Micros.of(now()));
            next(state.observed(true, seen, now()));
        }
    }

    private Instant now() {
        return Given.NOW.plusSeconds(second);
    }

    private void order(int from, int to) {
        state = Scaling.answered(state, new Answer(Answer.NO_DECISION, Answer.Kind.REPORT, from));
        next(state.changed(to > from ? Direction.UP : Direction.DOWN, to, now()));
        sequence = state.lastSequence();
    }

    private void next(TargetState after) {
        Effects.judged(state, after).ifPresent(effects::add);
        state = after;
    }

    @Test
    void replicasThatShareTheWorkHelped() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        live(35, 20, 10, 9, 9 * TASKS, 0);
        live(60, 20, 20, 9, 9 * TASKS, 0);
        assertThat(effects).singleElement().satisfies(effect -> {
            assertThat(effect.verdict()).isEqualTo(Verdict.HELPED);
            assertThat(effect.sequence()).isEqualTo(sequence);
            assertThat(effect.basePermille()).isEqualTo(900);
            assertThat(effect.predictedPermille()).isEqualTo(450);
            assertThat(effect.realisedPermille()).isEqualTo(450);
            assertThat(effect.gainPermille()).isEqualTo(1_000);
            assertThat(effect.startMicros()).isEqualTo(36 * Micros.SECOND);
            assertThat(effect.learntStartMicros()).isEqualTo(36 * Micros.SECOND);
            assertThat(effect.futile()).isZero();
            assertThat(effect.sentence()).contains("it helped: use 90.0 % became 45.0 %, predicted 45.0 %");
        });
    }

    /** Arrivals doubled while they started: each is as busy as before, and yet they helped. */
    @Test
    void aLoadThatGrewInTheMeantimeIsNotHeldAgainstThem() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        live(90, 20, 20, 18, 18 * TASKS, 0);
        assertThat(effects)
                .extracting(Effect::verdict, Effect::gainPermille)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Verdict.HELPED, 1_000));
    }

    @Test
    void replicasThatOnlyWaitForTheSameThingDidNotHelp() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        live(90, 20, 20, 18, 9 * TASKS, 0);
        order(20, 40);
        live(90, 40, 40, 36, 9 * TASKS, 0);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.FUTILE, Verdict.FUTILE);
        assertThat(effects).extracting(Effect::gainPermille).containsExactly(0, 0);
        assertThat(effects.get(1).futile()).isEqualTo(2);
        assertThat(effects.get(1).sentence()).contains("it did not help").endsWith("2 in a row");
    }

    @Test
    void replicasThatCompleteNoMoreOfWhatWaitsDidNotHelp() {
        live(60, 10, 10, 5, 9 * TASKS, 90_000);
        order(10, 20);
        live(90, 20, 20, 5, 9 * TASKS, 100_000);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.FUTILE);
    }

    @Test
    void aQueueThatIsGoneWasHelped() {
        live(60, 10, 10, 10, 10 * TASKS, 90_000);
        order(10, 20);
        live(90, 20, 20, 8, 8 * TASKS, 0);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.HELPED);
    }

    @Test
    void withoutTasksNothingIsTold() {
        live(60, 10, 10, 9, 0, 0);
        order(10, 20);
        live(90, 20, 20, 18, 0, 0);
        assertThat(effects)
                .extracting(Effect::verdict, Effect::gainPermille)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Verdict.UNCLEAR, Effect.UNKNOWN));
    }

    @Test
    void whatFollowsInTheSameDirectionIsJudgedWithTheFirst() {
        live(60, 10, 10, 10, 10 * TASKS, 90_000);
        order(10, 20);
        live(5, 20, 10, 10, 10 * TASKS, 90_000);
        order(20, 40);
        live(90, 40, 40, 40, 10 * TASKS, 90_000);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.MERGED, Verdict.FUTILE);
        assertThat(effects.get(1).futile()).isEqualTo(2);
    }

    @Test
    void whatIsTurnedBackIsNotJudged() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        live(5, 20, 10, 9, 9 * TASKS, 0);
        order(20, 10);
        live(90, 10, 10, 9, 9 * TASKS, 0);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.REVERSED, Verdict.HELPED);
    }

    @Test
    void replicasThatNeverCameAreNamed() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        live(1_000, 20, 12, 9, 9 * TASKS, 0);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.NEVER_READY);
    }

    @Test
    void whatNobodyCarriesOutIsNotWaitedFor() {
        live(60, 10, 10, 9, 9 * TASKS, 0);
        order(10, 20);
        state = Scaling.answered(state, new Answer(sequence, Answer.Kind.NOT_APPLIED, 10));
        live(1, 10, 10, 9, 9 * TASKS, 0);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.UNCLEAR);
        order(10, 20);
        live(90, 20, 20, 9, 9 * TASKS, 0);
        assertThat(effects)
                .as("judged by itself")
                .extracting(Effect::verdict, Effect::sequence)
                .endsWith(org.assertj.core.groups.Tuple.tuple(Verdict.HELPED, sequence));
    }

    @Test
    void whatNobodyCarriesOutIsNotCountedWithTheOneBeforeIt() {
        live(60, 10, 10, 10, 10 * TASKS, 90_000);
        order(10, 20);
        live(5, 20, 10, 10, 10 * TASKS, 90_000);
        order(20, 40);
        state = Scaling.answered(state, new Answer(sequence, Answer.Kind.NOT_APPLIED, 20));
        live(90, 20, 20, 20, 10 * TASKS, 90_000);
        assertThat(effects).extracting(Effect::verdict).containsExactly(Verdict.MERGED, Verdict.FUTILE);
        assertThat(effects.get(1).futile()).isEqualTo(1);
    }

    @Test
    void theLimitCutsNothingThatTheScheduleWants() {
        ScaleRule rule = Rule.of("pool", 1, 1_000)
                .with("limits.futileChanges", 1)
                .with("limits.watchSeconds", 0)
                .part("schedule", Map.of("windows", "0 11 * * * -> 0 14 * * * = 60.."))
                .build();
        live(60, 20, 20, 20, 10 * TASKS, 90_000);
        order(20, 40);
        live(60, 40, 40, 40, 10 * TASKS, 90_000);
        assertThat(effects).extracting(Effect::futile).containsExactly(1);
        ScaleDecision decision = decide(rule, 1, 10 * TASKS);
        assertThat(decision.to()).as("80 are asked for, 60 are the schedule's").isEqualTo(60);
        assertThat(decision.binding()).isEqualTo(Binding.FUTILE);
    }

    @Test
    void theLimitHoldsWhatDidNotHelpAndGivesWay() {
        ScaleRule rule = Rule.of("pool", 1, 1_000)
                .with("limits.futileChanges", 2)
                .with("limits.watchSeconds", 0)
                .build();
        live(60, 10, 10, 10, 10 * TASKS, 90_000);
        order(10, 20);
        live(60, 20, 20, 20, 10 * TASKS, 90_000);
        order(20, 40);
        live(60, 40, 40, 40, 10 * TASKS, 90_000);
        assertThat(effects).extracting(Effect::futile).containsExactly(1, 2);

        ScaleDecision held = decide(rule, 1, 10 * TASKS);
        assertThat(held.binding()).isEqualTo(Binding.FUTILE);
        assertThat(held.direction()).isEqualTo(Direction.HOLD);
        assertThat(held.limits()).extracting(LimitStep::limit).contains("effect");
        assertThat(held.reason()).contains("the last 2 scale-ups did not help (20 to 40); more than 40 waits until");

        // A quarter more arrives than then, a smoothed mean of half a minute; or five minutes are over.
        assertThat(decide(rule, 1, 13 * TASKS).binding()).isEqualTo(Binding.FUTILE);
        live(60, 40, 40, 40, 13 * TASKS, 90_000);
        assertThat(decide(rule, 1, 13 * TASKS).to()).isEqualTo(80);
        live(120, 40, 40, 40, 10 * TASKS, 90_000);
        assertThat(decide(rule, 1, 10 * TASKS).binding()).isEqualTo(Binding.FUTILE);
        assertThat(decide(rule, 400, 10 * TASKS).to()).isEqualTo(80);
    }

    private ScaleDecision decide(ScaleRule rule, int afterSeconds, double rate) {
        AgentSums sums =
                new AgentSums(40, 0, 40, 0, 40, 0, 40_000, 40_000, 0, 0, 0, 0, 0, 0, 0, 90_000, Math.round(rate));
        TaskCounts tasks = new TaskCounts(Math.round(rate), 0, Math.round(rate), 0, 0);
        return Scaling.decide(
                        rule,
                        new TargetState(
                                9,
                                9,
                                40,
                                null,
                                null,
                                0,
                                Direction.HOLD,
                                null,
                                "",
                                Instant.EPOCH,
                                List.of(),
                                state.effects()),
                        new LoadSample(1, 1, sums, tasks, 0, 0, 0, 0, List.of()),
                        new Circumstances(Micros.SECOND, 40, 0, 0),
                        now().plusSeconds(afterSeconds))
                .decisions()
                .get(0);
    }
}
