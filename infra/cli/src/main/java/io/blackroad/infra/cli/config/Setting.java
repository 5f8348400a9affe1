package io.blackroad.infra.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    HTTP_OPEN("http.open", "false"),
    HTTP_ORIGINS("http.origins", ""),
    HTTP_RATE("http.rate", "200"),
    ACCESS_FILE("access.file", ""),
    ACCESS_JWT_ISSUER("access.jwt.issuer", ""),
    ACCESS_JWT_AUDIENCE("access.jwt.audience", ""),
    ACCESS_JWT_KEYS("access.jwt.keys", ""),
    ACCESS_JWT_ALGORITHMS("access.jwt.algorithms", "RS256,ES256"),
    ACCESS_JWT_ROLES_CLAIM("access.jwt.roles.claim", "roles"),
    ACCESS_JWT_AGENTS_CLAIM("access.jwt.agents.claim", "agents"),
    TOKEN("token", ""),
    TOKEN_FILE("token.file", ""),
    AGENTS("agents", "1000"),
    FLEET_START_DELAY("fleet.start.delay", "PT5S"),
    CONTROL_FILE("control.file", ""),
    WITHOUT("without", ""),
    DATABASE_URL("database.url", ""),
    DATABASE_USER("database.user", "blackroad"),
    DATABASE_PASSWORD("database.password", ""),
    CONNECT_URL("connect.url", "http://127.0.0.1:8083"),
    KAFKA_CONFIG("kafka.config", ""),
    SECRETS_DIR("secrets.dir", ""),
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

    /** Where {@code up} keeps its own token, in its data folder. */
    public static final String OWN_TOKEN = "access/token";

    /** Keys with this prefix go, without it, to every Kafka client: security settings and the like. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final String HIDDEN = "***";
    private static final List<String> SECRET_WORDS =
            List.of("password", "secret", "jaas", "token", "credential", "keystore.key");

    /** Where a secret lies, or whom it is asked of, is none. */
    private static final Pattern IS_PLACE = Pattern.compile("\\.(file|location|url|uri)$");

    /** As in {@code //user:secret@host} and {@code ?password=secret}. */
    private static final Pattern IN_URL =
            Pattern.compile("(//[^/\\s:@]*:)[^\\s@]+(?=@)|((?i:password|token|secret|key)=)[^&\\s]+");

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

    /** A value as it may be printed: secrets as ***, and those that a URL carries too. */
    public static String shown(String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean secret = SECRET_WORDS.stream().anyMatch(lower::contains);
        if (secret && !IS_PLACE.matcher(lower).find()) {
            return value.isEmpty() ? "" : HIDDEN;
        }
        return IN_URL.matcher(value)
                .replaceAll(found ->
                        Matcher.quoteReplacement((found.group(1) == null ? found.group(2) : found.group(1)) + HIDDEN));
    }
}
