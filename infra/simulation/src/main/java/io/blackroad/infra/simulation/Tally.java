package io.blackroad.infra.simulation;

import io.blackroad.agent.Verdict;
import java.util.Arrays;

/** What became of the facts of a partition, a topic a row: applied, duplicate, late, dead letter, all. */
final class Tally {
    private static final int DEAD = Verdict.values().length;
    private static final int ALL = DEAD + 1;
    private static final int COLUMNS = ALL + 1;

    private final int[] counts;

    private Tally(int[] counts) {
        this.counts = counts;
    }

    static Tally empty() {
        return new Tally(new int[Fact.TOPICS * COLUMNS]);
    }

    void count(int topic, Verdict verdict) {
        count(topic, verdict.ordinal());
    }

    void countDeadLetter(int topic) {
        count(topic, DEAD);
    }

    Tally copy() {
        return new Tally(counts.clone());
    }

    int all(int topic) {
        return counts[topic * COLUMNS + ALL];
    }

    int applied(int topic) {
        return counts[topic * COLUMNS + Verdict.APPLIED.ordinal()];
    }

    int late() {
        int sum = 0;
        for (int topic = 0; topic < Fact.TOPICS; topic++) {
            sum += counts[topic * COLUMNS + Verdict.LATE.ordinal()];
        }
        return sum;
    }

    int deadLetters() {
        int sum = 0;
        for (int topic = 0; topic < Fact.TOPICS; topic++) {
            sum += counts[topic * COLUMNS + DEAD];
        }
        return sum;
    }

    private void count(int topic, int column) {
        counts[topic * COLUMNS + column]++;
        counts[topic * COLUMNS + ALL]++;
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
