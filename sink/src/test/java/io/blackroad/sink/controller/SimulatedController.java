package io.blackroad.sink.controller;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;

/** A controller, its topics and its targets in memory, on a clock that a test moves. */
final class SimulatedController {
    static final TargetId API = new TargetId("us-east", "api");
    static final TargetId GPU = new TargetId("eu-west", "gpu");
    private static final int MAX_STEPS = 2_000;

    final Crash.Points points = new Crash.Points();
    final TestClock clock = new TestClock();
    final InMemoryRegistry registry = new InMemoryRegistry();
    final MemoryTopics topics = new MemoryTopics(points, 2);
    final MemoryTarget target = new MemoryTarget(points, clock, Set.of(API, GPU));
    final ControllerCounts counts = new ControllerCounts(new SimpleMeterRegistry());
    final ControllerConfig config = ControllerConfig.of("unused:9092", registry, "test")
            .withRetry(new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(1)))
            .withIntervals(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private final FactWriter<ScaleDecided> writer =
            new FactWriter<>(registry, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);
    private ControllerSession session;

    /** Partition of a target's records. */
    static int partitionOf(TargetId id) {
        return id.equals(API) ? 0 : 1;
    }

    void decide(ScaleDecided decided) {
        TargetId id = new TargetId(decided.getRegion(), decided.getService());
        topics.append(partitionOf(id), id.key(), writer.write(decided));
    }

    /** Ends what runs, without a word, and starts anew. */
    ControllerSession restart() {
        session = new ControllerSession(config, target, clock, topics.decisions(), topics.openReports(), counts);
        session.restore();
        return session;
    }

    /** One step after some time. */
    void step(Duration later) {
        clock.advance(later);
        if (session == null) {
            restart();
        }
        session.step();
    }

    /** Steps, restarting after each crash, until everything is read, done and committed. */
    void settle() {
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            try {
                step(Duration.ofMillis(300));
                if (topics.allCommitted()) {
                    return;
                }
            } catch (Crash e) {
                points.never();
                session = null;
            }
        }
        throw new AssertionError("not settled after " + MAX_STEPS + " steps");
    }

    void crashed() {
        session = null;
    }
}
