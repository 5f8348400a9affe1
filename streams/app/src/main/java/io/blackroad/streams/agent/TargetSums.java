package io.blackroad.streams.agent;

import io.blackroad.load.AgentSums;
import io.blackroad.load.Sketch;

/** Sums over the agents of one target while the table is walked; reused from tick to tick. */
final class TargetSums {
    private final Sketch cpu = new Sketch();
    private final Sketch latency = new Sketch();
    private int agents;
    private int idle;
    private int busy;
    private int draining;
    private int fresh;
    private int missing;
    private long cpuUsed;
    private long cpuRequested;
    private long cpuMissing;
    private long memoryUsed;
    private long memoryRequested;
    private long memoryMissing;
    private long gpuUsed;
    private long gpuRequested;
    private int cpuMax;
    private long queued;
    private long inFlight;
    private int starting;
    private int startingFresh;
    private long cpuStarting;
    private long cpuStartingFresh;
    private long cpuStartingUsed;

    void clear() {
        cpu.clear();
        latency.clear();
        agents = idle = busy = draining = fresh = missing = cpuMax = 0;
        cpuUsed = cpuRequested = cpuMissing = memoryUsed = memoryRequested = memoryMissing = 0;
        gpuUsed = gpuRequested = queued = inFlight = 0;
        starting = startingFresh = 0;
        cpuStarting = cpuStartingFresh = cpuStartingUsed = 0;
    }

    /** Adds what an agent that is lost has not done: somebody else has to. */
    void addLost(AgentTable table, int slot) {
        queued += table.queued[slot] + table.inFlight[slot];
    }

    /** Adds one live agent. */
    void add(AgentTable table, int slot, boolean hasFreshSample) {
        agents++;
        queued += table.queued[slot];
        inFlight += table.inFlight[slot];
        switch (table.statusOf(slot)) {
            case DRAINING -> {
                draining++;
                return;
            }
            case BUSY -> busy++;
            case IDLE -> idle++;
            case REGISTERED -> addStarting(table, slot, hasFreshSample);
            case STARTED, STOPPED, FAILED -> {}
        }
        if (!hasFreshSample) {
            missing++;
            cpuMissing += table.cpuRequested[slot];
            memoryMissing += table.memoryRequested[slot];
            return;
        }
        addSample(table, slot);
    }

    private void addStarting(AgentTable table, int slot, boolean hasFreshSample) {
        starting++;
        cpuStarting += table.cpuRequested[slot];
        if (hasFreshSample) {
            startingFresh++;
            cpuStartingFresh += table.cpuRequested[slot];
            cpuStartingUsed += table.cpuUsed[slot];
        }
    }

    private void addSample(AgentTable table, int slot) {
        fresh++;
        int used = table.cpuUsed[slot];
        int requested = table.cpuRequested[slot];
        cpuUsed += used;
        cpuRequested += requested;
        memoryUsed += table.memoryUsed[slot];
        memoryRequested += table.memoryRequested[slot];
        gpuUsed += table.gpuUsed[slot];
        gpuRequested += table.gpuRequested[slot];
        if (requested > 0) {
            int permille = (int) Math.min(Integer.MAX_VALUE, 1000L * used / requested);
            cpuMax = Math.max(cpuMax, permille);
            cpu.add(permille);
        }
        if (table.latency[slot] > 0) {
            latency.add(table.latency[slot]);
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
                memoryUsed,
                memoryRequested,
                memoryMissing,
                gpuUsed,
                gpuRequested,
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

    int[] latency() {
        return latency.encoded();
    }
}
