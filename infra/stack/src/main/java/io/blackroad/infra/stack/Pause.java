package io.blackroad.infra.stack;

/** The one place that waits between two looks at a process that tells nobody when it is ready. */
final class Pause {
    private static final long MILLISECONDS = 20;

    private Pause() {}

    static void brief() {
        try {
            Thread.sleep(MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for a server", e);
        }
    }
}
