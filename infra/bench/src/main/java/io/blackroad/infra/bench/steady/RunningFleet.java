package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.workload.Sent;

/** A fleet that reports on a thread of its own until it is told to end. */
final class RunningFleet implements AutoCloseable {
    private final LiveFleet live;
    private final Thread thread;
    private volatile boolean ending;

    RunningFleet(LiveFleet live, double perSecond) {
        this.live = live;
        thread = new Thread(
                () -> {
                    while (!ending) {
                        live.run(perSecond, 1);
                    }
                },
                "fleet");
        thread.start();
    }

    /** Stops, closes the running tick, and tells what was sent in all. */
    Sent end() {
        close();
        return live.end();
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the fleet ends", e);
        }
    }
}
