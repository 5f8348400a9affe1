package io.blackroad.streams.stored;

import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;

/** Schemas of one record that this version does not keep, since a later one made them: the registry has them. */
final class OtherSchemas {
    private final Class<? extends SpecificRecord> type;
    private final Supplier<List<Schema>> registered;

    private OtherSchemas(Class<? extends SpecificRecord> type, Supplier<List<Schema>> registered) {
        this.type = type;
        this.registered = registered;
    }

    static OtherSchemas none(Class<? extends SpecificRecord> type) {
        return new OtherSchemas(type, List::of);
    }

    /**
     * Those of the record's subject.
     *
     * @throws IllegalArgumentException if nobody registers schemas of the record
     */
    static OtherSchemas of(SchemaRegistry registry, Class<? extends SpecificRecord> type) {
        if (!StoredSchemas.KEPT.contains(type)) {
            throw new IllegalArgumentException(type + " is not in StoredSchemas.KEPT");
        }
        return new OtherSchemas(type, () -> registry.history(StoredSchemas.subject(type)));
    }

    /**
     * The schema of a fingerprint, which this version can read.
     *
     * @param topic where the value is, for the message
     * @throws UnknownWriterException if there is none, or the registry cannot be asked
     */
    Schema find(String topic, long fingerprint) {
        String value = "a value of " + topic + " was written by another version, with the schema "
                + Long.toHexString(fingerprint) + " of " + type.getSimpleName();
        Schema schema = known(value).stream()
                .filter(one -> SchemaNormalization.parsingFingerprint64(one) == fingerprint)
                .findFirst()
                .orElseThrow(() -> new UnknownWriterException(
                        value + ", which is neither known here nor registered as " + StoredSchemas.subject(type)
                                + "; start that version",
                        null));
        List<Incompatibility> wrong = SchemaCompatibility.checkReaderWriterCompatibility(FactSchemas.of(type), schema)
                .getResult()
                .getIncompatibilities();
        if (!wrong.isEmpty()) {
            Incompatibility first = wrong.get(0);
            throw new UnknownWriterException(
                    value + ", which this version cannot read (" + first.getType() + " at " + first.getLocation()
                            + "); start that version",
                    null);
        }
        return schema;
    }

    private List<Schema> known(String value) {
        try {
            return registered.get();
        } catch (SchemaRegistryException e) {
            throw new UnknownWriterException(
                    value + ", which is not known here, and the registry cannot be asked for it; start that version,"
                            + " or mend this: " + e.getMessage(),
                    e);
        }
    }
}
