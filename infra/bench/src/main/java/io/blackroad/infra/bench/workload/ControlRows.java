package io.blackroad.infra.bench.workload;

import io.blackroad.schema.ApplyOutcome;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.RuleKind;
import io.blackroad.schema.ScaleApplied;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.control.Rule;
import io.blackroad.schema.control.Target;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The control tables of the fleet: the guide's rules, its nine targets, and what a controller reported of each. */
public final class ControlRows {
    private static final int REPLICAS = 15;
    private static final int HASTE = 150;

    private final FactProducer producer;
    private final SchemaRegistry registry;
    private final Instant at;

    private ControlRows(FactProducer producer, SchemaRegistry registry, Instant at) {
        this.producer = producer;
        this.registry = registry;
        this.at = at;
    }

    /** Writes them, as of {@code at}. */
    public static void write(FactProducer producer, SchemaRegistry registry, Instant at) {
        write(new ControlRows(producer, registry, at), 1);
    }

    /** Writes them with cooldowns of a few seconds, which hide no wrong decision. */
    public static void writeHasty(FactProducer producer, SchemaRegistry registry, Instant at) {
        write(new ControlRows(producer, registry, at), HASTE);
    }

    private static void write(ControlRows rows, int haste) {
        rows.rule("api", 5, 50, 70, 30, 300 / haste);
        rows.rule("worker", 10, 100, 80, 40, 600 / haste);
        rows.rule("gpu", 2, 20, 90, 50, 900 / haste);
        for (String region : BenchFleet.REGIONS) {
            for (String service : BenchFleet.SERVICES) {
                rows.target(region, service);
            }
        }
        rows.producer.flush();
    }

    private void rule(String service, int min, int max, int up, int down, int cooldownSeconds) {
        Rule rule = Rule.newBuilder()
                .setId(service)
                .setKind(RuleKind.GUIDE)
                .setVersion(1)
                .setMinReplicas(min)
                .setMaxReplicas(max)
                .setUpAbovePercent(up)
                .setDownBelowPercent(down)
                .setCooldownSeconds(cooldownSeconds)
                .setUpdatedAt(at)
                .build();
        send(Topics.RULES, service, rule);
    }

    private void target(String region, String service) {
        String id = region + "/" + service;
        Target target = Target.newBuilder()
                .setId(id)
                .setRegion(region)
                .setService(service)
                .setRuleId(service)
                .setReplicaNanoDollarsPerHour(100_000_000)
                .setUpdatedAt(at)
                .build();
        send(Topics.TARGETS, id, target);
        ScaleApplied report = ScaleApplied.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setRegion(region)
                .setService(service)
                .setSequence(0)
                .setOutcome(ApplyOutcome.REPORTED)
                .setReplicas(REPLICAS)
                .setReady(REPLICAS)
                .setController("bench")
                .setOccurredAt(at)
                .build();
        send(Topics.SCALE_APPLIED, id, report);
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V row) {
        FactWriter<V> writer = new FactWriter<>(registry, topic.subject(), topic.type());
        producer.send(new ProducerRecord<>(
                topic.name(), null, at.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), writer.write(row)));
    }
}
