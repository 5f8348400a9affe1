package io.blackroad.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one class in the Confluent wire format: 0x00, the schema id as four bytes big-endian, the Avro
 * binary. One buffer is reused from record to record; not for use by two threads at once.
 */
public final class FactWriter<T extends SpecificRecord> {
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
    private final int id;
    private BinaryEncoder encoder;

    /** Registers the schema of {@code type} under {@code subject}, once. */
    public FactWriter(SchemaRegistry registry, String subject, Class<T> type) {
        Schema schema = FactSchemas.of(type);
        this.id = registry.register(subject, schema);
        this.writer = new SpecificDatumWriter<>(schema);
    }

    /** The record as bytes. */
    public byte[] write(T fact) {
        buffer.reset();
        buffer.write(0);
        buffer.write(id >>> 24);
        buffer.write(id >>> 16);
        buffer.write(id >>> 8);
        buffer.write(id);
        encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
        try {
            writer.write(fact, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }
}
