package io.blackroad.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.schema.EventId;
import io.blackroad.schema.FactSchemas;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** One kind of fact: its topic, and how each field is read from JSON. The schema says which fields there are. */
final class FactShape {
    /** In the order of the catalogue. */
    static final List<FactShape> ALL = List.of(
            new FactShape("lifecycle-changed", Topics.LIFECYCLE_CHANGED),
            new FactShape("task-changed", Topics.TASK_CHANGED),
            new FactShape("metric-sampled", Topics.METRIC_SAMPLED),
            new FactShape("gpu-changed", Topics.GPU_CHANGED));

    private final String name;
    private final Topic<?> topic;
    private final Map<String, Integer> envelope = new LinkedHashMap<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<String> names = new TreeSet<>();

    /** A field of the record: where it lies, how it is read, what it is when nobody says. */
    private record Slot(int position, boolean required, Object byDefault, FieldReader reader) {}

    private FactShape(String name, Topic<?> topic) {
        this.name = name;
        this.topic = topic;
        SpecificData data = SpecificData.getForClass(topic.type());
        Schema schema = FactSchemas.of(topic.type());
        for (Field field : schema.getFields()) {
            names.add(field.name());
            if (EnvelopeReader.FIELDS.contains(field.name())) {
                envelope.put(field.name(), field.pos());
            } else {
                Object byDefault = field.hasDefaultValue() ? data.getDefaultValue(field) : null;
                FieldReader reader = FieldReaders.of(field.schema(), FieldRules.of(schema.getName(), field));
                slots.put(field.name(), new Slot(field.pos(), !field.hasDefaultValue(), byDefault, reader));
            }
        }
        names.add(EnvelopeReader.TYPE);
    }

    /** The kind of this name, which may also be its topic's, or that with {@code io.blackroad.} before it. */
    static Optional<FactShape> named(String type) {
        String bare = type.startsWith("io.blackroad.") ? type.substring("io.blackroad.".length()) : type;
        return ALL.stream()
                .filter(shape -> shape.name.equals(bare) || shape.topic.name().equals(bare))
                .findFirst();
    }

    static List<String> allNames() {
        return ALL.stream().map(FactShape::name).toList();
    }

    String name() {
        return name;
    }

    Topic<?> topic() {
        return topic;
    }

    /** Names that a fact of this kind may have. */
    Set<String> fields() {
        return names;
    }

    /** The record without its envelope; where a field is faulty it is not whole. */
    SpecificRecord read(JsonNode fact, Faults faults) {
        SpecificRecord record = newRecord();
        slots.forEach((field, slot) -> {
            Object value = value(fact.get(field), field, slot, faults);
            if (value != null) {
                record.put(slot.position, value);
            }
        });
        fact.fieldNames().forEachRemaining(field -> {
            if (!names.contains(field)) {
                faults.add(field, unknown(field));
            }
        });
        return record;
    }

    /** Sets what every fact starts with, the time only where there is none. */
    void complete(SpecificRecord record, EventId id, String agentId, FactNumber number, Instant now) {
        record.put(envelope.get("eventId"), id);
        record.put(envelope.get("agentId"), agentId);
        record.put(envelope.get("epoch"), number.epoch());
        record.put(envelope.get("sequence"), number.sequence());
        int occurredAt = envelope.get("occurredAt");
        if (record.get(occurredAt) == null) {
            record.put(occurredAt, now);
        }
    }

    /** Sets when it happened. */
    void occurredAt(SpecificRecord record, Instant at) {
        record.put(envelope.get("occurredAt"), at);
    }

    private static Object value(JsonNode value, String field, Slot slot, Faults faults) {
        if (value != null && !value.isNull()) {
            return slot.reader.read(value, problem -> faults.add(field, problem));
        }
        if (slot.required) {
            faults.add(field, "is missing; " + slot.reader.allowed());
        }
        return slot.byDefault;
    }

    private String unknown(String field) {
        return "is no field of " + name
                + Spelling.meant(field, names)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("; there are " + String.join(", ", names));
    }

    private SpecificRecord newRecord() {
        try {
            return topic.type().getDeclaredConstructor().newInstance();
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalStateException(topic.type() + " cannot be made", e);
        }
    }
}
