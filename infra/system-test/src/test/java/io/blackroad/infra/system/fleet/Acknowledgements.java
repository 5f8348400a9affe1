package io.blackroad.infra.system.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the broker had what each agent said of its tasks, the first first: whoever has counted fewer is behind by as long as
 * the next one has been acknowledged. Samples would not do: streams keep them in memory alone, and say so of one that they
 * do not have.
 */
public final class Acknowledgements {
    private final Map<String, List<Long>> moments = new ConcurrentHashMap<>();

    /**
     * One more is stored.
     *
     * @param nanos now, of a clock that only goes forward
     */
    public void add(String agent, long nanos) {
        List<Long> own = moments.computeIfAbsent(agent, any -> new ArrayList<>());
        synchronized (own) {
            own.add(nanos);
        }
    }

    /**
     * How far behind somebody is who has counted so many.
     *
     * @param nanos when he was asked
     */
    public Duration behind(String agent, long counted, long nanos) {
        List<Long> own = moments.computeIfAbsent(agent, any -> new ArrayList<>());
        synchronized (own) {
            return counted >= own.size()
                    ? Duration.ZERO
                    : Duration.ofNanos(Math.max(0, nanos - own.get(Math.toIntExact(counted))));
        }
    }
}
