package io.blackroad.sink.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionThreadTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicReference<SessionThread> self = new AtomicReference<>();

    @Test
    void aSessionThatEndsIsFollowedByAnother() {
        try (SessionThread thread = started(() -> sessions.incrementAndGet(), LONG)) {
            await().until(() -> sessions.get() > 2);
            assertThat(thread.isRunning()).isTrue();
            assertThat(thread.failure()).isEmpty();
        }
    }

    @Test
    void whatASessionThrowsEndsTheThreadAndIsKept() {
        IllegalStateException defect = new IllegalStateException("defect");
        Runnable session = () -> {
            sessions.incrementAndGet();
            throw defect;
        };
        try (SessionThread thread = started(session, LONG)) {
            await().until(() -> thread.failure().isPresent());
            assertThat(thread.failure()).contains(defect);
            assertThat(sessions).hasValue(1);
        }
    }

    @Test
    void closingEndsAPauseAndWhatIsThrownMeanwhileIsNoFailure() {
        CountDownLatch pausing = new CountDownLatch(1);
        Runnable session = () -> {
            pausing.countDown();
            self.get().pause(LONG);
            throw new IllegalStateException("closed under it");
        };
        SessionThread thread = started(session, LONG);
        await().until(() -> pausing.getCount() == 0);
        thread.close();
        assertThat(thread.isRunning()).isFalse();
        assertThat(thread.failure()).isEmpty();
    }

    @Test
    void aStepThatHangsIsInterrupted() {
        AtomicReference<Thread> interrupted = new AtomicReference<>();
        CountDownLatch hanging = new CountDownLatch(1);
        Runnable session = () -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(Thread.currentThread());
            }
        };
        SessionThread thread = started(session, SHORT);
        await().until(() -> hanging.getCount() == 0);
        thread.close();
        await().until(() -> !thread.isRunning());
        assertThat(interrupted).doesNotHaveNullValue();
    }

    private SessionThread started(Runnable session, Duration stopLimit) {
        SessionThread thread = new SessionThread("session", session, stopLimit);
        self.set(thread);
        thread.start();
        return thread;
    }
}
