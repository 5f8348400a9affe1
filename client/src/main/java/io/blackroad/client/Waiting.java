package io.blackroad.client;

import java.time.Duration;

/** Time as it goes on while a client waits. */
interface Waiting {
    /** Nanoseconds since some moment. */
    long nanos();

    /** Returns after this time. */
    void pause(Duration time) throws InterruptedException;

    /** That of this machine. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis());
            }
        };
    }
}
