package io.blackroad.streams.stored;

import io.blackroad.schema.FactDecoder;
import io.blackroad.schema.FactEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values of internal topics and stores: Avro's single-object encoding, so that each value names its schema by
 * fingerprint and a later version, which keeps the schemas of all before it, still reads it without a registry. Safe for
 * use by many threads. Avro's own classes for this encoding go through streams, a call a byte, and take seven times as long.
 */
public final class StoredSerde<T extends SpecificRecord> implements Serde<T> {
    private static final ThreadLocal<FactEncoder> ENCODER = ThreadLocal.withInitial(FactEncoder::new);
    private static final ThreadLocal<FactDecoder> DECODER = ThreadLocal.withInitial(FactDecoder::new);

    /** Two marker bytes, then the schema's fingerprint, its lowest byte first. */
    private static final int HEADER_BYTES = 10;

    private static final short MARKER = (short) 0xC301;

    private final byte[] header;
    private final DatumWriter<T> writer;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

    public StoredSerde(Class<T> type) {
        this(type, StoredSchemas.of(type));
    }

    StoredSerde(Class<T> type, List<Schema> older) {
        SpecificData data = SpecificData.getForClass(type);
        // Generated code instead of a walk along the schema, for the classes that have it.
        data.setCustomCoders(true);
        Schema schema = data.getSchema(type);
        writer = new SpecificDatumWriter<>(schema, data);
        older.forEach(known -> readers.put(fingerprint(known), new SpecificDatumReader<>(known, schema, data)));
        readers.put(fingerprint(schema), new SpecificDatumReader<>(schema, schema, data));
        header = ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint(schema))
                .array();
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(topic, bytes);
    }

    private byte[] encode(T value) {
        FactEncoder encoder = ENCODER.get();
        encoder.start(header);
        try {
            writer.write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoder.bytes();
    }

    private T decode(String topic, byte[] bytes) {
        DatumReader<T> reader =
                bytes.length < HEADER_BYTES || marker(bytes) != MARKER ? null : readers.get(writtenWith(bytes));
        if (reader == null) {
            throw new SerializationException("a value of " + topic + " was written by a version not known here");
        }
        FactDecoder decoder = DECODER.get();
        decoder.start(bytes, HEADER_BYTES);
        try {
            return reader.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new SerializationException("a value of " + topic + " is broken: " + e.getMessage(), e);
        } finally {
            decoder.release();
        }
    }

    private static short marker(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getShort();
    }

    private static long writtenWith(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
    }
}
