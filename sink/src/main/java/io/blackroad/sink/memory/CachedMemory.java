package io.blackroad.sink.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A memory with copies in this process. A read may be stale by the time that word of a change takes, usually some milliseconds,
 * and never by more than {@link CacheConfig#maxAge}, whatever is down; one's own writes are read at once.
 *
 * <p>Word comes on a topic of its own and is sent by whoever wrote, after the shards have acknowledged. The agents' facts would
 * not do: a copy dropped when a fact is read would be fetched again before the sink has written it, and stay.
 */
public final class CachedMemory implements Memory {
    private final Memory behind;
    private final MemoryChanges changes;
    private final Copies copies;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param behind is closed with this one
     * @param changes tells other processes of what is written here; is closed with this one
     */
    public CachedMemory(Memory behind, MemoryChanges changes, CacheConfig config) {
        this(behind, changes, config, Ticker.systemTicker());
    }

    CachedMemory(Memory behind, MemoryChanges changes, CacheConfig config, Ticker ticker) {
        this.behind = behind;
        this.changes = changes;
        this.copies = new Copies(config, ticker);
    }

    @Override
    public Map<MemoryKey, Answer<Optional<byte[]>>> getAll(Collection<MemoryKey> keys) {
        return read(keys, Keys::of, behind::getAll);
    }

    @Override
    public Map<String, Answer<Optional<AgentSnapshot>>> states(Collection<String> agentIds) {
        return read(agentIds, Keys::state, behind::states);
    }

    private <K, T> Map<K, Answer<Optional<T>>> read(
            Collection<K> keys, Function<K, String> name, Function<Collection<K>, Map<K, Answer<Optional<T>>>> ask) {
        Map<K, Answer<Optional<T>>> answers = new LinkedHashMap<>();
        Map<K, Long> stamps = new LinkedHashMap<>();
        for (K key : new LinkedHashSet<>(keys)) {
            String copyName = name.apply(key);
            Optional<T> copy = typed(copies.get(copyName));
            answers.put(key, Answer.of(copy));
            if (copy == null) {
                stamps.put(key, copies.stamp(copyName));
            }
        }
        hits.add(answers.size() - stamps.size());
        misses.add(stamps.size());
        if (!stamps.isEmpty()) {
            ask.apply(stamps.keySet()).forEach((key, answer) -> {
                answers.put(key, answer);
                if (answer.isDone()) {
                    copies.keep(name.apply(key), answer.get(), stamps.get(key));
                }
            });
        }
        return answers;
    }

    /** Under the name of a key lies what was read for such a key. */
    @SuppressWarnings("unchecked")
    private static <T> Optional<T> typed(Optional<?> copy) {
        return (Optional<T>) copy;
    }

    @Override
    public Map<MemoryKey, Answer<Void>> setAll(Collection<Entry> entries) {
        return written(behind.setAll(entries));
    }

    @Override
    public Map<MemoryKey, Answer<Boolean>> deleteAll(Collection<MemoryKey> keys) {
        return written(behind.deleteAll(keys));
    }

    /** A write that was not answered may have been done. */
    private <T> Map<MemoryKey, Answer<T>> written(Map<MemoryKey, Answer<T>> answers) {
        List<String> keys = new ArrayList<>();
        answers.keySet().forEach(key -> keys.add(Keys.of(key)));
        copies.forget(keys);
        changes.tell(keys);
        return answers;
    }

    Copies copies() {
        return copies;
    }

    /** Reads answered from copies so far. */
    public long hits() {
        return hits.sum();
    }

    /** Reads that the shards had to answer so far. */
    public long misses() {
        return misses.sum();
    }

    @Override
    public void close() {
        changes.close();
        behind.close();
    }
}
