package io.blackroad.topic;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each part needs of a Kafka with access control, and nothing more, from the topic catalogue. Agents are in no list:
 * whoever may write a topic of theirs may write as any agent, since Kafka knows topics and no keys. Their facts come through
 * gateways, which know whose token it is.
 */
public final class Grants {
    private static final List<Topic<?>> AGENTS =
            List.of(Topics.LIFECYCLE_CHANGED, Topics.TASK_CHANGED, Topics.METRIC_SAMPLED, Topics.GPU_CHANGED);

    private static final List<Topic<?>> CONTROL = Topics.all().stream()
            .filter(topic -> topic.name().startsWith("control."))
            .toList();

    private static final List<Topic<?>> DECIDED = List.of(
            Topics.LOAD_SAMPLED,
            Topics.SCALE_DECIDED,
            Topics.SCALE_SHADOWED,
            Topics.SCALE_JUDGED,
            Topics.PLACED,
            Topics.REBALANCE_PLANNED,
            Topics.LEASE_CHANGED,
            Topics.COST_ACCRUED,
            Topics.ALERT_CHANGED);

    /** Prefix of the Connect worker's topics and transactions, its group, and those of its connectors. */
    private static final String CONNECT = "blackroad-connect";

    private final String principal;
    private final List<AclBinding> bindings = new ArrayList<>();

    private Grants(String principal) {
        this.principal = principal;
    }

    /**
     * Everything that a part needs.
     *
     * @param principal as Kafka writes it, {@code User:NAME}
     * @param applicationId of the streams part, by which its groups, topics and transactions begin
     */
    public static List<AclBinding> of(Part part, String principal, String applicationId) {
        if (!principal.matches("[A-Za-z]+:.+")) {
            throw new IllegalArgumentException("a principal is Type:Name, as in User:gateway, not " + principal);
        }
        Grants grants = new Grants(principal);
        grants.give(part, applicationId);
        return List.copyOf(grants.bindings);
    }

    private void give(Part part, String applicationId) {
        switch (part) {
            case STREAMS -> {
                read(AGENTS);
                read(CONTROL);
                read(List.of(Topics.SCALE_APPLIED));
                write(DECIDED);
                write(List.of(Topics.DEAD_LETTER));
                // Changelogs and repartitions, which Kafka Streams makes, trims and removes itself.
                prefixed(ResourceType.TOPIC, applicationId, READ, WRITE, CREATE, DELETE, DESCRIBE_CONFIGS);
                prefixed(ResourceType.GROUP, applicationId, READ);
                prefixed(ResourceType.TRANSACTIONAL_ID, applicationId, WRITE);
            }
            case GATEWAY -> {
                read(AGENTS);
                write(AGENTS);
            }
            case CONTROLLER -> {
                read(List.of(Topics.SCALE_DECIDED, Topics.SCALE_APPLIED));
                write(List.of(Topics.SCALE_APPLIED, Topics.DEAD_LETTER));
                prefixed(ResourceType.GROUP, "controller-", READ);
            }
            case HISTORY -> {
                read(List.of(Topics.TASK_CHANGED, Topics.SCALE_DECIDED, Topics.COST_ACCRUED, Topics.REBALANCE_PLANNED));
                write(List.of(Topics.DEAD_LETTER));
                prefixed(ResourceType.GROUP, "sink-", READ);
            }
            case MEMORY -> {
                read(AGENTS);
                write(List.of(Topics.MEMORY_CHANGED));
                prefixed(ResourceType.GROUP, "memory-sink", READ);
            }
            case TRACES -> {
                read(List.of(Topics.SCALE_DECIDED, Topics.SCALE_APPLIED));
                prefixed(ResourceType.GROUP, "trace-sink", READ);
            }
            case CONNECT -> {
                read(CONTROL);
                write(CONTROL);
                write(List.of(Topics.TASK_CHANGED));
                prefixed(ResourceType.TOPIC, CONNECT, READ, WRITE, CREATE, DESCRIBE_CONFIGS);
                prefixed(ResourceType.GROUP, CONNECT, READ);
                prefixed(ResourceType.TRANSACTIONAL_ID, "connect-cluster-" + CONNECT, WRITE);
                prefixed(ResourceType.TRANSACTIONAL_ID, CONNECT, WRITE);
            }
            case PREPARATION -> {
                topics(Topics.all(), CREATE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS);
                add(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL, AclOperation.ALTER, DESCRIBE);
            }
            case READER -> {
                read(DECIDED);
                read(CONTROL);
                read(List.of(Topics.SCALE_APPLIED, Topics.DEAD_LETTER));
                prefixed(ResourceType.GROUP, "reader-", READ);
            }
        }
    }

    private void read(Collection<Topic<?>> topics) {
        topics(topics, READ);
    }

    private void write(Collection<Topic<?>> topics) {
        topics(topics, WRITE);
    }

    /** To read or to write is also to describe. */
    private void topics(Collection<Topic<?>> topics, AclOperation... operations) {
        topics.forEach(topic -> add(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, operations));
    }

    private void prefixed(ResourceType type, String prefix, AclOperation... operations) {
        add(type, prefix, PatternType.PREFIXED, operations);
    }

    private void add(ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        Stream.of(operations)
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
                .filter(binding -> !bindings.contains(binding))
                .forEach(bindings::add);
    }
}
