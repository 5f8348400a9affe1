package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of a controller in memory. They outlive its sessions; a crash may come before and after each effect. */
final class MemoryTopics {
    private static final String TOPIC = "fleet.service.scale-decided.v1";

    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final List<ScaleApplied> reports = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    private final Crash.Points points;
    private int pollSize = 500;

    MemoryTopics(Crash.Points points, int partitionCount) {
        this.points = points;
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(new ArrayList<>());
        }
    }

    void pollSize(int records) {
        pollSize = records;
    }

    void append(int partition, String key, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> log = partitions.get(partition);
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        log.add(new ConsumerRecord<>(TOPIC, partition, log.size(), bytes, value));
    }

    /** As if the group's offsets had been lost. */
    void forgetCommits() {
        committed.clear();
    }

    long committed(int partition) {
        return committed.getOrDefault(partition, 0L);
    }

    boolean allCommitted() {
        for (int partition = 0; partition < partitions.size(); partition++) {
            if (committed(partition) < partitions.get(partition).size()) {
                return false;
            }
        }
        return true;
    }

    List<ScaleApplied> reports() {
        return reports;
    }

    /** Reports that answer a decision. */
    List<ScaleApplied> answers() {
        return reports.stream()
                .filter(report -> report.getOutcome() != ApplyOutcome.REPORTED)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters;
    }

    Decisions decisions() {
        return new OpenDecisions();
    }

    Reports openReports() {
        return new OpenReports();
    }

    private final class OpenDecisions implements Decisions {
        private final Map<Integer, Integer> positions = new HashMap<>();

        private OpenDecisions() {
            for (int partition = 0; partition < partitions.size(); partition++) {
                positions.put(partition, (int) committed(partition));
            }
        }

        @Override
        public Batch poll(Duration wait) {
            points.pass();
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            boolean caughtUp = true;
            for (int partition = 0; partition < partitions.size(); partition++) {
                List<ConsumerRecord<byte[], byte[]>> log = partitions.get(partition);
                int from = positions.get(partition);
                int to = Math.min(log.size(), from + pollSize);
                found.addAll(log.subList(from, to));
                positions.put(partition, to);
                caughtUp &= to == log.size();
            }
            return new Batch(found, caughtUp);
        }

        @Override
        public void commit(Map<Integer, Long> offsets) {
            points.pass();
            committed.putAll(offsets);
            points.pass();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private final class OpenReports implements Reports {
        @Override
        public Map<TargetId, Long> answered(Set<TargetId> targets) {
            points.pass();
            Map<TargetId, Long> answered = new HashMap<>();
            for (ScaleApplied report : reports) {
                answered.merge(new TargetId(report.getRegion(), report.getService()), report.getSequence(), Math::max);
            }
            return answered;
        }

        @Override
        public void append(List<ScaleApplied> said) {
            points.pass();
            reports.addAll(said);
            points.pass();
        }

        @Override
        public void deadLetter(ConsumerRecord<byte[], byte[]> found, Exception why) {
            points.pass();
            deadLetters.add(found);
            points.pass();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
