package io.blackroad.sink.memory;

import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The layout that this process believes in. The servers keep it, each for itself; the highest version anywhere is the true
 * one, and whoever meets a server that has an older one tells it. So a change needs no meeting of all processes: it holds at a
 * server from the moment it is installed there, and who does not know it is refused there and learns it.
 */
final class Layouts {
    private final Links links;
    private final List<String> seeds;
    private volatile Layout current;
    /** True once a server has said which fleet this is. */
    private boolean founded;
    /** Servers known to follow the layout of that id. */
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();

    Layouts(Links links, List<String> seeds) {
        this.links = links;
        this.seeds = seeds;
        this.current = Layout.of(seeds);
    }

    Layout current() {
        return current;
    }

    /**
     * Looks at all servers for a newer layout, the first time too.
     *
     * @return what each server of the layout found follows; empty for one that follows none, missing for one that is down
     */
    synchronized Map<String, Optional<Layout>> refresh() {
        Map<String, Optional<Layout>> seen = new LinkedHashMap<>();
        Set<String> asked = new LinkedHashSet<>();
        Set<String> next = new LinkedHashSet<>(seeds);
        next.addAll(current.allServers());
        while (asked.addAll(next)) {
            next.removeAll(seen.keySet());
            seen.putAll(read(next));
            seen.values().forEach(found -> found.ifPresent(this::adopt));
            next = new LinkedHashSet<>(current.allServers());
        }
        return seen;
    }

    private Map<String, Optional<Layout>> read(Collection<String> servers) {
        Map<String, CompletableFuture<Optional<Layout>>> answers = new LinkedHashMap<>();
        servers.forEach(server -> answers.put(
                server,
                links.to(server)
                        .read(Keys.LAYOUT_TEXT)
                        .thenApply(values -> values.get(0).hasValue()
                                ? Optional.of(Layout.parse(text(values.get(0).getValue())))
                                : Optional.<Layout>empty())));
        Map<String, Optional<Layout>> read = new HashMap<>();
        answers.forEach((server, answer) -> {
            try {
                read.put(server, links.await(links.to(server), answer));
            } catch (ShardException e) {
                // It says nothing; what is asked of it later fails by itself.
            }
        });
        return read;
    }

    /**
     * Looks whether servers can be ours.
     *
     * @throws MemoryException if one does not answer or belongs to other shards
     */
    void check(List<String> servers) {
        for (String server : servers) {
            RedisLink link = links.to(server);
            KeyValue<String, byte[]> held =
                    links.await(link, link.read(Keys.LAYOUT_TEXT)).get(0);
            if (held.hasValue()) {
                Layout theirs = Layout.parse(text(held.getValue()));
                if (!theirs.fleet().equals(current.fleet())) {
                    throw foreign(server, theirs);
                }
            }
        }
    }

    private MemoryException foreign(String server, Layout theirs) {
        return new MemoryException("server " + server + " belongs to other shards, with the layout '" + theirs
                + "' instead of '" + current + "': name another server, or empty this one with FLUSHALL");
    }

    /** Sees to it that a server refuses everybody who believes in an older layout than ours. */
    void confirm(String server) {
        if (!current.id().equals(confirmed.get(server))) {
            install(server);
        }
    }

    /** A server said that it follows another layout: afterwards either it or we have changed. */
    synchronized void reconcile(String server) {
        Layout before = current;
        Optional<Layout> held = read(List.of(server)).getOrDefault(server, Optional.empty());
        held.ifPresent(this::adopt);
        if (current != before) {
            return;
        }
        // It is behind, or has lost its data. Nobody may tell it anything before having looked what the others know.
        refresh();
        install(server);
    }

    private synchronized void install(String server) {
        Layout ours = current;
        RedisLink link = links.to(server);
        Object held = links.await(
                link,
                link.eval(
                        Script.INSTALL,
                        List.of(
                                Keys.LAYOUT_ID,
                                Keys.LAYOUT_VERSION,
                                Keys.LAYOUT_TEXT,
                                Keys.LAYOUT_FLEET,
                                Keys.ARRIVALS),
                        List.of(
                                bytes(ours.id()),
                                bytes(Long.toString(ours.version())),
                                bytes(ours.text()),
                                bytes(ours.fleet()))));
        Layout theirs = Layout.parse(text((byte[]) ((List<?>) held).get(0)));
        if (theirs.id().equals(ours.id())) {
            founded = true;
            confirmed.put(server, ours.id());
        } else if (theirs.fleet().equals(ours.fleet()) && theirs.version() > ours.version()) {
            adopt(theirs);
        } else {
            throw foreign(server, theirs);
        }
    }

    /** Believes in a layout from now on if it is newer, or if no server has said yet which fleet this is. */
    synchronized void adopt(Layout layout) {
        if (!founded || layout.fleet().equals(current.fleet()) && layout.version() > current.version()) {
            current = layout;
            founded = true;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
