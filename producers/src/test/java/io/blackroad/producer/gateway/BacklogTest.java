package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long facts wait, as those see it who ask meanwhile. */
class BacklogTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int FACTS = 200_000;

    private final AtomicLong clock = new AtomicLong();
    private final Backlog backlog = new Backlog(0);

    @Test
    void aFactThatComesAfterARestHasNotWaitedThatLong() throws InterruptedException {
        Thread sender = new Thread(this::oneFactAnHour);
        sender.start();
        Duration longest = Duration.ZERO;
        while (sender.isAlive()) {
            Duration waited = backlog.queue(clock.get()).waited();
            longest = waited.compareTo(longest) > 0 ? waited : longest;
        }
        sender.join();
        assertThat(longest).isZero();
    }

    /** Each is answered before the clock goes on. */
    private void oneFactAnHour() {
        for (int fact = 0; fact < FACTS; fact++) {
            long now = clock.addAndGet(HOUR);
            backlog.began(1, now);
            backlog.ended(1, now, true, now);
        }
    }
}
