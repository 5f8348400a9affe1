package io.blackroad.streams.stored;

import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.SchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/** A version after this one, in which a stored record has one field more. */
public final class LaterVersion<T extends SpecificRecord> {
    private static final int FINGERPRINT_AT = 2;

    /** An empty string. */
    private static final byte FIELD = 0;

    private final Class<T> type;
    private final Schema schema;

    public LaterVersion(Class<T> type) {
        this(type, new Field("later", Schema.create(Schema.Type.STRING), "What this version does not know.", ""));
    }

    private LaterVersion(Class<T> type, Field added) {
        Schema today = FactSchemas.of(type);
        List<Field> fields = new ArrayList<>();
        today.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
        fields.add(added);
        this.type = type;
        this.schema = Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
    }

    public void registerIn(SchemaRegistry registry) {
        registry.register(StoredSchemas.subject(type), schema);
    }

    /** A value as that version writes it. */
    public byte[] bytes(T value) {
        byte[] today = new StoredSerde<>(type).serializer().serialize("", value);
        ByteBuffer bytes = ByteBuffer.allocate(today.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(today).put(FIELD);
        return bytes.putLong(FINGERPRINT_AT, SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }
}
