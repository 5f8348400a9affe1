package io.blackroad.infra.system.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.Event.Fate;
import io.blackroad.infra.system.history.History;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Agents of two targets that report twice a second on a thread of their own. The load of one target stays inside its
 * rule's band for ever; that of the other swings from far above it to far below. Every fact has a name, which travels in a
 * header, so that it can be found again whatever its bytes are.
 */
public final class Agents implements AutoCloseable {
    public static final String REGION = "sys";
    public static final String STEADY = "steady";
    public static final String SWING = "swing";
    public static final String NAME_HEADER = "fact";

    static final int MIN_REPLICAS = 1;
    static final int MAX_REPLICAS = 9;

    private static final long REPORT_NANOS = 500_000_000;
    private static final long SWING_SECONDS = 8;
    private static final Runnable NOTHING = () -> {};
    private static final int REQUESTED_MILLIS = 1_000;
    private static final int STEADY_MILLIS = 600;
    private static final int HIGH_MILLIS = 900;
    private static final int LOW_MILLIS = 100;

    private final History history;
    private final List<String> ids;
    private final FactWriter<LifecycleChanged> lifecycles;
    private final FactWriter<MetricSampled> metrics;
    private final FactWriter<TaskChanged> tasks;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final OwnThread thread = new OwnThread("agents", this::report);
    private final Lock turn = new ReentrantLock();
    /** Of the boot that all of them are in. */
    private volatile long epoch;

    /** @param ids of the agents; those at even places belong to the steady target */
    public Agents(String bootstrapServers, SchemaRegistry registry, History history, List<String> ids) {
        this.history = history;
        this.ids = List.copyOf(ids);
        lifecycles = writer(registry, Topics.LIFECYCLE_CHANGED);
        metrics = writer(registry, Topics.METRIC_SAMPLED);
        tasks = writer(registry, Topics.TASK_CHANGED);
        // One request in flight: a fact that overtakes another one of its agent would count as a duplicate.
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.in.flight.requests.per.connection",
                        1,
                        "delivery.timeout.ms",
                        300_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        for (String service : List.of(STEADY, SWING)) {
            history.add(new Event.Known(
                    REGION + "/" + service, ids.size() / 2, MIN_REPLICAS, MAX_REPLICAS, service.equals(STEADY)));
        }
    }

    private static <V extends SpecificRecord> FactWriter<V> writer(SchemaRegistry registry, Topic<V> topic) {
        return new FactWriter<>(registry, topic.subject(), topic.type());
    }

    /** Every agent registers, before any other fact of it is sent; then they report. */
    public void start() {
        boot(Instant.now());
        ids.forEach(id -> {
            lifecycle(id, LifecycleChange.REGISTERED, Instant.now());
            lifecycle(id, LifecycleChange.IDLE, Instant.now());
        });
        producer.flush();
        thread.start();
    }

