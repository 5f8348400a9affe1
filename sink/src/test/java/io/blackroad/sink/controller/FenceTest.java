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
        assertThat(fence.due(POLICY, NOW)).isTrue();
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
        Fence fence = Fence.NEW.decided(order(1)).failed(NOW);

        assertThat(fence.decided(order(1))).isSameAs(fence);
        assertThat(fence.decided(order(2)).failures()).isZero();
    }

    @Test
    void anAnswerEndsTheWaitAndRaisesTheFence() {
        Fence fence = Fence.NEW.decided(order(4)).answered(Answer.applied(4));

        assertThat(fence).isEqualTo(Fence.restored(4));
    }

    @Test
    void anAnswerToAnOlderDecisionLeavesTheWaitingOne() {
        Fence fence = Fence.NEW.decided(order(4)).failed(NOW).answered(Answer.applied(3));

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
        Fence fence = Fence.NEW.decided(order(1)).failed(NOW);

        assertThat(fence.due(POLICY, NOW.plusMillis(999))).isFalse();
        assertThat(fence.due(POLICY, NOW.plusMillis(1_000))).isTrue();
        assertThat(fence.failed(NOW).due(POLICY, NOW.plusMillis(1_999))).isFalse();
        assertThat(fence.failed(NOW).failed(NOW).due(POLICY, NOW.plusMillis(2_999)))
                .isFalse();
        assertThat(fence.failed(NOW).failed(NOW).due(POLICY, NOW.plusMillis(3_000)))
                .isTrue();
    }

    @Test
    void aClockSetBackDoesNotStopTries() {
        assertThat(Fence.NEW.decided(order(1)).failed(NOW).due(POLICY, NOW.minusSeconds(3_600)))
                .isTrue();
    }

    @Test
    void theLastTryIsKnown() {
        Fence fence = Fence.NEW.decided(order(1));

        assertThat(fence.failed(NOW).isLastTry(POLICY)).isFalse();
        assertThat(fence.failed(NOW).failed(NOW).isLastTry(POLICY)).isTrue();
    }

    private static Order order(long sequence) {
        return new Order(API, sequence, "us-east.api." + sequence, 7, NOW.plusSeconds(120), new Order.Position(0, 0));
    }

    private static ReplicaCount runs(long sequence) {
        return new ReplicaCount(5, 5, sequence);
    }
}
