package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What makes a controller say what it would do and do nothing: it writes neither at a target nor to a topic, and its place
 * in the decisions topic is not kept.
 */
final class DryRun implements Ports {
    private static final String WOULD = "would ";

    private final Consumer<String> says;

    /** @param says takes one line a decision */
    DryRun(Consumer<String> says) {
        this.says = says;
    }

    /** The same target, which nothing is written at. */
    static ReplicaTarget of(ReplicaTarget target) {
        return new ReplicaTarget() {
            @Override
            public Survey survey() {
                return target.survey();
            }

            @Override
            public ReplicaCount observe(TargetId id) {
                return target.observe(id);
            }

            @Override
            public Optional<String> objection(TargetId id) {
                return target.objection(id);
            }

            @Override
            public ApplyAnswer apply(Order order, ReplicaCount seen) {
                return ApplyAnswer.refused(target.objection(order.target())
                        .map(why -> WOULD + "refuse: " + why)
                        .orElseGet(() -> WOULD + "set " + order.replicas() + " replicas where " + seen.told()
                                + " are set: " + order.reason()));
            }
        };
    }

    @Override
    public Decisions decisions(ControllerConfig config) {
        Decisions topic = new KafkaDecisions(config);
        return new Decisions() {
            @Override
            public Batch poll(Duration wait) {
                return topic.poll(wait);
            }

            @Override
            public void commit(Map<Integer, Long> offsets) {
                // The next dry run reads everything again.
            }

            @Override
            public void close() {
                topic.close();
            }
        };
    }

    @Override
    public Reports reports(ControllerConfig config) {
        Reports topic = new KafkaReports(config);
        return new Reports() {
            @Override
            public Map<TargetId, Long> answered(Set<TargetId> targets) {
                return topic.answered(targets);
            }

            @Override
            public void append(List<ScaleApplied> reports) {
                reports.stream()
                        .filter(report -> report.getOutcome() != ApplyOutcome.REPORTED)
                        .forEach(report -> says.accept(line(report)));
            }

            @Override
            public void deadLetter(ConsumerRecord<byte[], byte[]> found, Exception why) {
                says.accept(found.topic() + "-" + found.partition() + "@" + found.offset() + ": " + WOULD
                        + "set it aside: " + why.getMessage());
            }

            @Override
            public void close() {
                topic.close();
            }
        };
    }

    private static String line(ScaleApplied report) {
        String reason = report.getReason();
        boolean own = reason != null && reason.startsWith(WOULD);
        return report.getRegion() + "/" + report.getService() + " decision " + report.getSequence() + ": "
                + (own ? reason : WOULD + "report " + report.getOutcome() + (reason == null ? "" : ": " + reason));
    }
}
