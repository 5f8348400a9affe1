package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MILLI = 1_000_000;

    /** Whoever asks in the moment in which a fact comes after a rest sees no wait of hours. */
    @Test
    void aRestIsNoWaitForWhoAsksMeanwhile() throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        Backlog backlog = new Backlog(0);
        AtomicBoolean over = new AtomicBoolean();
        Thread sender = new Thread(() -> {
            for (int fact = 0; fact < 300_000; fact++) {
                long now = clock.addAndGet(HOUR);
                backlog.began(100, now);
                backlog.ended(100, now, true, now);
            }
            over.set(true);
        });
        sender.start();
        long longest = 0;
        while (!over.get()) {
            longest = Math.max(longest, backlog.queue(clock.get()).waited().toNanos());
        }
        sender.join();
        assertThat(longest).isZero();
    }

    /** Samples come seldom; one fact waits for a leader that is away, and all others are answered at once. */
    @Test
    void oneFactThatIsStuckSilencesNobody() {
        long now = 0;
        Backlog backlog = new Backlog(now);
        backlog.began(100, now);
        for (int sample = 0; sample < 3; sample++) {
            now += 3_000 * MILLI;
            assertThat(Shedding.turnsAway(true, backlog.queue(now), GatewayLimits.defaults()))
                    .isFalse();
            backlog.began(100, now);
            backlog.ended(100, now, true, now + 5 * MILLI);
        }
    }
}
