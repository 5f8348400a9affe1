package io.blackroad.producer.replay;

import java.util.concurrent.TimeUnit;

/** The time by which a replay is paced. */
public interface ReplayClock {

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** Waits until {@link #nanos()} has come to {@code nanos}. */
    void sleepUntil(long nanos) throws InterruptedException;

    /** The machine's. */
    static ReplayClock system() {
        return new ReplayClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleepUntil(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
            }
        };
    }
}
