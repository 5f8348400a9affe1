package io.blackroad.sink.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedMemoryTest {
    private static final MemoryKey KEY = new MemoryKey("agent", "plan");
    private static final CacheConfig CONFIG = new CacheConfig(Duration.ofSeconds(5), 1 << 20);

    private final AtomicLong nanos = new AtomicLong();
    private final OneShard shard = new OneShard();
    private final List<String> told = new ArrayList<>();
    private final CachedMemory memory = new CachedMemory(shard, told::addAll, CONFIG, nanos::get);

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String read() {
        return memory.get(KEY).map(value -> new String(value, UTF_8)).orElse("nothing");
    }

    @Test
    void asksTheShardOnceForAValueAndForItsAbsence() {
        assertThat(read()).isEqualTo("nothing");
        assertThat(read()).isEqualTo("nothing");
        assertThat(shard.reads).isEqualTo(1);
        assertThat(memory.hits()).isEqualTo(1);
        assertThat(memory.misses()).isEqualTo(1);
    }

    @Test
    void readsItsOwnWritesAndTellsOthers() {
        read();
        memory.set(Entry.of(KEY, bytes("new")));
        assertThat(read()).isEqualTo("new");
        assertThat(memory.delete(KEY)).isTrue();
        assertThat(read()).isEqualTo("nothing");
        assertThat(told).containsExactly("memory:agent:plan", "memory:agent:plan");
    }

    @Test
    void aCopyIsUsedUntilWordComesOrItIsTooOld() {
        read();
        shard.values.put(KEY, bytes("by another"));
        assertThat(read()).isEqualTo("nothing");

        memory.copies().forget(List.of(Keys.of(KEY)));
        assertThat(read()).isEqualTo("by another");

        shard.values.put(KEY, bytes("unsaid"));
        nanos.addAndGet(CONFIG.maxAge().toNanos() - 1);
        assertThat(read()).isEqualTo("by another");
        nanos.incrementAndGet();
        assertThat(read()).isEqualTo("unsaid");
    }

    @Test
    void whatWasReadBeforeWordCameIsNotKeptAfterIt() {
        shard.duringRead = () -> {
            // The old value is on its way to us; the key is written, and word of it overtakes.
            shard.values.put(KEY, bytes("new"));
            memory.copies().forget(List.of(Keys.of(KEY)));
        };
        assertThat(read()).isEqualTo("nothing");
        shard.duringRead = () -> {};
        assertThat(read()).isEqualTo("new");
    }

    @Test
    void keepsNothingWhileNobodyWouldSayWhatChanges() {
        read();
        memory.copies().shut();
        shard.values.put(KEY, bytes("a"));
        assertThat(read()).isEqualTo("a");
        shard.values.put(KEY, bytes("b"));
        assertThat(read()).isEqualTo("b");
        memory.copies().open();
        assertThat(read()).isEqualTo("b");
        shard.values.put(KEY, bytes("c"));
        assertThat(read()).isEqualTo("b");
    }

    @Test
    void failuresAreNeitherKeptNorHidden() {
        shard.down = true;
        assertThatThrownBy(this::read).isInstanceOf(ShardException.class);
        assertThatThrownBy(() -> memory.set(Entry.of(KEY, bytes("maybe")))).isInstanceOf(ShardException.class);
        shard.down = false;
        assertThat(read()).isEqualTo("nothing");
        assertThat(told).as("a write that was not answered may have been done").containsExactly("memory:agent:plan");
    }

    @Test
    void holdsNoMoreThanItsSize() {
        for (int number = 0; number < 100; number++) {
            MemoryKey key = new MemoryKey("agent-" + number, "big");
            shard.values.put(key, new byte[100_000]);
            memory.get(key);
        }
        long before = shard.reads;
        for (int number = 0; number < 100; number++) {
            memory.get(new MemoryKey("agent-" + number, "big"));
        }
        assertThat(shard.reads - before).isGreaterThan(80);
    }

    /** A shard in a map. */
    private static final class OneShard implements Memory {
        private final Map<MemoryKey, byte[]> values = new HashMap<>();
        private Runnable duringRead = () -> {};
        private long reads;
        private boolean down;

        private <T> Answer<T> answer(T value) {
            return down ? Answer.failed(new ShardException("memory-0", "h:1", "is down", null)) : Answer.of(value);
        }

        @Override
        public Map<MemoryKey, Answer<Optional<byte[]>>> getAll(Collection<MemoryKey> keys) {
            reads++;
            Map<MemoryKey, Answer<Optional<byte[]>>> answers = new LinkedHashMap<>();
            keys.forEach(key -> answers.put(key, answer(Optional.ofNullable(values.get(key)))));
            duringRead.run();
            return answers;
        }

        @Override
        public Map<MemoryKey, Answer<Void>> setAll(Collection<Entry> entries) {
            Map<MemoryKey, Answer<Void>> answers = new LinkedHashMap<>();
            entries.forEach(entry -> {
                answers.put(entry.key(), answer(null));
                if (!down) {
                    values.put(entry.key(), entry.value());
                }
            });
            return answers;
        }

        @Override
        public Map<MemoryKey, Answer<Boolean>> deleteAll(Collection<MemoryKey> keys) {
            Map<MemoryKey, Answer<Boolean>> answers = new LinkedHashMap<>();
            keys.forEach(key -> answers.put(key, answer(values.remove(key) != null)));
            return answers;
        }

        @Override
        public Map<String, Answer<Optional<AgentSnapshot>>> states(Collection<String> agentIds) {
            throw new UnsupportedOperationException("no states here");
        }

        @Override
        public void close() {}
    }
}
