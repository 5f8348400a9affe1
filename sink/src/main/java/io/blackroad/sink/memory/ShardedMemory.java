package io.blackroad.sink.memory;

import static io.blackroad.sink.memory.Layouts.bytes;
import static io.blackroad.sink.memory.Layouts.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The shards themselves, without a cache. */
public final class ShardedMemory implements Memory {
    private static final byte[] FOR_EVER = bytes("0");

    private final Links links;
    private final Layouts layouts;
    private final Router router;

    /** Connects when first asked; shards that are down matter only to their own keys. */
    public ShardedMemory(MemoryConfig config) {
        Layouts[] known = new Layouts[1];
        this.links = new Links(config, server -> known[0].current().name(server));
        this.layouts = new Layouts(links, config.servers());
        known[0] = layouts;
        this.router = new Router(links, layouts, new Mover(links, layouts));
        layouts.refresh();
    }

    @Override
    public Map<MemoryKey, Answer<Optional<byte[]>>> getAll(Collection<MemoryKey> keys) {
        return each(Script.GET, keys, key -> Ask.of(key.agentId(), Keys.of(key)), reply -> {
            List<?> fields = (List<?>) reply;
            return fields.size() < 2 ? Optional.empty() : Optional.of((byte[]) fields.get(1));
        });
    }

    @Override
    public Map<MemoryKey, Answer<Void>> setAll(Collection<Entry> entries) {
        Map<MemoryKey, Entry> newest = new LinkedHashMap<>();
        entries.forEach(entry -> newest.put(entry.key(), entry));
        return each(
                Script.SET,
                newest.keySet(),
                key -> Ask.of(
                        key.agentId(),
                        Keys.of(key),
                        newest.get(key).value(),
                        newest.get(key)
                                .ttl()
                                .map(ttl -> bytes(Long.toString(ttl.toMillis())))
                                .orElse(FOR_EVER)),
                reply -> null);
    }

    @Override
    public Map<MemoryKey, Answer<Boolean>> deleteAll(Collection<MemoryKey> keys) {
        return each(Script.DELETE, keys, key -> Ask.of(key.agentId(), Keys.of(key)), reply -> reply.equals(2L));
    }

    @Override
    public Map<String, Answer<Optional<AgentSnapshot>>> states(Collection<String> agentIds) {
        agentIds.forEach(agent -> MemoryKey.check("an agent id", agent));
        Map<String, Answer<Map<String, String>>> parts =
                each(Script.STATE, agentIds, agent -> Ask.of(agent, Keys.state(agent)), ShardedMemory::parts);
        Map<String, Answer<Optional<AgentSnapshot>>> states = new LinkedHashMap<>();
        parts.forEach((agent, answer) -> states.put(
                agent,
                answer.map(found -> found.isEmpty() ? Optional.empty() : Optional.of(AgentSnapshot.of(agent, found)))));
        return states;
    }

    /** Fields whose name ends in @ are marks: places of the parts, which are in the parts as well. */
    private static Map<String, String> parts(Object reply) {
        List<?> fields = (List<?>) reply;
        Map<String, String> parts = new TreeMap<>();
        for (int at = 1; at < fields.size(); at += 2) {
            String kind = text((byte[]) fields.get(at));
            if (!kind.endsWith("@")) {
                parts.put(kind, text((byte[]) fields.get(at + 1)));
            }
        }
        return parts;
    }

    /**
     * Folds news into the states of agents: of each kind the newest fact by (epoch, sequence) stays, whatever order they come
     * in and however often.
     *
     * @return by agent, whether something in it was new
     */
    public Map<String, Answer<Boolean>> merge(Collection<AgentUpdate> updates) {
        Map<String, AgentUpdate> byAgent = new LinkedHashMap<>();
        updates.forEach(update -> byAgent.put(update.agentId(), update));
        return each(
                Script.MERGE,
                byAgent.keySet(),
                agent -> new Ask(agent, Keys.state(agent), arguments(byAgent.get(agent))),
                reply -> reply.equals(2L));
    }

    private static List<byte[]> arguments(AgentUpdate update) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(bytes(Long.toString(update.expiresAtMillis())));
        arguments.add(bytes(Integer.toString(update.parts().size())));
        update.parts().forEach(part -> {
            arguments.add(bytes(part.kind()));
            arguments.add(bytes(part.mark()));
            arguments.add(bytes(part.json()));
        });
        return arguments;
    }

    private <K, T> Map<K, Answer<T>> each(
            Script script, Collection<K> keys, Function<K, Ask> ask, Function<Object, T> read) {
        List<K> distinct = List.copyOf(new LinkedHashSet<>(keys));
        List<Answer<Object>> answers =
                router.ask(script, distinct.stream().map(ask).toList());
        Map<K, Answer<T>> result = new LinkedHashMap<>();
        for (int index = 0; index < distinct.size(); index++) {
            result.put(distinct.get(index), answers.get(index).map(read));
        }
        return result;
    }

    /** Looks after the shards as an operator. */
    public MemoryShards shards() {
        return new MemoryShards(links, layouts, new Mover(links, layouts));
    }

    @Override
    public void close() {
        links.close();
    }
}
