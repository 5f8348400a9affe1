package io.blackroad.infra.cli.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Access lists in the words of the tools that set them. */
public final class AccessLists {
    private AccessLists() {}

    /** Commands of Kafka's own tool, one a resource. */
    static List<String> commands(List<AclBinding> bindings, String bootstrapServers) {
        List<String> lines = new ArrayList<>();
        String principal = bindings.get(0).entry().principal();
        byResource(bindings)
                .forEach((resource, operations) -> lines.add(String.format(
                        Locale.ROOT,
                        "kafka-acls.sh --bootstrap-server %s --command-config admin.properties --add --allow-principal '%s' %s"
                                + " --resource-pattern-type %s%s",
                        bootstrapServers,
                        principal,
                        operations.stream()
                                .map(operation -> "--operation " + word(operation.name()))
                                .collect(Collectors.joining(" ")),
                        resource.patternType().name().toLowerCase(Locale.ROOT),
                        flag(resource))));
        return lines;
    }

    private static String flag(ResourcePattern resource) {
        return switch (resource.resourceType()) {
            case CLUSTER -> " --cluster";
            case TRANSACTIONAL_ID -> " --transactional-id '" + resource.name() + "'";
            default -> " --" + resource.resourceType().name().toLowerCase(Locale.ROOT) + " '" + resource.name() + "'";
        };
    }

    /** Users of the Strimzi operator, who prove themselves by SCRAM. */
    public static String strimzi(String user, String cluster, List<AclBinding> bindings) {
        StringBuilder text = new StringBuilder(
                        "apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaUser\nmetadata:\n  name: ")
                .append(user)
                .append("\n  labels:\n    strimzi.io/cluster: ")
                .append(cluster)
                .append(
                        "\nspec:\n  authentication:\n    type: scram-sha-512\n  authorization:\n    type: simple\n    acls:\n");
        byResource(bindings).forEach((resource, operations) -> {
            text.append("      - resource:\n          type: ").append(strimziType(resource.resourceType()));
            if (resource.resourceType() != ResourceType.CLUSTER) {
                text.append("\n          name: ").append(resource.name()).append("\n          patternType: ");
                text.append(resource.patternType() == PatternType.PREFIXED ? "prefix" : "literal");
            }
            text.append("\n        operations: [")
                    .append(operations.stream()
                            .map(operation -> word(operation.name()))
                            .collect(Collectors.joining(", ")))
                    .append("]\n");
        });
        return text.toString();
    }

    private static String strimziType(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : type.name().toLowerCase(Locale.ROOT);
    }

    private static Map<ResourcePattern, List<AclOperation>> byResource(List<AclBinding> bindings) {
        Map<ResourcePattern, List<AclOperation>> byResource = new LinkedHashMap<>();
        bindings.forEach(binding -> byResource
                .computeIfAbsent(binding.pattern(), resource -> new ArrayList<>())
                .add(binding.entry().operation()));
        return byResource;
    }

    /** DESCRIBE_CONFIGS is DescribeConfigs. */
    private static String word(String name) {
        StringBuilder word = new StringBuilder();
        for (String part : name.split("_")) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
