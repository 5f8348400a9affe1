package io.blackroad.infra.cli.backtest;

import io.blackroad.infra.bench.measure.TopicReader;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.topic.AskingClient;
import io.blackroad.producer.replay.LoadTrace;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LoadSampled;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What a target had to do, as the load stage recorded it: the samples of {@code fleet.service.load-sampled.v1} of one target
 * within a time, as a trace.
 */
final class RecordedLoad {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String target;
    private final Instant from;
    private final Instant to;

    RecordedLoad(String target, Instant from, Instant to) {
        this.target = target;
        this.from = from;
        this.to = to;
    }

    /**
     * Reads it.
     *
     * @throws CommandFailure if the cluster cannot be reached or recorded nothing of the target then
     */
    LoadTrace read(Settings settings) {
        FactReader<LoadSampled> reader = new FactReader<>(Registries.askingOnce(settings), LoadSampled.class);
        List<LoadSampled> samples = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.of(
                settings.bootstrapServers(),
                AskingClient.of(settings),
                TopicReader.COMMITTED,
                Topics.LOAD_SAMPLED.name())) {
            Map<TopicPartition, Long> ends = seek(consumer);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> sample : consumer.poll(POLL)) {
                    if (target.equals(new String(sample.key(), StandardCharsets.UTF_8))) {
                        samples.add(reader.read(sample.value(), null));
                    }
                }
            }
        } catch (KafkaException | IllegalArgumentException e) {
            throw new CommandFailure(
                    "the recorded load at " + settings.bootstrapServers() + " cannot be read: " + e.getMessage(), e);
        }
        return RecordedSamples.trace(target, within(samples));
    }

    /** Partitions start at the first sample that was written at or after {@code from}; event time is never later. */
    private Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Map<TopicPartition, Long> starts = new HashMap<>();
        consumer.assignment().forEach(partition -> starts.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(starts);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
        return ends;
    }

    private List<LoadSampled> within(List<LoadSampled> samples) {
        List<LoadSampled> kept = samples.stream()
                .filter(sample -> !sample.getTickEnd().isBefore(from)
                        && !sample.getTickEnd().isAfter(to))
                .toList();
        if (kept.size() < 2) {
            throw new CommandFailure("nothing is recorded of " + target + " from " + from + " to " + to
                    + "; ./scale.sh status shows the targets, --from and --to widen the time");
        }
        return kept;
    }
}
