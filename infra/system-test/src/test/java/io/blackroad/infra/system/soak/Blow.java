package io.blackroad.infra.system.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One of the faults of a long run.
 *
 * @param at since the run began
 * @param victim number of the instance or broker
 * @param lasts how long a process stands still
 */
public record Blow(Duration at, Kind kind, int victim, Duration lasts) {
    /** What happens. */
    public enum Kind {
        KILL_INSTANCE("kill -9 of an instance"),
        STOP_INSTANCE("an instance stands still"),
        KILL_BROKER("kill -9 of a broker"),
        STOP_BROKER("a broker stands still"),
        KILL_CONTROLLER("kill -9 of the controller");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static final List<Kind> DECK = List.of(
            Kind.KILL_INSTANCE,
            Kind.STOP_INSTANCE,
            Kind.KILL_BROKER,
            Kind.KILL_INSTANCE,
            Kind.STOP_BROKER,
            Kind.KILL_CONTROLLER);

    private static final int LEAST_MILLIS = 3_000;
    private static final int MOST_MILLIS = 12_000;

    /**
     * Faults of every kind, in an order and at times that the seed chooses. Who is killed in the first half lives through
     * the second one and the other way round, so that every process has a long life in which all around it breaks.
     *
     * @param every how far they are apart in the middle; the last comes that long before the end
     */
    public static List<Blow> plan(long seed, Duration run, Duration every, int instances, int brokers) {
        Random random = new Random(seed);
        List<Blow> plan = new ArrayList<>();
        List<Kind> deck = new ArrayList<>();
        long millis = every.toMillis();
        long at = next(random, millis);
        while (at <= run.toMillis() - millis) {
            if (deck.isEmpty()) {
                deck.addAll(DECK);
                Collections.shuffle(deck, random);
            }
            Kind kind = deck.remove(0);
            boolean early = 2 * at < run.toMillis();
            int lasts = LEAST_MILLIS + random.nextInt(MOST_MILLIS - LEAST_MILLIS);
            int victim =
                    switch (kind) {
                        case KILL_INSTANCE -> half(random, early, instances);
                        case KILL_BROKER -> half(random, early, brokers);
                        case STOP_INSTANCE -> random.nextInt(instances);
                        case STOP_BROKER -> random.nextInt(brokers);
                        case KILL_CONTROLLER -> 0;
                    };
            plan.add(new Blow(Duration.ofMillis(at), kind, victim, Duration.ofMillis(lasts)));
            at += next(random, millis);
        }
        return plan;
    }

    private static long next(Random random, long millis) {
        return millis * 2 / 3 + random.nextLong(millis * 2 / 3);
    }

    private static int half(Random random, boolean early, int all) {
        int first = all / 2;
        return early ? random.nextInt(first) : first + random.nextInt(all - first);
    }
}
