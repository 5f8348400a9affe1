package io.blackroad.infra.system.fleet;

/** The thread of somebody who goes on until it is told to end. */
public final class OwnThread implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ending;

    /** @param work looks at {@link #isEnding} again and again */
    public OwnThread(String name, Runnable work) {
        thread = new Thread(work, name);
    }

    public void start() {
        thread.start();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    public boolean isEnding() {
        return ending;
    }

    /** What it was at is done when this returns. */
    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the thread " + thread.getName() + " ends", e);
        }
    }
}
