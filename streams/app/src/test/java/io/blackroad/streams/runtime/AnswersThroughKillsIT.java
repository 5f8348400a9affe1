package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.TopicAdmin;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances with copies of each other's stores are asked 200 times a second while one after the other is killed and
 * comes back. {@code -Dblackroad.tests=all} runs it, {@code -Dblackroad.oracle.kills=20} for longer; a seed chooses the
 * questions, {@code -Dblackroad.seed=N} repeats one.
 */
@EnabledIfSystemProperty(named = "blackroad.tests", matches = "all")
class AnswersThroughKillsIT {
    private static final int AGENTS = 60;
    private static final int AGENT_PARTITIONS = 4;
    private static final int TARGET_PARTITIONS = 2;
    private static final int QUESTIONS_PER_SECOND = 200;
    private static final List<String> TARGETS =
            List.of("us-east/api", "us-east/worker", "eu-west/api", "eu-west/worker", "ap-south/api", "ap-south/gpu");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long EPOCH = Instant.now().getEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    private final SchemaRegistry registry = StreamsInstance.registry();
    private final Map<String, FactWriter<?>> writers = new HashMap<>();
    private final int[] ports = {FreePort.find(), FreePort.find()};
    private final StreamsInstance[] instances = new StreamsInstance[ports.length];
    private final Queue<HeardAnswer> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private KafkaProducer<byte[], byte[]> producer;
    private long sequence;

