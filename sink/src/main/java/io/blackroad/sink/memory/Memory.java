package io.blackroad.sink.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What agents remember. A call about one key throws {@link ShardException} when its shard does not answer; a call about many
 * throws nothing and answers for each. Safe for use by many threads.
 */
public interface Memory extends AutoCloseable {

    /** Values by key; absent ones are empty. */
    Map<MemoryKey, Answer<Optional<byte[]>>> getAll(Collection<MemoryKey> keys);

    /** Remembers; the newest of a key wins. */
    Map<MemoryKey, Answer<Void>> setAll(Collection<Entry> entries);

    /** Forgets; true where there was something. */
    Map<MemoryKey, Answer<Boolean>> deleteAll(Collection<MemoryKey> keys);

    /** Latest states of agents, as their sink wrote them; unknown agents' are empty. */
    Map<String, Answer<Optional<AgentSnapshot>>> states(Collection<String> agentIds);

    default Optional<byte[]> get(MemoryKey key) {
        return getAll(List.of(key)).get(key).get();
    }

    default void set(Entry entry) {
        setAll(List.of(entry)).get(entry.key()).get();
    }

    default boolean delete(MemoryKey key) {
        return deleteAll(List.of(key)).get(key).get();
    }

    default Optional<AgentSnapshot> state(String agentId) {
        return states(List.of(agentId)).get(agentId).get();
    }

    @Override
    void close();
}
