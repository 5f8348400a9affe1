package io.blackroad.producer.fleet;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The requests that a target gets: a mean, a wave like that of a day, and slow noise. A pure function of time.
 *
 * @param region region of the target
 * @param service service of the target
 * @param requestsPerSecond mean rate
 * @param meanService mean work in a request; that of a single one varies by a quarter around it
 * @param waveShare height of the wave as a share of the mean, 0 to 1
 * @param wavePeriod length of a wave
 * @param noiseShare height of the noise as a share of the mean, 0 to 1
 */
public record TargetLoad(
        String region,
        String service,
        double requestsPerSecond,
        Duration meanService,
        double waveShare,
        Duration wavePeriod,
        double noiseShare) {

    private static final long NOISE_STEP_MICROS = 15_000_000;

    /** @throws InvalidSettingsException naming every value that cannot be used */
    public TargetLoad {
        List<String> errors = new ArrayList<>();
        if (!(requestsPerSecond >= 0) || Double.isInfinite(requestsPerSecond)) {
            errors.add("requestsPerSecond is " + requestsPerSecond + ", must be a number of at least 0");
        }
        if (meanService == null || meanService.compareTo(Duration.ofMillis(1)) < 0) {
            errors.add("meanService is " + meanService + ", must be at least 1 ms");
        }
        if (!(waveShare >= 0 && waveShare <= 1) || !(noiseShare >= 0 && noiseShare <= 1)) {
            errors.add("waveShare is " + waveShare + " and noiseShare " + noiseShare + ", must be 0 to 1");
        }
        if (wavePeriod == null || wavePeriod.isZero() || wavePeriod.isNegative()) {
            errors.add("wavePeriod is " + wavePeriod + ", must be above 0");
        }
        InvalidSettingsException.throwIfAny("load of " + region + "/" + service, errors);
    }

    /** A rate that never changes. */
    public static TargetLoad steady(String region, String service, double requestsPerSecond, Duration meanService) {
        return new TargetLoad(region, service, requestsPerSecond, meanService, 0, Duration.ofMinutes(10), 0);
    }

    /** Requests per second at a time since the start, microseconds. */
    double rate(long atMicros) {
        double turns = (double) atMicros / (wavePeriod.toNanos() / 1_000);
        double wave = waveShare * Math.sin(2 * Math.PI * (turns + phase()));
        return Math.max(0, requestsPerSecond * (1 + wave + noiseShare * noise(atMicros)));
    }

    /** Regions do not have noon at the same time. */
    private double phase() {
        return (double) (Math.floorMod(region.hashCode(), 12)) / 12;
    }

    /** Between -1 and 1, moving in straight lines from one drawn value to the next. */
    private double noise(long atMicros) {
        if (noiseShare == 0) {
            return 0;
        }
        long step = atMicros / NOISE_STEP_MICROS;
        double part = (double) (atMicros % NOISE_STEP_MICROS) / NOISE_STEP_MICROS;
        return drawn(step) * (1 - part) + drawn(step + 1) * part;
    }

    private double drawn(long step) {
        long seed = (long) region.hashCode() << 32 ^ service.hashCode() ^ step * 0x9E3779B97F4A7C15L;
        return 2 * new SplittableRandom(seed).nextDouble() - 1;
    }
}
