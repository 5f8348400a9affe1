package io.blackroad.schema;

import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registers the schemas of the whole catalogue, so that the first record of a topic waits for nothing. */
public final class SchemaRegistration {
    private SchemaRegistration() {}

    /**
     * Ids of all subjects, in the catalogue's order.
     *
     * @throws IncompatibleSchemaException if the registry refuses some; the message lists every one with its reason
     * @throws RegistryUnreachableException if the registry cannot be reached
     */
    public static Map<String, Integer> registerAll(SchemaRegistry registry) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            if (topic.type() == null) {
                continue;
            }
            try {
                ids.put(topic.subject(), registry.register(topic.subject(), FactSchemas.published(topic.type())));
            } catch (IncompatibleSchemaException e) {
                refused.add(e.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            throw new IncompatibleSchemaException(String.join("\n", refused));
        }
        return ids;
    }
}
