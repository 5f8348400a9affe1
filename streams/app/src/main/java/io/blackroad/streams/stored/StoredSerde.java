package io.blackroad.streams.stored;

import io.blackroad.schema.FactDecoder;
import io.blackroad.schema.FactEncoder;
import io.blackroad.schema.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * fingerprint. A later version, which keeps the schemas of all before it, reads it without a registry; an earlier one,
 * after a rollback, asks the registry for the schema, once. Safe for use by many threads. Avro's own classes for this
 * encoding go through streams, a call a byte, and take seven times as long.
 */
public final class StoredSerde<T extends SpecificRecord> implements Serde<T> {
    private static final ThreadLocal<FactEncoder> ENCODER = ThreadLocal.withInitial(FactEncoder::new);
    private static final ThreadLocal<FactDecoder> DECODER = ThreadLocal.withInitial(FactDecoder::new);

    /** Two marker bytes, then the schema's fingerprint, its lowest byte first. */
    private static final int HEADER_BYTES = 10;

    private static final short MARKER = (short) 0xC301;

    private final SpecificData data;
    private final Schema schema;
    private final OtherSchemas others;
    private final long fingerprint;
    private final byte[] header;
    private final DatumWriter<T> writer;
    private final DatumReader<T> reader;
    private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

    /** For values that do not outlive the process: whoever wrote them is this version. */
    public StoredSerde(Class<T> type) {
        this(type, StoredSchemas.of(type), OtherSchemas.none(type));
    }

    /**
     * For values of {@link StoredSchemas#KEPT}, which other versions read and write.
     *
     * @param registry is asked for schemas of later versions
     */
    public StoredSerde(SchemaRegistry registry, Class<T> type) {
        this(type, StoredSchemas.of(type), OtherSchemas.of(registry, type));
    }

    StoredSerde(Class<T> type, List<Schema> older, OtherSchemas others) {
        this.others = others;
        data = SpecificData.getForClass(type);
        // Generated code instead of a walk along the schema, for the classes that have it.
        data.setCustomCoders(true);
        schema = data.getSchema(type);
        fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        writer = new SpecificDatumWriter<>(schema, data);
        reader = readerOf(schema);
        older.forEach(known -> readers.put(SchemaNormalization.parsingFingerprint64(known), readerOf(known)));
        header = ByteBuffer.allocate(HEADER_BYTES)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array();
    }

    private DatumReader<T> readerOf(Schema written) {
        return new SpecificDatumReader<>(written, schema, data);
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
        if (bytes.length < HEADER_BYTES || marker(bytes) != MARKER) {
            throw new SerializationException("a value of " + topic + " names no schema");
        }
        DatumReader<T> fitting = reader(topic, writtenWith(bytes));
        FactDecoder decoder = DECODER.get();
        decoder.start(bytes, HEADER_BYTES);
        try {
            return fitting.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new SerializationException("a value of " + topic + " is broken: " + e.getMessage(), e);
        } finally {
            decoder.release();
        }
    }

    private DatumReader<T> reader(String topic, long written) {
        if (written == fingerprint) {
            return reader;
        }
        // Not computeIfAbsent: it would hold others up while the registry is asked.
        DatumReader<T> known = readers.get(written);
        if (known == null) {
            known = readerOf(others.find(topic, written));
            readers.put(written, known);
        }
        return known;
    }

    private static short marker(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getShort();
    }

    private static long writtenWith(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
    }
}
