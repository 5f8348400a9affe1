package io.blackroad.sink.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shards as their operator sees them: how they are, and how they become more or fewer. */
public final class MemoryShards {
    private static final Pattern KEYS = Pattern.compile("(?m)^db0:keys=([0-9]+)");
    private static final Pattern MEMORY = Pattern.compile("(?m)^used_memory:([0-9]+)");

    private final Links links;
    private final Layouts layouts;
    private final Mover mover;

    MemoryShards(Links links, Layouts layouts, Mover mover) {
        this.links = links;
        this.layouts = layouts;
        this.mover = mover;
    }

    /** Servers of the present layout, shard 0 first. */
    public List<String> servers() {
        layouts.refresh();
        return layouts.current().servers();
    }

    /** Servers of before, while a migration is under way; empty when none is. */
    public List<String> leaving() {
        return layouts.current().sources();
    }

    /** Version of the present layout; odd ones are at rest, even ones move. */
    public long version() {
        return layouts.current().version();
    }

    /** How each server is. */
    public List<ShardReport> report() {
        Map<String, Optional<Layout>> followed = layouts.refresh();
        Layout layout = layouts.current();
        List<ShardReport> reports = new ArrayList<>();
        for (String server : layout.allServers()) {
            long version = followed.getOrDefault(server, Optional.empty())
                    .map(Layout::version)
                    .orElse(0L);
            reports.add(report(layout, server, version));
        }
        return reports;
    }

    private ShardReport report(Layout layout, String server, long version) {
        RedisLink link = links.to(server);
        CompletableFuture<String> keyspace = link.report("keyspace");
        CompletableFuture<String> memory = link.report("memory");
        try {
            long keys = number(KEYS, links.await(link, keyspace));
            long bytes = number(MEMORY, links.await(link, memory));
            return new ShardReport(layout.name(server), server, version, keys, bytes, Optional.empty());
        } catch (ShardException e) {
            return new ShardReport(layout.name(server), server, version, 0, 0, Optional.of(e.getMessage()));
        }
    }

    private static long number(Pattern pattern, String report) {
        Matcher found = pattern.matcher(report);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /**
     * Makes the shards these servers, moving the keys while they are read and written. One that was broken off, even by kill
     * -9, goes on where it was. Ends when everything has moved.
     *
     * @param to host:port of each shard from then on, shard 0 first
     * @param told of the progress
     * @throws MemoryException if a migration to other servers is under way, or a server is down; it can then be repeated
     */
    public void migrate(List<String> to, Migration.Watcher told) {
        new Migration(links, layouts, mover, told).run(to);
    }
}
