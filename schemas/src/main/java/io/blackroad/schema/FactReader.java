package io.blackroad.schema;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads records of one class from the Confluent wire format, whatever compatible schema they were written with. How to
 * read a schema is worked out once and kept by its id. Safe for use by many threads, as long as each brings its own record
 * to reuse.
 */
public final class FactReader<T extends SpecificRecord> {
    private static final ThreadLocal<FactDecoder> DECODER = ThreadLocal.withInitial(FactDecoder::new);

    private final SchemaRegistry registry;
    private final Class<T> type;
    private final Schema schema;
    private final Map<Integer, ReadPlan<T>> plans = new ConcurrentHashMap<>();

    /** Plan of the schema read last; most topics have one. A race only costs a look into the map. */
    private Latest<T> latest = new Latest<>(-1, null);

    private record Latest<T extends SpecificRecord>(int id, ReadPlan<T> plan) {}

    /** Reads whole records. */
    public FactReader(SchemaRegistry registry, Class<T> type) {
        this(registry, type, FactSchemas.of(type));
    }

    /**
     * Reads some fields only and skips the others, which stay as they are in the record: for paths where every record
     * counts.
     *
     * @param readerSchema the fields to read, from {@link FactSchemas#projection}
     */
    public FactReader(SchemaRegistry registry, Class<T> type, Schema readerSchema) {
        this.registry = registry;
        this.type = type;
        this.schema = readerSchema;
    }

    /**
     * The record in {@code bytes}.
     *
     * @param reuse filled, nested values too, and returned when not null
     * @throws SerializationException if the bytes are no such record or their schema is unknown; the message says why. It
     *     will be so at every try
     * @throws SchemaRegistryException if the registry cannot be asked; the record may be good
     */
    public T read(byte[] bytes, T reuse) {
        int id = WireFormat.schemaId(bytes);
        ReadPlan<T> plan = plan(id);
        FactDecoder in = DECODER.get();
        in.start(bytes, WireFormat.HEADER_BYTES);
        try {
            T fact = plan.read(reuse, in);
            if (in.remaining() > 0) {
                throw new SerializationException(in.remaining() + " bytes follow after the end of a "
                        + type.getSimpleName() + " written with schema " + id);
            }
            return fact;
        } catch (IndexOutOfBoundsException e) {
            throw unreadable(id, "its " + bytes.length + " bytes end too early, or a branch is none of its union", e);
        } catch (IOException | AvroRuntimeException | ArithmeticException | StackOverflowError e) {
            throw unreadable(id, e.getMessage(), e);
        } finally {
            in.release();
        }
    }

    private SerializationException unreadable(int id, String reason, Throwable cause) {
        return new SerializationException(
                "not a " + type.getSimpleName() + " written with schema " + id + ": " + reason, cause);
    }

    private ReadPlan<T> plan(int id) {
        Latest<T> last = latest;
        if (last.id == id) {
            return last.plan;
        }
        ReadPlan<T> plan = plans.get(id);
        if (plan == null) {
            plan = resolve(id);
            plans.put(id, plan);
        }
        latest = new Latest<>(id, plan);
        return plan;
    }

    private ReadPlan<T> resolve(int id) {
        Schema writer = registry.byId(id);
        if (writer.getType() != Schema.Type.RECORD || !writer.getFullName().equals(schema.getFullName())) {
            throw new SerializationException(
                    "schema " + id + " is a " + writer.getFullName() + ", expected a " + schema.getFullName());
        }
        try {
            return new ReadPlan<>(type, writer, schema);
        } catch (AvroRuntimeException | SerializationException e) {
            throw new SerializationException(
                    "records of schema " + id + " cannot be read as " + schema.getFullName() + ": " + e.getMessage(),
                    e);
        }
    }
}
