package io.blackroad.schema;

import org.apache.avro.Schema;

/** Where schemas have ids: what the serdes need of a Confluent-compatible registry. */
public interface SchemaRegistry {

    /**
     * Id of a schema under a subject, registered if it is new there.
     *
     * @throws SchemaRegistryException if the registry refuses it (incompatible) or cannot be reached
     */
    int register(String subject, Schema schema);

    /**
     * The schema that an id stands for.
     *
     * @throws UnknownSchemaException if the registry answers that there is none
     * @throws SchemaRegistryException if the registry cannot be reached
     */
    Schema byId(int id);
}
