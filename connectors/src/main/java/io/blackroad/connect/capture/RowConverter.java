package io.blackroad.connect.capture;

import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.RegistrySettings;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * Writes captured rows as the catalogue's records of their topic, in the Confluent wire format with the released schemas:
 * readers cannot tell whether change capture or a program of ours wrote them. Settings are {@code registry.url}, {@code
 * registry.user} and {@code registry.password}. Other topics, as that of heartbeats, get JSON.
 */
public final class RowConverter implements Converter {
    private static final Map<String, Topic<?>> CATALOGUE = catalogue();

    private final Map<String, TopicRows<?>> rows = new ConcurrentHashMap<>();
    private final JsonConverter other = new JsonConverter();
    private SchemaRegistry registry;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new ConfigException("key.converter", RowConverter.class.getName(), "keys are plain text");
        }
        registry = new RegistryClient(registrySettings(settings));
        other.configure(Map.of("schemas.enable", "false"), false);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        Topic<?> known = CATALOGUE.get(topic);
        if (known == null || !(value instanceof Struct row)) {
            return other.fromConnectData(topic, schema, value);
        }
        try {
            return rows.computeIfAbsent(topic, first -> TopicRows.of(known, registry))
                    .write(row);
        } catch (SchemaRegistryException e) {
            throw new RetriableException("the schema registry is needed for " + topic + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        throw new DataException("this converter writes rows of a database; it reads none from " + topic);
    }

    private static RegistrySettings registrySettings(Map<String, ?> settings) {
        Object url = settings.get("registry.url");
        if (url == null || url.toString().isBlank()) {
            throw new ConfigException("value.converter.registry.url", url, "the address of the schema registry");
        }
        RegistrySettings plain = RegistrySettings.of(URI.create(url.toString()));
        String user = text(settings, "registry.user");
        return user.isEmpty() ? plain : plain.withBasicAuth(user, text(settings, "registry.password"));
    }

    private static String text(Map<String, ?> settings, String name) {
        Object value = settings.get(name);
        return value == null ? "" : value.toString();
    }

    private static Map<String, Topic<?>> catalogue() {
        Map<String, Topic<?>> topics = new HashMap<>();
        Topics.all().stream().filter(topic -> topic.type() != null).forEach(topic -> topics.put(topic.name(), topic));
        return Map.copyOf(topics);
    }
}
