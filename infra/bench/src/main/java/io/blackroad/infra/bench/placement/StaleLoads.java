package io.blackroad.infra.bench.placement;

import io.blackroad.placement.Assignments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * New agents placed on loads that are seconds old: 500 a second on 100 workers whose loads are sampled each second and
 * arrive 4 to 6 s later, so out of order; 1 in 100 asks twice; a worker joins after 40 s and one is lost after 80 s, whose
 * agents are placed anew. Virtual time, seeded.
 */
public final class StaleLoads {
    private static final int WORKERS = 100;
    private static final int A_SECOND = 500;
    private static final int SECONDS = 120;
    private static final int JOIN_SECOND = 40;
    private static final int LOSE_SECOND = 80;

    /** Before it, a worker has so few agents that one more is over the bound. */
    private static final int FROM_SECOND = 10;

    private final Random random;
    private final Assignments assignments = new Assignments(30_000);
    private final Map<String, Integer> truth = new HashMap<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, List<Long>> starts = new HashMap<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::atMillis).thenComparingLong(Later::number));
    private long numbers;
    private double worst;

    private StaleLoads(long seed) {
        random = new Random(seed);
    }

    private record Later(long atMillis, long number, Runnable action) {}

    /**
     * What came out.
     *
     * @param worstPercent the fullest worker at any second from the tenth on, percent of the mean
     * @param twice agents that were on two workers; there must be none
     */
    public record Result(int agents, double worstPercent, int twice) {}

    /** Plays it. */
    public static Result run(long seed) {
        return new StaleLoads(seed).play();
    }

    private Result play() {
        for (int number = 0; number < WORKERS; number++) {
            join("worker-" + number);
        }
        int agents = 0;
        for (int second = 0; second < SECONDS; second++) {
            if (second == JOIN_SECOND) {
                join("new");
            }
            if (second == LOSE_SECOND) {
                lose("worker-7", second * 1_000L);
            }
            for (int i = 0; i < A_SECOND; i++) {
                long now = second * 1_000L + i * 1_000L / A_SECOND;
                until(now);
                String agent = "agent-" + agents++;
                place(agent, now);
                if (random.nextInt(100) == 0) {
                    long again = now + random.nextInt(8_000);
                    at(again, () -> place(agent, again));
                }
            }
            sample(second * 1_000L + 999);
            if (second >= FROM_SECOND) {
                look();
            }
        }
        int counted = truth.values().stream().mapToInt(Integer::intValue).sum();
        return new Result(agents, worst, counted - homes.size());
    }

    private void join(String worker) {
        assignments.join(worker);
        truth.put(worker, 0);
    }

    private void lose(String worker, long now) {
        assignments.leave(worker);
        truth.remove(worker);
        List<String> homeless = new ArrayList<>();
        homes.forEach((agent, home) -> {
            if (home.equals(worker)) {
                homeless.add(agent);
            }
        });
        homeless.sort(Comparator.naturalOrder());
        homeless.forEach(agent -> {
            homes.remove(agent);
            place(agent, now);
        });
    }

    private void place(String agent, long now) {
        String worker = assignments.place(agent, 1, now).orElseThrow();
        if (worker.equals(homes.put(agent, worker))) {
            return;
        }
        truth.merge(worker, 1, Integer::sum);
        // It starts within 2 s; the news of it takes up to one more.
        long started = now + random.nextInt(2_000);
        at(started + random.nextInt(1_000), () -> assignments.started(agent, started));
        starts.computeIfAbsent(worker, name -> new ArrayList<>()).add(started);
    }

    private void sample(long now) {
        truth.keySet().forEach(worker -> {
            long running = starts.getOrDefault(worker, List.of()).stream()
                    .filter(started -> started <= now)
                    .count();
            at(now + 4_000 + random.nextInt(2_000), () -> assignments.reported(worker, running, now));
        });
    }

    private void look() {
        double mean =
                truth.values().stream().mapToInt(Integer::intValue).average().orElseThrow();
        int most = truth.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        worst = Math.max(worst, 100 * most / mean);
    }

    private void at(long millis, Runnable action) {
        later.add(new Later(millis, numbers++, action));
    }

    private void until(long now) {
        while (!later.isEmpty() && later.peek().atMillis() <= now) {
            later.poll().action().run();
        }
    }
}
