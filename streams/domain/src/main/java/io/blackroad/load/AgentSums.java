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
        long inFlight) {

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
                inFlight + o.inFlight);
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
                inFlight);
    }
}
