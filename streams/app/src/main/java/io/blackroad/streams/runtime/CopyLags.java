package io.blackroad.streams.runtime;

import io.blackroad.streams.query.StateUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.LagInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the stores here are behind their changelogs. The broker is asked for the ends of the changelogs once a second at
 * most, and by one thread: a broker that is away must not hold up the others.
 */
final class CopyLags {
    private static final Logger LOG = LoggerFactory.getLogger(CopyLags.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<Map<String, Map<Integer, LagInfo>>> source;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known;

    private record Known(Map<String, Map<Integer, LagInfo>> lags, long atNanos) {}

    /** @param source asks the broker; see {@code KafkaStreams.allLocalStorePartitionLags} */
    CopyLags(Supplier<Map<String, Map<Integer, LagInfo>>> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
    }

    /**
     * The lag of one partition of a store.
     *
     * @throws StateUnavailableException if it is not here, or nobody can say how far it is behind
     */
    LagInfo of(String store, int partition) {
        LagInfo lag = lags().getOrDefault(store, Map.of()).get(partition);
        if (lag == null) {
            throw new StateUnavailableException(
                    "there is no copy of partition " + partition + " of " + store + " here");
        }
        return lag;
    }

    private Map<String, Map<Integer, LagInfo>> lags() {
        if (!asking.tryLock()) {
            return lately();
        }
        try {
            Known last = known;
            if (last == null || nanos.getAsLong() - last.atNanos() >= KEPT_NANOS) {
                known = new Known(source.get(), nanos.getAsLong());
            }
            return known.lags();
        } catch (RuntimeException e) {
            LOG.debug("nobody says how far copies are behind", e);
            throw new StateUnavailableException("nobody can say how far the copy here is behind", e);
        } finally {
            asking.unlock();
        }
    }

    /** What another thread was told, while it asks anew: at most a second older than what it will be told. */
    private Map<String, Map<Integer, LagInfo>> lately() {
        Known last = known;
        if (last == null || nanos.getAsLong() - last.atNanos() >= 2 * KEPT_NANOS) {
            throw new StateUnavailableException("how far the copy here is behind is being asked");
        }
        return last.lags();
    }
}
