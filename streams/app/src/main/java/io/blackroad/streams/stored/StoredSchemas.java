package io.blackroad.streams.stored;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas that values in stores were ever written with: resources {@code stored/RECORD/vN.avsc}, counted from 1. A
 * store outlives the version that wrote it, and its values name their schema by fingerprint alone.
 */
final class StoredSchemas {
    private StoredSchemas() {}

    /** Schemas of a record, oldest first; empty for records that no store keeps over an upgrade. */
    static List<Schema> of(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream resource = StoredSchemas.class.getResourceAsStream("/" + path(type, version))) {
                if (resource == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(resource));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path(type, version), e);
            }
        }
    }

    static String path(Class<?> type, int version) {
        return "stored/" + type.getSimpleName() + "/v" + version + ".avsc";
    }
}
