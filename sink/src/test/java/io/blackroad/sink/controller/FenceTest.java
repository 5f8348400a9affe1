package io.blackroad.sink.controller;

import static io.blackroad.sink.controller.SimulatedController.API;
import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.ApplyOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FenceTest {
    private static final Instant NOW = TestClock.START;
    private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(3));

    @Test
    void theNewestDecisionWaits() {
        Fence fence = Fence.NEW.decided(order(2)).decided(order(3)).decided(order(1));

        assertThat(fence.waiting().sequence()).isEqualTo(3);
        assertThat(fence.due(NOW)).isTrue();
    }

    @Test
    void aDecisionAtOrBelowTheAnsweredChangesNothing() {
        Fence fence = Fence.restored(5);

        assertThat(fence.decided(order(5))).isSameAs(fence);
        assertThat(fence.decided(order(4))).isSameAs(fence);
        assertThat(fence.decided(order(6)).waiting().sequence()).isEqualTo(6);
    }

    @Test
    void aRepeatOfTheWaitingDecisionKeepsItsTries() {
        Fence fence = Fence.NEW.decided(order(1)).failed(POLICY, Duration.ZERO, NOW);

        assertThat(fence.decided(order(1))).isSameAs(fence);
        assertThat(fence.decided(order(2)).failures()).isZero();
    }

    @Test
    void anAnswerEndsTheWaitAndRaisesTheFence() {
        Fence fence = Fence.NEW.decided(order(4)).answered(Answer.applied(4), NOW);

        assertThat(fence.answered()).isEqualTo(4);
        assertThat(fence.waiting()).isNull();
        assertThat(fence.due(NOW)).isFalse();
    }

    @Test
    void anAnswerToAnOlderDecisionLeavesTheWaitingOne() {
        Fence fence =
                Fence.NEW.decided(order(4)).failed(POLICY, Duration.ZERO, NOW).answered(Answer.applied(3), NOW);

        assertThat(fence.answered()).isEqualTo(3);
        assertThat(fence.waiting().sequence()).isEqualTo(4);
        assertThat(fence.failures()).isEqualTo(1);
    }

    @Test
    void nothingAtTheTargetMeansApply() {
        assertThat(Fence.NEW.decided(order(2)).settled(runs(0), NOW)).isEmpty();
        assertThat(Fence.restored(1).decided(order(2)).settled(runs(1), NOW)).isEmpty();
    }

    @Test
    void aDecisionThatStandsWasApplied() {
        Instant late = NOW.plus(Duration.ofDays(1));

        assertThat(Fence.NEW.decided(order(2)).settled(runs(2), late)).hasValue(Answer.applied(2));
    }

    @Test
    void anUnansweredOlderOneThatStandsIsAnsweredFirst() {
        assertThat(Fence.restored(5).decided(order(8)).settled(runs(7), NOW)).hasValue(Answer.applied(7));
    }

    @Test
    void aNewerOneThatStandsRefusesTheWaiting() {
        assertThat(Fence.NEW.decided(order(2)).settled(runs(3), NOW)).hasValueSatisfying(answer -> {
            assertThat(answer.sequence()).isEqualTo(2);
            assertThat(answer.outcome()).isEqualTo(ApplyOutcome.REFUSED);
            assertThat(answer.reason()).isEqualTo("the target follows decision 3 already, 2 is older");
        });
    }

    @Test
    void aDecisionIsValidUpToItsEndAndExpiredAfter() {
        Fence fence = Fence.NEW.decided(order(2));
        Instant end = NOW.plusSeconds(120);

        assertThat(fence.settled(runs(0), end)).isEmpty();
        assertThat(fence.settled(runs(0), end.plusNanos(1_000))).hasValueSatisfying(answer -> {
            assertThat(answer.outcome()).isEqualTo(ApplyOutcome.EXPIRED);
            assertThat(answer.reason()).contains("2026-03-01T10:02:00Z");
        });
    }

    @Test
    void triesComeAfterDoubledWaitsUpToTheLongest() {
        Fence fence = Fence.NEW.decided(order(1)).failed(POLICY, Duration.ZERO, NOW);

        assertThat(fence.due(NOW.plusMillis(999))).isFalse();
        assertThat(fence.due(NOW.plusMillis(1_000))).isTrue();
        assertThat(fence.failed(POLICY, Duration.ZERO, NOW).due(NOW.plusMillis(1_999)))
                .isFalse();
        assertThat(fence.failed(POLICY, Duration.ZERO, NOW)
                        .failed(POLICY, Duration.ZERO, NOW)
                        .due(NOW.plusMillis(2_999)))
                .isFalse();
        assertThat(fence.failed(POLICY, Duration.ZERO, NOW)
                        .failed(POLICY, Duration.ZERO, NOW)
                        .due(NOW.plusMillis(3_000)))
                .isTrue();
    }

    @Test
    void aClockSetBackDoesNotStopTries() {
        assertThat(Fence.NEW
                        .decided(order(1))
                        .failed(POLICY, Duration.ZERO, NOW)
                        .due(NOW.minusSeconds(3_600)))
                .isTrue();
    }

    @Test
    void theLastTryIsKnown() {
        Fence fence = Fence.NEW.decided(order(1));

        assertThat(fence.failed(POLICY, Duration.ZERO, NOW).isLastTry(POLICY)).isFalse();
        assertThat(fence.failed(POLICY, Duration.ZERO, NOW)
                        .failed(POLICY, Duration.ZERO, NOW)
                        .isLastTry(POLICY))
                .isTrue();
    }

    @Test
    void aTargetIsLeftAloneAsLongAsItAskedYetNotPastTheDecisionsEnd() {
        Fence fence = Fence.NEW.decided(order(1));

        Fence asked = fence.failed(POLICY, Duration.ofSeconds(30), NOW);
        assertThat(asked.due(NOW.plusSeconds(29))).isFalse();
        assertThat(asked.due(NOW.plusSeconds(30))).isTrue();

        Fence tooLong = fence.failed(POLICY, Duration.ofHours(1), NOW);
        assertThat(tooLong.due(NOW.plusSeconds(120))).isTrue();
        assertThat(tooLong.failed(POLICY, Duration.ofHours(1), NOW.plusSeconds(121))
                        .due(NOW.plusSeconds(121)))
                .isFalse();
    }

    @Test
    void aTargetThatPreparesIsAskedAgainAndThatIsNoFailure() {
        Fence fence = Fence.NEW.decided(order(1)).postponed(Duration.ofSeconds(2), NOW);

        assertThat(fence.failures()).isZero();
        assertThat(fence.due(NOW.plusMillis(1_999))).isFalse();
        assertThat(fence.due(NOW.plusSeconds(2))).isTrue();
    }

    @Test
    void whoeverWasOverruledWritesAgainACooldownLater() {
        Fence fence =
                Fence.NEW.decided(order(1)).answered(Answer.applied(1), NOW).decided(order(2));
        ReplicaCount undone = new ReplicaCount(9, 9, 1, 7);

        assertThat(fence.settled(undone, NOW.plusSeconds(59))).hasValueSatisfying(answer -> {
            assertThat(answer.outcome()).isEqualTo(ApplyOutcome.REFUSED);
            assertThat(answer.reason())
                    .startsWith("somebody else set 9 replicas where decision 1 had set 7; the target");
        });
        assertThat(fence.settled(undone, NOW.plusSeconds(60))).isEmpty();
        assertThat(fence.settled(new ReplicaCount(7, 7, 1, 7), NOW)).isEmpty();
    }

    private static Order order(long sequence) {
        return TestDecisions.order(API, sequence, 7, NOW);
    }

    private static ReplicaCount runs(long sequence) {
        return new ReplicaCount(5, 5, sequence);
    }
}
