package io.blackroad.sink.controller;

/**
 * Which of several processes acts, so that the others can stand by. It saves work and keeps logs quiet; it does not fence:
 * a process that was stopped past its term still believes in it for a moment, and only the sequence at the target holds
 * then.
 */
public interface Leadership extends AutoCloseable {

    /** Of a process that is the only one of its name. */
    Leadership ALONE = new Leadership() {
        @Override
        public boolean isLeader() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /** True while this process is the one that acts; answers at once. */
    boolean isLeader();

    /** Gives the lead up. */
    @Override
    void close();
}
