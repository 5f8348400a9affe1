package io.blackroad.infra.bench.placement;

import io.blackroad.placement.Rebalance;
import io.blackroad.placement.RebalancePolicy;
import io.blackroad.placement.RebalanceRounds;
import io.blackroad.placement.RebalanceRounds.Round;
import io.blackroad.placement.Resident;
import io.blackroad.placement.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Regions that the guide's rule leaves uneven, each rebalanced in rounds 5 s apart. Agents are of equal load. */
public final class RebalanceCases {
    private static final int EVERY_MILLIS = 5_000;
    private static final int ROUNDS = 100;
    private static final RebalancePolicy POLICY = RebalancePolicy.DEFAULT;

    private RebalanceCases() {}

    /** One row a case. */
    public static List<RebalanceRow> run() {
        List<RebalanceRow> rows = new ArrayList<>();
        regions().forEach((name, workers) -> rows.add(played(name, workers)));
        return rows;
    }

    static Map<String, List<Worker>> regions() {
        Map<String, List<Worker>> regions = new LinkedHashMap<>();
        regions.put("300, 30, 180, 100", live(300, 30, 180, 100));
        regions.put("10 x 100, 1 empty", joined(live(10, 100), 1));
        regions.put("10 x 100, 2 empty", joined(live(10, 100), 2));
        regions.put("30 x 1,000, 6 empty", joined(live(30, 1_000), 6));
        regions.put("30 x 1,000, 10 empty", joined(live(30, 1_000), 10));
        regions.put("100 workers, zipf", zipf(100, 30_000));
        regions.put("one of 100 at 1.21 x", oneAbove());
        regions.put("1,000 x 1,000, 300 empty", joined(live(1_000, 1_000), 300));
        regions.put("25 of 50 lost, 25 empty", joined(halfLost(), 25));
        return regions;
    }

    private static RebalanceRow played(String name, List<Worker> workers) {
        int bound = Rebalance.plan(workers, POLICY, false, 0).lowerBound();
        List<Round> rounds = new RebalanceRounds(POLICY, EVERY_MILLIS).play(workers, ROUNDS);
        List<Worker> before = workers;
        int moves = 0;
        double largest = 0;
        int filled = -1;
        for (Round round : rounds) {
            moves += round.plan().moves().size();
            largest = Math.max(largest, share(before, round));
            before = round.after();
            if (filled < 0 && leastNewcomerPercent(before) >= 90) {
                filled = (int) (round.atMillis() / 1_000);
            }
        }
        return new RebalanceRow(
                name, percent(before, true), percent(before, false), rounds.size(), moves, bound, filled, largest);
    }

    /** Moves of running agents, percent of them. */
    private static double share(List<Worker> before, Round round) {
        Map<String, Worker.State> states = new LinkedHashMap<>();
        before.forEach(worker -> states.put(worker.name(), worker.state()));
        long moved = round.plan().moves().stream()
                .filter(move -> states.get(move.fromWorker()) != Worker.State.LOST)
                .count();
        long running = before.stream()
                .filter(worker -> worker.state() != Worker.State.LOST)
                .mapToLong(worker -> worker.residents().size())
                .sum();
        return running == 0 ? 0 : 100.0 * moved / running;
    }

    private static double percent(List<Worker> workers, boolean most) {
        var sizes = workers.stream()
                .filter(worker -> worker.state() == Worker.State.LIVE)
                .mapToInt(worker -> worker.residents().size())
                .summaryStatistics();
        return 100 * (most ? sizes.getMax() : sizes.getMin()) / sizes.getAverage();
    }

    private static double leastNewcomerPercent(List<Worker> workers) {
        double mean = workers.stream()
                .filter(worker -> worker.state() == Worker.State.LIVE)
                .mapToInt(worker -> worker.residents().size())
                .average()
                .orElseThrow();
        return workers.stream()
                .filter(worker -> worker.name().startsWith("new"))
                .mapToDouble(worker -> 100 * worker.residents().size() / mean)
                .min()
                .orElse(-1);
    }

    private static List<Worker> live(int[] sizes) {
        List<Worker> workers = new ArrayList<>();
        for (int number = 0; number < sizes.length; number++) {
            workers.add(worker("worker-" + number, Worker.State.LIVE, sizes[number]));
        }
        return workers;
    }

    private static List<Worker> live(int first, int second, int third, int fourth) {
        return live(new int[] {first, second, third, fourth});
    }

    private static List<Worker> live(int count, int size) {
        int[] sizes = new int[count];
        Arrays.fill(sizes, size);
        return live(sizes);
    }

    private static List<Worker> joined(List<Worker> workers, int newcomers) {
        for (int number = 0; number < newcomers; number++) {
            workers.add(new Worker("new-" + number, Worker.State.LIVE, List.of()));
        }
        return workers;
    }

    private static List<Worker> zipf(int count, int agents) {
        double harmonic = 0;
        for (int rank = 1; rank <= count; rank++) {
            harmonic += 1.0 / rank;
        }
        int[] sizes = new int[count];
        int rest = agents;
        for (int rank = count; rank > 1; rank--) {
            sizes[rank - 1] = (int) (agents / (rank * harmonic));
            rest -= sizes[rank - 1];
        }
        sizes[0] = rest;
        return live(sizes);
    }

    private static List<Worker> oneAbove() {
        int[] sizes = new int[100];
        Arrays.fill(sizes, 998);
        sizes[0] = 1_210;
        return live(sizes);
    }

    private static List<Worker> halfLost() {
        List<Worker> workers = live(25, 1_000);
        for (int number = 0; number < 25; number++) {
            workers.add(worker("gone-" + number, Worker.State.LOST, 1_000));
        }
        return workers;
    }

    static Worker worker(String name, Worker.State state, int agents) {
        List<Resident> residents = new ArrayList<>(agents);
        for (int number = 0; number < agents; number++) {
            residents.add(new Resident(name + "." + number, 1, number % 10 < 7, Resident.NEVER));
        }
        return new Worker(name, state, residents);
    }
}
