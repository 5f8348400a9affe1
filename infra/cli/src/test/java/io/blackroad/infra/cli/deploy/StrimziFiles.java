package io.blackroad.infra.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.topic.AccessLists;
import io.blackroad.topic.Grants;
import io.blackroad.topic.Part;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/** The topic catalogue and the connector, as the Strimzi operator takes them. */
final class StrimziFiles {
    /** For three brokers and up to 24 instances; whoever wants others changes them before the first fact. */
    static final Partitions PARTITIONS = new Partitions(24, 12, (short) 3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD =
            "# Made from the topic catalogue; a test compares them. -Dblackroad.golden=write makes it anew.\n";

    private StrimziFiles() {}

    static String topics() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Topic<?> topic : Topics.all()) {
            text.append("---\napiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: ")
                    .append(topic.name().replace('_', '-'))
                    .append("\n  labels:\n    strimzi.io/cluster: kafka\nspec:\n  topicName: ")
                    .append(topic.name())
                    .append("\n  partitions: ")
                    .append(PARTITIONS.of(topic))
                    .append("\n  replicas: ")
                    .append(PARTITIONS.replication())
                    .append("\n  config:\n");
            new TreeMap<>(topic.config())
                    .forEach((key, value) -> text.append("    ")
                            .append(key)
                            .append(": ")
                            .append(quoted(value))
                            .append('\n'));
            text.append("    min.insync.replicas: \"2\"\n");
        }
        return text.toString();
    }

    /** An account for each part, with what it needs. */
    static String users() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Part part : Part.values()) {
            String user = "blackroad-" + part.label();
            text.append("---\n# ")
                    .append(part.duty())
                    .append('\n')
                    .append(AccessLists.strimzi(
                            user, "kafka", Grants.of(part, "User:" + user, Setting.APPLICATION_ID.fallback())));
        }
        return text.toString();
    }

    /** The worker's environment has what the connector's settings name, so they stay as they are. */
    static String connector() {
        JsonNode settings = settings();
        StringBuilder text = new StringBuilder(HEAD.replace("the topic catalogue", "connectors' control-database.json"))
                .append(
                        "apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nmetadata:\n  name: blackroad-control\n")
                .append("  labels:\n    strimzi.io/cluster: blackroad-connect\nspec:\n  class: ")
                .append(settings.get("connector.class").asText())
                .append("\n  tasksMax: ")
                .append(settings.get("tasks.max").asInt())
                .append("\n  config:\n");
        settings.properties().forEach(entry -> {
            if (!entry.getKey().equals("connector.class") && !entry.getKey().equals("tasks.max")) {
                text.append("    ")
                        .append(entry.getKey())
                        .append(": ")
                        .append(quoted(entry.getValue().asText()))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static JsonNode settings() {
        try (InputStream in = StrimziFiles.class.getResourceAsStream("/control-database.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON string is one of YAML too. */
    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
