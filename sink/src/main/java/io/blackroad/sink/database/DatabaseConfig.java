package io.blackroad.sink.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a PostgreSQL is.
 *
 * @param url of the primary, as {@code jdbc:postgresql://HOST:PORT/DATABASE}
 * @param user of all servers
 * @param password of all servers; empty when none is asked for
 * @param replicas URLs of streaming replicas; empty when all reads go to the primary
 * @param bound how far a replica may be behind
 * @param connections most connections to each server
 * @param statement longest time of one statement; a server that stays silent longer counts as gone
 */
public record DatabaseConfig(
        String url,
        String user,
        String password,
        List<String> replicas,
        ReplicaBound bound,
        int connections,
        Duration statement) {
    private static final String SCHEME = "jdbc:postgresql:";

    /** @throws IllegalArgumentException if settings are wrong; names all of them */
    public DatabaseConfig {
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(password, "password");
        replicas = List.copyOf(replicas);
        List<String> wrong = new ArrayList<>();
        checkUrl(url, wrong);
        replicas.forEach(replica -> checkUrl(replica, wrong));
        if (user == null || user.isBlank()) {
            wrong.add("the database user is empty");
        }
        if (connections < 1) {
            wrong.add("connections must be at least 1, not " + connections);
        }
        if (statement.compareTo(Duration.ofSeconds(1)) < 0) {
            wrong.add("the time of a statement must be at least 1 s, not " + statement);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** One server with the usual settings. */
    public static DatabaseConfig of(String url, String user, String password) {
        return new DatabaseConfig(url, user, password, List.of(), ReplicaBound.DEFAULT, 4, Duration.ofSeconds(60));
    }

    public DatabaseConfig withReplicas(List<String> urls, ReplicaBound allowed) {
        return new DatabaseConfig(url, user, password, urls, allowed, connections, statement);
    }

    public DatabaseConfig withStatement(Duration longest) {
        return new DatabaseConfig(url, user, password, replicas, bound, connections, longest);
    }

    /** A password in a URL would be printed with it, in every message and by {@code ps}. */
    private static void checkUrl(String url, List<String> wrong) {
        if (url == null || !url.startsWith(SCHEME)) {
            wrong.add("'" + url + "' is no URL of PostgreSQL; write jdbc:postgresql://HOST:5432/DATABASE");
        } else if (url.matches(".*[?&](?i:password|user)=.*")) {
            wrong.add("a URL holds no user and no password, as in " + url.replaceAll("\\?.*", ""));
        }
    }

    @Override
    public String toString() {
        return "DatabaseConfig[" + url + ", user " + user + ", replicas " + replicas + "]";
    }
}
