package io.blackroad.infra.system.container;

import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.system.UsedSystem;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A broker, a registry and two instances of streams, each on a host of its own; the fleet that uses them is outside. */
public final class Cluster extends UsedSystem {
    static final String KAFKA = "kafka";
    static final String REGISTRY = "registry";

    private static final int OUTSIDE = 9094;
    private static final int REGISTRY_PORT = 8081;
    private static final String REGISTRY_API = "/apis/ccompat/v7";
    private static final int INSTANCES = 2;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final int brokerPort = FreePort.find();
    private final Switch network = new Switch();
    private final GenericContainer<?> kafka;
    private final GenericContainer<?> registry;
    private final List<StreamsHost> hosts = new ArrayList<>();
    private SchemaRegistry schemas;

    private Cluster(Path folder, String kafkaImage, String registryImage) throws IOException {
        super(folder);
        kafka = kafka(kafkaImage);
        registry = registry(registryImage);
    }

    /** All of it is at work when this returns. */
    public static Cluster start(Path folder, String streamsImage) throws IOException {
        Cluster cluster = new Cluster(folder, Images.kafka(), Images.registry());
        try {
            cluster.open(streamsImage);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void open(String streamsImage) {
        kafka.start();
        registry.start();
        schemas = RegistryClient.of(URI.create(
                "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + REGISTRY_API));
        prepare(1);
        for (int number = 1; number <= INSTANCES; number++) {
            StreamsHost host = new StreamsHost(network, number);
            hosts.add(host);
            host.run(streamsImage);
        }
        begin();
    }

    /** As in infra/deploy/compose, with one more listener for those outside of the network. */
    private GenericContainer<?> kafka(String image) {
        GenericContainer<?> broker = new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network.network())
                .withNetworkAliases(KAFKA)
                .withEnv(Map.ofEntries(
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093,OUTSIDE://:" + OUTSIDE),
                        Map.entry(
                                "KAFKA_ADVERTISED_LISTENERS",
                                "PLAINTEXT://" + KAFKA + ":9092,OUTSIDE://127.0.0.1:" + brokerPort),
                        Map.entry(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,OUTSIDE:PLAINTEXT"),
                        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@" + KAFKA + ":9093"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500"),
                        Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data")))
                .waitingFor(Wait.forListeningPorts(OUTSIDE).withStartupTimeout(START_LIMIT));
        broker.setPortBindings(List.of("127.0.0.1:" + brokerPort + ":" + OUTSIDE));
        return broker;
    }

    private GenericContainer<?> registry(String image) {
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network.network())
                .withNetworkAliases(REGISTRY)
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp(REGISTRY_API + "/subjects").withStartupTimeout(START_LIMIT));
    }

    @Override
    protected String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    @Override
    protected SchemaRegistry schemas() {
        return schemas;
    }

    @Override
    protected List<StreamsHost> instances() {
        return hosts;
    }

    public StreamsHost host(int instance) {
        return hosts.get(instance);
    }

    @Override
    public void close() {
        super.close();
        hosts.forEach(StreamsHost::close);
        registry.stop();
        kafka.stop();
        network.close();
    }
}
