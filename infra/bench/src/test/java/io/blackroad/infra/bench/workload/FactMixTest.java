package io.blackroad.infra.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FactMixTest {
    private static final long START = 1_780_000_000_000_000L;
    private static final int AGENTS = 400;
    private static final int FACTS = 8_000;

    private final SchemaRegistry registry = BenchRegistry.create();
    private final BenchFleet fleet = new BenchFleet(AGENTS, 8);

    @Test
    void isOneLifecycleAndTenTaskFactsInAHundred() {
        Map<String, Integer> byTopic = new HashMap<>();
        facts().forEach(fact -> byTopic.merge(fact.topic(), 1, Integer::sum));

        assertThat(byTopic)
                .isEqualTo(Map.of(
                        Topics.LIFECYCLE_CHANGED.name(), FACTS / 100,
                        Topics.TASK_CHANGED.name(), FACTS / 10,
                        Topics.METRIC_SAMPLED.name(), FACTS * 89 / 100));
    }

    @Test
    void theSameCallsGiveTheSameFacts() {
        List<ProducerRecord<byte[], byte[]>> again = facts();
        List<ProducerRecord<byte[], byte[]>> facts = facts();
        for (int i = 0; i < FACTS; i++) {
            assertThat(Arrays.equals(facts.get(i).value(), again.get(i).value()))
                    .isTrue();
            assertThat(Arrays.equals(facts.get(i).key(), again.get(i).key())).isTrue();
        }
    }

    @Test
    void aSampleHasTheSizeOfARealOne() {
        assertThat(samples(facts()).stream()
                        .mapToInt(fact -> fact.value().length)
                        .average()
                        .orElseThrow())
                .isBetween(60.0, 85.0);
    }

    @Test
    void whatItSaysWasSentIsWhatItGave() {
        FactMix mix = new FactMix(fleet, registry, START);
        List<ProducerRecord<byte[], byte[]>> facts = new ArrayList<>();
        for (int i = 0; i < FACTS; i++) {
            facts.add(mix.next(START + i * 1_000L));
        }
        Sent sent = mix.end(START + FACTS * 1_000L);

        FactReader<MetricSampled> reader = new FactReader<>(registry, MetricSampled.class);
        Map<String, Integer> newestCpu = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> fact : samples(facts)) {
            MetricSampled sample = reader.read(fact.value(), null);
            assertThat(sample.getAgentId()).isEqualTo(new String(fact.key(), StandardCharsets.UTF_8));
            newestCpu.put(sample.getAgentId(), sample.getCpuUsedMillis());
        }
        assertThat(newestCpu).hasSize(AGENTS);
        assertThat(sent.lastCpuMillis())
                .isEqualTo(newestCpu.values().stream().mapToLong(cpu -> cpu).sum());
        assertThat(sent.metricsInTicks()).isEqualTo(samples(facts).size());
        assertThat(sent.events()).isEqualTo(FACTS + fleet.partitions());
    }

    @Test
    void closingFactsReachEveryPartitionAfterTheTick() {
        FactMix mix = new FactMix(fleet, registry, START);
        Sent sent = mix.end(START + 5_000_000);
        for (int partition = 0; partition < fleet.partitions(); partition++) {
            ProducerRecord<byte[], byte[]> closing = mix.closing(partition);
            assertThat(fleet.partitionOf(closing.key())).isEqualTo(partition);
            assertThat(closing.timestamp() * 1_000).isEqualTo(sent.lastTickEndMicros());
        }
    }

    private List<ProducerRecord<byte[], byte[]>> facts() {
        FactMix mix = new FactMix(fleet, registry, START);
        List<ProducerRecord<byte[], byte[]>> facts = new ArrayList<>();
        for (int i = 0; i < FACTS; i++) {
            facts.add(mix.next(START + i * 1_000L));
        }
        return facts;
    }

    private static List<ProducerRecord<byte[], byte[]>> samples(List<ProducerRecord<byte[], byte[]>> facts) {
        return facts.stream()
                .filter(fact -> fact.topic().equals(Topics.METRIC_SAMPLED.name()))
                .toList();
    }
}
