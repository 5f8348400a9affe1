package io.blackroad.infra.cli.config;

import io.blackroad.access.AccessSettings;
import io.blackroad.topic.Partitions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the commands can be told, checked.
 *
 * @param serverUrl where the HTTP interface answers
 * @param bootstrapServers brokers as host:port, separated by commas
 * @param registryUrl root of a Confluent-compatible schema registry
 * @param registryUser for basic authentication; empty for none
 * @param registryPassword its password
 * @param dataDir where the embedded stack keeps everything
 * @param httpHost address that the HTTP interface listens on, and at which other instances reach it
 * @param httpPort port that it listens on
 * @param access who may ask over HTTP, and the token that this process shows when it asks others
 * @param agents size of the simulated fleet when it starts
 * @param fleetStartDelay time that a new replica of the simulated fleet takes
 * @param controlFile rules, targets, workers and prices; empty for the built-in ones
 * @param without embedded parts that {@code up} leaves out
 * @param databaseUrl JDBC URL of the control database; empty for none
 * @param databaseUser its user
 * @param databasePassword the user's password
 * @param connectUrl REST interface of the Connect worker that captures the database
 * @param applicationId name of the Kafka Streams application, prefix of its groups and stores
 * @param groupProtocol {@code classic} or {@code streams}
 * @param streamsThreads threads of one instance
 * @param streamsStandbys copies of each store on other instances
 * @param tick how often load is summed up, event time
 * @param fresh a metric sample older than this is missing
 * @param idle a source partition silent for this long holds no tick back
 * @param agentPartitions partitions of the topics keyed by agent
 * @param targetPartitions partitions of the topics keyed by target
 * @param replicationFactor copies of each topic
 * @param gateway how the HTTP gateway is told to behave
 * @param memory the shards of what agents remember
 * @param vectors where agents' vectors are
 * @param history how the fleet's history is kept and asked
 * @param kafka passed to every Kafka client as it is
 */
