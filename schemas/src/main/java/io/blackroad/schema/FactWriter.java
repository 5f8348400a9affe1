package io.blackroad.schema;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records of one class in the Confluent wire format. Each thread has one buffer, used again from record to record,
 * so a plain record costs no more heap than its bytes. Safe for use by many threads.
 */
public final class FactWriter<T extends SpecificRecord> {
    private static final ThreadLocal<FactEncoder> ENCODER = ThreadLocal.withInitial(FactEncoder::new);

    private final Class<T> type;
    private final WritePlan<T> plan;
    private final byte[] header;

    /**
     * Registers the schema of {@code type} under {@code subject}, once.
     *
     * @throws SchemaRegistryException if the registry refuses it or cannot be reached
     */
    public FactWriter(SchemaRegistry registry, String subject, Class<T> type) {
        this.type = type;
        this.plan = new WritePlan<>(type);
        this.header = WireFormat.header(registry.register(subject, FactSchemas.published(type)));
    }

    /**
     * The record as bytes.
     *
     * @throws SerializationException if a field lacks its value; the message names it
     */
    public byte[] write(T fact) {
        FactEncoder encoder = ENCODER.get();
        encoder.start(header);
        try {
            plan.write(fact, encoder);
        } catch (IOException | AvroRuntimeException | ArithmeticException | NullPointerException e) {
            throw new SerializationException("cannot write this " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
        return encoder.bytes();
    }
}
