package io.blackroad.producer.replay;

import io.blackroad.producer.sdk.InvalidSettingsException;
import io.blackroad.producer.sdk.TokenSpeed;
import java.util.ArrayList;
import java.util.List;

/**
 * How a trace is replayed.
 *
 * @param run part of the ids of its tasks; two replays with the same one hand out the same tasks
 * @param regions regions over which requests are spread that name none
 * @param service service of requests that name none
 * @param speed how many seconds of the trace pass in one
 * @param tokenSpeed how long the agents take for a request
 */
public record ReplayOptions(String run, List<String> regions, String service, double speed, TokenSpeed tokenSpeed) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public ReplayOptions {
        regions = regions == null ? List.of() : List.copyOf(regions);
        List<String> errors = new ArrayList<>();
        if (run == null || !run.matches("[A-Za-z0-9_-]{1,64}")) {
            errors.add("run is " + run + ", expected 1 to 64 letters, digits, - or _");
        }
        if (regions.isEmpty()) {
            errors.add("regions are missing");
        }
        if (service == null || service.isBlank()) {
            errors.add("service is missing");
        }
        if (!(speed > 0) || Double.isInfinite(speed)) {
            errors.add("speed is " + speed + ", must be a number above 0");
        }
        if (tokenSpeed == null) {
            errors.add("tokenSpeed is missing");
        }
        InvalidSettingsException.throwIfAny("replay", errors);
    }

    /** At the speed of the trace, with the usual token speed. */
    public static ReplayOptions of(String run, List<String> regions, String service) {
        return new ReplayOptions(run, regions, service, 1, TokenSpeed.DEFAULT);
    }

    /** The same at another speed. */
    public ReplayOptions withSpeed(double factor) {
        return new ReplayOptions(run, regions, service, factor, tokenSpeed);
    }

    /** The same with other agents. */
    public ReplayOptions withTokenSpeed(TokenSpeed other) {
        return new ReplayOptions(run, regions, service, speed, other);
    }
}
