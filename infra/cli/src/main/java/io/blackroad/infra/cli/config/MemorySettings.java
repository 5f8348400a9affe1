package io.blackroad.infra.cli.config;

import java.time.Duration;
import java.util.List;

/**
 * The shards of what agents remember.
 *
 * @param shards host:port of each Redis server, shard 0 first; empty for none
 * @param user name to log in with; empty for none
 * @param password to log in with; empty for none
 * @param tls true for encrypted connections
 * @param timeout how long a shard may take to answer
 * @param ttl how long after an agent's newest fact its state is remembered
 */
public record MemorySettings(
        List<String> shards, String user, String password, boolean tls, Duration timeout, Duration ttl) {

    static MemorySettings of(SettingParser parser) {
        String shards =
                parser.optionalText(Setting.MEMORY_SHARDS).isBlank() ? "" : parser.hostPorts(Setting.MEMORY_SHARDS);
        return new MemorySettings(
                shards.isEmpty() ? List.of() : List.of(shards.split(",")),
                parser.optionalText(Setting.MEMORY_USER),
                parser.optionalText(Setting.MEMORY_PASSWORD),
                parser.matching(Setting.MEMORY_TLS, "true|false", "true or false")
                        .equals("true"),
                parser.duration(Setting.MEMORY_TIMEOUT, Duration.ofMillis(10), Duration.ofMinutes(1)),
                parser.duration(Setting.MEMORY_TTL, Duration.ofSeconds(1), Duration.ofDays(3_650)));
    }

    /** The same for servers of this machine, which ask for no password. */
    public MemorySettings at(List<String> servers) {
        return new MemorySettings(servers, "", "", false, timeout, ttl);
    }

    @Override
    public String toString() {
        return "MemorySettings[" + shards + ", user=" + user + ", password=***]";
    }
}
