package io.blackroad.infra.bench.dsl;

import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.measure.StreamsPass;
import io.blackroad.infra.bench.measure.Subject;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.infra.bench.workload.BenchTopics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Runs the peer, with Kafka's defaults or with the commit interval and the cache that our pipeline has. */
public final class DslSubject implements Subject {
    private static final int TUNED_COMMIT_MILLIS = 1_000;
    private static final long TUNED_CACHE_BYTES = 32L << 20;

    private final SubjectPlan plan;
    private final boolean tuned;

    public DslSubject(SubjectPlan plan, boolean tuned) {
        this.plan = plan;
        this.tuned = tuned;
    }

    @Override
    public PassResult pass(int number, Duration limit) {
        String name = "bench-dsl-" + ProcessHandle.current().pid() + "-" + number;
        String output = name + "-windows";
        BenchTopics.create(plan.bootstrapServers(), output);
        DslCheck check = new DslCheck(plan.bootstrapServers(), output, plan.sent());
        return StreamsPass.run(plan, check, () -> start(name, output, number), limit);
    }

    private StreamsPass.Running start(String name, String output, int number) {
        KafkaStreams streams =
                new KafkaStreams(DslTopology.build(BenchRegistry.create(), output), properties(name, number));
        streams.start();
        return new StreamsPass.Running() {
            @Override
            public List<String> differences() {
                return List.of();
            }

            @Override
            public void close() {
                streams.close(Duration.ofSeconds(20));
            }
        };
    }

    private Properties properties(String name, int number) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, plan.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, plan.stateFolder(number).toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, plan.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        if (tuned) {
            properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, TUNED_COMMIT_MILLIS);
            properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, TUNED_CACHE_BYTES);
        }
        properties.putAll(StreamsPass.PROBED);
        return properties;
    }
}
