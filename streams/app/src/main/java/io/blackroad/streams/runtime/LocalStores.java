package io.blackroad.streams.runtime;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.streams.control.ControlTopology;
import io.blackroad.streams.cost.CostTopology;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.placement.PlacementTopology;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.scaling.DecisionHistory;
import io.blackroad.streams.scaling.ScalingTopology;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of this instance, partition by partition. */
final class LocalStores {
    private final KafkaStreams streams;
    private final int agentPartitions;
    private final int targetPartitions;
    private final String applicationId;
    private final boolean copies;

    LocalStores(KafkaStreams streams, int agentPartitions, int targetPartitions, String applicationId) {
        this(streams, agentPartitions, targetPartitions, applicationId, false);
    }

    private LocalStores(
            KafkaStreams streams, int agentPartitions, int targetPartitions, String applicationId, boolean copies) {
        this.copies = copies;
        this.streams = streams;
        this.agentPartitions = agentPartitions;
        this.targetPartitions = targetPartitions;
        this.applicationId = applicationId;
    }

    /** The same, and also what others own or what is still being restored; how far that is behind is for the caller to ask. */
    LocalStores withCopies() {
        return new LocalStores(streams, agentPartitions, targetPartitions, applicationId, true);
    }

    int count(Keyspace keyspace) {
        return switch (keyspace) {
            case AGENT -> agentPartitions;
            case TARGET, REGION, PLACEMENT -> targetPartitions;
            case FLEET -> 1;
        };
    }

    /** Partitions that this instance is the active one for. */
    Set<Integer> active(Keyspace keyspace) {
        String source =
                switch (keyspace) {
                    case AGENT -> Topics.METRIC_SAMPLED.name();
                    case TARGET -> Topics.SCALE_APPLIED.name();
                    case REGION -> GpuTopology.factsTopic(applicationId);
                    case PLACEMENT -> PlacementTopology.newsTopic(applicationId);
                    case FLEET -> CostTopology.useTopic(applicationId);
                };
        Set<Integer> partitions = new TreeSet<>();
        streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> partition.topic().equals(source))
                .forEach(partition -> partitions.add(partition.partition()));
        return partitions;
    }

    /**
     * One partition of a store.
     *
     * @throws StateUnavailableException while it cannot be read here
     */
    <T> T store(String name, QueryableStoreType<T> type, int partition) {
        try {
            StoreQueryParameters<T> query =
                    StoreQueryParameters.fromNameAndType(name, type).withPartition(partition);
            return streams.store(copies ? query.enableStaleStores() : query);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new StateUnavailableException(
                    "partition " + partition + " of " + name + " cannot be read here now: " + e.getMessage(), e);
        }
    }

    /** One partition of a key-value store. */
    <V> ReadOnlyKeyValueStore<String, V> keyValues(String name, int partition) {
        return store(name, QueryableStoreTypes.<String, V>keyValueStore(), partition);
    }

    /** Decisions of a target, or of a shadow of one, newest first. */
    List<ScaleDecided> decisions(TargetKey target, int partition, long beforeSequence, int limit) {
        String from = DecisionHistory.key(target.id(), 0);
        String to = DecisionHistory.key(target.id(), beforeSequence - 1);
        return drain(
                        this.<ScaleDecided>keyValues(ScalingTopology.DECISION_STORE, partition)
                                .reverseRange(from, to),
                        limit)
                .stream()
                .map((KeyValue<String, ScaleDecided> entry) -> entry.value)
                .toList();
    }

    /** All rows of a control table. */
    <V extends SpecificRecord> List<V> rows(Topic<V> table) {
        List<V> rows = new ArrayList<>();
        try (KeyValueIterator<String, V> all = this.<V>table(table).all()) {
            all.forEachRemaining(entry -> rows.add(entry.value));
        }
        return rows;
    }

    /** One row of a control table; null when there is none. */
    <V extends SpecificRecord> V row(Topic<V> table, String id) {
        return this.<V>table(table).get(id);
    }

    private <V extends SpecificRecord> ReadOnlyKeyValueStore<String, V> table(Topic<V> table) {
        String name = ControlTopology.storeOf(table);
        try {
            return streams.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore()));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new StateUnavailableException(name + " cannot be read here now: " + e.getMessage(), e);
        }
    }

    /** Reads a key-value iterator to its end and closes it. */
    static <V> List<KeyValue<String, V>> drain(KeyValueIterator<String, V> iterator, int limit) {
        List<KeyValue<String, V>> entries = new ArrayList<>();
        try (iterator) {
            while (iterator.hasNext() && entries.size() < limit) {
                entries.add(iterator.next());
            }
        }
        return entries;
    }
}
