package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.Task;

/** Where the tasks come from that others submit to agents of a fleet. */
interface SubmittedTasks extends AutoCloseable {

    /** Takes one task; may wait while there are too many. */
    @FunctionalInterface
    interface Receiver {
        void receive(String agentId, Task task) throws InterruptedException;
    }

    /** Returns once every task submitted from now on will be received. */
    void start(Receiver receiver);

    @Override
    void close();
}
