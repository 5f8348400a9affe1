package io.blackroad.scaling;

import static io.blackroad.scaling.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.load.LoadSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scaling remembers between samples: cooldown, confirmation, answers and the last hold. */
class ScalingStateTest {
    private static final ScaleRule QUICK = Given.withCooldown(Given.worker(), Duration.ofSeconds(1));
    private static final LoadSample BUSY = Given.percent(90);
    private static final LoadSample IDLE = Given.percent(10);

    private static Binding binding(ScaleRule rule, TargetState state, LoadSample sample, Instant now) {
        return Scaling.decide(rule, state, sample, now).decisions().get(0).binding();
    }

    @ParameterizedTest
    @CsvSource({"0, COOLDOWN", "1, COOLDOWN", "599999999, COOLDOWN", "600000000, NONE", "600000001, NONE"})
    void theCooldownEndsAtItsMicrosecond(long microsSince, Binding binding) {
        Instant now = NOW.plusNanos(1_000 * microsSince);
        assertThat(binding(Given.worker(), Given.changed(20, NOW), BUSY, now)).isEqualTo(binding);
        assertThat(binding(Given.worker(), Given.changed(20, NOW), IDLE, now))
                .isEqualTo(binding == Binding.NONE ? Binding.MINIMUM : binding);
    }

    @Test
    void theCooldownOfTheRuleInForceCounts() {
        TargetState state = Given.changed(20, NOW);
        Instant now = NOW.plusSeconds(30);
        assertThat(binding(Given.worker(), state, BUSY, now)).isEqualTo(Binding.COOLDOWN);
        assertThat(binding(QUICK, state, BUSY, now)).isEqualTo(Binding.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, 59999999, 90, UNCONFIRMED",
        "UP, 60000000, 90, NONE",
        "UP, 59999999, 10, MINIMUM",
        "DOWN, 59999999, 10, UNCONFIRMED",
        "DOWN, 60000000, 10, MINIMUM",
        "DOWN, 59999999, 90, NONE",
    })
    void anUnansweredDecisionHoldsItsDirectionUntilTheTimeout(
            Direction pending, long microsSince, int percent, Binding binding) {
        Instant now = NOW.plusNanos(1_000 * microsSince);
        assertThat(binding(QUICK, Given.pending(20, pending, NOW), Given.percent(percent), now))
                .isEqualTo(binding);
    }

    @Test
    void anAnswerConfirmsAndTellsTheReplicas() {
        TargetState after =
                Scaling.answered(Given.pending(20, Direction.UP, NOW), new Answer(7, Answer.Kind.APPLIED, 30));
        assertThat(after.replicas()).isEqualTo(30);
        assertThat(after.pendingSequence()).isZero();
        assertThat(after.pendingDirection()).isEqualTo(Direction.HOLD);
        assertThat(after.pendingSince()).isNull();
        assertThat(after.appliedSequence()).isEqualTo(7);
        assertThat(after.lastChangeAt()).isEqualTo(NOW);
    }

    @Test
    void whatWasNotAppliedGivesTheCooldownBack() {
        Instant first = NOW.minusSeconds(1_000);
        TargetState before = Given.changed(20, first);
        TargetState waiting = Scaling.decide(Given.worker(), before, BUSY, NOW).state();
        assertThat(waiting.lastChangeAt()).isEqualTo(NOW);

        TargetState refused =
                Scaling.answered(waiting, new Answer(waiting.lastSequence(), Answer.Kind.NOT_APPLIED, 20));

        assertThat(refused.lastChangeAt()).isEqualTo(first);
        // Whoever refuses is asked again, but not each tick.
        assertThat(binding(Given.worker(), refused, BUSY, NOW.plusSeconds(59))).isEqualTo(Binding.UNCONFIRMED);
        assertThat(binding(Given.worker(), refused, BUSY, NOW.plusSeconds(60))).isEqualTo(Binding.NONE);
    }

    @Test
    void anAnswerToADecisionNeverMadeChangesNothing() {
        TargetState state = Given.pending(20, Direction.UP, NOW);
        Answer answer = new Answer(8, Answer.Kind.APPLIED, 99);
        assertThat(Scaling.unheardOf(state, answer)).isTrue();
        assertThat(Scaling.answered(state, answer)).isEqualTo(state);
    }

    @Test
    void afterALossOfStateTheSequencesGoOnFromWhatTheControllerReports() {
        TargetState state = Scaling.answered(TargetState.NEW, new Answer(41, Answer.Kind.REPORT, 20));
        assertThat(Scaling.decide(Given.worker(), state, BUSY, NOW)
                        .decisions()
                        .get(0)
                        .sequence())
                .isEqualTo(42);
    }

