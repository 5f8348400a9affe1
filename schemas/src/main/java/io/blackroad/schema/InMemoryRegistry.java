package io.blackroad.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** A registry inside one process, for topology tests and benchmarks that measure no network. Ids count from 1. */
public final class InMemoryRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, Set<Schema>> subjects = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        subjects.computeIfAbsent(subject, unknown -> new LinkedHashSet<>()).add(schema);
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

    @Override
    public synchronized List<Schema> history(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, Set.of()));
    }
}