public record Settings(
        URI serverUrl,
        String bootstrapServers,
        URI registryUrl,
        String registryUser,
        String registryPassword,
        Path dataDir,
        String httpHost,
        int httpPort,
        AccessSettings access,
        int agents,
        Duration fleetStartDelay,
        Optional<Path> controlFile,
        Set<String> without,
        String databaseUrl,
        String databaseUser,
        String databasePassword,
        URI connectUrl,
        String applicationId,
        String groupProtocol,
        int streamsThreads,
        int streamsStandbys,
        Duration tick,
        Duration fresh,
        Duration idle,
        int agentPartitions,
        int targetPartitions,
        short replicationFactor,
        GatewaySettings gateway,
        MemorySettings memory,
        VectorSettings vectors,
        HistorySettings history,
        Map<String, String> kafka) {

    /**
     * The settings that {@code effective} describes.
     *
     * @throws SettingsException if any is wrong; it lists every error
     */
    public static Settings from(EffectiveSettings effective) {
        SettingParser parser = new SettingParser(effective);
        Settings settings = new Settings(
                parser.httpUrl(Setting.SERVER_URL),
                parser.hostPorts(Setting.BOOTSTRAP_SERVERS),
                parser.httpUrl(Setting.REGISTRY_URL),
                parser.optionalText(Setting.REGISTRY_USER),
                parser.optionalText(Setting.REGISTRY_PASSWORD),
                Path.of(parser.text(Setting.DATA_DIR)),
                parser.text(Setting.HTTP_HOST),
                parser.integer(Setting.HTTP_PORT, 1, 65_535),
                new AccessParser(parser).access(),
                parser.integer(Setting.AGENTS, 1, 1_000_000),
                parser.duration(Setting.FLEET_START_DELAY, Duration.ZERO, Duration.ofHours(1)),
                Optional.of(parser.optionalText(Setting.CONTROL_FILE))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of),
                parser.names(Setting.WITHOUT),
                parser.optionalMatching(
                        Setting.DATABASE_URL,
                        "jdbc:postgresql://.+",
                        "a URL as in jdbc:postgresql://127.0.0.1:5432/blackroad"),
                parser.text(Setting.DATABASE_USER),
                parser.optionalText(Setting.DATABASE_PASSWORD),
                parser.httpUrl(Setting.CONNECT_URL),
                parser.matching(
                        Setting.APPLICATION_ID, "[A-Za-z0-9._-]{1,100}", "letters, digits, dot, dash and underscore"),
                parser.matching(Setting.GROUP_PROTOCOL, "classic|streams", "classic or streams"),
                parser.integer(Setting.STREAMS_THREADS, 1, 64),
                parser.integer(Setting.STREAMS_STANDBYS, 0, 8),
                parser.duration(Setting.TICK, Duration.ofMillis(100), Duration.ofMinutes(1)),
                parser.duration(Setting.FRESH, Duration.ofMillis(500), Duration.ofSeconds(25)),
                parser.duration(Setting.IDLE, Duration.ofMillis(100), Duration.ofMinutes(10)),
                parser.integer(Setting.PARTITIONS_AGENT, 1, 10_000),
                parser.integer(Setting.PARTITIONS_TARGET, 1, 10_000),
                (short) parser.integer(Setting.REPLICATION_FACTOR, 1, 9),
                GatewaySettings.of(parser),
                MemorySettings.of(parser),
                VectorSettings.of(parser),
                HistorySettings.of(parser),
                parser.kafka());
        parser.finish();
        return settings;
    }

    /** The same for a stack on this machine, which asks for no credentials and no security. */
    public Settings connectedTo(URI server, String bootstrap, URI registry) {
        return copy(new Place(server, bootstrap, registry, "", "", access, Map.of()), database(), memory, vectors);
    }

    /** The same with other access. */
    public Settings withAccess(AccessSettings other) {
        Place here = place();
        return copy(
                new Place(
                        here.server,
                        here.bootstrap,
                        here.registry,
                        here.registryUser,
                        here.registryPassword,
                        other,
                        kafka),
                database(),
                memory,
                vectors);
    }

    /** The same with another control database. */
    public Settings withDatabase(String url, String user, String password) {
        return copy(place(), new Database(url, user, password, connectUrl), memory, vectors);
    }

    /** The same with another Connect worker. */
    public Settings withConnect(URI url) {
        return copy(place(), new Database(databaseUrl, databaseUser, databasePassword, url), memory, vectors);
    }

    /** The same with memory and vectors elsewhere. */
    public Settings withStores(MemorySettings otherMemory, VectorSettings otherVectors) {
        return copy(place(), database(), otherMemory, otherVectors);
    }

    /** Where the servers are and how they are spoken to. */
    private record Place(
            URI server,
            String bootstrap,
            URI registry,
            String registryUser,
            String registryPassword,
            AccessSettings access,
            Map<String, String> kafka) {}

    private record Database(String url, String user, String password, URI connect) {}

    private Place place() {
        return new Place(serverUrl, bootstrapServers, registryUrl, registryUser, registryPassword, access, kafka);
    }

    private Database database() {
        return new Database(databaseUrl, databaseUser, databasePassword, connectUrl);
    }

    /** The one place where a copy is made. */
    private Settings copy(Place place, Database database, MemorySettings otherMemory, VectorSettings otherVectors) {
        return new Settings(
                place.server,
                place.bootstrap,
                place.registry,
                place.registryUser,
                place.registryPassword,
                dataDir,
                httpHost,
                httpPort,
                place.access,
                agents,
                fleetStartDelay,
                controlFile,
                without,
                database.url,
                database.user,
                database.password,
                database.connect,
                applicationId,
                groupProtocol,
                streamsThreads,
                streamsStandbys,
                tick,
                fresh,
                idle,
                agentPartitions,
                targetPartitions,
                replicationFactor,
                gateway,
                otherMemory,
                otherVectors,
                history,
                place.kafka);
    }

    /** True when there is a control database. */
    public boolean hasDatabase() {
        return !databaseUrl.isEmpty();
    }

    /** How the topics of the cluster are cut and copied. */
    public Partitions partitions() {
        return new Partitions(agentPartitions, targetPartitions, replicationFactor);
    }

    @Override
    public String toString() {
        // A record prints its components, and these hold secrets.
        return "Settings[" + serverUrl + ", " + bootstrapServers + ", " + registryUrl + ", " + dataDir + "]";
    }
}
