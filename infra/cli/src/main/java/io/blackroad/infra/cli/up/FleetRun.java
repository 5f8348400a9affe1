package io.blackroad.infra.cli.up;

/** The simulated fleet and the controller that applies decisions to it. */
interface FleetRun extends AutoCloseable {
    /** False once one of them has given up. */
    boolean isAlive();

    @Override
    void close();
}
