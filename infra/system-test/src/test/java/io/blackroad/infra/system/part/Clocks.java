package io.blackroad.infra.system.part;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that a fault must last, since what it is about are timeouts. */
public final class Clocks {
    private Clocks() {}

    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusMinutes(1)).until(() -> System.nanoTime() >= end);
    }
}
