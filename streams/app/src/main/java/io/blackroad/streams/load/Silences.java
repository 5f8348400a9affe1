package io.blackroad.streams.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Whoever cannot be heard since nobody at all speaks in its source partition. Time stands still there, so it is judged by
 * the time of the others: who is reported silent again and again while that goes on for as long as an agent may be silent
 * is lost.
 *
 * <p>Nobody is lost by our own lag. A partition that is not read, or has something to read, reports nothing; and reports
 * that lie further apart than {@value #MOST_APART_SECONDS} seconds of the others' time do not add up, as after an outage,
 * or while those who are behind catch up faster than they live. Nor do those between which somebody spoke. What was
 * reported is not stored: after a restart it begins anew.
 */
public final class Silences {
    private static final int MOST_APART_SECONDS = 15;
    private static final long MOST_APART = MOST_APART_SECONDS * 1_000_000L;

    private final long lostMicros;
    private final Map<String, Silence> silences = new HashMap<>();

    /** @param lost how long one may be silent */
    public Silences(Duration lost) {
        this.lostMicros = lost.toNanos() / 1_000;
    }

    /** Reports of one without a gap, event time. */
    private record Silence(long saidMicros, long sinceMicros, long lastMicros) {}

    /**
     * Takes a report.
     *
     * @param saidMicros the newest event time of the partition in which nobody speaks
     * @param nowMicros the newest event time that anybody else told
     * @return true when it is lost
     */
    public boolean isLost(String who, long saidMicros, long nowMicros) {
        Silence before = silences.get(who);
        boolean goesOn =
                before != null && before.saidMicros() == saidMicros && nowMicros - before.lastMicros() <= MOST_APART;
        if (!goesOn) {
            silences.values().removeIf(silence -> nowMicros - silence.lastMicros() > MOST_APART);
        }
        long since = goesOn ? before.sinceMicros() : nowMicros;
        if (nowMicros - since > lostMicros) {
            silences.remove(who);
            return true;
        }
        silences.put(who, new Silence(saidMicros, since, nowMicros));
        return false;
    }
}