    private void boot(Instant at) {
        epoch = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private void report() {
        long due = System.nanoTime() + 2 * REPORT_NANOS;
        for (long round = 0; !thread.isEnding(); round++) {
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            due = System.nanoTime() + REPORT_NANOS;
            reportAll(round);
        }
    }

    private void reportAll(long round) {
        inTurn(() -> {
            for (String id : ids) {
                if (!silent.contains(id)) {
                    metric(id, Instant.now(), Fate.APPLIED);
                    work(id, round);
                }
            }
        });
    }

    /** Nobody says anything while {@code something} goes on; whatever was said before is answered when it begins. */
    public void whileQuiet(Runnable something) {
        inTurn(() -> {
            producer.flush();
            something.run();
        });
    }

    /** Whoever takes the next number of an agent sends it before another is taken: one that is overtaken is not counted. */
    private void inTurn(Runnable something) {
        turn.lock();
        try {
            something.run();
        } finally {
            turn.unlock();
        }
    }

    /** A task in three rounds, and the next. */
    private void work(String id, long round) {
        TaskChange change = List.of(TaskChange.SUBMITTED, TaskChange.STARTED, TaskChange.COMPLETED)
                .get((int) (round % 3));
        long sequence = next(id + "/task");
        TaskChanged fact = TaskChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(id)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(Instant.now())
                .setTaskId(id + "-" + round / 3)
                .setChange(change)
                .setSource("")
                .build();
        Instant now = Instant.now();
        send(
                Topics.TASK_CHANGED,
                id,
                id + "/task/" + sequence,
                tasks.write(fact),
                Fate.APPLIED,
                now,
                () -> acknowledgements.add(id, System.nanoTime()));
    }

    /**
     * Writes what agents said between two times of the past, as old as it is; the topics must let it be.
     *
     * @param every how often each reported
     */
    public void backlog(Instant from, Instant to, Duration every) {
        boot(from.minusSeconds(2));
        ids.forEach(id -> {
            lifecycle(id, LifecycleChange.REGISTERED, from.minusSeconds(1));
            lifecycle(id, LifecycleChange.IDLE, from.minusSeconds(1));
        });
        for (Instant at = from; at.isBefore(to); at = at.plus(every)) {
            for (String id : ids) {
                long sequence = next(id + "/metric");
                byte[] value = metrics.write(sample(id, sequence, at));
                send(Topics.METRIC_SAMPLED, id, id + "/metric/" + sequence, value, Fate.APPLIED, at, NOTHING);
            }
        }
        producer.flush();
    }

    private void lifecycle(String id, LifecycleChange change, Instant at) {
        long sequence = next(id + "/lifecycle");
        LifecycleChanged fact = LifecycleChanged.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(id)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setChange(change)
                .setRegion(REGION)
                .setService(isSteady(id) ? STEADY : SWING)
                .setReplica(REGION + "-" + id)
                .setCpuRequestedMillis(REQUESTED_MILLIS)
                .setMemoryRequestedBytes(1L << 30)
                .build();
        send(
                Topics.LIFECYCLE_CHANGED,
                id,
                id + "/lifecycle/" + sequence,
                lifecycles.write(fact),
                Fate.APPLIED,
                at,
                NOTHING);
    }

    /** A sample of an agent that believes that it is {@code at}. */
    public void metric(String id, Instant at, Fate fate) {
        inTurn(() -> {
            long sequence = next(id + "/metric");
            byte[] value = metrics.write(sample(id, sequence, at));
            send(Topics.METRIC_SAMPLED, id, id + "/metric/" + sequence, value, fate);
        });
    }

    /** The newest sample of an agent once more, to the byte but for its time. */
    public void repeat(String id) {
        inTurn(() -> {
            long sequence = sequences.get(id + "/metric").get();
            byte[] value = metrics.write(sample(id, sequence, Instant.now()));
            send(Topics.METRIC_SAMPLED, id, id + "/metric/" + sequence, value, Fate.APPLIED);
        });
    }

    /**
     * What is no fact.
     *
     * @param id null for a record without a key
     * @param value null for a record without a value
     */
    public void junk(String id, String name, byte[] value) {
        send(Topics.METRIC_SAMPLED, id, name, value, Fate.DEAD_LETTER);
    }

    /** A fact as it would be sent, for who spoils it. */
    public byte[] bytes(String id) {
        return metrics.write(sample(id, 1, Instant.now()));
    }

    private MetricSampled sample(String id, long sequence, Instant at) {
        boolean high = at.getEpochSecond() / SWING_SECONDS % 2 == 0;
        return MetricSampled.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setAgentId(id)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setOccurredAt(at)
                .setCpuUsedMillis(isSteady(id) ? STEADY_MILLIS : high ? HIGH_MILLIS : LOW_MILLIS)
                .setMemoryUsedBytes(1L << 29)
                .build();
    }

    private boolean isSteady(String id) {
        return ids.indexOf(id) % 2 == 0;
    }

    private long next(String what) {
        return sequences.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
    }

    private void send(Topic<?> topic, String key, String name, byte[] value, Fate fate) {
        send(topic, key, name, value, fate, Instant.now(), NOTHING);
    }

    /** @param at what the broker is told of its time, and overrules where topics take its own */
    private void send(
            Topic<?> topic, String key, String name, byte[] value, Fate fate, Instant at, Runnable acknowledged) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.name(),
                null,
                at.toEpochMilli(),
                key == null ? null : key.getBytes(UTF_8),
                value,
                List.of(new RecordHeader(NAME_HEADER, name.getBytes(UTF_8))));
        history.add(new Event.Sent(name, topic.name(), fate));
        unacknowledged.incrementAndGet();
        producer.send(record, (metadata, error) -> {
            unacknowledged.decrementAndGet();
            if (error == null) {
                acknowledged.run();
            }
            history.add(
                    error == null
                            ? new Event.Acknowledged(name, topic.name(), metadata.partition(), metadata.offset())
                            : new Event.Refused(name, error.toString()));
        });
    }

    public List<String> ids() {
        return ids;
    }

    /** What the broker has of the tasks of each, and since when. */
    public Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    /** Those who say nothing from now on, or speak again. */
    public void silence(Set<String> some) {
        silent.retainAll(some);
        silent.addAll(some);
    }

    /** Facts that were sent and neither acknowledged nor given up. */
    public long unacknowledged() {
        return unacknowledged.get();
    }

    /** The last fact is sent and answered when this returns. */
    @Override
    public void close() {
        thread.close();
        producer.close();
    }
}
