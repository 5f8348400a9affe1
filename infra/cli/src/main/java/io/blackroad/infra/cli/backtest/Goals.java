package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.Change;
import io.blackroad.backtest.Demand;
import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What the adaptive rule is to reach, from standings on traces and from demands that are made here. */
final class Goals {
    private static final double RATIO = 0.85;
    private static final String NAMED = "gentd26-qps";
    private static final int HOUR = 3_600;
    private static final int STEP_FROM = 3_000;
    private static final int STEP_TO = STEP_FROM + 1_200;

    private Goals() {}

    static List<Goal> of(List<Standing> standings, Rounds rounds) {
        List<Goal> goals = new ArrayList<>();
        if (!standings.isEmpty()) {
            goals.add(pareto(standings));
        }
        for (int lag : Scoreboard.LAG_SECONDS) {
            together(standings.stream().filter(s -> s.lagSeconds() == lag).toList(), lag)
                    .ifPresent(goals::add);
        }
        standings.stream()
                .filter(s -> s.trace().startsWith(NAMED) && s.lagSeconds() == Scoreboard.LAG_SECONDS[0])
                .forEach(s -> named(s.ours(), goals));
        step(rounds, goals);
        goals.add(calm(rounds));
        return goals;
    }

    private static Goal pareto(List<Standing> standings) {
        List<String> behind = standings.stream()
                .filter(s -> !s.dominators().isEmpty())
                .map(s -> s.trace() + " at " + s.lagSeconds() + " s")
                .toList();
        return new Goal(
                "no peer is better in both shortage and replica-hours, on every trace",
                behind.isEmpty() ? "on all " + standings.size() : "behind on " + String.join(", ", behind),
                behind.isEmpty());
    }

    private static Optional<Goal> together(List<Standing> standings, int lag) {
        if (standings.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Totals> totals = Totals.of(standings);
        Totals ours = totals.remove(Entrant.OURS);
        Optional<Map.Entry<String, Totals>> best = totals.entrySet().stream()
                .filter(peer -> peer.getValue().underShare() <= ours.underShare())
                .min((a, b) ->
                        Double.compare(a.getValue().replicaHours(), b.getValue().replicaHours()));
        String what = String.format(
                Locale.ROOT, "all traces, lag %d s: of the replica-hours of the best peer short no longer", lag);
        return Optional.of(best.map(peer -> Goal.atMost(
                        what + " (" + peer.getKey() + ")",
                        ours.replicaHours() / peer.getValue().replicaHours(),
                        RATIO,
                        ""))
                .orElseGet(() -> new Goal(what, "no peer is short no longer", true)));
    }

    private static void named(Run run, List<Goal> goals) {
        goals.add(Goal.atMost(NAMED + ", lag 30 s: replica-hours", run.scores().replicaHours(), 800, ""));
        goals.add(Goal.atMost(NAMED + ", lag 30 s: short", 100 * run.scores().timeshareUnder(), 2.8, " %"));
        goals.add(Goal.atMost(NAMED + ", lag 30 s: reversals", run.scores().reversals(), 20, ""));
    }

    private static void step(Rounds rounds, List<Goal> goals) {
        Demand demand = Demand.of(2 * HOUR, new int[] {0, STEP_FROM, STEP_TO}, new double[] {10, 100, 10});
        Run run = ours(rounds, demand, 60);
        goals.add(Goal.atMost("tenfold step: seconds until all is ordered", after(run, STEP_FROM, 100, true), 5, ""));
        goals.add(Goal.atMost("tenfold step: overshoot", run.scores().mostReplicas() - 100, 10, " %"));
        goals.add(Goal.atMost("tenfold step: seconds until it is given back", after(run, STEP_TO, 12, false), 120, ""));
        goals.add(Goal.atMost("tenfold step: replica-hours", run.scores().replicaHours(), 55, ""));
    }

    private static Goal calm(Rounds rounds) {
        Random random = new Random(1);
        double[] levels = new double[24 * HOUR];
        for (int tick = 0; tick < levels.length; tick++) {
            levels[tick] = 50 * (0.8 + 0.4 * random.nextDouble());
        }
        Run run = ours(rounds, Demand.of(levels), 30);
        return Goal.atMost("calm day with 20 % noise: reversals", run.scores().reversals(), 0, "");
    }

    private static Run ours(Rounds rounds, Demand demand, int lagSeconds) {
        return rounds.play(
                        "what was to reach",
                        demand,
                        ReplicaModel.of(Duration.ofSeconds(lagSeconds)),
                        List.of(Entrant.shipped(Entrant.OURS)))
                .get(0);
    }

    private static double after(Run run, int tick, int replicas, boolean up) {
        for (Change change : run.changes()) {
            if (change.tick() >= tick && (up ? change.to() >= replicas : change.to() <= replicas)) {
                return change.tick() - (double) tick;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
