package io.blackroad.streams.runtime;

import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.streams.agent.AgentSettings;
import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.load.UnreadFacts;
import io.blackroad.streams.stored.StoredAccount;
import io.blackroad.streams.stored.StoredLedger;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import io.blackroad.topic.TraceContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology in one process, with one source partition, fed by hand in event time. */
final class FleetDriver implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final String TARGET = "us-east/worker";
    static final long EPOCH = START.getEpochSecond() * 1_000_000;

    final SchemaRegistry registry = new InMemoryRegistry();
    final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<String, FactWriter<?>> writers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    FleetDriver(Path stateDirectory) {
        this(stateDirectory, 1);
    }

    /** The first of several source partitions; the others are the test's. */
    FleetDriver(Path stateDirectory, int partitions) {
        this(stateDirectory, partitions, UnreadFacts.none());
    }

    /** The same where facts wait to be read. */
    FleetDriver(Path stateDirectory, int partitions, UnreadFacts unread) {
        RuntimeSettings settings =
                RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), stateDirectory, 0);
        Properties properties = StreamsProperties.of(settings, 1);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(topology(registry, partitions, unread), properties, START);
    }

    static Topology topology(SchemaRegistry registry, int partitions) {
        return topology(registry, partitions, UnreadFacts.none());
    }

    private static Topology topology(SchemaRegistry registry, int partitions, UnreadFacts unread) {
        return FleetTopology.build(
                registry,
                AgentSettings.defaults(partitions),
                Duration.ofSeconds(2),
                1,
                unread,
                decision -> {},
                refusal -> {});
    }

    /** The guide's worker rule for one target, as control rows. */
    void control(int min, int max) {
        send(Topics.RULES, "worker", rule(1, min, max), START);
        send(Topics.TARGETS, TARGET, target("us-east", "worker"), START);
    }

    /** A target that the worker rule decides for. */
    static Target target(String region, String service) {
        return Target.newBuilder()
                .setId(region + "/" + service)
                .setRegion(region)
                .setService(service)
                .setRuleId("worker")
                .setReplicaNanoDollarsPerHour(100_000_000)
                .setUpdatedAt(START)
                .build();
    }

    static Rule rule(long version, int min, int max) {
        return Rule.newBuilder()
                .setId("worker")
                .setKind(RuleKind.GUIDE)
                .setVersion(version)
                .setMinReplicas(min)
                .setMaxReplicas(max)
                .setUpAbovePercent(80)
                .setDownBelowPercent(40)
                .setCooldownSeconds(600)
                .setUpdatedAt(START)
                .build();
    }

    void register(String agent, Instant at) {
        lifecycle(agent, LifecycleChange.REGISTERED, at);
        lifecycle(agent, LifecycleChange.IDLE, at);
    }

    void lifecycle(String agent, LifecycleChange change, Instant at) {
        send(Topics.LIFECYCLE_CHANGED, agent, lifecycleFact(agent, change, next(agent + "/lifecycle"), at), at);
    }

    static LifecycleChanged lifecycleFact(String agent, LifecycleChange change, long sequence, Instant at) {
        return LifecycleChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setChange(change)
                .setRegion("us-east")
                .setService("worker")
                .setReplica("us-east-worker-1")
                .setCpuRequestedMillis(1_000)
                .setMemoryRequestedBytes(1L << 30)
                .build();
    }

    void sample(String agent, int cpuMillis, Instant at) {
        send(Topics.METRIC_SAMPLED, agent, metricFact(agent, cpuMillis, next(agent + "/metric"), at), at);
    }

    static MetricSampled metricFact(String agent, int cpuMillis, long sequence, Instant at) {
        return MetricSampled.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setCpuUsedMillis(cpuMillis)
                .setMemoryUsedBytes(1L << 29)
                .build();
    }

    void task(String agent, String task, TaskChange change, Instant at) {
        send(Topics.TASK_CHANGED, agent, taskFact(agent, task, change, "", next(agent + "/task"), at), at);
    }

    static TaskChanged taskFact(
            String agent, String task, TaskChange change, String source, long sequence, Instant at) {
        return TaskChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(agent)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setTaskId(task)
                .setChange(change)
                .setSource(source)
                .build();
    }

    void applied(long sequence, int replicas, ApplyOutcome outcome, Instant at) {
        applied("worker", sequence, replicas, outcome, at);
    }

    void applied(String service, long sequence, int replicas, ApplyOutcome outcome, Instant at) {
        ScaleApplied answer = ScaleApplied.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setRegion("us-east")
                .setService(service)
                .setSequence(sequence)
                .setOutcome(outcome)
                .setReplicas(replicas)
                .setReady(replicas)
                .setController("test")
                .setOccurredAt(at)
                .build();
        send(Topics.SCALE_APPLIED, "us-east/" + service, answer, at);
    }

    /** One second of a fleet: each agent reports the same CPU use, in the middle of the second. */
    void second(int agents, int cpuMillis, Instant from) {
        for (int agent = 0; agent < agents; agent++) {
            sample("agent-" + agent, cpuMillis, from.plusMillis(500));
        }
    }

    <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
        @SuppressWarnings("unchecked")
        FactWriter<V> writer = (FactWriter<V>) writers.computeIfAbsent(
                topic.name(), name -> new FactWriter<>(registry, topic.subject(), topic.type()));
        bytes(
                topic.name(),
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : writer.write(value),
                at);
    }

    /** A metric sample that says which trace it is in. */
    void traced(TraceContext trace, String agent, int cpuMillis, Instant at) {
        MetricSampled fact = metricFact(agent, cpuMillis, next(agent + "/metric"), at);
        byte[] value = new FactWriter<>(registry, Topics.METRIC_SAMPLED.subject(), MetricSampled.class).write(fact);
        Headers headers = new RecordHeaders().add(trace.header());
        pipe(
                Topics.METRIC_SAMPLED.name(),
                new TestRecord<>(agent.getBytes(StandardCharsets.UTF_8), value, headers, at));
    }

    void bytes(String topic, byte[] key, byte[] value, Instant at) {
        pipe(topic, new TestRecord<>(key, value, at));
    }

    private void pipe(String topic, TestRecord<byte[], byte[]> record) {
        inputs.computeIfAbsent(
                        topic,
                        name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(record);
    }

    List<LoadSampled> samples() {
        return read(Topics.LOAD_SAMPLED);
    }

    List<ScaleDecided> decisions() {
        return read(Topics.SCALE_DECIDED);
    }

    List<AlertChanged> alerts() {
        return read(Topics.ALERT_CHANGED);
    }

    List<ScaleDecided> shadowed() {
        return read(Topics.SCALE_SHADOWED);
    }

    List<ScaleJudged> judged() {
        return read(Topics.SCALE_JUDGED);
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> List<V> read(Topic<V> topic) {
        FactReader<V> reader = new FactReader<>(registry, topic.type());
        return records(topic.name()).stream()
                .map(record -> reader.read(record.value(), null))
                .toList();
    }

    /** What became of the facts of one topic. */
    StoredAccount account(Topic<?> topic) {
        StoredLedger ledger = (StoredLedger)
                driver.getKeyValueStore(AgentTopology.LEDGER_STORE).get("0");
        return ledger.getTopics().get(AgentTopology.SOURCES.indexOf(topic));
    }

    long next(String what) {
        return sequences.merge(what, 1L, Long::sum);
    }

    @Override
    public void close() {
        driver.close();
    }
}