    @Test
    void everyAnswerIsTrueOrSaysWhatItLacks() throws Exception {
        long seed = Long.getLong("blackroad.seed", System.nanoTime());
        ScheduledExecutorService clocks = Executors.newScheduledThreadPool(2);
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {})) {
            prepare(broker.bootstrapServers());
            for (int place = 0; place < ports.length; place++) {
                start(broker.bootstrapServers(), place);
            }
            clocks.scheduleAtFixedRate(this::report, 0, 500, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(this::bothAreWhole);

            Random random = new Random(seed);
            clocks.scheduleAtFixedRate(() -> ask(random), 0, 1_000_000 / QUESTIONS_PER_SECOND, TimeUnit.MICROSECONDS);
            List<AnswerOracle.Down> downs = kills(broker.bootstrapServers());
            clocks.shutdown();
            assertThat(clocks.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            await().atMost(PATIENCE).until(() -> open.get() == 0);
            judge(List.copyOf(heard), downs);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("repeat with -Dblackroad.seed=" + seed, e);
        } finally {
            clocks.shutdownNow();
            for (StreamsInstance instance : instances) {
                if (instance != null) {
                    instance.close();
                }
            }
            producer.close(Duration.ZERO);
        }
    }

    private List<AnswerOracle.Down> kills(String bootstrap) {
        List<AnswerOracle.Down> downs = new ArrayList<>();
        for (int kill = 0; kill < Integer.getInteger("blackroad.oracle.kills", 2); kill++) {
            int victim = kill % ports.length;
            int other = 1 - victim;
            asksOn(3 * QUESTIONS_PER_SECOND);
            Instant from = Instant.now();
            instances[victim].kill();
            await().atMost(PATIENCE).until(() -> isWhole(other));
            start(bootstrap, victim);
            downs.add(new AnswerOracle.Down(victim, from, Instant.now()));
            await().atMost(PATIENCE).until(this::bothAreWhole);
        }
        asksOn(QUESTIONS_PER_SECOND);
        return downs;
    }

    /** Until so many more questions have been answered. */
    private void asksOn(int questions) {
        int until = heard.size() + questions;
        await().atMost(PATIENCE).until(() -> heard.size() >= until);
    }

    private void judge(List<HeardAnswer> answers, List<AnswerOracle.Down> downs) {
        AnswerOracle oracle =
                new AnswerOracle(new TreeSet<>(agents()), new TreeSet<>(TARGETS), AGENT_PARTITIONS, TARGET_PARTITIONS);
        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
        long stale = answers.stream()
                .filter(answer -> answer.body().contains("\"stale\":true"))
                .count();
        System.out.println(answers.size() + " answers by status " + statuses + ", " + stale + " of them stale");
        assertThat(oracle.faults(answers, downs)).isEmpty();
        assertThat(stale).as("answers of copies").isPositive();
        assertThat(statuses.get(503)).as("answers that could not be given").isPositive();
    }

    private void ask(Random random) {
        int place = random.nextInt(ports.length);
        String path = path(random);
        Instant asked = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports[place] + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        open.incrementAndGet();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
            heard.add(
                    response == null
                            ? new HeardAnswer(place, path, asked, Instant.now(), 0, "", String.valueOf(failure))
                            : new HeardAnswer(
                                    place,
                                    path,
                                    asked,
                                    Instant.now(),
                                    response.statusCode(),
                                    response.headers().firstValue("Retry-After").orElse(""),
                                    response.body()));
            open.decrementAndGet();
        });
    }

    private static String path(Random random) {
        String target = TARGETS.get(random.nextInt(TARGETS.size()));
        return switch (random.nextInt(12)) {
            case 0 -> "/v1/status";
            case 1 -> "/v1/services";
            case 2 -> "/v1/agents?limit=1000";
            case 3, 4, 5 -> "/v1/services/" + target;
            case 6, 7 -> "/v1/decisions?target=" + target + "&limit=3";
            default -> "/v1/agents/agent-" + random.nextInt(AGENTS);
        };
    }

    private boolean bothAreWhole() {
        return isWhole(0) && isWhole(1);
    }

    /** Whether everything is known again, through this instance. */
    private boolean isWhole(int place) {
        try {
            JsonNode services = instances[place].get("/v1/services");
            JsonNode agents = instances[place].get("/v1/agents?limit=1000");
            boolean whole = services.path("items").size() == TARGETS.size()
                    && agents.path("items").size() == AGENTS
                    && services.path("missingPartitions").isEmpty()
                    && agents.path("missingPartitions").isEmpty()
                    && instances[place].get("/ready").path("status").asText().equals("ready");
            for (JsonNode service : services.path("items")) {
                whole &= service.path("sample").isObject()
                        && service.path("lastDecision").isObject();
            }
            return whole;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void start(String bootstrap, int place) {
        instances[place] =
                new StreamsInstance(bootstrap, folder.resolve("instance-" + place), ports[place], 1).started();
    }

    private static List<String> agents() {
        List<String> ids = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            ids.add("agent-" + agent);
        }
        return ids;
    }

    private void prepare(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicAdmin(admin, new Partitions(AGENT_PARTITIONS, TARGET_PARTITIONS, (short) 1)).apply();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        send(Topics.RULES, "worker", FleetDriver.rule(1, 1, 100));
        for (String target : TARGETS) {
            String[] parts = target.split("/");
            send(Topics.TARGETS, target, FleetDriver.target(parts[0], parts[1]));
        }
        for (int agent = 0; agent < AGENTS; agent++) {
            String[] parts = TARGETS.get(agent % TARGETS.size()).split("/");
            LifecycleChanged fact =
                    FleetDriver.lifecycleFact("agent-" + agent, LifecycleChange.REGISTERED, 1, Instant.now());
            fact.setEpoch(EPOCH);
            fact.setRegion(parts[0]);
            fact.setService(parts[1]);
            send(Topics.LIFECYCLE_CHANGED, "agent-" + agent, fact);
        }
        producer.flush();
    }

    private void report() {
        sequence++;
        for (int agent = 0; agent < AGENTS; agent++) {
            MetricSampled fact = FleetDriver.metricFact("agent-" + agent, 600, sequence, Instant.now());
            fact.setEpoch(EPOCH);
            send(Topics.METRIC_SAMPLED, "agent-" + agent, fact);
        }
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) writers.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(registry, topic.subject(), topic.type()));
        producer.send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), writer.write(value)));
    }
}
