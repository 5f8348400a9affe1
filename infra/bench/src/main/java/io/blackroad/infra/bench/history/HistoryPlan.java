package io.blackroad.infra.bench.history;

/**
 * What is measured.
 *
 * @param tasks tasks that lie in the topic when the sink starts, three facts each
 * @param decisions decisions that lie there
 * @param probes facts whose way is timed, one after the other
 * @param rate tasks a second that are appended meanwhile
 * @param stopSeconds how long the database stands still
 */
public record HistoryPlan(int tasks, int decisions, int probes, int rate, int stopSeconds) {

    /** Long enough to warm up, or short. */
    public static HistoryPlan of(boolean quick) {
        return quick ? new HistoryPlan(3_000, 500, 10, 100, 2) : new HistoryPlan(300_000, 50_000, 100, 1_000, 15);
    }
}
