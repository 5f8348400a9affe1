package io.blackroad.sink.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A controller on the broker of the tests, and whoever decides, for tests of adapters. */
public final class Decided implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ControllerLoop loop;

    private Decided(ControllerLoop loop) {
        this.loop = loop;
    }

    public static Decided start(String name, ReplicaTarget target) {
        ControllerLoop loop = new ControllerLoop(
                KillPoint.config(BrokerForTests.bootstrapServers(), name), target, Clock.systemUTC());
        loop.start();
        return new Decided(loop);
    }

    public void send(TargetId id, long sequence, int replicas) {
        DecisionTopics.send(TestDecisions.up(id, sequence, replicas, Instant.now()));
    }

    public void awaitAnswered(TargetId id, long sequence) {
        await().atMost(LIMIT)
                .until(() -> DecisionTopics.answers(id).stream().anyMatch(each -> each.getSequence() == sequence));
    }

    @Override
    public void close() {
        assertThat(loop.failure()).isEmpty();
        loop.close();
    }
}
