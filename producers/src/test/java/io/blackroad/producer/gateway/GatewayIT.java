package io.blackroad.producer.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.producer.RealBroker;
import io.blackroad.schema.GpuChange;
import io.blackroad.schema.GpuChanged;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import io.blackroad.topic.TraceContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents post is in the log of a real broker, once and in order, whichever gateway took it. */
class GatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static RealBroker broker;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        broker = new RealBroker();
        gateway = new RunningGateway(broker);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        broker.close();
    }

    private static List<MetricSampled> metrics(String agentId) {
        return broker.facts(Topics.METRIC_SAMPLED).stream()
                .filter(fact -> fact.getAgentId().equals(agentId))
                .toList();
    }

    private static List<LifecycleChanged> lives(String agentId) {
        return broker.facts(Topics.LIFECYCLE_CHANGED).stream()
                .filter(fact -> fact.getAgentId().equals(agentId))
                .toList();
    }

    private static List<TaskChanged> tasks(String agentId) {
        return broker.facts(Topics.TASK_CHANGED).stream()
                .filter(fact -> fact.getAgentId().equals(agentId))
                .toList();
    }

    private static void assertStored(HttpAnswer answer, int accepted, int duplicates) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":" + accepted + ",\"duplicates\":" + duplicates + "}");
    }

    @Test
    void theLeastThatCanBeSaidIsEnough() {
        Instant before = Instant.now();
        assertStored(gateway.post("{\"type\":\"metric-sampled\",\"agentId\":\"least\",\"cpuUsedMillis\":250}"), 1, 0);

        MetricSampled fact = metrics("least").get(0);
        assertThat(fact.getCpuUsedMillis()).isEqualTo(250);
        assertThat(fact.getMemoryUsedBytes()).isZero();
        assertThat(fact.getOccurredAt()).isBetween(before, Instant.now());
        assertThat(Times.instant(fact.getEpoch())).isBetween(before, Instant.now());
        assertThat(fact.getSequence()).isPositive();
    }

    @Test
    void theTraceOfARequestIsThatOfItsFacts() {
        TraceContext trace = TraceContext.begin("a request");
        assertStored(
                gateway.post(
                        "{\"type\":\"metric-sampled\",\"agentId\":\"traced\",\"cpuUsedMillis\":1}",
                        "traceparent",
                        trace.toString()),
                1,
                0);

        assertThat(broker.records(Topics.METRIC_SAMPLED))
                .filteredOn(record -> new String(record.key(), UTF_8).equals("traced"))
                .singleElement()
                .satisfies(
                        record -> assertThat(TraceContext.of(record.headers())).contains(trace));
    }

    @Test
    void aBatchOfAllKindsIsStoredAsItIs() {
        assertStored(gateway.post("""
                        [{"type": "lifecycle-changed", "agentId": "all", "change": "Started", "region": "eu-west",
                          "service": "api", "replica": "pod-7", "model": "llama3.2", "memoryRequestedBytes": 8000000000},
                         {"type": "fleet.agent.task-changed.v1", "agentId": "all", "taskId": "t-1", "change": "COMPLETED",
                          "occurredAt": "2026-03-01T12:00:00.25+02:00", "ranMicros": 1250000, "reason": null},
                         {"type": "metric-sampled", "agentId": "all", "cpuUsedMillis": 5.0, "occurredAt": 1772359200000001,
                          "epoch": "2026-03-01T09:00:00Z", "sequence": 41},
                         {"type": "gpu-changed", "agentId": "all", "change": "requested", "requestId": "g-1",
                          "allowedModels": ["H100", "A100"]}]
                        """), 4, 0);

        LifecycleChanged life = lives("all").get(0);
        assertThat(life.getChange()).isEqualTo(LifecycleChange.STARTED);
        assertThat(List.of(life.getRegion(), life.getService(), life.getReplica(), life.getWorker(), life.getModel()))
                .containsExactly("eu-west", "api", "pod-7", "", "llama3.2");
        assertThat(life.getMemoryRequestedBytes()).isEqualTo(8_000_000_000L);
        TaskChanged task = tasks("all").get(0);
        assertThat(task.getChange()).isEqualTo(TaskChange.COMPLETED);
        assertThat(task.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.25Z"));
        assertThat(task.getRanMicros()).isEqualTo(1_250_000);
        assertThat(task.getEpoch()).isEqualTo(life.getEpoch());
        MetricSampled metric = metrics("all").get(0);
        assertThat(Times.instant(metric.getEpoch())).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(metric.getSequence()).isEqualTo(41);
        assertThat(metric.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.000001Z"));
        GpuChanged gpu = broker.facts(Topics.GPU_CHANGED).get(0);
        assertThat(gpu.getChange()).isEqualTo(GpuChange.REQUESTED);
        assertThat(gpu.getAllowedModels()).containsExactly("H100", "A100");
        assertThat(gpu.getMemoryBytes()).isEqualTo(40_000_000_000L);
    }

    @Test
    void theGoodFactsOfABatchAreStoredAndTheOthersNamed() {
        HttpAnswer answer = gateway.post("""
                [{"type": "metric-sampled", "agentId": "mixed", "cpuUsedMillis": 1},
                 {"type": "metric-sampled", "agentId": "mixed", "cpuUsedMilis": -2, "memoryUsedBytes": "7"}]
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/failures/0/index").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/failures/0/errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/1/cpuUsedMillis", "/1/memoryUsedBytes", "/1/cpuUsedMilis");
        assertThat(metrics("mixed")).hasSize(1);
    }

    @Test
    void aFactSentAgainIsStoredOnceAlsoAfterARestartAndThroughAnotherGateway() {
        String fact = "{\"type\":\"task-changed\",\"agentId\":\"again\",\"taskId\":\"t\",\"change\":\"completed\","
                + "\"eventId\":\"%s\"}";
        try (RunningGateway first = new RunningGateway(broker);
                RunningGateway other = new RunningGateway(broker)) {
            assertStored(first.post(fact.formatted("one")), 1, 0);
            assertStored(first.post(fact.formatted("one")), 0, 1);
            assertStored(first.post("[" + fact.formatted("two") + "," + fact.formatted("two") + "]"), 1, 1);
            await().atMost(PATIENCE)
                    .until(() -> other.client.get("/metrics").body().contains("blackroad_gateway_agents"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gauge(other, "blackroad_gateway_event_ids"))
                            .isEqualTo(gauge(first, "blackroad_gateway_event_ids")));
            assertStored(other.post(fact.formatted("two")), 0, 1);
        }
        try (RunningGateway restarted = new RunningGateway(broker)) {
            assertStored(restarted.post("[" + fact.formatted("one") + "," + fact.formatted("three") + "]"), 1, 1);
        }
        assertThat(tasks("again")).hasSize(3);
    }

    private static double gauge(RunningGateway of, String name) {
        return of.client
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void anAgentThatDoesNotCountIsCountedInTheOrderOfItsFacts() {
        String life =
                "{\"type\":\"lifecycle-changed\",\"agentId\":\"counted\",\"change\":\"%s\",\"region\":\"eu-west\","
                        + "\"service\":\"api\"}";
        for (String change : List.of("registered", "started", "busy")) {
            assertStored(gateway.post(life.formatted(change)), 1, 0);
        }
        try (RunningGateway next = new RunningGateway(broker)) {
            assertStored(next.post(life.formatted("idle")), 1, 0);
            assertStored(next.post(life.formatted("started")), 1, 0);
        }

        List<LifecycleChanged> lives = lives("counted");
        assertThat(lives).extracting(LifecycleChanged::getSequence).isSorted().doesNotHaveDuplicates();
        assertThat(lives.subList(0, 4))
                .extracting(LifecycleChanged::getEpoch)
                .containsOnly(lives.get(0).getEpoch());
        assertThat(lives.get(4).getEpoch())
                .as("who starts a second time has booted")
                .isGreaterThan(lives.get(3).getEpoch());
    }

    @Test
    void cloudEventsComeInThreeModes() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"//test\",\"subject\":\"cloud\","
                + "\"type\":\"io.blackroad.fleet.agent.metric-sampled.v1\",\"time\":\"2026-03-01T10:00:00Z\","
                + "\"data\":{\"cpuUsedMillis\":%d}}";
        assertStored(
                gateway.client.post(
                        "application/cloudevents+json; charset=utf-8",
                        BodyPublishers.ofString(event.formatted("1", 1))),
                1,
                0);
        assertStored(
                gateway.client.post(
                        "application/cloudevents-batch+json",
                        BodyPublishers.ofString("[" + event.formatted("1", 1) + "," + event.formatted("2", 2) + "]")),
                1,
                1);
        assertStored(
                gateway.post(
                        "{\"cpuUsedMillis\":3}",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "3",
                        "ce-source",
                        "//test",
                        "ce-type",
                        "metric-sampled",
                        "ce-subject",
                        "cloud",
                        "ce-time",
                        "2026-03-01T10:00:00Z"),
                1,
                0);

        assertThat(metrics("cloud")).extracting(MetricSampled::getCpuUsedMillis).containsExactly(1, 2, 3);
        assertThat(metrics("cloud"))
                .extracting(MetricSampled::getOccurredAt)
                .containsOnly(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void linesAreTakenOneByOne() {
        HttpAnswer answer = gateway.client.post(
                "application/x-ndjson",
                BodyPublishers.ofString("{\"type\":\"metric-sampled\",\"agentId\":\"lines\",\"cpuUsedMillis\":1}\n\n"
                        + "{\"type\":\"metric-sampled\",\r\n"
                        + "{\"type\":\"metric-sampled\",\"agentId\":\"lines\",\"cpuUsedMillis\":2}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-json");
        assertThat(answer.json().at("/failures/0/index").asInt()).isEqualTo(1);
        assertThat(metrics("lines")).extracting(MetricSampled::getCpuUsedMillis).containsExactly(1, 2);
    }
}
