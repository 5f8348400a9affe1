package io.blackroad.infra.bench.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackroad.infra.bench.workload.FactProducer;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.TaskChange;
import io.blackroad.schema.TaskChanged;
import io.blackroad.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Facts that become rows: tasks from submission to end, and decisions whose evidence is empty. */
final class HistoryFacts {
    private static final int AGENTS = 1_000;
    private static final int TARGETS = 100;
    private static final List<TaskChange> LIFE =
            List.of(TaskChange.SUBMITTED, TaskChange.STARTED, TaskChange.COMPLETED);

    private final FactProducer producer;
    private final FactWriter<TaskChanged> tasks;
    private final FactWriter<ScaleDecided> decisions;
    private final ScaleDecided blank = (ScaleDecided) blank(FactSchemas.of(ScaleDecided.class));
    private int sent;
    private int decided;

    HistoryFacts(FactProducer producer, SchemaRegistry registry) {
        this.producer = producer;
        tasks = new FactWriter<>(registry, Topics.TASK_CHANGED.subject(), TaskChanged.class);
        decisions = new FactWriter<>(registry, Topics.SCALE_DECIDED.subject(), ScaleDecided.class);
    }

    /** Tasks sent so far, all completed. */
    int tasks() {
        return sent;
    }

    int decisions() {
        return decided;
    }

    /** The next task whole; answers its id. Not flushed. */
    String task() {
        int number = sent++;
        String id = "task-" + number;
        String agent = "agent-" + number % AGENTS;
        for (TaskChange change : LIFE) {
            producer.send(new ProducerRecord<>(
                    Topics.TASK_CHANGED.name(), agent.getBytes(UTF_8), tasks.write(fact(id, agent, change, number))));
        }
        return id;
    }

    private static TaskChanged fact(String id, String agent, TaskChange change, int number) {
        ByteBuffer eventId = ByteBuffer.allocate(16).putLong(number).putLong(change.ordinal());
        return TaskChanged.newBuilder()
                .setEventId(new EventId(eventId.array()))
                .setAgentId(agent)
                .setEpoch(1)
                .setSequence((long) LIFE.size() * number + change.ordinal() + 1)
                .setOccurredAt(Instant.now())
                .setTaskId(id)
                .setChange(change)
                .setRegion("us-east")
                .setInputTokens(512)
                .setOutputTokens(change == TaskChange.COMPLETED ? 128 : 0)
                .setServiceMicros(5_000_000)
                .setRanMicros(change == TaskChange.COMPLETED ? 5_000_000 : 0)
                .build();
    }

    void decision() {
        int number = decided++;
        String service = "api-" + number % TARGETS;
        long sequence = number / TARGETS + 1;
        ScaleDecided decision = ScaleDecided.newBuilder(blank)
                .setDecisionId("us-east." + service + "." + sequence)
                .setRegion("us-east")
                .setService(service)
                .setSequence(sequence)
                .setDecidedAt(Instant.now())
                .setReason("cpu 86.7 % is above 80 %: ceil(20 x 86.7 % / 60.0 %) = 29")
                .build();
        String key = "us-east/" + service;
        producer.send(
                new ProducerRecord<>(Topics.SCALE_DECIDED.name(), key.getBytes(UTF_8), decisions.write(decision)));
    }

    void flush() {
        producer.flush();
    }

    /** A record whose numbers are 0, texts empty, times 1970 and enums the first of theirs. */
    private static SpecificRecord blank(Schema schema) {
        SpecificRecord made =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> made.put(field.pos(), nothing(field.schema())));
        return made;
    }

    private static Object nothing(Schema schema) {
        return switch (schema.getType()) {
            case INT -> 0;
            case LONG -> schema.getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
            case DOUBLE -> 0.0;
            case STRING -> "";
            case BOOLEAN -> false;
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case BYTES -> ByteBuffer.allocate(0);
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(0), schema);
            case RECORD -> blank(schema);
            case UNION -> schema.isNullable() ? null : nothing(schema.getTypes().get(0));
            default -> throw new IllegalStateException("a decision has no field of type " + schema.getType());
        };
    }
}
