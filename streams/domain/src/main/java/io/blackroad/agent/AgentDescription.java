package io.blackroad.agent;

/**
 * What an agent says of itself with each lifecycle fact.
 *
 * @param region region it runs in; empty before the first lifecycle fact
 * @param service service it belongs to
 * @param replica replica (pod) that hosts it
 * @param worker node that the replica runs on
 * @param model model that it runs
 * @param cpuMillis CPU requested, thousandths of a core
 * @param memoryBytes memory requested, bytes
 * @param gpuMillis GPU requested, thousandths of one GPU
 */
public record AgentDescription(
        String region,
        String service,
        String replica,
        String worker,
        String model,
        int cpuMillis,
        long memoryBytes,
        int gpuMillis) {

    /** Of an agent whose tasks were heard of before itself. */
    public static final AgentDescription UNKNOWN = new AgentDescription("", "", "", "", "", 0, 0, 0);

    /** True once a lifecycle fact has described the agent. */
    public boolean known() {
        return !region.isEmpty();
    }

    /** The same, said once more: a new object, by which whoever compares them knows that there is news. */
    public AgentDescription again() {
        return new AgentDescription(region, service, replica, worker, model, cpuMillis, memoryBytes, gpuMillis);
    }

    /** The scaling target that it belongs to, as {@code region/service}. */
    public String target() {
        return region + "/" + service;
    }
}