    @Test
    void aReportConfirmsNothing() {
        TargetState waiting = Given.pending(20, Direction.UP, NOW);
        assertThat(Scaling.answered(waiting, new Answer(7, Answer.Kind.REPORT, 20))
                        .pendingSequence())
                .isEqualTo(7);
    }

    @Test
    void theFirstChangeGivesBackThatThereWasNone() {
        TargetState waiting =
                Scaling.decide(Given.worker(), Given.running(20), BUSY, NOW).state();
        assertThat(Scaling.answered(waiting, new Answer(1, Answer.Kind.NOT_APPLIED, 20))
                        .lastChangeAt())
                .isNull();
    }

    @Test
    void anAnswerToAnOlderDecisionLeavesTheNewerOneWaiting() {
        TargetState waiting = Given.pending(20, Direction.UP, NOW);
        TargetState after = Scaling.answered(waiting, new Answer(6, Answer.Kind.NOT_APPLIED, 19));
        assertThat(after.replicas()).isEqualTo(19);
        assertThat(after.pendingSequence()).isEqualTo(7);
        assertThat(after.lastChangeAt()).isEqualTo(NOW);
    }

    @Test
    void aStaleAnswerChangesNothing() {
        TargetState state = Given.changed(20, NOW);
        assertThat(Scaling.answered(state, new Answer(5, Answer.Kind.APPLIED, 99)))
                .isEqualTo(state);
    }

    @Test
    void aReportWithoutADecisionTellsTheReplicasAtAnyTime() {
        assertThat(Scaling.answered(Given.changed(20, NOW), new Answer(0, Answer.Kind.REPORT, 25)))
                .isEqualTo(new TargetState(7, 7, 25, NOW, null, 0, Direction.HOLD, null, "", Instant.EPOCH));
        TargetState waiting = Given.pending(20, Direction.UP, NOW);
        assertThat(Scaling.answered(waiting, new Answer(0, Answer.Kind.REPORT, 25))
                        .pendingSequence())
                .isEqualTo(7);
    }

    @Test
    void anAnswerTwiceIsAnAnswer() {
        Answer answer = new Answer(7, Answer.Kind.NOT_APPLIED, 20);
        TargetState once = Scaling.answered(Given.pending(20, Direction.UP, NOW), answer);
        assertThat(Scaling.answered(once, answer)).isEqualTo(once);
    }

    @Test
    void aHoldIsSaidOnceUntilItsReasonChanges() {
        List<Binding> said = new ArrayList<>();
        TargetState state = Given.changed(20, NOW);
        int second = 0;
        for (int percent : new int[] {60, 61, 62, 90, 91, 60, 60, 90}) {
            Outcome<TargetState, ScaleDecision> outcome =
                    Scaling.decide(Given.worker(), state, Given.percent(percent), NOW.plusSeconds(++second));
            outcome.decisions().forEach(decision -> said.add(decision.binding()));
            state = outcome.state();
        }
        assertThat(said).containsExactly(Binding.WITHIN_BAND, Binding.COOLDOWN, Binding.WITHIN_BAND, Binding.COOLDOWN);
    }

    @Test
    void aHoldThatPointsTheOtherWayIsAnotherReason() {
        TargetState state = Given.changed(20, NOW);
        Outcome<TargetState, ScaleDecision> up = Scaling.decide(Given.worker(), state, BUSY, NOW.plusSeconds(1));
        Outcome<TargetState, ScaleDecision> down = Scaling.decide(Given.worker(), up.state(), IDLE, NOW.plusSeconds(2));
        assertThat(up.decisions().get(0).reason()).contains("above 80 %");
        assertThat(down.decisions()).hasSize(1);
        assertThat(down.decisions().get(0).reason()).contains("below 40 %");
    }

    @Test
    void aNewVersionOfTheRuleSaysTheHoldAgain() {
        TargetState held = Scaling.decide(Given.worker(), Given.running(20), Given.percent(60), NOW)
                .state();
        assertThat(Scaling.decide(Given.worker(), held, Given.percent(60), NOW).decisions())
                .isEmpty();
        assertThat(Scaling.decide(Given.withVersion(Given.worker(), 2), held, Given.percent(60), NOW)
                        .decisions())
                .hasSize(1);
    }

    @Test
    void aChangeStartsTheHoldsAnew() {
        TargetState held =
                Scaling.decide(QUICK, Given.changed(20, NOW), BUSY, NOW).state();
        TargetState changed =
                Scaling.decide(QUICK, held, BUSY, NOW.plusSeconds(1)).state();
        assertThat(changed.holdKey()).isEmpty();
        assertThat(binding(QUICK, changed, BUSY, NOW.plusSeconds(1))).isEqualTo(Binding.UNCONFIRMED);
    }
}
