package io.blackroad.streams.gpu;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Agents that nobody can hear of, since nobody at all speaks in their source partition. Time stands still there, so they
 * are judged by the time of the others: whoever is reported silent again and again while that goes on for as long as an
 * agent may be silent is lost.
 *
 * <p>Nobody is lost by our own lag. A partition that is not read, or has something to read, reports nothing; and reports
 * that lie further apart than {@value #MOST_APART_SECONDS} seconds of the others' time do not add up, as after an outage,
 * or while those who are behind catch up faster than they live. What was reported is not stored: after a restart it
 * begins anew.
 */
final class QuietAgents {
    private static final int MOST_APART_SECONDS = 15;
    private static final long MOST_APART = MOST_APART_SECONDS * 1_000_000L;

    private final Duration lost;
    private final long lostMicros;
    private final Map<String, Silence> silences = new HashMap<>();

    QuietAgents(Duration lost) {
        this.lost = lost;
        this.lostMicros = lost.toNanos() / 1_000;
    }

    /** Reports of one agent without a gap, event time. */
    private record Silence(long sinceMicros, long lastMicros) {}

    /**
     * Takes a report.
     *
     * @param nowMicros the newest event time that anybody told the pool
     * @return true when the agent is lost
     */
    boolean isLost(String agentId, long nowMicros) {
        Silence before = silences.get(agentId);
        boolean goesOn = before != null && nowMicros - before.lastMicros() <= MOST_APART;
        if (!goesOn) {
            silences.values().removeIf(silence -> nowMicros - silence.lastMicros() > MOST_APART);
        }
        long since = goesOn ? before.sinceMicros() : nowMicros;
        if (nowMicros - since > lostMicros) {
            silences.remove(agentId);
            return true;
        }
        silences.put(agentId, new Silence(since, nowMicros));
        return false;
    }

    /** What became of who is lost, the end of a sentence that begins with the agent. */
    String reason() {
        return "and all others of its partition were not heard of for " + lost.toSeconds() + " s";
    }
}
