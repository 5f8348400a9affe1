package io.blackroad.client.answer;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The fleet at a glance. A number that cannot be known is null.
 *
 * @param at when it was put together
 * @param agents how many there are
 * @param services services over all regions
 * @param load use over request of all agents
 * @param monthlyCostDollars what the requested resources cost if held for a month
 * @param alerts alerts that are pending or fire
 * @param missingPartitions partitions that nobody could speak for; empty when the answer is whole
 */
public record FleetStatus(
        Instant at,
        AgentCount agents,
        List<ServiceCount> services,
        Load load,
        Long monthlyCostDollars,
        List<Alert> alerts,
        Set<String> missingPartitions) {

    /**
     * Agents of the fleet.
     *
     * @param active alive now
     * @param target what the active phase is built for
     */
    public record AgentCount(Long active, Long target) {}

    /**
     * A service over all regions.
     *
     * @param name its name
     * @param displayName what people call it
     * @param replicas what runs
     * @param max most that the rules allow
     */
    public record ServiceCount(String name, String displayName, Integer replicas, Integer max) {}

    /**
     * Use over request.
     *
     * @param cpuPercent of CPU
     * @param memoryPercent of memory
     * @param gpuPercent of GPU
     * @param queued tasks that wait
     */
    public record Load(Integer cpuPercent, Integer memoryPercent, Integer gpuPercent, Long queued) {}
}
