package io.blackroad.sink.controller;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import java.util.List;
import org.apache.avro.Schema;

/** A registry that never answers. */
final class UnreachableRegistry implements SchemaRegistry {
    @Override
    public int register(String subject, Schema schema) {
        throw new SchemaRegistryException("the registry is gone");
    }

    @Override
    public Schema byId(int id) {
        throw new SchemaRegistryException("the registry is gone");
    }

    @Override
    public List<Schema> history(String subject) {
        throw new SchemaRegistryException("the registry is gone");
    }
}
