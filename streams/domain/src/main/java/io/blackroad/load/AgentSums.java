package io.blackroad.load;

/**
 * Sums over the agents of one target: of one partition in a {@link Partial}, of all in a {@link LoadSample}. Draining
 * agents count as agents, and their tasks as tasks, but in no resource: they take no new work.
 *
 * @param agents alive and heard from lately
 * @param idle of them, idle
 * @param busy of them, busy
 * @param draining of them, draining
 * @param fresh of them, with a fresh metric sample and not draining
 * @param missing of them, without one and not draining
 * @param cpuUsedMillis CPU used by the fresh ones, thousandths of a core
 * @param cpuRequestedMillis CPU requested by the fresh ones
 * @param cpuMissingMillis CPU requested by the missing ones
 * @param memoryUsedBytes memory used by the fresh ones, bytes
 * @param memoryRequestedBytes memory requested by the fresh ones
 * @param memoryMissingBytes memory requested by the missing ones
 * @param gpuUsedMillis GPU used by the fresh ones, thousandths of a GPU
 * @param gpuRequestedMillis GPU requested by the fresh ones
 * @param cpuMaxPermille highest CPU use of one fresh agent, thousandths of its request
 * @param queued tasks submitted and not started
 * @param inFlight tasks started and not ended
 * @param starting of the agents not draining, registered and not started yet; among the fresh or the missing too
 * @param startingFresh of them, with a fresh metric sample
 * @param cpuStartingMillis CPU requested by the starting ones
 * @param cpuStartingFreshMillis CPU requested by the starting ones with a fresh sample
 * @param cpuStartingUsedMillis CPU used by the starting ones with a fresh sample
 */
public record AgentSums(
        int agents,
        int idle,
        int busy,
        int draining,
        int fresh,
        int missing,
        long cpuUsedMillis,
        long cpuRequestedMillis,
        long cpuMissingMillis,
        long memoryUsedBytes,
        long memoryRequestedBytes,
        long memoryMissingBytes,
        long gpuUsedMillis,
        long gpuRequestedMillis,
        int cpuMaxPermille,
        long queued,
        long inFlight,
        int starting,
        int startingFresh,
        long cpuStartingMillis,
        long cpuStartingFreshMillis,
        long cpuStartingUsedMillis) {

    /** Sums of agents that have all started. */
    public AgentSums(
            int agents,
            int idle,
            int busy,
            int draining,
            int fresh,
            int missing,
            long cpuUsedMillis,
            long cpuRequestedMillis,
            long cpuMissingMillis,
            long memoryUsedBytes,
            long memoryRequestedBytes,
            long memoryMissingBytes,
            long gpuUsedMillis,
            long gpuRequestedMillis,
            int cpuMaxPermille,
            long queued,
            long inFlight) {
        this(
                agents,
                idle,
                busy,
                draining,
                fresh,
                missing,
                cpuUsedMillis,
                cpuRequestedMillis,
                cpuMissingMillis,
                memoryUsedBytes,
                memoryRequestedBytes,
                memoryMissingBytes,
                gpuUsedMillis,
                gpuRequestedMillis,
                cpuMaxPermille,
                queued,
                inFlight,
                0,
                0,
                0,
                0,
                0);
    }

    /** Of no agents. */
    public static final AgentSums NONE = new AgentSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public AgentSums plus(AgentSums o) {
        return new AgentSums(
                agents + o.agents,
                idle + o.idle,
                busy + o.busy,
                draining + o.draining,
                fresh + o.fresh,
                missing + o.missing,
                cpuUsedMillis + o.cpuUsedMillis,
                cpuRequestedMillis + o.cpuRequestedMillis,
                cpuMissingMillis + o.cpuMissingMillis,
                memoryUsedBytes + o.memoryUsedBytes,
                memoryRequestedBytes + o.memoryRequestedBytes,
                memoryMissingBytes + o.memoryMissingBytes,
                gpuUsedMillis + o.gpuUsedMillis,
                gpuRequestedMillis + o.gpuRequestedMillis,
                Math.max(cpuMaxPermille, o.cpuMaxPermille),
                queued + o.queued,
                inFlight + o.inFlight,
                starting + o.starting,
                startingFresh + o.startingFresh,
                cpuStartingMillis + o.cpuStartingMillis,
                cpuStartingFreshMillis + o.cpuStartingFreshMillis,
                cpuStartingUsedMillis + o.cpuStartingUsedMillis);
    }

    /** The same agents when nothing was heard from them since: every sample is missing. */
    public AgentSums silent() {
        return new AgentSums(
                agents,
                idle,
                busy,
                draining,
                0,
                fresh + missing,
                0,
                0,
                cpuRequestedMillis + cpuMissingMillis,
                0,
                0,
                memoryRequestedBytes + memoryMissingBytes,
                0,
                0,
                0,
                queued,
                inFlight,
                starting,
                0,
                cpuStartingMillis,
                0,
                0);
    }
}
