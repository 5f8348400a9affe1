package io.blackroad.topic;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Compares a cluster with the catalogue and makes it like the catalogue. It creates topics and sets the settings that the
 * catalogue names; it deletes nothing, adds no partition and leaves every other setting to the operator.
 *
 * <p>Every call may throw {@link KafkaException} when the cluster does not answer or refuses.
 */
public final class TopicAdmin {
    private static final int MAX_LOOKS = 400;
    private static final int PAUSE_MILLISECONDS = 25;

    private final Admin admin;
    private final Partitions partitions;
    private final List<Topic<?>> catalogue;

    /** The whole catalogue; the admin stays the caller's. */
    public TopicAdmin(Admin admin, Partitions partitions) {
        this(admin, partitions, Topics.all());
    }

    TopicAdmin(Admin admin, Partitions partitions, List<Topic<?>> catalogue) {
        this.admin = admin;
        this.partitions = partitions;
        this.catalogue = List.copyOf(catalogue);
    }

    /** Where the cluster differs, in the catalogue's order; empty when nowhere. */
    public List<Difference> diff() {
        Set<String> existing = get(admin.listTopics().names());
        List<String> known =
                catalogue.stream().map(Topic::name).filter(existing::contains).toList();
        Map<String, TopicDescription> descriptions =
                get(admin.describeTopics(known).allTopicNames());
        Map<String, Config> configs = configs(known);
        List<Difference> differences = new ArrayList<>();
        for (Topic<?> topic : catalogue) {
            if (!descriptions.containsKey(topic.name())) {
                differences.add(new Difference(topic.name(), Difference.TOPIC, wanted(topic), "nothing"));
                continue;
            }
            differences.addAll(shape(topic, descriptions.get(topic.name())));
            differences.addAll(settings(topic, configs.get(topic.name())));
        }
        return differences;
    }

    /**
     * Creates missing topics and sets settings that differ. What it cannot safely change it leaves and reports.
     *
     * @return the differences that it met; those that are not {@link Difference#isApplicable()} are still there
     */
    public List<Difference> apply() {
        List<Difference> differences = diff();
        Map<Boolean, List<Difference>> byMissing = differences.stream()
                .filter(Difference::isApplicable)
                .collect(groupingBy(difference -> difference.aspect().equals(Difference.TOPIC)));
        create(byMissing.getOrDefault(true, List.of()));
        alter(byMissing.getOrDefault(false, List.of()));
        awaitVisible();
        return differences;
    }

    private List<Difference> shape(Topic<?> topic, TopicDescription description) {
        int count = description.partitions().size();
        int copies = description.partitions().get(0).replicas().size();
        return Stream.of(
                        new Difference(topic.name(), Difference.PARTITIONS, "" + partitions.of(topic), "" + count),
                        new Difference(
                                topic.name(), Difference.REPLICATION, "" + partitions.replication(), "" + copies))
                .filter(difference -> !difference.wanted().equals(difference.found()))
                .toList();
    }

    private static List<Difference> settings(Topic<?> topic, Config config) {
        return new TreeMap<>(topic.config())
                .entrySet().stream()
                        .map(wanted -> new Difference(
                                topic.name(), wanted.getKey(), wanted.getValue(), found(config, wanted.getKey())))
                        .filter(difference -> !difference.wanted().equals(difference.found()))
                        .toList();
    }

    private static String found(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? "nothing" : entry.value();
    }

    private String wanted(Topic<?> topic) {
        return partitions.of(topic) + " partitions, " + partitions.replication() + " copies, "
                + new TreeMap<>(topic.config());
    }

    private Map<String, Config> configs(Collection<String> topics) {
        List<ConfigResource> resources =
                topics.stream().map(TopicAdmin::resource).toList();
        return get(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    /** Another instance may create the same topic in the same moment; then it is there, which is all that is wanted. */
    private void create(List<Difference> missing) {
        Set<String> names = missing.stream().map(Difference::topic).collect(toSet());
        List<NewTopic> topics = catalogue.stream()
                .filter(topic -> names.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), partitions.of(topic), partitions.replication())
                        .configs(topic.config()))
                .toList();
        admin.createTopics(topics).values().values().forEach(TopicAdmin::awaitCreated);
    }

    /** The controller knows a change a moment before brokers show it, and a stream that starts in between fails. */
    private void awaitVisible() {
        for (int look = 0; look < MAX_LOOKS; look++) {
            if (diff().stream().noneMatch(Difference::isApplicable)) {
                return;
            }
            pause();
        }
        throw new KafkaException("the cluster took the changes and does not show them after "
                + MAX_LOOKS * PAUSE_MILLISECONDS + " ms; see the controller's log");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) {
        try {
            get(created);
        } catch (TopicExistsException e) {
            // Created by another instance since it was looked for.
        }
    }

    private void alter(List<Difference> drifted) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Difference difference : drifted) {
            changes.computeIfAbsent(resource(difference.topic()), topic -> new ArrayList<>())
                    .add(new AlterConfigOp(
                            new ConfigEntry(difference.aspect(), difference.wanted()), AlterConfigOp.OpType.SET));
        }
        get(admin.incrementalAlterConfigs(changes).all());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("the cluster refused: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
