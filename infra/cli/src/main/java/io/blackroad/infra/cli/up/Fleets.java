package io.blackroad.infra.cli.up;

/** Starts the simulated fleet. */
final class Fleets {
    private Fleets() {}

    static FleetRun start(UpPlan plan, Servers servers) {
        throw new UnsupportedOperationException("not wired yet");
    }
}
