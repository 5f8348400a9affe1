package io.blackroad.schema;

import java.util.List;
import org.apache.avro.Schema;

/** Where schemas have ids: what the serdes need of a Confluent-compatible registry. Safe for use by many threads. */
public interface SchemaRegistry {

    /**
     * Id of a schema under a subject, registered if it is new there.
     *
     * @throws IncompatibleSchemaException if the registry refuses it
     * @throws RegistryUnreachableException if the registry cannot be reached
     */
    int register(String subject, Schema schema);

    /**
     * The schema that an id stands for.
     *
     * @throws UnknownSchemaException if the registry answers that there is none
     * @throws RegistryUnreachableException if the registry cannot be reached
     */
    Schema byId(int id);

    /**
     * The schemas that were registered under a subject, oldest first; empty if it is unknown.
     *
     * @throws RegistryUnreachableException if the registry cannot be reached
     */
    List<Schema> history(String subject);
}
