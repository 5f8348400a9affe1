package io.blackroad.producer.gateway;

import io.blackroad.access.TokenBucket;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import java.time.Duration;

/**
 * What the gateway knows of one agent: its boot, the last number it was given and how fast it sends. Numbers follow the
 * clock, so that they also rise from one gateway to the next. Guarded by itself; whoever numbers a fact hands it out
 * before letting go, or the agent's facts would overtake each other.
 */
final class KnownAgent {
    private static final long FORGET_ENDED = Duration.ofMinutes(15).toNanos();
    private static final long FORGET_SILENT = Duration.ofDays(1).toNanos();

    private final TokenBucket bucket;
    private long epoch;
    private long sequence;
    private boolean started;
    private boolean ended;
    private long heardAt;

    KnownAgent(GatewayLimits limits, long now) {
        this.bucket = new TokenBucket(limits.factsPerSecond(), 2.0 * limits.factsPerSecond(), now);
        this.heardAt = now;
    }

    /** Counts a fact against the rate; 0, or the seconds to wait. */
    synchronized int admit(long now) {
        heardAt = now;
        return bucket.take(now) ? 0 : bucket.secondsUntilNext();
    }

    /**
     * The number of the agent's next fact.
     *
     * @param fact what it gave of its number itself is kept
     * @param nowMicros microseconds since 1970-01-01 UTC
     */
    synchronized FactNumber number(IncomingFact fact, long nowMicros) {
        LifecycleChange change = change(fact);
        if (change != null) {
            ended = change == LifecycleChange.STOPPED || change == LifecycleChange.FAILED;
        }
        if (fact.isReset()) {
            // The next fact is a boot, whatever was before.
            epoch = 0;
            started = false;
            return new FactNumber(fact.epoch(), nowMicros);
        }
        if (fact.sequence() != null) {
            return new FactNumber(fact.epoch(), fact.sequence());
        }
        if (fact.ofIntake()) {
            // Told apart by their task; the order is the agent's own.
            return new FactNumber(fact.epoch() == null ? nowMicros : fact.epoch(), 1);
        }
        if (fact.epoch() != null) {
            epoch = fact.epoch();
        } else if (epoch == 0 || boots(fact)) {
            epoch = Math.max(nowMicros, epoch + 1);
            started = false;
        }
        started |= change == LifecycleChange.STARTED;
        sequence = Math.max(nowMicros, sequence + 1);
        return new FactNumber(epoch, sequence);
    }

    /** Who registers has booted; so has who starts a second time. */
    private boolean boots(IncomingFact fact) {
        LifecycleChange change = change(fact);
        return change == LifecycleChange.REGISTERED || change == LifecycleChange.STARTED && started;
    }

    private static LifecycleChange change(IncomingFact fact) {
        return fact.value() instanceof LifecycleChanged lifecycle ? lifecycle.getChange() : null;
    }

    /** A fact with this mark is in the log, whichever gateway wrote it. */
    synchronized void learn(GatewayMark mark, long now) {
        heardAt = Math.max(heardAt, now);
        if (mark.number().epoch() > epoch) {
            epoch = mark.number().epoch();
            started = mark.started();
        } else if (mark.number().epoch() == epoch) {
            started |= mark.started();
        }
        sequence = Math.max(sequence, mark.number().sequence());
    }

    synchronized boolean started() {
        return started;
    }

    /** True once readers of the facts have forgotten it, too: until then it takes room there. */
    synchronized boolean isForgotten(long now) {
        return now - heardAt > (ended ? FORGET_ENDED : FORGET_SILENT);
    }
}
