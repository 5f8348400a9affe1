package io.blackroad.schema;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Any value that a schema allows, edges more often than chance would have them. */
final class RandomRecords {
    private static final int MAX_ITEMS = 4;
    private static final long[] LONGS = {0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int[] INTS = {0, 1, -1, 63, 64, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final String[] STRINGS = {"", "a", "us-east", "agent-00042", "Straße", "数据", "\uD83D\uDE80 up", "\0"
    };

    private final RandomGenerator random;
    private final GenericData data;

    private RandomRecords(RandomGenerator random, GenericData data) {
        this.random = random;
        this.data = data;
    }

    /** A record of a generated class. */
    static <T extends SpecificRecord> T specific(Class<T> type, long seed) {
        return type.cast(new RandomRecords(new Random(seed), SpecificData.get()).value(FactSchemas.of(type)));
    }

    /** A record of a schema, without any class of ours. */
    static GenericRecord generic(Schema schema, long seed) {
        return (GenericRecord) new RandomRecords(new Random(seed), GenericData.get()).value(schema);
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case ENUM -> enumValue(schema);
            case FIXED -> fixed(schema);
            case LONG -> schema.getLogicalType() != null ? time() : longValue();
            case INT -> random.nextInt(3) == 0 ? INTS[random.nextInt(INTS.length)] : random.nextInt();
            case STRING -> string();
            case BOOLEAN -> random.nextBoolean();
            case DOUBLE -> random.nextGaussian() * 1e9;
            case FLOAT -> (float) random.nextGaussian();
            case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(20)));
            case NULL -> null;
        };
    }

    private Object record(Schema schema) {
        IndexedRecord record = (IndexedRecord) data.newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    private List<Object> array(Schema schema) {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(MAX_ITEMS); left > 0; left--) {
            items.add(value(schema.getElementType()));
        }
        return items;
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> entries = new HashMap<>();
        for (int left = random.nextInt(MAX_ITEMS); left > 0; left--) {
            entries.put(string(), value(schema.getValueType()));
        }
        return entries;
    }

    private Object enumValue(Schema schema) {
        List<String> symbols = schema.getEnumSymbols();
        return data.createEnum(symbols.get(random.nextInt(symbols.size())), schema);
    }

    private Object fixed(Schema schema) {
        return data.createFixed(null, bytes(schema.getFixedSize()), schema);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Object time() {
        long micros = random.nextLong(-1_000_000_000_000_000L, 4_000_000_000_000_000L);
        return data instanceof SpecificData ? (Object) Instant.EPOCH.plus(micros, ChronoUnit.MICROS) : (Object) micros;
    }

    private long longValue() {
        return random.nextInt(3) == 0 ? LONGS[random.nextInt(LONGS.length)] : random.nextLong() >> random.nextInt(64);
    }

    private String string() {
        if (random.nextInt(3) > 0) {
            return STRINGS[random.nextInt(STRINGS.length)];
        }
        return random.ints(random.nextInt(200), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
