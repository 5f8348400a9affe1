package io.blackroad.sink.controller;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistration;

/**
 * The registry of everything on {@link BrokerForTests}. Tests share its topics, so they must agree on the schemas' ids;
 * these follow from the order of the catalogue, so child processes have the same without asking.
 */
public final class RegistryForTests {
    public static final InMemoryRegistry REGISTRY = new InMemoryRegistry();

    static {
        SchemaRegistration.registerAll(REGISTRY);
    }

    private RegistryForTests() {}
}
