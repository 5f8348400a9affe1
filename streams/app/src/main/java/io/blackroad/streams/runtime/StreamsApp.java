package io.blackroad.streams.runtime;

import io.blackroad.access.AccessHandler;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.streams.agent.AgentSettings;
import io.blackroad.streams.query.Copies;
import io.blackroad.streams.query.Extension;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.QueryConfig;
import io.blackroad.streams.query.QueryServer;
import io.blackroad.streams.query.QuerySources;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** One running instance: the stages and the HTTP server that answers from their stores. */
public final class StreamsApp implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PEER_TIMEOUT = Duration.ofSeconds(2);

    private final BrokerClients broker;
    private final KafkaStreams streams;
    private final QueryServer server;
    private final InstanceMeters meters;
    private final StreamsVitals vitals;
    private final GroupContact contact;
    private final TopicWatch watch;
    private final Optional<Extension> extension;

    private StreamsApp(
            BrokerClients broker,
            KafkaStreams streams,
            QueryServer server,
            InstanceMeters meters,
            StreamsVitals vitals,
            GroupContact contact,
            TopicWatch watch,
            Optional<Extension> extension) {
        this.broker = broker;
        this.streams = streams;
        this.server = server;
        this.meters = meters;
        this.vitals = vitals;
        this.contact = contact;
        this.watch = watch;
        this.extension = extension;
    }

    /** As the other one, without anything else on its port. */
    public static StreamsApp start(RuntimeSettings settings, SchemaRegistry registry) {
        return start(settings, registry, meters -> Optional.empty());
    }

    /**
     * Starts an instance; it answers 503 until its partitions are assigned and restored.
     *
     * @param extension starts what else answers on its port, and counts there; closed with the instance
     * @throws IllegalStateException if a topic is missing ({@code topics apply} makes them), or those of agents have different
     *     numbers of partitions. Also if another instance holds the state folder, or if others could reach it while nobody
     *     is asked for a token
     * @throws io.blackroad.access.InvalidAccessException if a file of tokens is wrong
     * @throws io.blackroad.streams.query.PortTakenException if the HTTP port is taken
     */
    public static StreamsApp start(
            RuntimeSettings settings, SchemaRegistry registry, Function<MeterRegistry, Optional<Extension>> extension) {
        settings.access().requireGuarded(settings.host());
        BrokerClients broker = BrokerClients.of(settings);
        try {
            return start(settings, registry, extension, broker);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static StreamsApp start(
            RuntimeSettings settings,
            SchemaRegistry registry,
            Function<MeterRegistry, Optional<Extension>> extensions,
            BrokerClients broker) {
        SourceTopics topics = SourceTopics.ask(broker.admin());
        int agentPartitions = topics.agentPartitions();
        int targetPartitions = topics.targetPartitions();
        AgentSettings agents = AgentSettings.defaults(agentPartitions)
                .withTick(settings.tick())
                .withFresh(settings.fresh());
        InstanceMeters meters = new InstanceMeters(InstantSource.system());
        Topology topology = FleetTopology.build(
                registry,
                agents,
                settings.idle(),
                targetPartitions,
                new BrokerLag(broker.admin(), settings.applicationId(), agentPartitions),
                meters.scaling(),
                meters.deadLetters().counted(broker.deadLetters()));

        int port = settings.port() == 0 ? freePort(settings.host()) : settings.port();
        KafkaStreams streams = configured(topology, StreamsProperties.of(settings, port, meters.deadLetters()));
        StreamsVitals vitals = new StreamsVitals();
        vitals.watch(streams);
        LocalStores stores = new LocalStores(streams, agentPartitions, targetPartitions, settings.applicationId());
        Balances balances = new Balances(stores, broker.admin(), settings.applicationId());
        GroupContact contact = GroupContact.of(streams);
        LocalState state = state(stores, agents, balances, contact);
        Copies copies = new StoredCopies(state(stores.withCopies(), agents, balances, contact), CopyLags.of(streams));
        StreamsPeers peers = new StreamsPeers(streams, stores, new HostInfo(settings.host(), port));
        meters.bind(state, stores, streams, vitals);
        Optional<Extension> extension = extensions.apply(meters.registry());
        QuerySources sources = new QuerySources(
                state, copies, peers, vitals, new EvidenceExplainer(), meters::scrape, InstantSource.system());
        AccessHandler access = new AccessHandler(settings.access(), meters.registry());
        QueryServer server = serve(new QueryConfig(settings.host(), port, PEER_TIMEOUT), sources, access, extension);
        streams.start();
        contact.watch();
        TopicWatch watch = TopicWatch.start(broker.admin(), topics, vitals::giveUp);
        return new StreamsApp(broker, streams, server, meters, vitals, contact, watch, extension);
    }

    private static LocalState state(LocalStores stores, AgentSettings agents, Balances balances, GroupContact contact) {
        return new GuardedState(
                new StoredState(stores, new StoredAgents(stores, agents), balances, new StoredSights(stores, agents)),
                contact);
    }

    private static QueryServer serve(
            QueryConfig config, QuerySources sources, AccessHandler access, Optional<Extension> extension) {
        try {
            return QueryServer.start(config, sources, access, extension);
        } catch (RuntimeException e) {
            extension.ifPresent(Extension::close);
            throw e;
        }
    }

    private static KafkaStreams configured(Topology topology, Properties settings) {
        try {
            return new KafkaStreams(topology, settings);
        } catch (StreamsException e) {
            throw new IllegalStateException(
                    "cannot use the state in " + settings.get(StreamsConfig.STATE_DIR_CONFIG)
                            + ", which another instance may hold: stop that one, or choose another folder ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** Where it answers. */
    public URI url() {
        return server.url();
    }

    /** True once every partition that this instance holds can be read. */
    public boolean ready() {
        return vitals.missing().isEmpty();
    }

    /** Why the instance cannot go on; empty while it can. */
    public Optional<String> failure() {
        return vitals.failure();
    }

    @Override
    public void close() {
        watch.close();
        server.close();
        contact.close();
        extension.ifPresent(Extension::close);
        meters.close();
        streams.close(CLOSE_TIMEOUT);
        broker.close();
    }

    private static int freePort(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
