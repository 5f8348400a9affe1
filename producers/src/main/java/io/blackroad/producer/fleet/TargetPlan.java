package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One scaling target of a simulated fleet: a service in a region.
 *
 * @param region region
 * @param service service
 * @param displayName what people call it
 * @param initialReplicas replicas at the start
 * @param minReplicas fewest replicas that it may be told to run
 * @param agentsPerReplica agents that each replica hosts
 * @param cpuMillis CPU that each agent requests, thousandths of a core
 * @param memoryBytes memory that each agent requests, bytes
 * @param gpuMillis GPU that each agent requests, thousandths of one GPU
 * @param model model that the agents run
 * @param startDelay time from the order for a new replica until its agents register
 */
public record TargetPlan(
        String region,
        String service,
        String displayName,
        int initialReplicas,
        int minReplicas,
        int agentsPerReplica,
        int cpuMillis,
        long memoryBytes,
        int gpuMillis,
        String model,
        Duration startDelay) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public TargetPlan {
        List<String> errors = new ArrayList<>();
        requireName(errors, "region", region);
        requireName(errors, "service", service);
        if (displayName == null || model == null) {
            errors.add("displayName or model is missing");
        }
        if (minReplicas < 0 || initialReplicas < minReplicas) {
            errors.add("initialReplicas is " + initialReplicas + " and minReplicas " + minReplicas
                    + ", must be 0 <= minReplicas <= initialReplicas");
        }
        if (agentsPerReplica < 1) {
            errors.add("agentsPerReplica is " + agentsPerReplica + ", must be at least 1");
        }
        if (cpuMillis < 1 || memoryBytes < 0 || gpuMillis < 0) {
            errors.add("requests are " + cpuMillis + " CPU millis, " + memoryBytes + " bytes, " + gpuMillis
                    + " GPU millis; must be at least 1, 0, 0");
        }
        if (startDelay == null || startDelay.isNegative()) {
            errors.add("startDelay is " + startDelay + ", must not be negative");
        }
        InvalidSettingsException.throwIfAny("target " + region + "/" + service, errors);
    }

    /** region/service. */
    public String id() {
        return region + "/" + service;
    }

    /** The same with another number of replicas at the start. */
    public TargetPlan withInitialReplicas(int replicas) {
        return new TargetPlan(
                region,
                service,
                displayName,
                replicas,
                minReplicas,
                agentsPerReplica,
                cpuMillis,
                memoryBytes,
                gpuMillis,
                model,
                startDelay);
    }

    private static void requireName(List<String> errors, String name, String value) {
        if (value == null || !value.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            errors.add(name + " is " + value + ", expected lower-case letters, digits and dashes");
        }
    }
}
