package io.blackroad.sink.controller;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.ScaleApplied;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a controller process ends itself as hard as kill -9 would, the first time it comes there. */
enum KillPoint {
    NOWHERE,
    BEFORE_APPLY,
    AFTER_APPLY,
    BEFORE_REPORT,
    AFTER_REPORT;

    private static final int KILLED = 137;

    private void here(KillPoint point) {
        if (this == point) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    ReplicaTarget in(ReplicaTarget target) {
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
            public ApplyAnswer apply(Order order, ReplicaCount seen) {
                here(BEFORE_APPLY);
                ApplyAnswer answer = target.apply(order, seen);
                here(AFTER_APPLY);
                return answer;
            }
        };
    }

    Ports in(Ports ports) {
        return new Ports() {
            @Override
            public Decisions decisions(ControllerConfig config) {
                return ports.decisions(config);
            }

            @Override
            public Reports reports(ControllerConfig config) {
                return in(ports.reports(config));
            }
        };
    }

    private Reports in(Reports reports) {
        return new Reports() {
            @Override
            public Map<TargetId, Long> answered(Set<TargetId> targets) {
                return reports.answered(targets);
            }

            @Override
            public void append(List<ScaleApplied> said) {
                boolean answers = said.stream().anyMatch(report -> report.getOutcome() != ApplyOutcome.REPORTED);
                if (answers) {
                    here(BEFORE_REPORT);
                }
                reports.append(said);
                if (answers) {
                    here(AFTER_REPORT);
                }
            }

            @Override
            public void deadLetter(ConsumerRecord<byte[], byte[]> found, Exception why) {
                reports.deadLetter(found, why);
            }

            @Override
            public void close() {
                reports.close();
            }
        };
    }

    /** Settings of the controllers of the contract: quick to look and to try again. */
    static ControllerConfig config(String bootstrapServers, String name) {
        return ControllerConfig.of(bootstrapServers, RegistryForTests.REGISTRY, name)
                .withRetry(new RetryPolicy(30, Duration.ofMillis(100), Duration.ofMillis(500)))
                .withIntervals(Duration.ofMillis(200), Duration.ofSeconds(2));
    }
}
