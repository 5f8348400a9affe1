package io.blackroad.producer.gateway;

import io.blackroad.schema.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the agents' topics for what gateways wrote: at the start the last window, so that a restart forgets no event and
 * no agent's number, and from then on to the end, which tells what other gateways wrote and how attempts in doubt ended.
 * It also waits until the registry and the topics are there; until all that is done nothing is taken.
 */
final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    static final Duration ASK = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 500;
    private static final long TOPIC_RETRY_MILLIS = 20;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final SchemaRegistry registry;
    private final FactLog log;
    private final EventMemory memory;
    private final AgentBook book;
    private final Duration window;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Thread thread;
    private volatile Consumer<byte[], byte[]> following;
    private volatile boolean closing;
    private volatile FactWriters writers;
    private volatile boolean caughtUp;
    private volatile String waitsFor = "the schema registry";

    LogFollower(
            Supplier<Consumer<byte[], byte[]>> consumers,
            SchemaRegistry registry,
            FactLog log,
            EventMemory memory,
            AgentBook book,
            Duration window,
            InstantSource clock,
            LongSupplier nanos) {
        this.consumers = consumers;
        this.registry = registry;
        this.log = log;
        this.memory = memory;
        this.book = book;
        this.window = window;
        this.clock = clock;
        this.nanos = nanos;
        this.thread = new Thread(this::run, "gateway-follower");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Makes the bytes of facts; empty until everything is there. */
    Optional<FactWriters> writers() {
        return caughtUp ? Optional.of(writers) : Optional.empty();
    }

    /** What it waits for; empty once it is ready. */
    Optional<String> waitsFor() {
        return caughtUp ? Optional.empty() : Optional.of(waitsFor);
    }

    private void run() {
        while (!closing) {
            try {
                if (writers == null) {
                    writers = new FactWriters(registry);
                }
                follow();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the gateway closes");
            } catch (KafkaException | IllegalStateException e) {
                say(e.getMessage());
                pause(RETRY_MILLIS);
            }
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            following = consumer;
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            readBack(consumer, partitions);
            FactShape.ALL.forEach(shape -> awaitProducer(shape.topic().name()));
            caughtUp = true;
            LOG.info("taking facts; {} events and {} agents are remembered", memory.size(), book.size());
            DoubtSettler settler = new DoubtSettler(memory, consumer, partitions);
            while (!closing) {
                read(consumer);
                log.renewIfBroken();
                findTopicsAgain();
                settler.step(nanos.getAsLong());
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        waitsFor = "Kafka";
        List<TopicPartition> partitions = new ArrayList<>();
        for (FactShape shape : FactShape.ALL) {
            String topic = shape.topic().name();
            List<PartitionInfo> found = consumer.partitionsFor(topic, ASK);
            if (found == null || found.isEmpty()) {
                throw new IllegalStateException("topic " + topic + " is missing; './scale.sh topics apply' makes it");
            }
            found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        return partitions;
    }

    private void readBack(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        waitsFor = "the facts of the last " + window.toSeconds() + " s, which are read back";
        long since = clock.instant().minus(window).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, since));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, ASK);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp start = starts.get(each);
            consumer.seek(each, start == null ? ends.get(each) : start.offset());
        }
        while (!closing && !isBeyond(consumer, ends)) {
            read(consumer);
        }
    }

    /** The producer asks for a topic's partitions in the background; until it has them it takes nothing. */
    private void awaitProducer(String topic) {
        waitsFor = "the partitions of " + topic;
        while (!closing && !log.knows(topic)) {
            pause(TOPIC_RETRY_MILLIS);
        }
    }

    /** Kafka is looked for without a fact that waits for it, so that the first one after it is back gets through. */
    private void findTopicsAgain() {
        if (!log.isOpen()) {
            FactShape.ALL.forEach(shape -> log.knows(shape.topic().name()));
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
            GatewayMark mark = GatewayMark.of(each.headers());
            if (mark == null || each.key() == null) {
                continue;
            }
            memory.written(mark.key());
            if (mark.numbered()) {
                book.learn(new String(each.key(), StandardCharsets.UTF_8), mark, nanos.getAsLong());
            }
        }
    }

    static boolean isBeyond(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), ASK) >= end.getValue());
    }

    private void say(String problem) {
        if (!problem.equals(waitsFor)) {
            LOG.warn("the gateway waits: {}", problem);
        }
        waitsFor = problem;
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        Consumer<byte[], byte[]> awake = following;
        if (awake != null) {
            awake.wakeup();
        }
        try {
            thread.join(ASK.toMillis());
            // It asks neither Kafka nor itself but a registry that does not answer.
            thread.interrupt();
            thread.join(ASK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
