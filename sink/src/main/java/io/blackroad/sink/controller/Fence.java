package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a controller knows of one target: which decisions are answered and which one waits. A fold without effects:
 * decisions and answers go in, what to do comes out. Two things always hold: the answered sequence only rises, and a
 * waiting decision is above it. A newer decision replaces a waiting older one, which needs no answer then: scaling takes
 * an answer as one to everything before.
 *
 * <pre>
 *              decided                 settled: answer                    answered
 *   nothing ────────────► waiting ──┬──────────────────────────────────────────────► nothing
 *                            ▲      └─ otherwise apply ──► applied, refused ───────►
 *                            ├──────── failed: wait ◄────── failed, tries left
 *                            └──────── postponed: wait ◄─── the target prepares
 * </pre>
 *
 * @param answered highest sequence that has been answered; 0 for none
 * @param waiting the decision to be acted on; null for none
 * @param failures tries that failed with it
 * @param lastTry when the last of them was; null before
 * @param pause how long after the last try to wait
 * @param lastWrite when this controller last changed the target; null for never
 */
public record Fence(long answered, Order waiting, int failures, Instant lastTry, Duration pause, Instant lastWrite) {
    /** Of a target that was never decided on. */
    public static final Fence NEW = restored(0);

    /** Of a target whose decisions up to {@code sequence} were answered in an earlier life of the controller. */
    public static Fence restored(long sequence) {
        return new Fence(sequence, null, 0, null, Duration.ZERO, null);
    }

    /** After a decision was read. Repeats and late ones change nothing. */
    public Fence decided(Order order) {
        boolean old = order.sequence() <= answered || waiting != null && order.sequence() <= waiting.sequence();
        return old ? this : new Fence(answered, order, 0, null, Duration.ZERO, lastWrite);
    }

    /** True if no decision that was read can be the one that stands: none waits, and all that were answered are older. */
    public boolean isBehind(long stands) {
        return waiting == null && stands > answered;
    }

    /** True if the waiting decision is to be tried now. */
    public boolean due(Instant now) {
        return waiting != null && (lastTry == null || RetryPolicy.passed(lastTry, pause, now));
    }

    /**
     * The answer that what runs gives by itself; empty if the waiting decision is to be applied. A decision that stands
     * at the target was applied by a try whose end was not seen, and is reported as applied even when it is late. If the
     * one that stands is older than the waiting one and was never answered, it is answered first: applying the waiting one
     * would wipe out its trace. Where somebody else undid the last write, the next comes a cooldown after it: two writers
     * that answer each other at once would never come to rest.
     */
    public Optional<Answer> settled(ReplicaCount seen, Instant now) {
        long stands = seen.sequence();
        long sequence = waiting.sequence();
        if (stands > answered && stands <= sequence) {
            return Optional.of(Answer.applied(stands));
        }
        if (stands > sequence) {
            String reason = "the target follows decision " + stands + " already, " + sequence + " is older";
            return Optional.of(Answer.refused(sequence, reason));
        }
        if (now.isAfter(waiting.validUntil())) {
            String reason = "it was valid until " + waiting.validUntil() + ", now it is " + now;
            return Optional.of(new Answer(sequence, ApplyOutcome.EXPIRED, reason));
        }
        if (seen.isChangedByOthers() && lastWrite != null && !RetryPolicy.passed(lastWrite, waiting.cooldown(), now)) {
            String reason = "somebody else set " + seen.told() + " replicas where decision " + stands + " had set "
                    + seen.decided() + "; the target is written again at most once in " + waiting.cooldown();
            return Optional.of(Answer.refused(sequence, reason));
        }
        return Optional.empty();
    }

    /**
     * After a try that failed and may be repeated.
     *
     * @param retryAfter what the target asked for; heeded as long as the decision is valid
     */
    public Fence failed(RetryPolicy policy, Duration retryAfter, Instant now) {
        Duration usual = policy.waitAfter(failures + 1);
        Duration left = Duration.between(now, waiting.validUntil());
        Duration asked = retryAfter.compareTo(left) < 0 ? retryAfter : left;
        return new Fence(answered, waiting, failures + 1, now, asked.compareTo(usual) > 0 ? asked : usual, lastWrite);
    }

    /** After a try that the target prepares for. */
    public Fence postponed(Duration retryAfter, Instant now) {
        return new Fence(answered, waiting, failures, now, retryAfter, lastWrite);
    }

    /** True if one more failure is the last. */
    public boolean isLastTry(RetryPolicy policy) {
        return failures + 1 >= policy.attempts();
    }

    /** After an answer was reported; a waiting decision above it goes on waiting. */
    public Fence answered(Answer answer, Instant now) {
        boolean done = waiting == null || waiting.sequence() <= answer.sequence();
        return new Fence(
                Math.max(answered, answer.sequence()),
                done ? null : waiting,
                done ? 0 : failures,
                done ? null : lastTry,
                done ? Duration.ZERO : pause,
                answer.outcome() == ApplyOutcome.APPLIED ? now : lastWrite);
    }
}
