package io.blackroad.streams.runtime;

import io.blackroad.streams.load.UnreadFacts;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unread facts as the brokers know them: what is appended, less what the application has committed. A partition counts as
 * read when two answers in a row say so: what was committed right before the first is with the load stage by the second.
 */
final class BrokerLag implements UnreadFacts {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLag.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Admin admin;
    private final String group;
    private final Set<Integer> partitions;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
    /** Where the topics ended at the first answer; null before it. */
    private volatile Map<TopicPartition, Long> starting;

    private volatile Told read = Told.NOTHING;
    private volatile Told passed = Told.NOTHING;
    private volatile boolean answered = true;

    /** Partitions of which the last answer said something, and those of which the one before said it too. */
    private record Told(Set<Integer> once, Set<Integer> twice) {
        static final Told NOTHING = new Told(Set.of(), Set.of());

        Told andNow(Set<Integer> said) {
            return new Told(said, said.stream().filter(once::contains).collect(Collectors.toUnmodifiableSet()));
        }
    }

    BrokerLag(Admin admin, String group, int partitions) {
        this.admin = admin;
        this.group = group;
        this.partitions = IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
        ask();
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
        return !read.twice().contains(partition);
    }

    @Override
    public boolean behind(int partition) {
        return !passed.twice().contains(partition);
    }

    private void answer(FactOffsets offsets, Throwable failure) {
        if (failure == null) {
            answered = true;
            starting = starting == null ? offsets.ends() : starting;
            read = read.andNow(readTo(offsets.ends(), offsets));
            passed = passed.andNow(readTo(starting, offsets));
            return;
        }
        // What was read may have grown old; nobody is lost on such a word.
        read = Told.NOTHING;
        if (answered) {
            LOG.warn(
                    "the brokers do not tell how far the agent topics are read; until they do, agents of silent"
                            + " partitions count as missing: {}",
                    failure.toString());
        }
        answered = false;
    }

    private Set<Integer> readTo(Map<TopicPartition, Long> ends, FactOffsets offsets) {
        return partitions.stream()
                .filter(partition -> offsets.readTo(ends, partition))
                .collect(Collectors.toUnmodifiableSet());
    }
}
