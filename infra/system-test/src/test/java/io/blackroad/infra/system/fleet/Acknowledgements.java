package io.blackroad.infra.system.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the broker had what each agent said of its tasks, the first first: whoever has counted fewer is behind by as long as
 * the next one has been acknowledged. Samples would not do: streams keep them in memory alone, and say so of one that they
 * do not have. Time goes on only while the broker takes something: when nothing is acknowledged for a while, nobody can know
 * more than before.
 */
public final class Acknowledgements {
    /** Longer than from one round of the agents' reports to the next. */
    private static final long PAUSE = 2_000_000_000L;

    private final Map<String, List<Long>> moments = new HashMap<>();
    private long passed;
    private long newest;

    /**
     * One more is stored.
     *
     * @param nanos now, of a clock that only goes forward
     */
    public synchronized void add(String agent, long nanos) {
        passed = passed(nanos);
        newest = nanos;
        moments.computeIfAbsent(agent, any -> new ArrayList<>()).add(passed);
    }

    /**
     * How far behind somebody is who has counted so many.
     *
     * @param nanos when he was asked
     */
    public synchronized Duration behind(String agent, long counted, long nanos) {
        List<Long> own = moments.getOrDefault(agent, List.of());
        return counted >= own.size()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, passed(nanos) - own.get(Math.toIntExact(counted))));
    }

    private long passed(long nanos) {
        boolean first = moments.isEmpty();
        return first ? 0 : passed + Math.min(PAUSE, Math.max(0, nanos - newest));
    }
}
