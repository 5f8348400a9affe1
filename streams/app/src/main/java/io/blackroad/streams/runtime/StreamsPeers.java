package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
import io.blackroad.streams.load.Keys;
import io.blackroad.streams.query.Holders;
import io.blackroad.streams.query.Instance;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Owner;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.Peers;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.scaling.ScalingTopology;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** Who holds what, as Kafka Streams last assigned it. */
final class StreamsPeers implements Peers {
    private final KafkaStreams streams;
    private final LocalStores stores;
    private final HostInfo self;

    StreamsPeers(KafkaStreams streams, LocalStores stores, HostInfo self) {
        this.streams = streams;
        this.stores = stores;
        this.self = self;
    }

    @Override
    public Holders holdersOfAgent(String agentId) {
        return holders(Keyspace.AGENT, AgentTopology.AGENT_STORE, agentId);
    }

    @Override
    public Holders holdersOfTarget(TargetKey target) {
        return holders(Keyspace.TARGET, ScalingTopology.SCALING_STORE, target.placement());
    }

    @Override
    public List<Instance> others() {
        return streams.metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self) && !host.equals(HostInfo.unavailable()))
                .map(StreamsPeers::instance)
                .toList();
    }

    @Override
    public Set<Partition> partitions(Keyspace keyspace) {
        return IntStream.range(0, stores.count(keyspace))
                .mapToObj(number -> new Partition(keyspace, number))
                .collect(Collectors.toSet());
    }

    private Holders holders(Keyspace keyspace, String store, String key) {
        Partition partition = new Partition(keyspace, Keys.partitionOf(key, stores.count(keyspace)));
        if (streams.state() != KafkaStreams.State.RUNNING && streams.state() != KafkaStreams.State.REBALANCING) {
            return new Holders(partition, new Owner.Nobody("this instance is " + streams.state()), List.of());
        }
        KeyQueryMetadata metadata = streams.queryMetadataForKey(store, key, new StringSerializer());
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            return new Holders(partition, new Owner.Nobody("partitions are being assigned"), List.of());
        }
        List<Instance> copies = metadata.standbyHosts().stream()
                .filter(host -> !host.equals(self))
                .map(StreamsPeers::instance)
                .toList();
        return new Holders(partition, owner(metadata), copies);
    }

    private Owner owner(KeyQueryMetadata metadata) {
        HostInfo active = metadata.activeHost();
        if (active.equals(self)) {
            return new Owner.Self();
        }
        if (active.equals(HostInfo.unavailable())) {
            return new Owner.Nobody("no instance holds partition " + metadata.partition() + " yet");
        }
        return new Owner.Other(instance(active));
    }

    private static Instance instance(HostInfo host) {
        return new Instance(host.host(), host.port());
    }
}
