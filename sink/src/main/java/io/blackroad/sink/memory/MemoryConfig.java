package io.blackroad.sink.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How to reach the shards.
 *
 * @param servers host:port of each shard, shard 0 first. They found the first layout; once there is one, the servers know it
 *     themselves, and any of them leads to all
 * @param user name to log in with; empty for none
 * @param password to log in with; empty for none
 * @param tls true for encrypted connections
 * @param timeout how long a server may take to connect or to answer
 */
public record MemoryConfig(List<String> servers, String user, String password, boolean tls, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public MemoryConfig {
        servers = List.copyOf(servers);
        List<String> wrong = new ArrayList<>();
        if (servers.isEmpty()) {
            wrong.add("no shards are named; give host:port of each");
        }
        servers.stream()
                .filter(server -> !isAddress(server))
                .forEach(server -> wrong.add("'" + server + "' is no host:port"));
        if (new LinkedHashSet<>(servers).size() < servers.size()) {
            wrong.add("a server is named twice; two shards on one server are one shard");
        }
        if (timeout.toMillis() < 1) {
            wrong.add("the timeout must be at least 1 ms, not " + timeout);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** Open servers with the usual timeout. */
    public static MemoryConfig of(List<String> servers) {
        return new MemoryConfig(servers, "", "", false, TIMEOUT);
    }

    public MemoryConfig withTimeout(Duration limit) {
        return new MemoryConfig(servers, user, password, tls, limit);
    }

    /** True for host:port with a port from 1 to 65535. */
    public static boolean isAddress(String text) {
        return text.matches("[A-Za-z0-9._-]+:[0-9]{1,5}") && port(text) >= 1 && port(text) <= 65_535;
    }

    static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    public String toString() {
        return "MemoryConfig[" + servers + ", user=" + user + ", password=***, tls=" + tls + ", " + timeout + "]";
    }
}
