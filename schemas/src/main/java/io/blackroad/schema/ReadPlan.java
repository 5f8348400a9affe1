package io.blackroad.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * How records written with one schema become records of a class, worked out once: a step a field of the writer, in the
 * writer's order, and a step a default. Plain fields have steps of their own, which make no objects on the way; nested ones
 * are left to Avro's fast reader, and so is every promotion. Safe for use by many threads.
 */
final class ReadPlan<T extends SpecificRecord> {
    private final SpecificData data;
    private final FastReaderBuilder nested;
    private final Schema whole;
    private final Accessors<T> accessors;
    private final Supplier<T> constructor;
    private final List<Step<T>> steps = new ArrayList<>();

    /** Reads one field of the writer. */
    @FunctionalInterface
    private interface Step<T> {
        void read(T record, FactDecoder in) throws IOException;
    }

    /**
     * Works it out.
     *
     * @param reader the fields to fill, all or some of those of the class
     * @throws SerializationException if the records of the writer cannot become such records; the message names the field
     */
    ReadPlan(Class<T> type, Schema writer, Schema reader) {
        data = SpecificData.getForClass(type);
        nested = new FastReaderBuilder(data);
        whole = data.getSchema(type);
        accessors = new Accessors<>(type);
        constructor = accessors.constructor();
        Schema renamed = Schema.applyAliases(writer, reader);
        for (Field written : renamed.getFields()) {
            Field wanted = reader.getField(written.name());
            steps.add(wanted == null ? skip(written.schema()) : step(written.schema(), wanted));
        }
        for (Field wanted : reader.getFields()) {
            if (renamed.getField(wanted.name()) == null) {
                steps.add(defaulted(wanted));
            }
        }
    }

    /** The next record, in {@code reuse} unless that is null. */
    T read(T reuse, FactDecoder in) throws IOException {
        T record = reuse == null ? constructor.get() : reuse;
        for (Step<T> step : steps) {
            step.read(record, in);
        }
        return record;
    }

    private Step<T> skip(Schema written) {
        return (record, in) -> GenericDatumReader.skip(written, in);
    }

    private Step<T> step(Schema written, Field wanted) {
        if (written.getType() != wanted.schema().getType()) {
            return nested(written, wanted);
        }
        return switch (written.getType()) {
            case INT -> {
                ObjIntConsumer<T> setter = accessors.intSetter(wanted.name());
                yield (record, in) -> setter.accept(record, in.readInt());
            }
            case LONG -> longStep(written, wanted);
            case STRING -> {
                int position = position(wanted);
                yield (record, in) -> record.put(position, in.readString());
            }
            case ENUM -> enumStep(written, wanted);
            case FIXED -> fixedStep(written, wanted);
            default -> nested(written, wanted);
        };
    }

    private Step<T> fixedStep(Schema written, Field wanted) {
        int size = wanted.schema().getFixedSize();
        if (written.getFixedSize() != size
                || !written.getFullName().equals(wanted.schema().getFullName())) {
            return nested(written, wanted);
        }
        int position = position(wanted);
        Class<?> fixedType = data.getClass(wanted.schema());
        Supplier<?> empty = new Accessors<>(fixedType).constructor();
        return (record, in) -> {
            SpecificFixed old = (SpecificFixed) record.get(position);
            SpecificFixed fixed = old == null ? (SpecificFixed) empty.get() : old;
            in.readFixed(fixed.bytes(), 0, size);
            record.put(position, fixed);
        };
    }

    private Step<T> longStep(Schema written, Field wanted) {
        if (wanted.schema().getLogicalType() == null) {
            ObjLongConsumer<T> setter = accessors.longSetter(wanted.name());
            return (record, in) -> setter.accept(record, in.readLong());
        }
        if (!(wanted.schema().getLogicalType() instanceof LogicalTypes.TimestampMicros)) {
            return nested(written, wanted);
        }
        int position = position(wanted);
        return (record, in) -> record.put(position, Micros.instant(in.readLong()));
    }

    private Step<T> enumStep(Schema written, Field wanted) {
        if (!(Resolver.resolve(written, wanted.schema(), data) instanceof Resolver.EnumAdjust adjust)) {
            return nested(written, wanted);
        }
        int position = position(wanted);
        Object[] values = adjust.values;
        return (record, in) -> {
            int index = in.readInt();
            if (index < 0 || index >= values.length || values[index] == null) {
                throw new SerializationException(wanted.name() + " has symbol " + index + " of "
                        + written.getEnumSymbols() + ", which is unknown here");
            }
            record.put(position, values[index]);
        };
    }

    private Step<T> nested(Schema written, Field wanted) {
        int position = position(wanted);
        DatumReader<Object> reader = reader(written, wanted.schema());
        return (record, in) -> record.put(position, reader.read(record.get(position), in));
    }

    private Step<T> defaulted(Field wanted) {
        if (!wanted.hasDefaultValue()) {
            throw new SerializationException(
                    "its schema lacks the field " + wanted.name() + ", which has no default in " + whole.getFullName());
        }
        int position = position(wanted);
        Object value = data.getDefaultValue(wanted);
        Schema schema = wanted.schema();
        boolean immutable = schema.getType() != Type.RECORD
                && schema.getType() != Type.ARRAY
                && schema.getType() != Type.MAP
                && schema.getType() != Type.FIXED
                && schema.getType() != Type.BYTES;
        if (immutable) {
            return (record, in) -> record.put(position, value);
        }
        return (record, in) -> record.put(position, data.deepCopy(schema, value));
    }

    private DatumReader<Object> reader(Schema written, Schema wanted) {
        try {
            return nested.createDatumReader(written, wanted);
        } catch (IOException e) {
            throw new SerializationException("cannot read " + written + " as " + wanted + ": " + e.getMessage(), e);
        }
    }

    /** Its place in the class, which a projection does not share. */
    private int position(Field wanted) {
        return whole.getField(wanted.name()).pos();
    }
}
