package io.blackroad.producer.sdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Use of the cards that an agent was granted.
 *
 * @param utilizationPermille use of the cards, 0 to 1000
 * @param memoryUsedBytes card memory in use, bytes
 */
public record GpuUse(int utilizationPermille, long memoryUsedBytes) {
    static final GpuUse NONE = new GpuUse(0, 0);

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public GpuUse {
        List<String> errors = new ArrayList<>();
        if (utilizationPermille < 0 || utilizationPermille > 1000) {
            errors.add("utilizationPermille is " + utilizationPermille + ", must be 0 to 1000");
        }
        if (memoryUsedBytes < 0) {
            errors.add("memoryUsedBytes is " + memoryUsedBytes + ", must not be negative");
        }
        InvalidSettingsException.throwIfAny("GPU use", errors);
    }
}
