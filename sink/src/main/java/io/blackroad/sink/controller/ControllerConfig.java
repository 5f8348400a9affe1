package io.blackroad.sink.controller;

import io.blackroad.schema.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of a controller.
 *
 * @param bootstrapServers the brokers, as host:port,...
 * @param registry where the schemas of decisions are
 * @param name what its answers call it; one process runs under a name at a time, the newest
 * @param client further settings of its Kafka clients, as security needs them
 * @param retry how often a failing target is asked again
 * @param observeEvery how often it looks at what runs
 * @param reportEvery how often it reports what runs when nothing changed
 */
public record ControllerConfig(
        String bootstrapServers,
        SchemaRegistry registry,
        String name,
        Map<String, String> client,
        RetryPolicy retry,
        Duration observeEvery,
        Duration reportEvery) {

    private static final int LONGEST_NAME = 63;
    private static final String DRY = "-dry-run";

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public ControllerConfig {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(retry, "retry");
        client = Map.copyOf(client);
        List<String> wrong = new ArrayList<>();
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            wrong.add("bootstrapServers is empty; give host:port");
        }
        if (name == null || !name.matches("[a-z0-9-]{1,63}")) {
            wrong.add("name must be 1 to 63 of a-z, 0-9 and -, not " + name);
        }
        if (observeEvery.isNegative() || observeEvery.isZero()) {
            wrong.add("observeEvery must be above 0, not " + observeEvery);
        }
        if (reportEvery.compareTo(observeEvery) < 0) {
            wrong.add("reportEvery must not be below observeEvery " + observeEvery + ", but is " + reportEvery);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** The usual settings. */
    public static ControllerConfig of(String bootstrapServers, SchemaRegistry registry, String name) {
        return new ControllerConfig(
                bootstrapServers,
                registry,
                name,
                Map.of(),
                RetryPolicy.DEFAULT,
                Duration.ofMillis(500),
                Duration.ofSeconds(10));
    }

    /** Consumer group of the controller: offsets belong to its name. */
    public String group() {
        return "controller-" + name;
    }

    public ControllerConfig withRetry(RetryPolicy policy) {
        return new ControllerConfig(bootstrapServers, registry, name, client, policy, observeEvery, reportEvery);
    }

    public ControllerConfig withClient(Map<String, String> settings) {
        return new ControllerConfig(bootstrapServers, registry, name, settings, retry, observeEvery, reportEvery);
    }

    public ControllerConfig withIntervals(Duration observe, Duration report) {
        return new ControllerConfig(bootstrapServers, registry, name, client, retry, observe, report);
    }

    /** Of a dry run of the same controller, in a group of its own. */
    ControllerConfig dry() {
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME - DRY.length()));
        return new ControllerConfig(
                bootstrapServers, registry, shortened + DRY, client, retry, observeEvery, reportEvery);
    }
}
