package io.blackroad.sink.memory.state;

import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.memory.KafkaChanges;
import io.blackroad.sink.memory.MemoryChanges;
import io.blackroad.sink.memory.ShardedMemory;
import io.blackroad.sink.session.SessionThread;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the latest state of each agent in the memory, on one thread of its own: of each kind of fact the newest by (epoch,
 * sequence), whatever order facts come in and however often. Sinks of the same group share the work.
 *
 * <p>News of agents whose shard is down waits, the others' does not. When the brokers or the registry fail it starts over from
 * what is committed, and again until they answer.
 */
public final class MemorySink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemorySink.class);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final MemorySinkConfig config;
    private final SchemaRegistry registry;
    private final ShardedMemory memory;
    private final Clock clock;
    private final MemorySinkCounts counts = new MemorySinkCounts();
    private final SessionThread thread;

    /**
     * @param memory is not closed with the sink
     * @param clock says how old a fact is
     */
    public MemorySink(MemorySinkConfig config, SchemaRegistry registry, ShardedMemory memory, Clock clock) {
        this.config = Objects.requireNonNull(config, "config");
        this.registry = Objects.requireNonNull(registry, "registry");
        this.memory = Objects.requireNonNull(memory, "memory");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.thread = new SessionThread(config.name(), this::runSession, STOP_LIMIT);
    }

    /** Starts the thread and returns at once. */
    public void start() {
        thread.start();
    }

    /** Why it stopped by itself; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return thread.failure();
    }

    public MemorySinkCounts counts() {
        return counts;
    }

    /** Stops after the batch at hand. */
    @Override
    public void close() {
        thread.close();
    }

    private void runSession() {
        try (MemoryChanges changes = new KafkaChanges(config.kafka(), registry, config.name(), clock);
                Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            SinkSession session =
                    new SinkSession(config, registry, memory, changes, consumer, counts, clock, System::nanoTime);
            while (thread.isWanted()) {
                session.step();
            }
            session.commit();
        } catch (FencedInstanceIdException e) {
            throw new IllegalStateException(
                    "another process runs as sink " + config.name() + "; give each sink its own name", e);
        } catch (KafkaException e) {
            LOG.warn("sink {} starts over: {}", config.name(), e.toString());
            thread.pause(RESTART_AFTER);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = config.kafka().consumer(config.name());
        settings.put("group.id", config.group());
        // One that is started again goes on at once, where the group would wait for the dead one to time out.
        settings.put("group.instance.id", config.name());
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", config.batch());
        settings.put("fetch.min.bytes", 32 << 10);
        settings.put("fetch.max.wait.ms", 50);
        settings.put("isolation.level", "read_committed");
        settings.put("session.timeout.ms", 10_000);
        return settings;
    }
}
