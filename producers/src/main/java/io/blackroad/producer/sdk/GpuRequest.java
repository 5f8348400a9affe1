package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * GPU that an agent asks for.
 *
 * @param requestId identity that the grant and the release name
 * @param gpuCount cards, all on one node
 * @param gpuMillis share of each card, thousandths; 0 when asked for by memory
 * @param memoryBytes memory on each card, bytes
 * @param allowedModels GPU models that will do, empty for any
 */
public record GpuRequest(String requestId, int gpuCount, int gpuMillis, long memoryBytes, List<String> allowedModels) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public GpuRequest {
        allowedModels = allowedModels == null ? List.of() : List.copyOf(allowedModels);
        List<String> errors = new ArrayList<>();
        AgentDescription.requireName(errors, "requestId", requestId, false);
        if (gpuCount < 1) {
            errors.add("gpuCount is " + gpuCount + ", must be at least 1");
        }
        if (gpuMillis < 0 || gpuMillis > 1000) {
            errors.add("gpuMillis is " + gpuMillis + ", must be 0 to 1000");
        }
        if (memoryBytes < 0) {
            errors.add("memoryBytes is " + memoryBytes + ", must not be negative");
        }
        InvalidSettingsException.throwIfAny("GPU request " + requestId, errors);
    }

    /** One card's share of memory, on any model. */
    public static GpuRequest ofMemory(String requestId, long memoryBytes) {
        return new GpuRequest(requestId, 1, 0, memoryBytes, List.of());
    }
}
