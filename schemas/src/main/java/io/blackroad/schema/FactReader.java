package io.blackroad.schema;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads records of one class from the Confluent wire format, whatever compatible schema they were written with. Schemas
 * and their resolutions are cached by id, decoders reused; not for use by two threads at once.
 */
public final class FactReader<T extends SpecificRecord> {
    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Schema schema;
    private final SpecificData data;
    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
    private int lastId = -1;
    private DatumReader<T> lastReader;
    private BinaryDecoder decoder;

    public FactReader(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.data = SpecificData.getForClass(type);
        data.setFastReaderEnabled(true);
        this.schema = data.getSchema(type);
    }

    /**
     * The record in {@code bytes}.
     *
     * @param reuse filled and returned when not null
     * @throws SerializationException if the bytes are no such record; the message says why
     * @throws SchemaRegistryException if the schema is unknown or the registry cannot be reached
     */
    public T read(byte[] bytes, T reuse) {
        if (bytes == null || bytes.length < HEADER_BYTES) {
            throw new SerializationException("a fact has at least 5 bytes, this one "
                    + (bytes == null ? "is null" : "has " + bytes.length) + "; write it in the Confluent wire format");
        }
        if (bytes[0] != 0) {
            throw new SerializationException(
                    "the first byte is " + bytes[0] + ", not 0; write it in the Confluent wire format");
        }
        int id = (bytes[1] & 0xff) << 24 | (bytes[2] & 0xff) << 16 | (bytes[3] & 0xff) << 8 | (bytes[4] & 0xff);
        DatumReader<T> reader = readerOf(id);
        decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
        try {
            T fact = reader.read(reuse, decoder);
            if (!decoder.isEnd()) {
                throw new SerializationException(
                        "bytes follow after the end of a " + schema.getName() + " written with schema " + id);
            }
            return fact;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new SerializationException(
                    "not a " + schema.getName() + " written with schema " + id + ": " + e.getMessage(), e);
        }
    }

    private DatumReader<T> readerOf(int id) {
        if (id == lastId) {
            return lastReader;
        }
        DatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = resolve(id);
            readers.put(id, reader);
        }
        lastId = id;
        lastReader = reader;
        return reader;
    }

    private DatumReader<T> resolve(int id) {
        Schema writer = registry.byId(id);
        if (!writer.getFullName().equals(schema.getFullName())) {
            throw new SerializationException(
                    "schema " + id + " is a " + writer.getFullName() + ", expected a " + schema.getFullName());
        }
        @SuppressWarnings("unchecked")
        DatumReader<T> reader = data.createDatumReader(writer, schema);
        return reader;
    }
}
