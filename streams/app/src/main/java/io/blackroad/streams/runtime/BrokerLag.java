package io.blackroad.streams.runtime;

import io.blackroad.streams.load.UnreadFacts;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unread facts as the brokers know them: what is appended, less what the application has committed. */
final class BrokerLag implements UnreadFacts {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLag.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Admin admin;
    private final String group;
    private final Set<Integer> partitions;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
    private volatile Set<Integer> read = Set.of();
    private volatile boolean answered = true;

    BrokerLag(Admin admin, String group, int partitions) {
        this.admin = admin;
        this.group = group;
        this.partitions = IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void ask() {
        long now = System.nanoTime();
        long before = askedAt.get();
        if (now - before >= PAUSE_NANOS && askedAt.compareAndSet(before, now)) {
            FactOffsets.ask(admin, group, partitions).whenComplete(this::answer);
        }
    }

    /** Until the brokers have answered, every partition may hold unread facts. */
    @Override
    public boolean in(int partition) {
        return !read.contains(partition);
    }

    private void answer(FactOffsets offsets, Throwable failure) {
        if (failure == null) {
            answered = true;
            read = partitions.stream()
                    .filter(partition -> !offsets.unread(partition))
                    .collect(Collectors.toUnmodifiableSet());
            return;
        }
        // What was read may have grown old; nobody is lost on such a word.
        read = Set.of();
        if (answered) {
            LOG.warn(
                    "the brokers do not tell how far the agent topics are read; until they do, agents of silent"
                            + " partitions count as missing: {}",
                    failure.toString());
        }
        answered = false;
    }
}
