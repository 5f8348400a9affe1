package io.blackroad.infra.system.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.Event.Reader;
import io.blackroad.infra.system.history.History;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.DeadLetters;
import io.blackroad.topic.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the stages publish, as others do: committed records alone, from the first on, while the run goes on. */
public final class Outcomes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int DIGEST_BYTES = 8;

    private final String bootstrapServers;
    private final SchemaRegistry registry;
    private final History history;
    private final Map<String, LoadSampled> newest = new ConcurrentHashMap<>();
    private final OwnThread thread = new OwnThread("outcomes", this::read);

    public Outcomes(String bootstrapServers, SchemaRegistry registry, History history) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
        this.history = history;
        thread.start();
    }

    /** The newest sample of each target. */
    public Map<String, LoadSampled> newest() {
        return newest;
    }

    /** Whether each of so many targets has a sample of a later tick, with all its agents in it and none without a sample. */
    public boolean isWhole(int targets, int agentsOfEach, Instant after) {
        return newest.size() == targets
                && newest.values().stream()
                        .allMatch(sample -> sample.getTickEnd().isAfter(after)
                                && sample.getAgents() == agentsOfEach
                                && sample.getMissing() == 0);
    }

    /** How old the load is that is known of every target; of one that has none it is not known. */
    public Duration age() {
        Instant oldest = newest.values().stream()
                .map(LoadSampled::getTickEnd)
                .min(Instant::compareTo)
                .orElseThrow();
        return Duration.between(oldest, Instant.now());
    }

    private void read() {
        Decisions decisions = new Decisions(registry, history::add, Reader.LIVE);
        FactReader<LoadSampled> samples = new FactReader<>(registry, LoadSampled.class);
        try (KafkaConsumer<byte[], byte[]> consumer =
                consumer(bootstrapServers, "read_committed", Topics.LOAD_SAMPLED.name(), Topics.SCALE_DECIDED.name())) {
            while (!thread.isEnding()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.topic().equals(Topics.SCALE_DECIDED.name())) {
                        decisions.take(record);
                    } else {
                        LoadSampled sample = samples.read(record.value(), null);
                        newest.put(sample.getRegion() + "/" + sample.getService(), sample);
                    }
                }
            }
        }
    }

    /** All decisions as somebody reads them who comes now. */
    public void readAgain(Consumer<Event> seen) {
        Decisions decisions = new Decisions(registry, seen, Reader.AFTERWARDS);
        everything(bootstrapServers, "read_committed", List.of(Topics.SCALE_DECIDED.name()), decisions::take);
    }

    /** Every fact that the log holds. */
    public void readFacts(Consumer<Event> seen) {
        List<String> topics =
                List.of(Topics.LIFECYCLE_CHANGED.name(), Topics.TASK_CHANGED.name(), Topics.METRIC_SAMPLED.name());
        everything(bootstrapServers, "read_committed", topics, record -> {
            var name = record.headers().lastHeader(Agents.NAME_HEADER);
            String fact = name == null ? "" : new String(name.value(), UTF_8);
            seen.accept(new Event.Stored(fact, record.topic(), record.partition(), record.offset()));
        });
    }

    /** Every dead letter that can be read, by its origin. */
    public static List<Event.Lettered> letters(String bootstrapServers) {
        List<Event.Lettered> letters = new ArrayList<>();
        everything(bootstrapServers, "read_committed", List.of(Topics.DEAD_LETTER.name()), record -> {
            letters.add(new Event.Lettered(
                    origin(record, "topic"),
                    Integer.parseInt(origin(record, "partition")),
                    Long.parseLong(origin(record, "offset"))));
        });
        return letters;
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter, String what) {
        return new String(letter.headers().lastHeader(DeadLetters.PREFIX + what).value(), UTF_8);
    }

    private interface Taking {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    private static void everything(String bootstrapServers, String isolation, List<String> topics, Taking taking) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                consumer(bootstrapServers, isolation, topics.toArray(String[]::new))) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(taking::take);
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation, String... topics) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(topics)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    @Override
    public void close() {
        thread.close();
    }

    /** Writes decisions down as one reader sees them. */
    private record Decisions(FactReader<ScaleDecided> reader, Consumer<Event> seen, Reader who) {
        Decisions(SchemaRegistry registry, Consumer<Event> seen, Reader who) {
            this(new FactReader<>(registry, ScaleDecided.class), seen, who);
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            ScaleDecided decision = reader.read(record.value(), null);
            LoadSampled sample = decision.getEvidence().getSample();
            seen.accept(new Event.Decided(
                    who,
                    decision.getRegion() + "/" + decision.getService(),
                    decision.getSequence(),
                    decision.getDecisionId(),
                    decision.getFromReplicas(),
                    decision.getToReplicas(),
                    sample.getAgents(),
                    decision.getValidUntil().toEpochMilli(),
                    digest(record.value())));
        }

        private static String digest(byte[] content) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
                return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
