package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.measure.Differences;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts facts as they are read, and decodes them first when it has a registry. One thread's own. */
final class FactCounts {
    static final List<String> TOPICS =
            List.of(Topics.METRIC_SAMPLED.name(), Topics.TASK_CHANGED.name(), Topics.LIFECYCLE_CHANGED.name());

    private final SchemaRegistry registry;
    private final FactReader<MetricSampled> metricReader;
    private final FactReader<TaskChanged> taskReader;
    private final FactReader<LifecycleChanged> lifecycleReader;
    private final List<FactCounts> others = new ArrayList<>();
    private MetricSampled metric = new MetricSampled();
    private TaskChanged task = new TaskChanged();
    private LifecycleChanged lifecycle = new LifecycleChanged();
    private long metrics;
    private long tasks;
    private long lifecycles;
    private long bytes;
    private long cpuMillis;
    private long arrivals;
    private long completions;

    /** @param registry null to count bytes only */
    FactCounts(SchemaRegistry registry) {
        this.registry = registry;
        metricReader = registry == null ? null : new FactReader<>(registry, MetricSampled.class);
        taskReader = registry == null ? null : new FactReader<>(registry, TaskChanged.class);
        lifecycleReader = registry == null ? null : new FactReader<>(registry, LifecycleChanged.class);
    }

    /** One for another thread; its counts belong to this one's. */
    FactCounts another() {
        FactCounts other = new FactCounts(registry);
        others.add(other);
        return other;
    }

    void count(ConsumerRecord<byte[], byte[]> record) {
        bytes += record.key().length + record.value().length;
        String topic = record.topic();
        if (topic.equals(TOPICS.get(0))) {
            metrics++;
            if (metricReader != null) {
                metric = metricReader.read(record.value(), metric);
                cpuMillis += metric.getCpuUsedMillis();
            }
        } else if (topic.equals(TOPICS.get(1))) {
            tasks++;
            if (taskReader != null) {
                task = taskReader.read(record.value(), task);
                arrivals += task.getChange() == TaskChange.SUBMITTED ? 1 : 0;
                completions += task.getChange() == TaskChange.COMPLETED ? 1 : 0;
            }
        } else {
            lifecycles++;
            if (lifecycleReader != null) {
                lifecycle = lifecycleReader.read(record.value(), lifecycle);
            }
        }
    }

    /** Where all the counts differ from what was sent. */
    List<String> differences(Sent sent) {
        for (FactCounts other : others) {
            metrics += other.metrics;
            tasks += other.tasks;
            lifecycles += other.lifecycles;
            bytes += other.bytes;
            cpuMillis += other.cpuMillis;
            arrivals += other.arrivals;
            completions += other.completions;
        }
        Differences differences = new Differences();
        differences.expect("metric samples", sent.metrics(), metrics);
        differences.expect("task facts", sent.tasks(), tasks);
        differences.expect("lifecycle facts", sent.lifecycle(), lifecycles);
        if (registry != null) {
            differences.expect("arrivals", sent.arrivals(), arrivals);
            differences.expect("completions", sent.completions(), completions);
        }
        return differences.found();
    }
}
