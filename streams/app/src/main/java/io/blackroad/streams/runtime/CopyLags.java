package io.blackroad.streams.runtime;

import io.blackroad.streams.query.StateUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the stores here have read their changelogs. The broker is asked for the ends of the changelogs once a second at
 * most, and by one thread: a broker that is away must not hold up the others.
 */
final class CopyLags {
    private static final Logger LOG = LoggerFactory.getLogger(CopyLags.class);
    static final Duration KEPT = Duration.ofSeconds(1);

    private final Supplier<Map<String, Map<Integer, Position>>> source;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;

    /** Where a store is in its changelog, which goes up to {@code end}. */
    record Position(long read, long end) {
        long lag() {
            return end - read;
        }
    }

    private record Known(Map<String, Map<Integer, Position>> positions, long atNanos) {}

    /** @param source asks the broker, for the partitions of each store here by its name */
    CopyLags(Supplier<Map<String, Map<Integer, Position>>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    static CopyLags of(KafkaStreams streams) {
        return new CopyLags(() -> positions(streams), System::nanoTime);
    }

    private static Map<String, Map<Integer, Position>> positions(KafkaStreams streams) {
        Map<String, Map<Integer, Position>> positions = new HashMap<>();
        streams.allLocalStorePartitionLags()
                .forEach((store, partitions) -> partitions.forEach((partition, lag) -> positions
                        .computeIfAbsent(store, none -> new HashMap<>())
                        .put(partition, new Position(lag.currentOffsetPosition(), lag.endOffsetPosition()))));
        return positions;
    }

    /**
     * The position of one partition of a store.
     *
     * @throws StateUnavailableException if it is not here, or nobody can say how far it is behind
     */
    Position of(String store, int partition) {
        Position position = positions().getOrDefault(store, Map.of()).get(partition);
        if (position == null) {
            throw new StateUnavailableException(
                    "there is no copy of partition " + partition + " of " + store + " here");
        }
        return position;
    }

    private Map<String, Map<Integer, Position>> positions() {
        if (!asking.tryLock()) {
            return lately();
        }
        try {
            Known last = known;
            if (last == null || nanos.getAsLong() - last.atNanos() >= KEPT.toNanos()) {
                known = new Known(source.get(), nanos.getAsLong());
            }
            return known.positions();
        } catch (RuntimeException e) {
            LOG.debug("nobody says how far copies are behind", e);
            throw new StateUnavailableException("nobody can say how far the copy here is behind", e);
        } finally {
            asking.unlock();
        }
    }

    /** What another thread was told, while it asks anew: at most a second older than what it will be told. */
    private Map<String, Map<Integer, Position>> lately() {
        Known last = known;
        if (last == null || nanos.getAsLong() - last.atNanos() >= 2 * KEPT.toNanos()) {
            throw new StateUnavailableException("how far the copy here is behind is being asked");
        }
        return last.positions();
    }
}
