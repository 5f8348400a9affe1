package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Who an agent is. Every lifecycle fact carries the whole of it.
 *
 * @param agentId identity, 1 to 200 visible characters; also the key of the agent's facts
 * @param region region that it runs in
 * @param service service that it belongs to
 * @param replica replica (pod) that hosts it, empty when unknown
 * @param worker worker node that the replica runs on, empty when not placed
 * @param model model that it runs, empty when none
 * @param cpuRequestedMillis CPU requested, thousandths of a core
 * @param memoryRequestedBytes memory requested, bytes
 * @param gpuRequestedMillis GPU requested, thousandths of one GPU
 */
public record AgentDescription(
        String agentId,
        String region,
        String service,
        String replica,
        String worker,
        String model,
        int cpuRequestedMillis,
        long memoryRequestedBytes,
        int gpuRequestedMillis) {

    private static final int MAX_NAME_CHARACTERS = 200;

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public AgentDescription {
        List<String> errors = new ArrayList<>();
        requireName(errors, "agentId", agentId, false);
        requireName(errors, "region", region, false);
        requireName(errors, "service", service, false);
        requireName(errors, "replica", replica, true);
        requireName(errors, "worker", worker, true);
        requireName(errors, "model", model, true);
        if (cpuRequestedMillis < 0) {
            errors.add("cpuRequestedMillis is " + cpuRequestedMillis + ", must not be negative");
        }
        if (memoryRequestedBytes < 0) {
            errors.add("memoryRequestedBytes is " + memoryRequestedBytes + ", must not be negative");
        }
        if (gpuRequestedMillis < 0) {
            errors.add("gpuRequestedMillis is " + gpuRequestedMillis + ", must not be negative");
        }
        InvalidSettingsException.throwIfAny("agent " + agentId, errors);
    }

    /** An agent of a service, without replica, worker, model or requested resources. */
    public static AgentDescription of(String agentId, String region, String service) {
        return new AgentDescription(agentId, region, service, "", "", "", 0, 0, 0);
    }

    /** The same on a replica and a worker. */
    public AgentDescription on(String onReplica, String onWorker) {
        return new AgentDescription(
                agentId,
                region,
                service,
                onReplica,
                onWorker,
                model,
                cpuRequestedMillis,
                memoryRequestedBytes,
                gpuRequestedMillis);
    }

    /** The same with a model. */
    public AgentDescription withModel(String name) {
        return new AgentDescription(
                agentId,
                region,
                service,
                replica,
                worker,
                name,
                cpuRequestedMillis,
                memoryRequestedBytes,
                gpuRequestedMillis);
    }

    /** The same with requested resources: thousandths of a core, bytes, thousandths of a GPU. */
    public AgentDescription requesting(int cpuMillis, long memoryBytes, int gpuMillis) {
        return new AgentDescription(
                agentId, region, service, replica, worker, model, cpuMillis, memoryBytes, gpuMillis);
    }

    static void requireName(List<String> errors, String name, String value, boolean mayBeEmpty) {
        if (value == null || !mayBeEmpty && value.isBlank()) {
            errors.add(name + " is missing");
        } else if (value.length() > MAX_NAME_CHARACTERS) {
            errors.add(
                    name + " has " + value.length() + " characters, at most " + MAX_NAME_CHARACTERS + " are allowed");
        } else if (hasControlCharacter(value)) {
            errors.add(name + " contains a control character");
        }
    }

    private static boolean hasControlCharacter(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
