package io.blackroad.sink.memory;

import io.blackroad.ring.Ring;
import io.blackroad.ring.Routes;
import io.blackroad.ring.StableHash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which servers the shards are, at one version: server <i>i</i> is shard {@code memory-i} of the ring. While a migration is
 * under way it has the servers of before as well; a key whose server differs between the two moves. The owner of a moving key
 * is the new server, and whoever wants it there fetches it first if it has not arrived.
 */
final class Layout {
    private final String fleet;
    private final long version;
    private final List<String> before;
    private final List<String> servers;
    private final Ring beforeRing;
    private final Ring ring;
    private final String id;

    private Layout(String fleet, long version, List<String> before, List<String> servers) {
        if (servers.isEmpty() || new LinkedHashSet<>(servers).size() < servers.size()) {
            throw new IllegalArgumentException("shards need servers, each named once, not " + servers);
        }
        this.fleet = fleet;
        this.version = version;
        this.before = List.copyOf(before);
        this.servers = List.copyOf(servers);
        this.beforeRing = before.isEmpty() ? null : Routes.memoryRing(before.size());
        this.ring = Routes.memoryRing(servers.size());
        this.id = version + "." + Long.toHexString(StableHash.of(text(), 0));
    }

    /** The first one. All that follow carry the mark of its servers, so that no server joins two fleets. */
    static Layout of(List<String> servers) {
        String fleet = Long.toHexString(StableHash.of(String.join(",", servers), 0));
        return new Layout(fleet, 1, List.of(), servers);
    }

    /** Reads what {@link #text} wrote. */
    static Layout parse(String text) {
        String[] parts = text.split("[ >]", -1);
        if (parts.length != 4 || !parts[0].matches("[0-9]{1,18}")) {
            throw new MemoryException("'" + text + "' at " + Keys.LAYOUT_TEXT
                    + " is no layout of shards; a newer version may have written it");
        }
        return new Layout(parts[1], Long.parseLong(parts[0]), list(parts[2]), list(parts[3]));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    String text() {
        return version + " " + fleet + " " + String.join(",", before) + ">" + String.join(",", servers);
    }

    String fleet() {
        return fleet;
    }

    /** Stands for all of it in commands. */
    String id() {
        return id;
    }

    long version() {
        return version;
    }

    List<String> servers() {
        return servers;
    }

    boolean isMoving() {
        return !before.isEmpty();
    }

    /** The next one, in which keys move from here to there. */
    Layout movingTo(List<String> next) {
        return new Layout(fleet, version + 1, servers, next);
    }

    /** The next one, in which everything has moved. */
    Layout settled() {
        return new Layout(fleet, version + 1, List.of(), servers);
    }

    Set<String> allServers() {
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(servers);
        return all;
    }

    List<String> sources() {
        return new ArrayList<>(before);
    }

    /** Where an agent's keys are. */
    Place place(String agentId) {
        String owner = servers.get(Routes.memoryShard(ring, agentId));
        if (!isMoving()) {
            return new Place(owner, null);
        }
        String old = before.get(Routes.memoryShard(beforeRing, agentId));
        return new Place(owner, old.equals(owner) ? null : old);
    }

    /** Name on the ring of a server; its address when it has none any more. */
    String name(String server) {
        int index = servers.indexOf(server);
        int old = before.indexOf(server);
        if (index < 0 && old < 0) {
            return server;
        }
        return "memory-" + (index < 0 ? old : index);
    }

    /**
     * Servers of a key.
     *
     * @param owner the one that answers for it
     * @param source the one that it moves from; null when it does not move
     */
    record Place(String owner, String source) {
        Optional<String> movesFrom() {
            return Optional.ofNullable(source);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
