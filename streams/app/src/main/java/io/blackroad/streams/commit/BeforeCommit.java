package io.blackroad.streams.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs an action right before a task is committed, for a processor that keeps changes on the heap until then. Kafka Streams
 * tells nobody of a commit but its record caches, whose entries it writes to the store behind them first. So this is a
 * store behind a cache: asking puts an entry into the cache, and writing that entry runs the action. A cache without room
 * runs it at once. Holds nothing, so it needs no changelog.
 */
public final class BeforeCommit {
    private static final byte[] ASKED = {1};

    /** A task is run by one thread at a time, and its processor and its store meet nowhere else. */
    private static final ThreadLocal<Map<TaskId, Runnable>> ACTIONS = ThreadLocal.withInitial(HashMap::new);

    private final KeyValueStore<byte[], byte[]> store;

    private BeforeCommit(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** The store that a topology must connect with the processor. */
    public static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
        KeyValueBytesStoreSupplier supplier = new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new ActionStore(name);
            }

            @Override
            public String metricsScope() {
                return "before-commit";
            }
        };
        return Stores.keyValueStoreBuilder(supplier, Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingDisabled();
    }

    /** For one processor, to be made in its {@code init}: {@code action} runs before the next commit after each {@link #ask}. */
    public static BeforeCommit of(ProcessorContext<?, ?> context, String name, Runnable action) {
        ACTIONS.get().put(context.taskId(), action);
        return new BeforeCommit(context.getStateStore(name));
    }

    /** Asks for the action. */
    public void ask() {
        store.put(ASKED, ASKED);
    }

    private static final class ActionStore implements KeyValueStore<Bytes, byte[]> {
        private final String name;
        private TaskId task;
        private volatile boolean open;

        private ActionStore(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            task = context.taskId();
            context.register(root, (key, value) -> {});
            open = true;
        }

        @Override
        public void put(Bytes key, byte[] value) {
            ACTIONS.get().get(task).run();
        }

        @Override
        public byte[] putIfAbsent(Bytes key, byte[] value) {
            put(key, value);
            return null;
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            entries.forEach(entry -> put(entry.key, entry.value));
        }

        @Override
        public byte[] delete(Bytes key) {
            return null;
        }

        @Override
        public byte[] get(Bytes key) {
            return null;
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            throw new UnsupportedOperationException(name + " holds nothing");
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            throw new UnsupportedOperationException(name + " holds nothing");
        }

        @Override
        public long approximateNumEntries() {
            return 0;
        }

        @Override
        public void close() {
            open = false;
            ACTIONS.get().remove(task);
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }
}
