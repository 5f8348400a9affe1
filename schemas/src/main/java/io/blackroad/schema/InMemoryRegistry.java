package io.blackroad.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry inside one process, for topology tests and benchmarks that measure no network. Ids count from 1. */
public final class InMemoryRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        int index = schemas.indexOf(schema);
        if (index >= 0) {
            return index + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnknownSchemaException("no schema has id " + id + "; ids here are 1 to " + schemas.size());
        }
        return schemas.get(id - 1);
    }
}
