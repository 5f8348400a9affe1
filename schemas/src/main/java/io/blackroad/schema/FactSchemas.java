package io.blackroad.schema;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Schemas of the generated record classes. */
public final class FactSchemas {
    private FactSchemas() {}

    /** Schema that a generated class was made from. */
    public static Schema of(Class<? extends SpecificRecord> type) {
        return SpecificData.getForClass(type).getSchema(type);
    }
}
