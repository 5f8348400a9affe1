package io.blackroad.producer.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the gateway counts. Labels are kinds and statuses, never an agent. */
final class GatewayMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Integer, Timer> requests = new ConcurrentHashMap<>();
    private final Map<FactShape, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<ProblemType, Counter> rejected = new ConcurrentHashMap<>();
    private final Counter duplicates;
    private final Map<FactShape, Counter> shed;

    GatewayMeters(MeterRegistry meters) {
        this.meters = meters;
        this.duplicates = Counter.builder("blackroad.gateway.duplicates")
                .description("Facts that were stored before.")
                .register(meters);
        this.shed = FactShape.ALL.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> Counter.builder("blackroad.gateway.shed")
                                .description("Facts turned away because Kafka took fewer than were sent, by kind.")
                                .tag("kind", kind.name())
                                .register(meters)));
        gauge("blackroad.gateway.in.flight", "Requests not answered yet.", inFlight::get);
    }

    void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    void began() {
        inFlight.incrementAndGet();
    }

    void answered(int status, long nanos) {
        inFlight.decrementAndGet();
        requests.computeIfAbsent(
                        status,
                        code -> Timer.builder("blackroad.gateway.requests")
                                .description("Requests by status, from their last byte in to their answer.")
                                .tag("status", Integer.toString(code))
                                .serviceLevelObjectives(BUCKETS)
                                .register(meters))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void accepted(FactShape shape) {
        accepted.computeIfAbsent(
                        shape,
                        kind -> Counter.builder("blackroad.gateway.facts")
                                .description("Facts that the broker acknowledged.")
                                .tag("kind", kind.name())
                                .register(meters))
                .increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void shed(FactShape shape) {
        shed.get(shape).increment();
    }

    void rejected(ProblemType type) {
        rejected.computeIfAbsent(
                        type,
                        kind -> Counter.builder("blackroad.gateway.rejects")
                                .description("Facts and requests that were not taken.")
                                .tag("reason", kind.label())
                                .register(meters))
                .increment();
    }
}
