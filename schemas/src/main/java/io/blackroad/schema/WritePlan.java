package io.blackroad.schema;

import java.io.IOException;
import java.time.Instant;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * How records of one class are written, worked out once: a step a field. Plain fields have steps of their own, which look
 * nothing up and make no objects; nested ones are left to Avro's writer. Safe for use by many threads.
 */
final class WritePlan<T extends SpecificRecord> {
    private final Schema schema;
    private final SpecificData data;
    private final Accessors<T> accessors;
    private final Step<T>[] steps;

    /** Writes one field of a record. */
    @FunctionalInterface
    private interface Step<T> {
        void write(T record, FactEncoder out) throws IOException;
    }

    /** Writes a value that is not null. */
    @FunctionalInterface
    private interface ValueStep {
        void write(Object value, FactEncoder out) throws IOException;
    }

    WritePlan(Class<T> type) {
        data = SpecificData.getForClass(type);
        schema = data.getSchema(type);
        accessors = new Accessors<>(type);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Step<T>[] array = schema.getFields().stream().map(this::step).toArray(Step[]::new);
        steps = array;
    }

    /** Appends the record. */
    void write(T record, FactEncoder out) throws IOException {
        for (Step<T> step : steps) {
            step.write(record, out);
        }
    }

    private Step<T> step(Field field) {
        Schema of = field.schema();
        return switch (of.getType()) {
            case INT -> {
                ToIntFunction<T> getter = accessors.intGetter(field.name());
                yield (record, out) -> out.writeInt(getter.applyAsInt(record));
            }
            case LONG -> of.getLogicalType() == null ? longStep(field) : timeStep(field);
            case STRING -> present(field, (value, out) -> out.writeString((String) value));
            case ENUM -> present(field, (value, out) -> out.writeInt(((Enum<?>) value).ordinal()));
            case FIXED ->
                present(field, (value, out) -> out.writeFixed(((SpecificFixed) value).bytes(), 0, of.getFixedSize()));
            default -> nested(field);
        };
    }

    private Step<T> longStep(Field field) {
        ToLongFunction<T> getter = accessors.longGetter(field.name());
        return (record, out) -> out.writeLong(getter.applyAsLong(record));
    }

    private Step<T> timeStep(Field field) {
        if (!(field.schema().getLogicalType() instanceof LogicalTypes.TimestampMicros)) {
            return nested(field);
        }
        return present(field, (value, out) -> out.writeLong(Micros.of((Instant) value)));
    }

    private Step<T> nested(Field field) {
        int position = field.pos();
        SpecificDatumWriter<Object> writer = new SpecificDatumWriter<>(field.schema(), data);
        return (record, out) -> writer.write(record.get(position), out);
    }

    private Step<T> present(Field field, ValueStep step) {
        int position = field.pos();
        return (record, out) -> {
            Object value = record.get(position);
            if (value == null) {
                throw new SerializationException(
                        schema.getName() + "." + field.name() + " is null; it always has a value");
            }
            step.write(value, out);
        };
    }
}
