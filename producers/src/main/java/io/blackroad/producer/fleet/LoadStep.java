package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a target gets a multiple of its requests.
 *
 * @param region region of the target
 * @param service service of the target
 * @param from begin, since the start of the fleet
 * @param length how long
 * @param factor by what the rate is multiplied
 */
public record LoadStep(String region, String service, Duration from, Duration length, double factor) {

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public LoadStep {
        List<String> errors = new ArrayList<>();
        if (from == null || from.isNegative() || length == null || length.isNegative()) {
            errors.add("from is " + from + " and length " + length + ", must not be negative");
        }
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            errors.add("factor is " + factor + ", must be a number of at least 0");
        }
        InvalidSettingsException.throwIfAny("load step of " + region + "/" + service, errors);
    }

    boolean covers(long atMicros) {
        long begin = from.toNanos() / 1_000;
        return atMicros >= begin && atMicros - begin < length.toNanos() / 1_000;
    }
}
