package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.infra.stack.StackException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AtOnceTest {
    private final CountDownLatch met = new CountDownLatch(2);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void runsBothAtTheSameTime() throws InterruptedException {
        Supplier<Integer> meeting = () -> {
            met.countDown();
            awaitAll(met);
            return 1;
        };

        assertThat(AtOnce.both(meeting, meeting, Integer::sum)).isEqualTo(2);
    }

    @Test
    void theFirstFailureComesOutAsItWasAndEndsTheOther() throws InterruptedException {
        StackException failure = new StackException("no");

        assertThatThrownBy(() -> AtOnce.both(this::never, () -> refuse(failure), (one, other) -> one))
                .isSameAs(failure);

        interrupted.await();
    }

    private int never() {
        met.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return 0;
    }

    private int refuse(StackException failure) {
        while (met.getCount() == 2) {
            Thread.onSpinWait();
        }
        throw failure;
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
