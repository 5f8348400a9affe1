package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.producer.RealBroker;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateway and broker are killed with {@code kill -9} while agents post; what was answered 202 is stored exactly once. */
class GatewayCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int AGENTS = 6;
    private static final int KILLS = 3;

    private final int port = FreePort.find();
    private final URI url = URI.create("http://127.0.0.1:" + port);

    @TempDir
    Path folder;

    @Test
    void whatWasAnswered202IsStoredOnceThroughKillsOfGatewayAndBroker() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (RealBroker broker = new RealBroker()) {
            ChildJvm gateway = start(broker);
            try {
                List<PersistentAgent> agents = IntStream.range(0, AGENTS)
                        .mapToObj(n -> new PersistentAgent(url, "crash-" + n))
                        .toList();
                List<Thread> threads = agents.stream().map(Thread::new).toList();
                threads.forEach(Thread::start);
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitMore(agents, 100 + random.nextInt(400), "before kill " + kill + " of seed " + seed);
                    if (kill % 2 == 1) {
                        gateway.kill();
                        gateway = start(broker);
                    } else {
                        broker.crashAndRestart();
                    }
                }
                awaitMore(agents, 300, "after the last kill of seed " + seed);
                agents.forEach(PersistentAgent::stop);
                for (Thread each : threads) {
                    each.join(PATIENCE.toMillis());
                    assertThat(each.isAlive())
                            .as("an agent still tries, seed " + seed)
                            .isFalse();
                }
                assertStoredOnce(broker, agents, seed);
            } finally {
                gateway.close();
            }
        }
    }

    /** While nothing is stored nothing is promised; and it is known again soon after Kafka is back. */
    @Test
    void withoutKafkaTheAnswerIs503AndReadySaysWhy() {
        try (RealBroker broker = new RealBroker()) {
            int brokerPort = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
            GatewayLimits limits = GatewayLimits.defaults()
                    .withTimes(Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
            try (RunningGateway gateway = new RunningGateway(broker, limits, null)) {
                String fact =
                        "{\"type\":\"metric-sampled\",\"agentId\":\"down\",\"cpuUsedMillis\":%d,\"eventId\":\"%d\"}";
                awaitStored(gateway, fact.formatted(1, 1));
                broker.kill();
                HttpAnswer first = gateway.post(fact.formatted(2, 2));
                assertThat(first.status()).as(first.body()).isEqualTo(503);
                assertThat(first.problem()).isEqualTo("kafka-unavailable");
                assertThat(first.headers().firstValue("Retry-After")).isPresent();
                assertThat(gateway.client.get("/ready").status()).isEqualTo(503);
                assertThat(gateway.post(fact.formatted(1, 1)).body()).contains("\"duplicates\":1");
                assertThat(gateway.client.get("/health").status()).isEqualTo(200);

                broker.restart(brokerPort);
                awaitStored(gateway, fact.formatted(2, 2));
                assertThat(broker.facts(Topics.METRIC_SAMPLED)).hasSize(2);
            }
        }
    }

    /** A broker that stands still has got the fact and says nothing; when it goes on the fact is there, once. */
    @Test
    void whatABrokerGotBeforeItStoodStillIsNotWrittenAgain() {
        try (RealBroker broker = new RealBroker()) {
            GatewayLimits limits = GatewayLimits.defaults()
                    .withTimes(Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
            try (RunningGateway gateway = new RunningGateway(broker, limits, null)) {
                String fact =
                        "{\"type\":\"metric-sampled\",\"agentId\":\"still\",\"cpuUsedMillis\":1,\"eventId\":\"%d\"}";
                awaitStored(gateway, fact.formatted(0));
                broker.standStill();
                assertThat(gateway.post(fact.formatted(1)).status()).isEqualTo(503);
                HttpAnswer again = gateway.post(fact.formatted(1));
                assertThat(again.status()).as(again.body()).isEqualTo(503);
                broker.goOn();
                awaitStored(gateway, fact.formatted(1));
                assertThat(broker.facts(Topics.METRIC_SAMPLED)).hasSize(2);
            }
        }
    }

    /** Sends it until it is stored: 2 s are not always enough for a producer that has sent nothing yet. */
    private static void awaitStored(RunningGateway gateway, String fact) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gateway.post(fact).status()).isEqualTo(202));
    }

    private ChildJvm start(RealBroker broker) {
        ChildJvm jvm = ChildJvm.start(new ChildCommand(
                "gateway",
                folder.resolve("gateway"),
                List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                ChildCommand.ownClassPath(),
                GatewayMain.class.getName(),
                List.of(broker.bootstrapServers(), Integer.toString(port))));
        jvm.await(this::isReady, PATIENCE);
        return jvm;
    }

    private boolean isReady() {
        try {
            return new GatewayClient(url).get("/ready").status() == 200;
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class);
            return false;
        }
    }

    private static void awaitMore(List<PersistentAgent> agents, int more, String what) {
        int wanted = stored(agents).size() + more;
        await(what).atMost(PATIENCE).until(() -> stored(agents).size() >= wanted);
    }

    private static Set<String> stored(List<PersistentAgent> agents) {
        Set<String> all = new HashSet<>();
        agents.forEach(agent -> all.addAll(agent.stored));
        return all;
    }

    private static void assertStoredOnce(RealBroker broker, List<PersistentAgent> agents, long seed) {
        // The same schemas in the same order as in the other process, and so the same ids.
        assertThat(new FactWriters(broker.registry())).isNotNull();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, TaskChanged> newest = new HashMap<>();
        for (TaskChanged fact : broker.facts(Topics.TASK_CHANGED)) {
            counts.merge(fact.getTaskId(), 1, Integer::sum);
            TaskChanged before = newest.put(fact.getAgentId(), fact);
            assertThat(before == null
                            || fact.getEpoch() == before.getEpoch() && fact.getSequence() > before.getSequence())
                    .as("a reader would take %s after %s for old, seed %d", fact, before, seed)
                    .isTrue();
        }
        assertThat(counts.keySet()).as("seed " + seed).isEqualTo(stored(agents));
        assertThat(counts.values()).as("seed " + seed).containsOnly(1);
    }
}
