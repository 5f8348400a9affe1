package io.blackroad.infra.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One thing that can be set: in a file by its key, in the environment as {@code BLACKROAD_} and its key in capitals. */
public enum Setting {
    SERVER_URL("server.url", "http://127.0.0.1:8000"),
    BOOTSTRAP_SERVERS("bootstrap.servers", "127.0.0.1:9092"),
    REGISTRY_URL("registry.url", "http://127.0.0.1:8081/apis/ccompat/v7"),
    REGISTRY_USER("registry.user", ""),
    REGISTRY_PASSWORD("registry.password", ""),
    DATA_DIR("data.dir", "data"),
    HTTP_HOST("http.host", "127.0.0.1"),
    HTTP_PORT("http.port", "8000"),
    AGENTS("agents", "1000"),
    FLEET_START_DELAY("fleet.start.delay", "PT5S"),
    CONTROL_FILE("control.file", ""),
    WITHOUT("without", ""),
    DATABASE_URL("database.url", ""),
    DATABASE_USER("database.user", "blackroad"),
    DATABASE_PASSWORD("database.password", ""),
    CONNECT_URL("connect.url", "http://127.0.0.1:8083"),
    APPLICATION_ID("application.id", "blackroad-streams"),
    GROUP_PROTOCOL("group.protocol", "classic"),
    STREAMS_THREADS("streams.threads", "1"),
    STREAMS_STANDBYS("streams.standbys", "0"),
    TICK("tick", "PT1S"),
    FRESH("fresh", "PT5S"),
    IDLE("idle", "PT2S"),
    PARTITIONS_AGENT("partitions.agent", "8"),
    PARTITIONS_TARGET("partitions.target", "4"),
    REPLICATION_FACTOR("replication.factor", "1"),
    GATEWAY_PORT("gateway.port", "8002"),
    GATEWAY_ACCESS_FILE("gateway.access.file", ""),
    GATEWAY_AGENT_RATE("gateway.agent.rate", "100"),
    GATEWAY_NEW_AGENTS("gateway.new.agents", "10000"),
    GATEWAY_MAX_AGENTS("gateway.max.agents", "200000"),
    MEMORY_SHARDS("memory.shards", ""),
    MEMORY_USER("memory.user", ""),
    MEMORY_PASSWORD("memory.password", ""),
    MEMORY_TLS("memory.tls", "false"),
    MEMORY_TIMEOUT("memory.timeout", "PT1S"),
    MEMORY_TTL("memory.ttl", "PT24H"),
    VECTORS_URL("vectors.url", ""),
    VECTORS_TOKEN("vectors.token", ""),
    VECTORS_DIMENSIONS("vectors.dimensions", "384"),
    HISTORY_REPLICAS("history.replicas", ""),
    HISTORY_MONTHS("history.months", "12");

    /** Keys with this prefix go, without it, to every Kafka client: security settings and the like. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final List<String> SECRET_WORDS = List.of("password", "secret", "jaas", "token", "credential");

    private final String key;
    private final String fallback;

    Setting(String key, String fallback) {
        this.key = key;
        this.fallback = fallback;
    }

    /** Its name in a file. */
    public String key() {
        return key;
    }

    /** What holds when nothing else says otherwise; empty for nothing. */
    public String fallback() {
        return fallback;
    }

    /** Its name in the environment. */
    public String variable() {
        return variable(key);
    }

    static String variable(String key) {
        return "BLACKROAD_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The setting of a key, if there is one. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    /** True for a key whose value must never be printed. */
    public static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(lower::contains);
    }
}
