package io.blackroad.connect.capture;

import io.blackroad.connect.row.RowReader;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Rows of one topic as the bytes of its records. */
record TopicRows<R extends SpecificRecord>(RowReader<R> reader, FactWriter<R> writer) {

    /** @throws io.blackroad.schema.SchemaRegistryException if the registry refuses the schema or cannot be reached */
    static <R extends SpecificRecord> TopicRows<R> of(Topic<R> topic, SchemaRegistry registry) {
        return new TopicRows<>(
                new RowReader<>(topic.type()), new FactWriter<>(registry, topic.subject(), topic.type()));
    }

    /** @throws IllegalArgumentException if a column has no value or a wrong one; the message names it */
    byte[] write(Struct row) {
        return writer.write(reader.read(column -> {
            Field field = row.schema().field(column);
            return field == null ? null : row.get(field);
        }));
    }
}
