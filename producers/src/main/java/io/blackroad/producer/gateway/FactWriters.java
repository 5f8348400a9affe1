package io.blackroad.producer.gateway;

import io.blackroad.schema.FactWriter;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Makes the bytes of facts of all kinds. Safe for use by many threads. */
final class FactWriters {
    private final Map<FactShape, FactWriter<SpecificRecord>> writers = new HashMap<>();

    /** @throws io.blackroad.schema.SchemaRegistryException if the registry refuses a schema or does not answer */
    FactWriters(SchemaRegistry registry) {
        FactShape.ALL.forEach(shape -> writers.put(shape, writer(registry, shape.topic())));
    }

    byte[] write(FactShape shape, SpecificRecord fact) {
        return writers.get(shape).write(fact);
    }

    @SuppressWarnings("unchecked")
    private static FactWriter<SpecificRecord> writer(SchemaRegistry registry, Topic<?> topic) {
        return new FactWriter<>(registry, topic.subject(), (Class<SpecificRecord>) topic.type());
    }
}
