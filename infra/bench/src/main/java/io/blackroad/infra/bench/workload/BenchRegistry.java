package io.blackroad.infra.bench.workload;

import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;

/** A registry that gives every process the same ids without a server: the catalogue's schemas, registered in its order. */
public final class BenchRegistry {
    private BenchRegistry() {}

    /** A new one. */
    public static SchemaRegistry create() {
        SchemaRegistry registry = new InMemoryRegistry();
        for (Topic<?> topic : Topics.all()) {
            if (topic.type() != null) {
                registry.register(topic.subject(), FactSchemas.published(topic.type()));
            }
        }
        return registry;
    }
}
