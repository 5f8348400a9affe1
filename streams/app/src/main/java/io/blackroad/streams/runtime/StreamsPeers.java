package io.blackroad.streams.runtime;

import io.blackroad.streams.agent.AgentTopology;
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
    public Owner ownerOfAgent(String agentId) {
        return owner(AgentTopology.AGENT_STORE, agentId);
    }

    @Override
    public Owner ownerOfTarget(TargetKey target) {
        return owner(ScalingTopology.SCALING_STORE, target.placement());
    }

    @Override
    public List<Instance> others() {
        return streams.metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(self) && !host.equals(HostInfo.unavailable()))
                .map(host -> new Instance(host.host(), host.port()))
                .toList();
    }

    @Override
    public Set<Partition> partitions(Keyspace keyspace) {
        return IntStream.range(0, stores.count(keyspace))
                .mapToObj(number -> new Partition(keyspace, number))
                .collect(Collectors.toSet());
    }

    private Owner owner(String store, String key) {
        if (streams.state() != KafkaStreams.State.RUNNING && streams.state() != KafkaStreams.State.REBALANCING) {
            return new Owner.Nobody("this instance is " + streams.state());
        }
        KeyQueryMetadata metadata = streams.queryMetadataForKey(store, key, new StringSerializer());
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            return new Owner.Nobody("partitions are being assigned");
        }
        HostInfo active = metadata.activeHost();
        if (active.equals(self)) {
            return new Owner.Self();
        }
        if (active.equals(HostInfo.unavailable())) {
            return new Owner.Nobody("no instance holds partition " + metadata.partition() + " yet");
        }
        return new Owner.Other(new Instance(active.host(), active.port()));
    }
}
