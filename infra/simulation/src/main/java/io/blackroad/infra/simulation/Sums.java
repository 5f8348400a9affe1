package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Sketch;

/** Sums over the agents of one target at the end of a tick. */
final class Sums {
    private final Sketch cpu = new Sketch();
    private int agents;
    private int idle;
    private int busy;
    private int draining;
    private int fresh;
    private int missing;
    private int cpuUsed;
    private int cpuRequested;
    private int cpuMissing;
    private int cpuMax;
    private int queued;
    private int inFlight;
    private int starting;
    private int startingFresh;
    private int cpuStarting;
    private int cpuStartingFresh;
    private int cpuStartingUsed;

    void add(AgentState state, AgentStage.Heard heard, long now) {
        if (!state.status().alive()) {
            return;
        }
        queued += state.queued();
        if (heard.at < now - AgentStage.LOST) {
            // What it has not done somebody else has to.
            queued += state.inFlight();
            return;
        }
        inFlight += state.inFlight();
        agents++;
        boolean sampled = heard.sampledAt >= now - AgentStage.FRESH;
        int requested = state.description().cpuMillis();
        switch (state.status()) {
            case DRAINING -> {
                draining++;
                return;
            }
            case BUSY -> busy++;
            case IDLE -> idle++;
            case REGISTERED -> addStarting(requested, heard, sampled);
            case STARTED, STOPPED, FAILED -> {}
        }
        if (!sampled) {
            missing++;
            cpuMissing += requested;
            return;
        }
        fresh++;
        cpuUsed += heard.cpuUsedMillis;
        cpuRequested += requested;
        int permille = heard.cpuUsedMillis * 1_000 / requested;
        cpuMax = Math.max(cpuMax, permille);
        cpu.add(permille);
    }

    private void addStarting(int requested, AgentStage.Heard heard, boolean sampled) {
        starting++;
        cpuStarting += requested;
        if (sampled) {
            startingFresh++;
            cpuStartingFresh += requested;
            cpuStartingUsed += heard.cpuUsedMillis;
        }
    }

    AgentSums sums() {
        return new AgentSums(
                agents,
                idle,
                busy,
                draining,
                fresh,
                missing,
                cpuUsed,
                cpuRequested,
                cpuMissing,
                0,
                0,
                0,
                0,
                0,
                cpuMax,
                queued,
                inFlight,
                starting,
                startingFresh,
                cpuStarting,
                cpuStartingFresh,
                cpuStartingUsed);
    }

    int[] cpu() {
        return cpu.encoded();
    }
}
