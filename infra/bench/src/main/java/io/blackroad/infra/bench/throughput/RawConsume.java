package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.bench.measure.Subject;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer alone, a part of the partitions a thread; with decoding it is the limit of whatever reads facts. */
final class RawConsume implements Subject {
    private static final Duration POLL = Duration.ofMillis(100);

    /** A poll of Kafka's default of 500 costs a tenth more. */
    private static final int POLL_RECORDS = 5_000;

    private final SubjectPlan plan;
    private final boolean decode;

    RawConsume(SubjectPlan plan, boolean decode) {
        this.plan = plan;
        this.decode = decode;
    }

    @Override
    public PassResult pass(int number, Duration limit) {
        FactCounts counts = new FactCounts(decode ? BenchRegistry.create() : null);
        LongAdder read = new LongAdder();
        AtomicReference<Reading> first = new AtomicReference<>();
        long end = System.nanoTime() + limit.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < plan.threads(); thread++) {
            int part = thread;
            FactCounts own = counts.another();
            threads.add(new Thread(() -> read(part, own, read, first, end), "raw-" + thread));
        }
        threads.forEach(Thread::start);
        threads.forEach(RawConsume::join);
        // A warm-up on a busy machine may be over before the first record came.
        first.compareAndSet(null, Reading.now());
        Sent sent = plan.sent();
        return PassResult.since(first.get(), read.sum(), counts.differences(sent));
    }

    private void read(int part, FactCounts counts, LongAdder read, AtomicReference<Reading> first, long end) {
        try (Consumer<byte[], byte[]> consumer = consumer(plan.bootstrapServers())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : FactCounts.TOPICS) {
                consumer.partitionsFor(topic).stream()
                        .filter(partition -> partition.partition() % plan.threads() == part)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (read.sum() < plan.sent().events() && System.nanoTime() < end) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty() && first.get() == null) {
                    first.compareAndSet(null, Reading.now());
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    counts.count(record);
                }
                read.add(records.count());
            }
        }
    }

    private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }
}
