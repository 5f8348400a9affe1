package io.blackroad.producer.gateway;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the gateway takes and remembers.
 *
 * @param maxBodyBytes bytes of a body, after decompression too
 * @param maxFacts facts of one request
 * @param factsPerSecond facts a second that one agent may send for long; twice as many at once
 * @param newAgentsPerMinute agents a minute that may turn up for the first time
 * @param maxAgents agents known at a time
 * @param maxEventIds event ids remembered at the least
 * @param window how long an event id is remembered, if there are not more than {@code maxEventIds} newer ones
 * @param maxConnections connections at a time
 * @param requestTimeout how long a request may take to arrive
 * @param deliveryTimeout how long the broker may take to acknowledge
 * @param bufferBytes facts that the broker has not acknowledged
 */
public record GatewayLimits(
        int maxBodyBytes,
        int maxFacts,
        int factsPerSecond,
        int newAgentsPerMinute,
        int maxAgents,
        int maxEventIds,
        Duration window,
        int maxConnections,
        Duration requestTimeout,
        Duration deliveryTimeout,
        long bufferBytes) {

    /** Longest name, id or label, in characters; as the SDK has it. */
    static final int MAX_NAME_CHARACTERS = 200;

    /** Longest sentence, in characters. */
    static final int MAX_TEXT_CHARACTERS = 1_000;

    /** Kafka's own: below this not one batch for each partition fits. */
    private static final long MIN_BUFFER_BYTES = 1L << 20;

    public GatewayLimits {
        List<String> errors = new ArrayList<>();
        positive(errors, "maxBodyBytes", maxBodyBytes);
        positive(errors, "maxFacts", maxFacts);
        positive(errors, "factsPerSecond", factsPerSecond);
        positive(errors, "newAgentsPerMinute", newAgentsPerMinute);
        positive(errors, "maxAgents", maxAgents);
        positive(errors, "maxEventIds", maxEventIds);
        positive(errors, "maxConnections", maxConnections);
        positive(errors, "window", window.toMillis());
        positive(errors, "requestTimeout", requestTimeout.toMillis());
        if (deliveryTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            errors.add("deliveryTimeout is " + deliveryTimeout + ", must be at least 1 s");
        }
        if (bufferBytes < MIN_BUFFER_BYTES) {
            errors.add("bufferBytes is " + bufferBytes + ", must be at least " + MIN_BUFFER_BYTES);
        }
        InvalidSettingsException.throwIfAny("gateway limits", errors);
    }

    /**
     * 1 MiB and 1,000 facts a request, 100 facts a second an agent, 10,000 new agents a minute, 200,000 agents, 500,000
     * event ids, 10 minutes, 10,000 connections, 20 s to arrive, 10 s to acknowledge, 16 MiB unacknowledged.
     */
    public static GatewayLimits defaults() {
        return new GatewayLimits(
                1 << 20,
                1_000,
                100,
                10_000,
                200_000,
                500_000,
                Duration.ofMinutes(10),
                10_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                16L << 20);
    }

    /** The same with another rate for each agent. */
    public GatewayLimits withFactsPerSecond(int rate) {
        return new GatewayLimits(
                maxBodyBytes,
                maxFacts,
                rate,
                newAgentsPerMinute,
                maxAgents,
                maxEventIds,
                window,
                maxConnections,
                requestTimeout,
                deliveryTimeout,
                bufferBytes);
    }

    /** The same with other bounds on agents: new ones a minute, known ones. */
    public GatewayLimits withAgents(int newPerMinute, int known) {
        return new GatewayLimits(
                maxBodyBytes,
                maxFacts,
                factsPerSecond,
                newPerMinute,
                known,
                maxEventIds,
                window,
                maxConnections,
                requestTimeout,
                deliveryTimeout,
                bufferBytes);
    }

    /** The same with other times: memory of ids, arrival, acknowledgement. */
    public GatewayLimits withTimes(Duration memory, Duration arrival, Duration acknowledgement) {
        return new GatewayLimits(
                maxBodyBytes,
                maxFacts,
                factsPerSecond,
                newAgentsPerMinute,
                maxAgents,
                maxEventIds,
                memory,
                maxConnections,
                arrival,
                acknowledgement,
                bufferBytes);
    }

    /** The same with another bound on connections. */
    public GatewayLimits withMaxConnections(int connections) {
        return new GatewayLimits(
                maxBodyBytes,
                maxFacts,
                factsPerSecond,
                newAgentsPerMinute,
                maxAgents,
                maxEventIds,
                window,
                connections,
                requestTimeout,
                deliveryTimeout,
                bufferBytes);
    }

    private static void positive(List<String> errors, String name, long value) {
        if (value < 1) {
            errors.add(name + " is " + value + ", must be above 0");
        }
    }
}
